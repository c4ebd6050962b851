"""Whose hours are which, read in a few queries for any number of people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from headway.base.hours import Hours
from headway.people.models import (
    Absence,
    Busy,
    Calendar,
    CalendarException,
    Holiday,
    Person,
    WorkSchedule,
)
from headway.people.week import (
    ASSUMED_AVAILABILITY_PERCENT,
    Away,
    Dated,
    DayOff,
    Period,
    Timetable,
    Week,
)

NO_WEEK: Week = ((),) * 7


class Worker(NamedTuple):
    """What of a person their hours depend on."""

    pk: int
    calendar_id: int | None
    zone: str
    location_zone: str | None
    holidays_id: int | None
    workspace_zone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WholeCalendar:
    """A calendar with what it takes from its bases; the nearest exceptions are last."""

    week: Week = NO_WEEK
    exceptions: tuple[Dated, ...] = ()


def timetable_of(person: Person) -> Timetable:
    """Return when a person works; a query for each kind of row."""
    since = timezone.now() - timedelta(days=1)
    found = timetables_of(person.workspace_id, people=[person.pk], busy_since=since)
    return found[person.pk]


def timetables_of(
    workspace_id: int,
    *,
    people: Iterable[int] | None = None,
    busy_since: datetime | None = None,
) -> dict[int, Timetable]:
    """Return the timetable of each person of the workspace, or of these, by id.

    What else takes their time is left out unless it is said since when to read it.
    """
    persons = Person.objects.filter(workspace_id=workspace_id)
    if people is not None:
        persons = persons.filter(pk__in=list(people))
    rows = persons.order_by("pk").values_list(
        "pk",
        "calendar_id",
        "zone",
        "location__zone",
        "location__holidays_id",
        "workspace__zone",
    )
    workers = [Worker(*row) for row in rows]
    here = {"workspace_id": workspace_id, "person__in": [w.pk for w in workers]}
    calendars, default = whole_calendars(workspace_id)
    schedules: defaultdict[int, list[WorkSchedule]] = defaultdict(list)
    for schedule in WorkSchedule.objects.filter(**here).order_by("valid_from"):
        schedules[schedule.person_id].append(schedule)
    absences: defaultdict[int, list[Away]] = defaultdict(list)
    away = Absence.objects.approved().filter(**here).order_by("first_on", "pk")
    columns = ("first_on", "last_on", "from_noon", "until_noon")
    for person_id, *days in away.values_list("person_id", *columns):
        absences[person_id].append(Away(*days))
    holidays = _holidays({w.holidays_id for w in workers if w.holidays_id})
    busy = _busy(here, busy_since) if busy_since else {}
    timetables = {}
    for worker in workers:
        chosen = worker.calendar_id or default or 0
        calendar = calendars.get(chosen, WholeCalendar())
        timetables[worker.pk] = Timetable(
            zone=worker.zone or worker.location_zone or worker.workspace_zone,
            periods=tuple(_periods(worker, calendar, schedules[worker.pk])),
            exceptions=calendar.exceptions,
            holidays=holidays.get(worker.holidays_id or 0, ()),
            absences=tuple(absences[worker.pk]),
            busy=tuple(busy.get(worker.pk, ())),
        )
    return timetables


def _busy(
    here: Mapping[str, object], since: datetime
) -> dict[int, list[tuple[datetime, datetime]]]:
    """Return what takes people's time, joined where it touches or overlaps."""
    joined: defaultdict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    rows = Busy.objects.counting().filter(**here, ends_at__gt=since)
    columns = ("person_id", "starts_at", "ends_at")
    for person_id, start, end in rows.order_by("starts_at", "pk").values_list(*columns):
        spans = joined[person_id]
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return joined


def _holidays(calendars: set[int]) -> dict[int, tuple[DayOff, ...]]:
    """Return the days off of each of the holiday calendars, in order."""
    found: defaultdict[int, list[DayOff]] = defaultdict(list)
    rows = Holiday.objects.filter(calendar__in=calendars, percent__gt=0)
    for row in rows.order_by("on"):
        day = DayOff(on=row.on, name=row.name, percent=row.percent)
        found[row.calendar_id].append(day)
    return {pk: tuple(days) for pk, days in found.items()}


def _periods(
    worker: Worker, calendar: WholeCalendar, schedules: Iterable[WorkSchedule]
) -> Iterable[Period]:
    """Yield what holds before anything was said, and then each schedule.

    Who has a calendar or a week of their own is taken at their word.
    """
    assumed = ASSUMED_AVAILABILITY_PERCENT if worker.calendar_id is None else 100
    yield Period(first=date.min, week=calendar.week, percent=assumed, is_assumed=True)
    for schedule in schedules:
        own = schedule.own_week
        is_said = any(hours is not None for hours in own)
        said = schedule.availability_percent
        yield Period(
            first=schedule.valid_from,
            week=_over(own, calendar.week),
            percent=said or (100 if is_said else assumed),
            is_assumed=said is None,
        )


def whole_calendars(workspace_id: int) -> tuple[dict[int, WholeCalendar], int | None]:
    """Return all calendars of a workspace by id, and the default one's id."""
    rows = {c.pk: c for c in Calendar.objects.filter(workspace_id=workspace_id)}
    exceptions: defaultdict[int, list[Dated]] = defaultdict(list)
    dated = CalendarException.objects.filter(workspace_id=workspace_id).order_by("pk")
    for e in dated:
        exceptions[e.calendar_id].append(
            Dated(first=e.first_on, last=e.last_on, hours=e.hours or (), name=e.name)
        )
    default = next((pk for pk, row in rows.items() if row.is_default), None)
    return {pk: _whole(row, rows, exceptions) for pk, row in rows.items()}, default


def _whole(
    row: Calendar, rows: Mapping[int, Calendar], dated: Mapping[int, list[Dated]]
) -> WholeCalendar:
    line = [row]
    base = rows.get(row.base_id or 0)
    while base is not None and base not in line:
        line.append(base)
        base = rows.get(base.base_id or 0)
    week = NO_WEEK
    exceptions: list[Dated] = []
    for calendar in reversed(line):
        week = _over(calendar.own_week, week)
        exceptions += dated.get(calendar.pk, [])
    return WholeCalendar(week=week, exceptions=tuple(exceptions))


def _over(own: Iterable[Hours | None], base: Week) -> Week:
    pairs = zip(own, base, strict=True)
    return tuple(mine if mine is not None else theirs for mine, theirs in pairs)
