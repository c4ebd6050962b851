"""How early work can end whatever the order: bounds from below, at median minutes.

Two of them hold for any problem.  Nobody is ever busy: each item is done as soon as its
links, dates and calendars allow, and of a group all help at once.  And people's time:
what only they can do, and cannot be begun before some instant, fills that much of
their working time from then on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from headway_engine.calendars import Spans, from_spans, spans_of
from headway_engine.chances import absent
from headway_engine.effort import medians
from headway_engine.kernels.records import new_run
from headway_engine.kernels.scenarios import dispatch_scenarios
from headway_engine.packing import pack
from headway_engine.problem import (
    NEVER,
    NO_SPEEDS,
    NONE,
    WHOLE,
    Drive,
    Flags,
    Groups,
    Ints,
    LinkKind,
    Minutes,
    Parts,
    People,
    Problem,
)
from headway_engine.schedule import Unhindered
from headway_engine.speeds import speed_of
from headway_engine.turns import limits

ONTO_FINISH: Final = (LinkKind.FINISH_FINISH, LinkKind.START_FINISH)

Wide = NDArray[np.int64]


def unhindered(problem: Problem) -> Unhindered:
    """Level the problem as if nobody were ever busy.

    Raises
    ------
    InvalidProblem
        As ``level``.
    """
    groups, items = _groups_at_work(problem), problem.items
    loose = _loose(problem, groups)
    freed = _freed(problem, groups, loose)
    packed = pack(freed)
    start = np.empty((1, len(packed.order)), np.int32)
    finish, draws = np.empty_like(start), medians(freed, packed)
    run = new_run(packed.plan)
    dispatch_scenarios(packed.plan, run, draws, 0, 0, packed.order, start, finish)
    held = loose & (items.started_at == NEVER) & (finish[0] != NEVER)
    later = np.maximum(finish[0], items.finish_not_before)
    return Unhindered(start=start[0], finish=np.where(held, later, finish[0]))


def ends_from(
    problem: Problem, earliest: Unhindered, sets: Sequence[Sequence[int]]
) -> list[int]:
    """Return before when no order of work finishes all of each set; none is empty.

    ``sets`` are positions of items that can be placed.
    """
    time = _People(problem)
    found = []
    for items in sets:
        own = int(earliest.finish[list(items)].max())
        work = time.work_of(items, earliest.start)
        found.append(max([own, *map(time.filled, work)]))
    return found


def _loose(problem: Problem, groups: dict[int, Ints]) -> Flags:
    """Tell which items could start earlier than whoever is fastest would.

    What has to wait for its finish starts as late as that needs: the faster it goes,
    the later.  Where it is not known how fast, that is left out.
    """
    items, parts = problem.items, np.diff(problem.parts.offsets)
    alone = (items.drive == Drive.EFFORT) & ~items.is_joint & (parts > 1)
    groups_do = (parts == 0) & np.isin(items.group, list(groups))
    loose = alone | groups_do & (items.drive != Drive.MILESTONE)
    in_turns = (limits(problem) > 1)[problem.parts.person]
    loose[np.repeat(np.arange(len(parts)), parts)[in_turns]] = True
    return np.asarray(loose & (items.drive != Drive.MILESTONE))


def _opened_late(problem: Problem) -> Flags:
    """Tell which links lead into what the first of several opens that is known.

    Which that is hangs on the order where one of them is a lead: its date may be
    earlier than that of another which is known before it.
    """
    links = problem.links
    leads = np.bincount(
        links.after[links.lag < 0], minlength=len(problem.items.key)
    ).astype(np.bool_)
    return np.asarray((leads & problem.items.opens_on_any)[links.after])


def _freed(problem: Problem, groups: dict[int, Ints], loose: Flags) -> Problem:
    """Let somebody of their own do each part, at the hours of who does it in truth.

    Nobody has anything else to do then, and no order matters.  A group is one person,
    who works whenever one of its members does, as fast as the fastest.
    """
    people, items, parts = problem.people, problem.items, problem.parts
    first = len(problem.calendars.offsets) - 1
    calendars = [spans_of(problem.calendars, c) for c in range(first)]
    calendar = {group: first + k for k, group in enumerate(groups)}
    links = problem.links
    kept = ~(loose[links.after] & np.isin(links.kind, ONTO_FINISH))
    kept &= ~_opened_late(problem)
    gets = (np.diff(parts.offsets) == 0) & np.isin(items.group, list(groups))
    chosen, at = items.group[gets].tolist(), parts.offsets[:-1][gets]
    hours = _put(people.calendar[parts.person], at, [calendar[g] for g in chosen])
    fastest = [_fastest(problem, groups[g]) for g in chosen]
    owner = np.repeat(np.arange(len(gets)), np.diff(parts.offsets))
    best = [
        1.0 / speed_of(problem, i, groups[g]).max()
        for i, g in zip(np.flatnonzero(gets), chosen, strict=True)
    ]
    return replace(
        problem,
        calendars=from_spans(
            [*calendars, *(_any_of(problem, each) for each in groups.values())],
            horizon=problem.calendars.horizon,
        ),
        people=People(
            calendar=hours,
            capacity=_put(people.capacity[parts.person], at, fastest),
            **_least_lost(problem, at, [groups[g] for g in chosen]),
        ),
        items=replace(
            items,
            group=np.full(len(items.key), NONE, np.int32),
            chunk=np.zeros(len(items.key), np.int32),
            finish_not_before=np.where(loose, NEVER, items.finish_not_before),
        ),
        links=links.only(kept),
        parts=Parts(
            offsets=np.append(0, np.cumsum(np.diff(parts.offsets) + gets)),
            person=np.arange(len(hours), dtype=np.int32),
            share=np.insert(
                parts.share / speed_of(problem, owner, parts.person), at, best
            ),
            units=_put(parts.units, at, fastest),
        ),
        groups=Groups(offsets=np.zeros(1, np.int32), person=np.zeros(0, np.int32)),
        speeds=NO_SPEEDS,
    )


def _least_lost(
    problem: Problem, at: Ints, members: Sequence[Ints]
) -> dict[str, NDArray[Any]]:
    """Let each lose what who does it loses, of a group what any of them does."""
    lost = problem.people.slowdown
    if not len(lost):
        return {}
    least = [lost[each].min() for each in members]
    slowdown = np.insert(lost[problem.parts.person], at, np.array(least, np.float64))
    return {
        "key": np.arange(len(slowdown), dtype=np.int64),
        "slowdown": slowdown,
        "slowdown_spread": np.zeros(len(slowdown)),
    }


def _put(column: Ints, at: Ints, values: Sequence[int]) -> Ints:
    return np.insert(column, at, np.array(values, np.int32)).astype(np.int32)


def _groups_at_work(problem: Problem) -> dict[int, Ints]:
    """Return those members of each group of whom there is anything."""
    groups, capacity = problem.groups, problem.people.capacity
    found = {}
    for group in range(len(groups.offsets) - 1):
        members = groups.person[groups.offsets[group] : groups.offsets[group + 1]]
        if (capacity[members] > 0).any():
            found[group] = members[capacity[members] > 0]
    return found


def _fastest(problem: Problem, members: Ints) -> int:
    return min(int(problem.people.capacity[members].max()), WHOLE)


def _any_of(problem: Problem, members: Ints) -> Spans:
    """Return when at least one of them works."""
    rates = _rates(problem, members)
    busy = rates.rate > 0
    return np.stack([rates.edges[:-1][busy], rates.edges[1:][busy]], axis=1)


@dataclass(frozen=True, slots=True)
class _Rates:
    """How much there is of some people together: ``rate[k]`` from ``edges[k]`` on."""

    edges: Wide
    rate: Wide

    @property
    def before(self) -> Wide:
        """How much of them there is before each edge."""
        return np.concatenate([[0], np.cumsum(np.diff(self.edges) * self.rate)])

    def until(self, minutes: Wide) -> Wide:
        """Return how much of them there is before each of some instants."""
        j = np.searchsorted(self.edges, minutes, "right") - 1
        j = np.clip(j, 0, len(self.rate) - 1)
        inside = np.minimum(minutes, self.edges[j + 1]) - self.edges[j]
        return np.asarray(self.before[j] + np.maximum(inside, 0) * self.rate[j])

    def reached(self, amount: Wide) -> Wide:
        """Return when there has been so much of them; the last edge if never."""
        sums = self.before[1:]
        k = np.searchsorted(sums, amount, "left")
        inside = np.minimum(k, len(sums) - 1)
        missing = sums[inside] - amount
        at = self.edges[1:][inside] - missing // np.maximum(self.rate[inside], 1)
        return np.where(k < len(sums), at, self.edges[-1])


def _rates(problem: Problem, members: Ints) -> _Rates:
    """Sweep over the working time of some people."""
    times, steps = [np.array([problem.now, problem.calendars.horizon])], [np.zeros(2)]
    for p in members.tolist():
        spans = spans_of(problem.calendars, int(problem.people.calendar[p]))
        there_is = int(problem.people.capacity[p])
        for column, sign in ((0, 1), (1, -1)):
            times.append(np.maximum(spans[:, column], problem.now))
            steps.append(np.full(len(spans), sign * there_is))
    edges, which = np.unique(np.concatenate(times), return_inverse=True)
    change = np.bincount(which, np.concatenate(steps), len(edges))
    return _Rates(edges.astype(np.int64), np.cumsum(change)[:-1].astype(np.int64))


@dataclass(frozen=True, slots=True)
class _Work:
    """What some people alone can do: from when on, and how much of them it takes."""

    rates: _Rates
    head: Wide
    amount: Wide


class _People:
    """How much work there is for whom, and when they could have done it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.groups = {
            group: frozenset(members.tolist())
            for group, members in _groups_at_work(problem).items()
        }
        self.known: dict[frozenset[int], _Rates] = {}
        self.is_out = absent(problem) | (problem.items.finished_at != NEVER)

    def work_of(self, items: Sequence[int], start: Minutes) -> Iterator[_Work]:
        """Sum up the work on these items: for each person, each group, and for all."""
        jobs: dict[frozenset[int], list[tuple[int, int]]] = {}
        for who, head, amount in self._jobs(items, start):
            jobs.setdefault(who, []).append((head, amount))
        for who in {*jobs, frozenset[int]().union(*jobs)} - {frozenset[int]()}:
            mine = jobs.get(who, [])
            if len(who) > 1:
                inside = (some for each, some in jobs.items() if each <= who)
                mine = [job for some in inside for job in some]
            head, amount = np.array(mine, np.int64).T
            yield _Work(self._rates(who), head, amount)

    def filled(self, work: _Work) -> int:
        """Return before when the work of some people cannot all be done.

        Of what begins at ``head`` or later, all lies behind that instant.
        """
        order = np.argsort(-work.head, kind="stable")
        amount = np.cumsum(work.amount[order])
        spent = work.rates.until(work.head[order])
        return int(work.rates.reached(spent + amount).max())

    def _rates(self, who: frozenset[int]) -> _Rates:
        if who not in self.known:
            members = np.array(sorted(who), np.int32)
            self.known[who] = _rates(self.problem, members)
        return self.known[who]

    def _jobs(
        self, items: Sequence[int], start: Minutes
    ) -> Iterator[tuple[frozenset[int], int, int]]:
        """Yield for each part of what people work off: by whom, from when, how much."""
        own, parts = self.problem.items, self.problem.parts
        for i in items:
            if own.drive[i] != Drive.EFFORT or self.is_out[i]:
                continue
            head = max(int(start[i]), self.problem.now)
            left = float(own.minutes[i]) * WHOLE
            rows = slice(parts.offsets[i], parts.offsets[i + 1])
            people, share = parts.person[rows].tolist(), parts.share[rows]
            if own.is_joint[i]:  # two parts of one person are one, of no more than all
                people, share = people[:1], share[:1]
            speed = speed_of(self.problem, i, people).tolist()
            for person, part, each in zip(people, share.tolist(), speed, strict=True):
                yield frozenset([person]), head, int(left * part / each)
            members = self.groups.get(int(own.group[i]))
            if not people and members:
                best = float(speed_of(self.problem, i, sorted(members)).max())
                yield members, head, int(left / best)
