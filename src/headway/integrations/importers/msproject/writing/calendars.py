"""Calendars: weeks, other weeks, exceptions."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Final

from headway.integrations.importers.msproject.calendars import (
    MONTH_ITEMS,
    REPEATS,
)
from headway.integrations.importers.msproject.writing.elements import Elements
from headway.plan.files.content import (
    CalendarException,
    FileCalendar,
    Recurrence,
    Repeat,
    Resource,
    ScheduleFile,
    Spans,
)

LAST_MINUTE: Final = time(23, 59)
EVERY_FEW_DAYS: Final = 7
TYPES: Final = {
    repeat: kind for kind, repeat in REPEATS.items() if kind != EVERY_FEW_DAYS
}
DAILY: Final = Recurrence(repeat=Repeat.DAILY)
NO_BASE: Final = -1


def with_personal(file: ScheduleFile) -> ScheduleFile:
    """Give each resource on a shared calendar one of its own that says the same.

    Microsoft Project wants resources' calendars derived from those of projects.
    """
    known = {each.uid: each for each in file.calendars}
    free = max(known, default=0) + 1
    personal: list[FileCalendar] = []
    resources: list[Resource] = []
    for resource in file.resources:
        held = resource.calendar
        if held is not None and known[held].is_shared:
            own = FileCalendar(
                uid=free + len(personal),
                name=resource.name,
                base=held,
                days={},
                is_shared=False,
            )
            personal.append(own)
            resource = replace(resource, calendar=own.uid)
        resources.append(resource)
    return replace(
        file,
        calendars=(*file.calendars, *personal),
        resources=tuple(resources),
    )


def write_calendars(calendars: Iterable[FileCalendar], out: Elements) -> None:
    with out.inside("Calendars"):
        for calendar in calendars:
            with out.inside("Calendar"):
                _write(calendar, out)


def _write(calendar: FileCalendar, out: Elements) -> None:
    out.add(
        UID=calendar.uid,
        Name=calendar.name,
        IsBaseCalendar=calendar.is_shared,
        BaseCalendarUID=NO_BASE if calendar.base is None else calendar.base,
    )
    _write_week(calendar.days, out)
    if calendar.exceptions:
        with out.inside("Exceptions"):
            for exception in calendar.exceptions:
                with out.inside("Exception"):
                    _write_exception(exception, out)
    if calendar.weeks:
        with out.inside("WorkWeeks"):
            for week in calendar.weeks:
                with out.inside("WorkWeek"):
                    _write_period(week.first, week.last, out)
                    _write_week(week.days, out)


def _write_week(days: Mapping[int, Spans], out: Elements) -> None:
    if not days:
        return
    with out.inside("WeekDays"):
        for day in sorted(days, key=_sunday_first):
            with out.inside("WeekDay"):
                out.add(DayType=_sunday_first(day))
                _write_hours(days[day], out)


def _sunday_first(day: int) -> int:
    """Monday is 0; in the file Sunday is 1."""
    return (day + 1) % 7 + 1


def _write_hours(spans: Spans, out: Elements) -> None:
    out.add(DayWorking=bool(spans))
    if not spans:
        return
    with out.inside("WorkingTimes"):
        for first, last in spans:
            with out.inside("WorkingTime"):
                out.add(FromTime=_clock(first), ToTime=_clock(last))


def _clock(minute: int) -> str:
    """Midnight at the end of a day is written as that at its beginning."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}:00"


def _write_period(first: date, last: date, out: Elements) -> None:
    with out.inside("TimePeriod"):
        out.add(
            FromDate=datetime.combine(first, time()),
            ToDate=datetime.combine(last, LAST_MINUTE),
        )


def _write_exception(exception: CalendarException, out: Elements) -> None:
    recurrence = exception.recurrence
    count = recurrence.count
    days = (exception.last - exception.first).days + 1
    out.add(EnteredByOccurrences=count is not None)
    _write_period(exception.first, exception.last, out)
    kind = TYPES[recurrence.repeat]
    if recurrence.repeat is Repeat.DAILY and recurrence != DAILY:
        kind = EVERY_FEW_DAYS
    out.add(
        Occurrences=days if count is None else count,
        Name=exception.name,
        Type=kind,
    )
    if recurrence != DAILY:
        _write_recurrence(recurrence, out)
    _write_hours(exception.spans, out)


def _write_recurrence(recurrence: Recurrence, out: Elements) -> None:
    out.add(Period=recurrence.every)
    if recurrence.repeat is Repeat.WEEKLY:
        out.add(DaysOfWeek=sum(1 << (day + 1) % 7 for day in recurrence.weekdays))
    elif recurrence.repeat in (Repeat.MONTHLY_POSITION, Repeat.YEARLY_POSITION):
        out.add(
            MonthItem=_month_item(recurrence.weekdays),
            MonthPosition=recurrence.position - 1,
        )
    out.add(Month=recurrence.month - 1, MonthDay=recurrence.day)


def _month_item(weekdays: frozenset[int]) -> int:
    """Number the days of which one counts: any, on a working week, or one of seven."""
    for item, days in MONTH_ITEMS.items():
        if days == weekdays:
            return item
    return 3 + (min(weekdays) + 1) % 7
