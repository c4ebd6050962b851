"""How busy a plan makes everybody, day by day."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from headway.plan.compile.demands import begins_at, due_at
from headway.plan.forecast import MINUTES_A_DAY, Forecast
from headway.plan.interruptions import Interrupted
from headway.plan.models import Load
from headway_engine.calendars import Spans, intersect, spans_of
from headway_engine.problem import NEVER, NONE, WHOLE, Floats, Ints
from headway_engine.turns import in_turns, part_units, unions

DAYS = 182
"""How many days are said, from today on."""
MINUTE = timedelta(minutes=1)


def loads(made: Forecast, *, run_id: int) -> Iterator[Load]:
    """Yield how busy each person is, unsaved.

    What they do is taken from the levelled schedule: between its start and finish each
    part takes its units of the time in which its person, its item's calendar and, where
    they work jointly, all the others work.
    """
    clock, book = _Clock(made), _Book(made)
    expected = _Expected(made, book)
    for position, person in enumerate(made.snapshot.people):
        zone = made.snapshot.zone_of(person)
        first, edges = clock.days(zone)
        yield Load(
            workspace_id=made.snapshot.workspace_id,
            person_id=person.pk,
            first_on=first,
            booked=_minutes(book.booked(position, edges)),
            able=_minutes(book.able(position, edges)),
            expected=expected.of(position, edges),
            **_interrupted(made.compiled.interrupted.get(person.pk)),
            run_id=run_id,
        )


def _interrupted(known: Interrupted | None) -> dict[str, int | None]:
    """What a row says of somebody's interruptions, and by which evidence."""
    if known is None:
        return {}
    said: dict[str, int | None] = {
        "is_interrupted_by_default": known.is_default,
        "interrupted_percent": known.percent,
        "interrupted_most_percent": known.most_percent,
    }
    if known.evidence is None:
        return said
    unplanned, finished = known.evidence
    return said | {"unplanned_items": unplanned, "finished_items": finished}


class _Expected:
    """Minutes of expected work, by their probability, on all who could do them.

    Spread alike over the time in which these work, from its first day to its last, or
    until they could have done it, where its days have too little of that.
    """

    def __init__(self, made: Forecast, book: "_Book") -> None:
        self.book = book
        problem, nodes = made.compiled.problem, made.compiled.nodes
        offsets, person = problem.groups.offsets, problem.groups.person
        self.rows: list[tuple[float, int, int, list[int]]] = []
        """Minutes for each of all that its members can work, from when to when."""
        for i, node in enumerate(nodes):
            group = int(problem.items.group[i])
            if node.piece is None or node.piece.number or group == NONE:
                continue
            row, zone = node.piece.row, made.snapshot.zone
            since = (begins_at(row, zone) - made.compiled.origin) // MINUTE
            until = (due_at(row, zone) - made.compiled.origin) // MINUTE
            members = person[offsets[group] : offsets[group + 1]].tolist()
            since = max(since, problem.now)
            ends = max(until, since) + np.arange(DAYS) * MINUTES_A_DAY
            edges = np.append(since, ends).astype(np.int32)
            able = np.diff([book.able(p, edges) for p in members]).sum(0).cumsum()
            enough = min(int(np.searchsorted(able, row.effort_minutes)), DAYS - 1)
            if able[enough]:
                minutes = row.effort_minutes * row.probability_percent / 100
                until = int(ends[enough])
                self.rows.append((minutes / able[enough], since, until, members))

    def of(self, person: int, edges: Ints) -> list[int]:
        """What a person would do on each day; nothing where nothing is expected."""
        total = np.zeros(len(edges))
        for each, since, until, members in self.rows:
            if person in members:
                inside = np.clip(edges, since, until).astype(np.int32)
                total += each * self.book.able(person, inside)
        return _minutes(total) if total.any() else []


def _minutes(grown: Floats) -> list[int]:
    """Whole minutes of each day from what there was at each of its edges."""
    return [int(n) for n in np.rint(np.diff(grown))]


class _Clock:
    """The days of people's zones, in the engine's minutes."""

    def __init__(self, made: Forecast) -> None:
        self.at, self.origin = made.at, made.compiled.origin
        self.days = cache(self._days)

    def _days(self, zone: str) -> tuple[date, Ints]:
        """Today there, and the edges of the days; the first is now."""
        local = ZoneInfo(zone)
        first = self.at.astimezone(local).date()
        midnights = [
            datetime.combine(first + timedelta(days=n), time.min, local).astimezone(UTC)
            for n in range(DAYS + 1)
        ]
        minutes = [(instant - self.origin) // MINUTE for instant in midnights]
        minutes[0] = (self.at - self.origin) // MINUTE
        return first, np.array(minutes, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class _Time:
    """Working time that counts up: how much of it there was until some minute."""

    spans: Spans
    before: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        lengths = self.spans[:, 1] - self.spans[:, 0]
        object.__setattr__(self, "before", np.cumsum(lengths) - lengths)

    def until(self, minutes: Ints) -> Floats:
        if not len(self.spans):
            return np.zeros(len(minutes))
        span = np.searchsorted(self.spans[:, 0], minutes, "right") - 1
        known = np.maximum(span, 0)
        begun, ended = self.spans[known].T
        inside = np.clip(minutes, begun, ended) - begun
        return np.where(span < 0, 0, self.before[known] + inside).astype(np.float64)


class _Book:
    """Who does what when, by the levelled schedule of one forecast."""

    def __init__(self, made: Forecast) -> None:
        self.problem = problem = made.compiled.problem
        schedule = made.schedule
        owner = np.repeat(
            np.arange(len(schedule.start)), np.diff(schedule.part_offsets)
        )
        is_open = problem.items.finished_at[owner] == NEVER
        kept = is_open & (schedule.part_start != NEVER)
        kept &= problem.chances.of[owner] == NONE if len(problem.chances.of) else True
        self.owner, self.person = owner[kept], schedule.person[kept]
        self.start, self.finish = schedule.part_start[kept], schedule.part_finish[kept]
        self.units = part_units(problem, schedule)[kept]
        self.turns = in_turns(problem, schedule)[kept]
        self._time = cache(self._common_time)

    def able(self, person: int, edges: Ints) -> Floats:
        people = self.problem.people
        own = self._time((int(people.calendar[person]),))
        grown: Floats = own.until(edges) * people.capacity[person] / WHOLE
        return grown

    def booked(self, person: int, edges: Ints) -> Floats:
        """What the person has done of the plan until each of the edges."""
        items = self.problem.items
        own = (int(self.problem.people.calendar[person]),)
        theirs = self.person == person
        mine = np.flatnonzero(theirs & ~self.turns)
        item = self.owner[mine]
        is_bound = items.is_joint[item] | (items.calendar[item] != NONE)
        grown = self._done(own, mine[~is_bound], edges)
        grown += self._taken(own, person, np.flatnonzero(theirs & self.turns), edges)
        for part in mine[is_bound]:
            grown += self._done(self._calendars(part), np.array([part]), edges)
        return grown

    def _done(
        self, calendars: tuple[int, ...], parts: NDArray[np.int64], edges: Ints
    ) -> Floats:
        """As :meth:`booked`, of some parts that are worked on by the same calendars.

        Each counts from some amount of its own: only differences mean anything.
        """
        spent = self._time(calendars)
        begin, end = spent.until(self.start[parts]), spent.until(self.finish[parts])
        done = np.clip(spent.until(edges), begin[:, None], end[:, None])
        grown: Floats = self.units[parts] @ done / WHOLE
        return grown

    def _taken(
        self,
        calendars: tuple[int, ...],
        person: int,
        parts: NDArray[np.int64],
        edges: Ints,
    ) -> Floats:
        """As :meth:`_done`, of parts that take turns: together they take everything."""
        spans = unions(self.start[parts], self.finish[parts])
        begin, end = np.array(spans, np.int32).reshape(-1, 2).T
        spent = self._time(calendars)
        done = np.clip(
            spent.until(edges), spent.until(begin)[:, None], spent.until(end)[:, None]
        )
        grown: Floats = done.sum(axis=0) * self.problem.people.capacity[person] / WHOLE
        return grown

    def _calendars(self, part: np.int64) -> tuple[int, ...]:
        """All by whose time a part is worked on."""
        items, calendar = self.problem.items, self.problem.people.calendar
        item = self.owner[part]
        mates = self.owner == item if items.is_joint[item] else [part]
        found = {int(n) for n in calendar[self.person[mates]]}
        if items.calendar[item] != NONE:
            found.add(int(items.calendar[item]))
        return tuple(sorted(found))

    def _common_time(self, calendars: tuple[int, ...]) -> _Time:
        spans = [spans_of(self.problem.calendars, n) for n in calendars]
        common = spans[0]
        for other in spans[1:]:
            common = intersect(common, other)
        return _Time(common)
