"""The network as the engine's arrays, for one horizon."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from headway.plan.compile.arrays import (
    Job,
    Part,
    groups_of,
    ints,
    items_of,
    links_of,
    parts_of,
)
from headway.plan.files.content import Pause, ScheduleFile
from headway.plan.files.network import Network
from headway.plan.files.rows import Row, order
from headway.plan.files.working_time import ALWAYS, Period, working_time
from headway_engine.calendars import WorkingTime, compile_calendars
from headway_engine.checking import FARTHEST
from headway_engine.effort import DEFAULT_SPREAD
from headway_engine.problem import (
    NEVER,
    NONE,
    WHOLE,
    Calendars,
    Drive,
    People,
    Problem,
)


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
    rows = network.rows
    clock = Clock.around(now)
    minute = -((clock.origin - now) // timedelta(minutes=1))
    layout = _Layout(file, rows, now, days)
    groups = sorted({row.anyone_of for row in rows if row.anyone_of})
    jobs = [layout.job(place, row, groups) for place, row in enumerate(rows)]
    # What was begun waits for nothing any more, also where its rest goes on later.
    waits = [w for w in network.waits if not rows[w.after].is_deferred(now)]
    return Problem(
        now=minute,
        people=layout.people(),
        items=items_of(jobs, order(rows)),
        parts=parts_of(jobs),
        groups=groups_of([layout.persons(group) for group in groups]),
        links=links_of(jobs, waits),
        calendars=layout.calendars.compiled(),
    )


def persons_of(rows: Sequence[Row]) -> list[int]:
    """Return the resources that work, in the order of the engine's people."""
    used = {share.resource for row in rows for share in row.shares}
    return sorted(used.union(*(row.anyone_of for row in rows)))


class _Layout:
    """What rows refer to, as positions and minutes."""

    def __init__(
        self, file: ScheduleFile, rows: Sequence[Row], now: datetime, days: int
    ) -> None:
        self.now, self.clock = now, Clock.around(now)
        self.calendars = _Calendars(file, self.clock.origin.date(), days)
        self._person = {uid: place for place, uid in enumerate(persons_of(rows))}
        self._resources = {each.uid: each for each in file.resources}
        start = None if file.is_planned_from_finish else file.start
        self._project_start = self.clock.minutes(start)

    def people(self) -> People:
        used = [self._resources[uid] for uid in self._person]
        return People(
            calendar=ints(self.calendars.position(each.calendar) for each in used),
            capacity=ints(each.max_units or WHOLE for each in used),
        )

    def persons(self, resources: Iterable[int]) -> list[int]:
        return [self._person[uid] for uid in resources]

    def job(self, place: int, row: Row, groups: Sequence[tuple[int, ...]]) -> Job:
        minutes = self.clock.minutes
        own = row.calendar if row.is_bound else None
        return Job(
            key=-place - 1 if row.task is None else row.task,
            drive=_drive_of(row),
            minutes=row.minutes,
            spread=0.0 if row.is_certain else DEFAULT_SPREAD,
            not_before=self._not_before(row),
            finish_not_before=minutes(row.finish_not_before),
            started_at=NEVER if row.is_deferred(self.now) else minutes(row.started_at),
            finished_at=minutes(row.finished_at),
            calendar=self._calendar_of(row),
            lag_calendar=self.calendars.position(own),
            opens_on_any=row.opens_on_any,
            group=bisect_left(groups, row.anyone_of) if row.anyone_of else NONE,
            parts=[
                Part(self._person[each.resource], each.minutes, each.units)
                for each in row.shares
                if not row.anyone_of
            ],
        )

    def _not_before(self, row: Row) -> int:
        """Nothing precedes its project, but for what has a date of its own."""
        own = self.clock.minutes(row.not_before)
        return own if row.may_precede_project else max(own, self._project_start)

    def _calendar_of(self, row: Row) -> int:
        """Tasks without people need a calendar, and those that rest.

        People bring their own.
        """
        if row.pauses and row.drive is not Drive.MILESTONE:
            is_free = row.drive is Drive.ELAPSED or not (
                row.is_bound or row.drive is Drive.DURATION
            )
            return self.calendars.resting(row.calendar, row.pauses, is_free=is_free)
        if row.drive is Drive.DURATION or (row.is_bound and row.drive is Drive.EFFORT):
            return self.calendars.position(row.calendar)
        return NONE


def _drive_of(row: Row) -> Drive:
    """A wait that rests is working time on a calendar that always works else."""
    is_resting = row.drive is Drive.ELAPSED and row.pauses
    return Drive.DURATION if is_resting else row.drive


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

    def resting(
        self, uid: int | None, pauses: tuple[Pause, ...], *, is_free: bool
    ) -> int:
        """Take pauses out of a calendar, or out of all time where it ``is_free``."""
        hours = ALWAYS if is_free else working_time(self._file, uid, self._period)
        resting = replace(hours, away=pauses)
        return self._known.setdefault(resting, len(self._known))

    def compiled(self) -> Calendars:
        return compile_calendars(
            list(self._known), origin=self._origin, days=self._days
        )
