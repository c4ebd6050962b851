"""The order of open work: what an hour of each item saves, and what waits behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from headway_engine.fronts import Worth, by_cost_of_delay, by_priority
from headway_engine.priority import (
    LEAST_MINUTES,
    DelayCost,
    Index,
    dispatch_index,
    earliest_finish,
    last_first,
    marginal,
)
from headway_engine.problem import NEVER, Drive, Floats, Problem
from headway_engine.scarcity import booked_minutes, lookahead, scarcity

WALL_PER_WORKING = 7 * 24 / 40
"""Minutes on the wall that a working minute takes, in a week of 40 hours."""

WEEK = 7 * 1440.0
HOUR = 60.0
NO_DEADLINE = float("inf")
NO_WORTH = Worth(slope=0.0)
NORMAL = 500

LEAST_GATE = 1.0
"""Minutes of what takes nobody's time, and only opens what is behind it."""


class Said(NamedTuple):
    """What people said of an item's worth, in whichever way.

    ``per_week`` and ``once`` are their own numbers, as multiples of what the delay of
    normal work costs in a week; without them what they ``judged`` counts, weighed by
    the project's priority, and else both priorities.
    """

    project_priority: int = 500
    priority: int = 500
    per_week: float | None = None
    once: float = 0.0
    judged: Worth | None = None

    @property
    def worth(self) -> Worth:
        if self.per_week is not None:
            return by_cost_of_delay(self.per_week, self.once)
        if self.judged is not None:
            return _times(self.judged, by_priority(NORMAL, self.project_priority).slope)
        return by_priority(self.priority, self.project_priority)

    @property
    def without_project(self) -> float:
        """The slope that is the item's own, whatever its project's priority is."""
        if self.per_week is not None:
            return self.per_week
        if self.judged is not None:
            return self.judged.slope
        return by_priority(self.priority).slope


def _times(worth: Worth, factor: float) -> Worth:
    return replace(
        worth,
        slope=worth.slope * factor,
        late=worth.late * factor,
        cliff=worth.cliff * factor,
    )


class Ranked(NamedTuple):
    """What an item's place depends on; ``order`` breaks ties.

    ``deadline`` and ``start_by``, its latest start, are in minutes on the wall,
    ``minutes`` in working minutes, each of which takes ``pace`` on the wall.  ``said``
    is None of what costs nothing by itself: gates, and what is done.
    """

    said: Said | None
    deadline: float
    minutes: float
    order: int
    start_by: float = NO_DEADLINE
    pace: float = WALL_PER_WORKING

    @property
    def wall(self) -> float:
        """What it takes on the wall, if nobody is ever busy with anything else."""
        return self.minutes * self.pace

    @property
    def due(self) -> float:
        """When it has to be done: by its deadline, or as if begun at its last start."""
        return min(self.deadline, self.start_by + self.wall)


class Inherited(NamedTuple):
    """What an item has from those that wait for it, itself included.

    ``latest`` is the latest start for which every deadline behind it holds, ``source``
    the item whose deadline that is (None without one), ``tail`` the working minutes of
    the longest way through it to an end.
    """

    latest: float
    source: int | None
    tail: float


def inherited(
    items: Sequence[Ranked], links: Sequence[tuple[int, int]]
) -> list[Inherited]:
    """Return what each item has from others; ``links`` are ``(before, after)``.

    O(items + links).  What waits for itself inherits nothing over the circle.
    """
    latest = [item.due - item.wall for item in items]
    source = [None if at == NO_DEADLINE else i for i, at in enumerate(latest)]
    tails = [item.minutes for item in items]
    before_of: list[list[int]] = [[] for _ in items]
    for before, after in links:
        before_of[after].append(before)
    for after in last_first(len(items), links):
        for before in before_of[after]:
            own = items[before].minutes
            needed = latest[after] - items[before].wall
            if needed < latest[before]:
                latest[before], source[before] = needed, source[after]
            tails[before] = max(tails[before], tails[after] + own)
    return [Inherited(*row) for row in zip(latest, source, tails, strict=True)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Scores:
    """What delay costs, and what an hour of each position saves of it.

    The unit of ``cost`` is a minute by which one normal item is done later.
    """

    cost: DelayCost
    index: Index


def scored(
    problem: Problem, items: Sequence[Ranked], links: Sequence[tuple[int, int]]
) -> Scores:
    """Score the positions of a problem, whatever their ranks."""
    cost, minutes = _delay_cost(items), booked_minutes(problem)
    each = marginal(
        cost,
        earliest_finish(_wall(problem), _start(problem), links),
        now=problem.now,
        lookahead=lookahead(problem, minutes),
    )
    is_gate = np.array([item.said is None for item in items], np.bool_)
    least = np.where(is_gate, LEAST_GATE, LEAST_MINUTES)
    hours = np.maximum(minutes * scarcity(problem, minutes), least) / HOUR
    return Scores(cost=cost, index=dispatch_index(each, hours, links))


def _delay_cost(items: Sequence[Ranked]) -> DelayCost:
    worths = [item.said.worth if item.said else NO_WORTH for item in items]
    due = [
        NEVER if item.said is None or item.due == NO_DEADLINE else item.due
        for item in items
    ]
    return DelayCost(
        slope=np.array([worth.slope for worth in worths], np.float64),
        due=np.array(due, np.int32),
        late=np.array([worth.late for worth in worths], np.float64),
        cliff=np.array([worth.cliff * WEEK for worth in worths], np.float64),
        fading=np.array([worth.fading_weeks * WEEK for worth in worths], np.float64),
    )


def _wall(problem: Problem) -> Floats:
    """Say what each takes on the wall, if nobody is ever busy with anything else."""
    items = problem.items
    factor = np.where(items.drive == Drive.ELAPSED, 1.0, WALL_PER_WORKING)
    return np.where(items.finished_at != NEVER, 0.0, items.minutes * factor)


def _start(problem: Problem) -> Floats:
    return np.maximum(problem.items.not_before, problem.now).astype(np.float64)


Key = tuple[float, int]


def keys_of(items: Sequence[Ranked], scores: Scores) -> list[Key]:
    """Return what items are sorted by: their scores, and the outline where alike.

    Gates, which take nobody's time, are before all else.
    """
    return [
        (-np.inf if item.said is None else -float(f"{score:.6g}"), item.order)
        for item, score in zip(items, scores.index.score.tolist(), strict=True)
    ]


def ranks_of(keys: Sequence[Key]) -> list[int]:
    """Return each key's place, from 0."""
    result = [0] * len(keys)
    for rank, i in enumerate(sorted(range(len(keys)), key=keys.__getitem__)):
        result[i] = rank
    return result
