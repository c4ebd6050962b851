"""Items of a problem as what a constraint solver schedules: who, on what working time.

An item is one task or, where each of its people does a part alone, several.  A task of
a group has an option for each member.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from headway_engine.calendars import Spans, intersect, spans_of
from headway_engine.chances import absent
from headway_engine.problem import (
    NEVER,
    NONE,
    PATIENCE,
    PAUSE,
    WHOLE,
    Drive,
    Floats,
    Problem,
)
from headway_engine.speeds import speed_of
from headway_engine.turns import limits

ROUNDING = 1e-6


@dataclass(frozen=True, eq=False)
class Axis:
    """Working time, and the index of each of its minutes."""

    spans: Spans

    @cached_property
    def before(self) -> Spans:
        """How many working minutes lie before each interval."""
        lengths = self.spans[:, 1] - self.spans[:, 0]
        return np.concatenate([[0], np.cumsum(lengths)])[:-1]

    def index(self, minute: int) -> int:
        """Count the working minutes before ``minute``."""
        j = int(np.searchsorted(self.spans[:, 0], minute, "right")) - 1
        if j < 0:
            return 0
        worked = min(minute, int(self.spans[j, 1])) - int(self.spans[j, 0])
        return int(self.before[j]) + worked

    def fitting(self, need: int) -> list[tuple[int, int]]:
        """Give the indices at which dispatch begins what wants ``need`` at a time.

        Where so much is left before a long break, or where no such stretch begins
        within ``PATIENCE``.
        """
        fits = [
            (first, last - need)
            for first, last in self._stretches()
            if last - first >= need
        ]
        found, free = [], 0
        for first, last in fits:
            begins = self._instant(first)
            found.append((free, min(self.index(begins - PATIENCE), first) - 1))
            found.append((first, last))
            free = last + 1
        found.append((free, self._total - 1))
        return [(first, last) for first, last in found if first <= last]

    @cached_property
    def _total(self) -> int:
        return int((self.spans[:, 1] - self.spans[:, 0]).sum())

    def _instant(self, index: int) -> int:
        k = int(np.searchsorted(self.before, index, "right")) - 1
        return int(self.spans[k, 0]) + index - int(self.before[k])

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """Yield the working time between long breaks, as indices."""
        breaks = np.flatnonzero(self.spans[1:, 0] - self.spans[:-1, 1] > PAUSE) + 1
        if len(self.spans):
            yield from pairwise([*self.before[[0, *breaks]].tolist(), self._total])


@dataclass(frozen=True, eq=False)
class Option:
    """Who does a task: ``takes`` are people and how much of each, in thousandths.

    ``chunk`` minutes have to be left of a stretch of work where it begins; 0 for any.
    ``is_in_turns``: others in progress make it last longer than its ``minutes``.
    """

    axis: Axis
    minutes: int
    takes: Sequence[tuple[int, int]]
    chunk: int = 0
    is_in_turns: bool = False


@dataclass(frozen=True, eq=False)
class Task:
    """A piece of work that is done without a pause but for closed hours."""

    item: int
    options: Sequence[Option]


class Tasks:
    """The tasks of a problem; working times that are equal are one."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.axes: dict[tuple[int, ...], Axis] = {}
        self.limit = limits(problem)
        self.is_absent = absent(problem)
        self.grown = _grown(problem)

    def of(self, item: int) -> list[Task]:
        """Return the tasks of an item; a milestone has none."""
        items = self.problem.items
        if items.drive[item] == Drive.MILESTONE:
            return []
        lo, hi = self.problem.parts.offsets[item : item + 2].tolist()
        if lo == hi and items.group[item] != NONE:
            return [Task(item, list(self._members(item)))]
        if lo == hi:
            return [Task(item, [self._option(item, (), self._left(item), ())])]
        is_effort, rows = items.drive[item] == Drive.EFFORT, range(lo, hi)
        if not is_effort or (items.is_joint[item] and len(rows) > 1):
            return [Task(item, [self._together(item, rows)])]
        return [Task(item, [self._alone(item, k)]) for k in rows]

    def person_axis(self, person: int) -> Axis:
        """Return the working time of a person."""
        return self._axis((int(self.problem.people.calendar[person]),))

    def _members(self, item: int) -> Iterator[Option]:
        groups, people = self.problem.groups, self.problem.people
        group = int(self.problem.items.group[item])
        is_effort = self.problem.items.drive[item] == Drive.EFFORT
        for p in groups.person[groups.offsets[group] : groups.offsets[group + 1]]:
            units = min(int(people.capacity[p]), WHOLE)
            if units == 0:
                continue
            if is_effort:
                yield self._own(item, int(p), self._left(item), units)
            else:
                place = units // int(self.limit[p])
                yield self._option(item, (int(p),), self._left(item), ((p, place),))

    def _alone(self, item: int, part: int) -> Option:
        """What a person does alone, all of an item or their part of it."""
        parts = self.problem.parts
        minutes = self._left(item) * float(parts.share[part])
        return self._own(item, int(parts.person[part]), minutes, self._units(part))

    def _own(self, item: int, person: int, minutes: float, units: int) -> Option:
        """A person's work by effort, for which ``units`` of them are there.

        Who has several items in progress gives all that they have one of their places.
        With hours of its own it keeps that place; else it lasts as long as alone at
        least, and takes the place for so long: less than it does in truth.
        """
        limit = int(self.limit[person])
        is_whole = units == min(int(self.problem.people.capacity[person]), WHOLE)
        is_limited = limit > 1 and is_whole
        has_hours = self.problem.items.calendar[item] != NONE
        place = units // limit if is_limited else units
        lasts = minutes * WHOLE / max(place if has_hours else units, 1)
        return self._option(
            item,
            (person,),
            lasts * self._slowness(item, person),
            ((person, place),),
            is_in_turns=is_limited and not has_hours,
        )

    def _together(self, item: int, rows: range) -> Option:
        problem, takes = self.problem, dict[int, int]()
        for k in rows:
            p = int(problem.parts.person[k])
            there_is = int(problem.people.capacity[p])
            takes[p] = min(takes.get(p, 0) + self._units(k), there_is)
        lasts = self._left(item)
        if problem.items.drive[item] == Drive.EFFORT:
            lasts = max(self._lasts(item, k) for k in rows)
        return self._option(item, tuple(takes), lasts, tuple(takes.items()))

    def _left(self, item: int) -> float:
        """Return the minutes that are left; of what has started at least one."""
        if self.is_absent[item]:
            return 0.0
        items = self.problem.items
        minutes = float(items.minutes[item])
        if items.started_at[item] != NEVER:
            return max(minutes, 1.0)
        return minutes * float(self.grown[item])

    def _lasts(self, item: int, part: int) -> float:
        parts = self.problem.parts
        lasts = self._left(item) * float(parts.share[part]) * WHOLE
        person = int(parts.person[part])
        return lasts / max(self._units(part), 1) * self._slowness(item, person)

    def _slowness(self, item: int, person: int) -> float:
        """Return by what a person's minutes are multiplied at the median.

        By interruptions, and by how fast they do such work.
        """
        slowdown = self.problem.people.slowdown
        slowed = float(np.exp(max(slowdown[person], 0.0))) if len(slowdown) else 1.0
        return slowed / float(speed_of(self.problem, item, person))

    def _units(self, part: int) -> int:
        parts, capacity = self.problem.parts, self.problem.people.capacity
        return int(min(parts.units[part], capacity[parts.person[part]]))

    def _option(
        self,
        item: int,
        people: tuple[int, ...],
        lasts: float,
        takes: Sequence[tuple[int, int]],
        *,
        is_in_turns: bool = False,
    ) -> Option:
        items = self.problem.items
        own, drive = int(items.calendar[item]), items.drive[item]
        calendars = [int(self.problem.people.calendar[p]) for p in people]
        if own != NONE:
            calendars = [own] if drive == Drive.DURATION else [own, *calendars]
        if drive == Drive.ELAPSED or lasts <= ROUNDING:
            calendars = []
        minutes = int(np.ceil(lasts - ROUNDING))
        chunk = int(items.chunk[item])
        if items.started_at[item] != NEVER or not calendars:
            chunk = 0
        axis = self._axis(tuple(sorted(set(calendars))))
        return Option(axis, minutes, takes, min(chunk, minutes), is_in_turns)

    def _axis(self, calendars: tuple[int, ...]) -> Axis:
        """Return the time in which all of these calendars work, from now on."""
        found = self.axes.get(calendars)
        if found is None:
            problem = self.problem
            span = [[problem.now, problem.calendars.horizon]]
            spans = np.array(span, np.int64)
            for calendar in calendars:
                spans = intersect(spans, spans_of(problem.calendars, calendar))
            found = self.axes[calendars] = Axis(spans)
        return found


def _grown(problem: Problem) -> Floats:
    """Return by what each item that has not started grows with its scope."""
    scopes = problem.scopes
    if not len(scopes.of):
        return np.ones(len(problem.items.key))
    return np.append(np.exp(np.maximum(scopes.growth, 0.0)), 1.0)[scopes.of]
