"""The network as the engine's arrays, for one horizon."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np

from headway.plan.files.content import LinkType, ScheduleFile
from headway.plan.files.network import Network
from headway.plan.files.rows import Row, order
from headway.plan.files.working_time import Period, working_time
from headway_engine.calendars import WorkingTime, compile_calendars
from headway_engine.effort import DEFAULT_SPREAD
from headway_engine.problem import (
    NEVER,
    NONE,
    WHOLE,
    Calendars,
    Drive,
    Groups,
    Items,
    LinkKind,
    Links,
    Minutes,
    Parts,
    People,
    Problem,
)

FARTHEST: Final = 1 << 30
"""The engine's reach in minutes: two thousand years to either side."""

KINDS: Final = {
    LinkType.FINISH_START: LinkKind.FINISH_START,
    LinkType.START_START: LinkKind.START_START,
    LinkType.FINISH_FINISH: LinkKind.FINISH_FINISH,
    LinkType.START_FINISH: LinkKind.START_FINISH,
}


@dataclass(frozen=True, slots=True)
class Clock:
    """Local time of the file to and from the engine's minutes since ``origin``."""

    origin: datetime

    @classmethod
    def around(cls, now: datetime) -> "Clock":
        return cls(datetime.combine(now.date(), datetime.min.time()))

    def minutes(self, instant: datetime | None) -> int:
        if instant is None:
            return NEVER
        minutes = round((instant - self.origin) / timedelta(minutes=1))
        return max(-FARTHEST, min(minutes, FARTHEST))

    def instant(self, minutes: int) -> datetime | None:
        return None if minutes == NEVER else self.origin + timedelta(minutes=minutes)


def build_problem(
    file: ScheduleFile, network: Network, *, now: datetime, days: int
) -> Problem:
    """Lay out calendars for ``days`` days from ``now``, and the rest as it is."""
    clock = Clock.around(now)
    minute = -((clock.origin - now) // timedelta(minutes=1))
    rows = network.rows
    calendars = _Calendars(file, clock.origin.date(), days)
    people = sorted({share.resource for row in rows for share in row.shares})
    by_uid = {each.uid: each for each in file.resources}
    begin = NEVER if file.is_planned_from_finish else clock.minutes(file.start)
    items = _items(rows, clock, calendars, now, begin)
    links = _links(network, calendars, now)
    return Problem(
        now=minute,
        people=People(
            calendar=_ints(calendars.position(by_uid[uid].calendar) for uid in people),
            capacity=_ints(by_uid[uid].max_units or WHOLE for uid in people),
        ),
        items=items,
        parts=_parts(rows, {uid: at for at, uid in enumerate(people)}),
        groups=Groups(offsets=_ints([0]), person=_ints([])),
        links=links,
        calendars=calendars.compiled(),
    )


class _Calendars:
    """Positions of the calendars in use; equal ones share theirs."""

    def __init__(self, file: ScheduleFile, origin: date, days: int) -> None:
        self._file = file
        self._origin = origin
        self._days = min(days, (date.max - origin).days)
        self._period = Period(origin, origin + timedelta(days=self._days))
        self._positions: dict[int | None, int] = {}
        self._known: dict[WorkingTime, int] = {}

    def position(self, uid: int | None) -> int:
        if uid not in self._positions:
            resolved = working_time(self._file, uid, self._period)
            position = self._known.setdefault(resolved, len(self._known))
            self._positions[uid] = position
        return self._positions[uid]

    def compiled(self) -> Calendars:
        return compile_calendars(
            list(self._known), origin=self._origin, days=self._days
        )


def _items(
    rows: Sequence[Row],
    clock: Clock,
    calendars: _Calendars,
    now: datetime,
    begin: int,
) -> Items:
    count = len(rows)
    return Items(
        key=np.array(
            [-at - 1 if row.task is None else row.task for at, row in enumerate(rows)],
            np.int64,
        ),
        drive=np.array([row.drive for row in rows], np.int8),
        rank=_ints(order(rows)),
        minutes=np.array([row.minutes for row in rows], np.float64),
        spread=np.array([0.0 if row.is_certain else DEFAULT_SPREAD for row in rows]),
        not_before=_ints(_not_before(row, clock, begin) for row in rows),
        finish_not_before=_instants((row.finish_not_before for row in rows), clock),
        started_at=_instants(
            (None if row.is_deferred(now) else row.started_at for row in rows), clock
        ),
        finished_at=_instants((row.finished_at for row in rows), clock),
        calendar=_ints(_calendar_of(row, calendars) for row in rows),
        group=np.full(count, NONE, np.int32),
        is_joint=np.zeros(count, np.bool_),
        opens_on_any=np.array([row.opens_on_any for row in rows], np.bool_),
    )


def _not_before(row: Row, clock: Clock, begin: int) -> int:
    """Nothing precedes its project's beginning, but for what has a date of its own."""
    own = clock.minutes(row.not_before)
    return own if row.may_precede_project else max(own, begin)


def _calendar_of(row: Row, calendars: _Calendars) -> int:
    """Tasks without people need a calendar; people bring their own."""
    if row.drive is Drive.DURATION or (row.is_bound and row.drive is Drive.EFFORT):
        return calendars.position(row.calendar)
    return NONE


def _parts(rows: Sequence[Row], positions: dict[int, int]) -> Parts:
    shares = [(row, share) for row in rows for share in row.shares]
    counts = [len(row.shares) for row in rows]
    totals = {id(row): sum(share.minutes for share in row.shares) for row in rows}
    return Parts(
        offsets=_ints([0, *np.cumsum(counts).tolist()]),
        person=_ints(positions[share.resource] for _, share in shares),
        share=np.array(
            [
                share.minutes / totals[id(row)]
                if totals[id(row)]
                else 1 / len(row.shares)
                for row, share in shares
            ],
            np.float64,
        ),
        units=_ints(share.units for _, share in shares),
    )


def _links(network: Network, calendars: _Calendars, now: datetime) -> Links:
    # What was begun waits for nothing any more, also where its rest goes on later.
    waits = [w for w in network.waits if not network.rows[w.after].is_deferred(now)]
    return Links(
        before=_ints(wait.before for wait in waits),
        after=_ints(wait.after for wait in waits),
        kind=np.array([KINDS[wait.type] for wait in waits], np.int8),
        lag=_ints(wait.lag for wait in waits),
        lag_calendar=_ints(
            NONE
            if wait.is_elapsed or not wait.lag
            else calendars.position(wait.calendar)
            for wait in waits
        ),
    )


def _instants(instants: Iterable[datetime | None], clock: Clock) -> Minutes:
    return _ints(clock.minutes(instant) for instant in instants)


def _ints(values: Iterable[int]) -> Minutes:
    return np.fromiter(values, np.int32)
