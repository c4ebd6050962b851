"""Whose hours are which, read in a few queries for any number of people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple, Self

from django.db.models import BigIntegerField, BooleanField, DateField, QuerySet, Value
from django.db.models.functions import Cast, Extract
from django.utils import timezone

from headway.base.hours import Hours
from headway.people.models import (
    Absence,
    Busy,
    Calendar,
    Holiday,
    Person,
    WorkSchedule,
)
from headway.people.models.calendars import WEEKDAYS
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


Span = tuple[int, int]
"""Seconds since 1970."""


class Worker(NamedTuple):
    """What of a person their hours depend on."""

    pk: int
    calendar_id: int | None
    zone: str
    holidays_id: int | None

    @classmethod
    def of(cls, person: Person) -> Self:
        return cls(
            pk=person.pk,
            calendar_id=person.calendar_id,
            zone=str(person.local_zone),
            holidays_id=person.location.holidays_id if person.location else None,
        )


class CalendarRow(NamedTuple):
    base_id: int | None
    is_default: bool
    week: tuple[Hours | None, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class WholeCalendar:
    """A calendar with what it takes from its bases; the nearest exceptions are last."""

    week: Week = NO_WEEK
    exceptions: tuple[Dated, ...] = ()


def timetable_of(person: Person) -> Timetable:
    """Return when a person works; a query for each kind of row."""
    since = timezone.now() - timedelta(days=1)
    [timetable] = _read(person.workspace_id, [person], busy_since=since).values()
    return timetable


def timetables_of(
    workspace_id: int, *, busy_since: datetime | None = None
) -> dict[int, Timetable]:
    """Return the timetable of each person of the workspace, by id.

    What else takes their time is left out unless it is said since when to read it.
    """
    people = Person.objects.filter(workspace_id=workspace_id)
    rows = people.select_related("workspace", "location").order_by("pk")
    return _read(workspace_id, rows, busy_since=busy_since)


def _read(
    workspace_id: int, people: Iterable[Person], *, busy_since: datetime | None
) -> dict[int, Timetable]:
    workers = [Worker.of(person) for person in people]
    here = {"workspace_id": workspace_id, "person__in": [w.pk for w in workers]}
    calendars, default = whole_calendars(workspace_id)
    schedules: defaultdict[int, list[WorkSchedule]] = defaultdict(list)
    for schedule in WorkSchedule.objects.filter(**here).order_by("valid_from"):
        schedules[schedule.person_id].append(schedule)
    absences, busy = _taken(here, busy_since)
    holidays = _holidays({w.holidays_id for w in workers if w.holidays_id})
    timetables = {}
    for worker in workers:
        chosen = worker.calendar_id or default or 0
        calendar = calendars.get(chosen, WholeCalendar())
        timetables[worker.pk] = Timetable(
            zone=worker.zone,
            periods=tuple(_periods(worker, calendar, schedules[worker.pk])),
            exceptions=calendar.exceptions,
            holidays=holidays.get(worker.holidays_id or 0, ()),
            absences=tuple(absences[worker.pk]),
            busy=tuple(
                (datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))
                for start, end in busy[worker.pk]
            ),
        )
    return timetables


def _taken(
    here: Mapping[str, object], busy_since: datetime | None
) -> tuple[Mapping[int, list[Away]], Mapping[int, list[Span]]]:
    """Return absences, and busy time joined where it touches or overlaps.

    In one query.  Instants come as seconds: reading them as times takes four times
    as long, and busy people have thousands.
    """
    absences: defaultdict[int, list[Away]] = defaultdict(list)
    busy: defaultdict[int, list[Span]] = defaultdict(list)
    never = dict.fromkeys(("start", "end"), Value(None, BigIntegerField()))
    days = ("first_on", "last_on", "from_noon", "until_noon")
    approved = Absence.objects.approved().filter(**here).annotate(**never)
    found: QuerySet[Any, Any] = approved.values_list("person_id", *days, *never)
    if busy_since is not None:
        day, half = Value(None, DateField()), Value(None, BooleanField())
        no_days = {"day": day, "last": day, "noon": half, "last_noon": half}
        span = {"start": _seconds("starts_at"), "end": _seconds("ends_at")}
        blocks = Busy.objects.counting().filter(**here, ends_at__gt=busy_since)
        rows = blocks.annotate(**no_days, **span)
        found = found.union(rows.values_list("person_id", *no_days, *span), all=True)
    for person_id, *away, start, end in found.order_by("first_on", "start"):
        spans = busy[person_id]
        if start is None:
            absences[person_id].append(Away(*away))
        elif spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return absences, busy


def _seconds(column: str) -> Cast:
    return Cast(Extract(column, "epoch", tzinfo=UTC), BigIntegerField())


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
    """Return all calendars of a workspace by id, and the default one's id.

    In one query: a row for each exception, and one for a calendar without any.
    """
    rows: dict[int, CalendarRow] = {}
    exceptions: defaultdict[int, list[Dated]] = defaultdict(list)
    joined = Calendar.objects.filter(workspace_id=workspace_id)
    columns = ("pk", "base_id", "is_default", *WEEKDAYS)
    dated = [f"exceptions__{name}" for name in ("first_on", "last_on", "hours", "name")]
    found = joined.order_by("pk", "exceptions__pk").values_list(*columns, *dated)
    for pk, base_id, is_default, *rest in found:
        *week, first, last, hours, name = rest
        rows[pk] = CalendarRow(base_id, is_default, tuple(week))
        if first is not None:
            exceptions[pk].append(Dated(first, last, hours or (), name))
    default = next((pk for pk, row in rows.items() if row.is_default), None)
    return {pk: _whole(pk, rows, exceptions) for pk in rows}, default


def _whole(
    pk: int, rows: Mapping[int, CalendarRow], dated: Mapping[int, list[Dated]]
) -> WholeCalendar:
    line: list[int] = []
    base: int | None = pk
    while base is not None and base not in line:
        line.append(base)
        base = rows[base].base_id
    week = NO_WEEK
    exceptions: list[Dated] = []
    for each in reversed(line):
        week = _over(rows[each].week, week)
        exceptions += dated.get(each, [])
    return WholeCalendar(week=week, exceptions=tuple(exceptions))


def _over(own: Iterable[Hours | None], base: Week) -> Week:
    pairs = zip(own, base, strict=True)
    return tuple(mine if mine is not None else theirs for mine, theirs in pairs)
