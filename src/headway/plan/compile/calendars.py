"""Whose working time is which calendar of the engine's problem."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache

import numpy as np

from headway.base.hours import Hours
from headway.people.timetables import NO_WEEK
from headway.people.week import Period, Timetable
from headway.plan.compile.speeds import SpeedBook
from headway.plan.interruptions import Interrupted
from headway.plan.rows import DemandRow, ItemRow, NeedRow, PersonRow
from headway.plan.snapshot import Snapshot
from headway_engine.calendars import DatedHours, WorkingTime, compile_calendars
from headway_engine.forecasting.interruptions import Interruptions
from headway_engine.problem import NONE, Calendars, People

ALL_DAY: Hours = ((0, 1440),)
AROUND_THE_CLOCK = WorkingTime(
    week=(ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY), zone="UTC"
)
UNTROUBLED = Interruptions(slowdown=0.0, spread=0.0)


@lru_cache(maxsize=4)
def _laid_out(times: tuple[WorkingTime, ...], origin: date, days: int) -> Calendars:
    """Lay them out once for the two plans of a preview, and for those of a day."""
    return compile_calendars(list(times), origin=origin, days=days)


class CalendarBook:
    """The calendars that a problem needs, each once, and who works by them."""

    def __init__(self, snapshot: Snapshot, *, origin: date, days: int) -> None:
        self.snapshot = snapshot
        self.speeds = SpeedBook(snapshot)
        self.origin, self.days = origin, days
        self._positions: dict[WorkingTime, int] = {}
        self._groups: dict[tuple[int, tuple[NeedRow, ...]], int] = {}
        self._people = [self._position(self._of(p)) for p in snapshot.people]
        self.person = {p.pk: i for i, p in enumerate(snapshot.people)}
        self.groups: list[list[int]] = []
        self.wider: list[list[int]] = []
        self._items = {item.pk: item for item in snapshot.items}

    def people(self, interrupted: Mapping[int, Interrupted]) -> People:
        people = self.snapshot.people
        own = [interrupted.get(person.pk) for person in people]
        models = [UNTROUBLED if each is None else each.model for each in own]
        return People(
            calendar=np.array(self._people, dtype=np.int32),
            capacity=np.array([p.capacity_permille for p in people], dtype=np.int32),
            limit=np.array([p.items_at_once for p in people], dtype=np.int32),
            key=np.array([person.pk for person in people], dtype=np.int64),
            slowdown=np.array([each.slowdown for each in models], dtype=np.float64),
            slowdown_spread=np.array(
                [each.spread for each in models], dtype=np.float64
            ),
        )

    def compiled(self) -> Calendars:
        """Lay out every calendar that somebody asked for until now."""
        return _laid_out(tuple(self._positions), self.origin, self.days)

    def project_calendar(self, project_id: int) -> int:
        """Return the calendar that lags and durations of a project count by."""
        own = self.snapshot.projects[project_id].calendar_id
        return self._position(self._local(own))

    def item_calendar(self, item: ItemRow) -> int:
        """Return the calendar that restricts an item, or ``NONE``.

        A duration without people of its own needs one: then it is the project's.  An
        item that pauses has one of its own.
        """
        pauses = self.snapshot.pauses.get(item.pk)
        if pauses:
            own = self._resting(item)
            return self._position(replace(own, away=(*own.away, *pauses)))
        if item.calendar_id is not None:
            return self._position(self._local(item.calendar_id))
        if item.drive == "duration" and not self.snapshot.parts.get(item.pk):
            return self.project_calendar(item.project_id)
        return NONE

    def _resting(self, item: ItemRow) -> WorkingTime:
        """Return the hours out of which the pauses of an item are taken.

        The engine lays a duration out on the calendar of the item alone where it has
        one: so it is that of the people, or the project's where theirs differ.
        """
        if item.drive == "elapsed":
            return AROUND_THE_CLOCK
        if item.calendar_id is not None:
            return self._local(item.calendar_id)
        if item.drive == "effort":
            return AROUND_THE_CLOCK
        people = {self._people[self.person[row.person_id]]
                  for row in self.snapshot.parts.get(item.pk, ())}  # fmt: skip
        if len(people) == 1:
            return list(self._positions)[people.pop()]
        return self._local(self.snapshot.projects[item.project_id].calendar_id)

    def group_of(self, item: ItemRow) -> int:
        """Return the group of the members who can do the item; ``NONE`` if none can.

        Of those who are free the fastest comes first.
        """
        needs = self.snapshot.needs.get(item.pk, ())
        return self._group(item.project_id, needs)

    def _group(self, project_id: int, needs: tuple[NeedRow, ...]) -> int:
        group = (project_id, needs)
        if group not in self._groups:
            members = self.snapshot.members.get(project_id, ())
            here = [pk for pk in members if pk in self.person]
            able = [pk for pk in here if self._can(pk, needs)]
            able.sort(key=lambda pk: -self.speeds.speed(pk, needs))
            self._groups[group] = len(self.groups) if able else NONE
            if able:
                self.groups.append([self.person[pk] for pk in able])
                self.wider.append([self.person[pk] for pk in here])
        return self._groups[group]

    def group_for(self, demand: DemandRow) -> int:
        """Return the group of the members who could do expected work."""
        return self._group(demand.project_id, needs_of(demand))

    def _can(self, person_id: int, needs: Iterable[NeedRow]) -> bool:
        levels = self.snapshot.levels.get(person_id, {})
        return all(levels.get(need.skill_id, 0) >= need.level for need in needs)

    def pins_above(self, item: ItemRow) -> Iterator[datetime]:
        """Yield the instants before which the summaries of an item may not start."""
        seen = {item.pk}
        while item.parent_id is not None and item.parent_id not in seen:
            seen.add(item.parent_id)
            item = self._items[item.parent_id]
            if item.starts_no_earlier is not None:
                yield item.starts_no_earlier

    def _position(self, working_time: WorkingTime) -> int:
        return self._positions.setdefault(working_time, len(self._positions))

    def _local(self, calendar_id: int | None) -> WorkingTime:
        """Return a calendar in the workspace's zone; None is the default one."""
        pk = calendar_id or self.snapshot.default_calendar_id
        own = self.snapshot.calendars.get(pk or NONE)
        if own is None:
            return WorkingTime(week=_seven(NO_WEEK), zone=self.snapshot.zone)
        return WorkingTime(
            week=own.week, exceptions=own.exceptions, zone=self.snapshot.zone
        )

    def _of(self, person: PersonRow) -> WorkingTime:
        """Return a person's working time: what plans may use of it, less the rest."""
        timetable = self.snapshot.timetables[person.pk]
        return usable_time(timetable, origin=self.origin)


def needs_of(demand: DemandRow) -> tuple[NeedRow, ...]:
    """Return what skill expected work asks for."""
    if demand.skill_id is None:
        return ()
    return (NeedRow(demand.skill_id, demand.level),)


def usable_time(timetable: Timetable, *, origin: date) -> WorkingTime:
    """Return what plans may use of a person's time from ``origin`` on.

    The engine knows one week, which is the last one; what holds before is dated hours.
    """
    *earlier, last = timetable.periods
    dated: list[DatedHours] = []
    if earlier:
        days = timetable.spans(origin, last.first - timedelta(days=1))
        dated += [d for first, end, period in days for d in _daily(first, end, period)]
    for e in timetable.exceptions:
        dated += [
            DatedHours(first=first, last=end, hours=trim(e.hours, period.percent))
            for first, end, period in timetable.spans(e.first, e.last)
        ]
    days_off = [holiday.on for holiday in timetable.holidays if holiday.on >= origin]
    dated += _single(timetable, days_off)
    dated += [DatedHours(first=a.first, last=a.last) for a in timetable.absences]
    half_days = [on for away in timetable.absences for on in away.half_days]
    dated += _single(timetable, half_days)
    return WorkingTime(
        week=_seven(tuple(trim(hours, last.percent) for hours in last.week)),
        exceptions=tuple(dated),
        away=timetable.busy,
        zone=timetable.zone,
    )


def _single(timetable: Timetable, days: Iterable[date]) -> Iterator[DatedHours]:
    """Yield what is left of single days."""
    for on in days:
        day = timetable.day(on)
        yield DatedHours(first=on, last=on, hours=trim(day.hours, day.percent))


def _daily(first: date, last: date, period: Period) -> Iterator[DatedHours]:
    """Yield the week of a period day by day."""
    week = [trim(hours, period.percent) for hours in period.week]
    for n in range((last - first).days + 1):
        on = first + timedelta(days=n)
        yield DatedHours(first=on, last=on, hours=week[on.weekday()])


def trim(hours: Hours, percent: int) -> Hours:
    """Return the first ``percent`` of each span: the rest of it goes elsewhere."""
    if percent == 100:
        return hours
    cut = ((start, start + (end - start) * percent // 100) for start, end in hours)
    return tuple((start, end) for start, end in cut if start < end)


def _seven(
    week: tuple[Hours, ...],
) -> tuple[Hours, Hours, Hours, Hours, Hours, Hours, Hours]:
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = week
    return monday, tuesday, wednesday, thursday, friday, saturday, sunday
