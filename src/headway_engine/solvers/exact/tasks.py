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
    Problem,
)
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
    """

    axis: Axis
    minutes: int
    takes: Sequence[tuple[int, int]]
    chunk: int = 0


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
        if items.is_joint[item] or items.drive[item] != Drive.EFFORT:
            return [Task(item, [self._together(item, range(lo, hi))])]
        return [
            Task(
                item,
                [
                    self._option(
                        item, (p,), self._lasts(item, k), ((p, self._place(p, k)),)
                    )
                ],
            )
            for k in range(lo, hi)
            for p in [int(self.problem.parts.person[k])]
        ]

    def person_axis(self, person: int) -> Axis:
        """Return the working time of a person."""
        return self._axis((int(self.problem.people.calendar[person]),))

    def _members(self, item: int) -> Iterator[Option]:
        groups, people = self.problem.groups, self.problem.people
        group = int(self.problem.items.group[item])
        for p in groups.person[groups.offsets[group] : groups.offsets[group + 1]]:
            units = min(int(people.capacity[p]), WHOLE)
            if units == 0:
                continue
            slower = 1.0
            if self.problem.items.drive[item] == Drive.EFFORT:
                slower = WHOLE / units
            lasts = self._left(item) * slower
            place = units // int(self.limit[p])
            yield self._option(item, (int(p),), lasts, ((int(p), place),))

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
        is_started = items.started_at[item] != NEVER
        return max(float(items.minutes[item]), 1.0 if is_started else 0.0)

    def _lasts(self, item: int, part: int) -> float:
        share = float(self.problem.parts.share[part])
        return self._left(item) * share * WHOLE / max(self._units(part), 1)

    def _units(self, part: int) -> int:
        parts, capacity = self.problem.parts, self.problem.people.capacity
        return int(min(parts.units[part], capacity[parts.person[part]]))

    def _place(self, person: int, part: int) -> int:
        """Say how much of a person a part of their own takes.

        Of who takes turns one of the places, for as long as it lasts alone: a bound
        from below, since the others make it last longer.
        """
        units = self._units(part)
        is_whole = units == int(self.problem.people.capacity[person])
        return units // int(self.limit[person]) if is_whole else units

    def _option(
        self,
        item: int,
        people: tuple[int, ...],
        lasts: float,
        takes: Sequence[tuple[int, int]],
    ) -> Option:
        items = self.problem.items
        own, drive = int(items.calendar[item]), items.drive[item]
        calendars = [int(self.problem.people.calendar[p]) for p in people]
        if own != NONE:
            calendars = [own] if drive == Drive.DURATION else [own, *calendars]
        if drive == Drive.ELAPSED or lasts <= ROUNDING:
            calendars = []
        minutes = int(np.ceil(lasts - ROUNDING))
        chunk = self._chunk(item, people, minutes) if calendars else 0
        return Option(self._axis(tuple(sorted(set(calendars)))), minutes, takes, chunk)

    def _chunk(self, item: int, people: Sequence[int], minutes: int) -> int:
        """Say how much has to be left of a stretch, as far as that is known.

        It may be that all has to fit, which may last longer than is counted here: where
        people are interrupted, or take turns.
        """
        items, slowdown = self.problem.items, self.problem.people.slowdown
        chunk = int(items.chunk[item])
        if items.started_at[item] != NEVER:
            return 0
        lasts_longer = any(
            self.limit[p] > 1 or (len(slowdown) and slowdown[p] > 0) for p in people
        )
        if chunk > minutes and lasts_longer:
            return 0
        return min(chunk, minutes)

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
