"""Calendars: weeks, other weeks, exceptions in both syntaxes, who derives from whom."""

from datetime import date, timedelta
from typing import Final

from headway.base.spans import joined
from headway.integrations.importers.msproject.fields import DAY, Fields
from headway.plan.files.content import (
    LAST,
    CalendarException,
    FileCalendar,
    Recurrence,
    Repeat,
    Spans,
    WorkWeek,
)
from headway.plan.files.saying import say as _

TAKEN: Final = frozenset(
    {
        "UID",
        "Name",
        "BaseCalendarUID",
        "IsBaseCalendar",
        "WeekDays",
        "WorkWeeks",
        "Exceptions",
    }
)
DATED: Final = 0
"""The DayType of an exception in the syntax before Project 2007."""

REPEATS: Final = {
    1: Repeat.DAILY,
    2: Repeat.YEARLY_DAY,
    3: Repeat.YEARLY_POSITION,
    4: Repeat.MONTHLY_DAY,
    5: Repeat.MONTHLY_POSITION,
    6: Repeat.WEEKLY,
    7: Repeat.DAILY,
}
EVERY_DAY: Final = 1
NO_EXCEPTION: Final = 9
MONTH_ITEMS: Final = {
    0: frozenset(range(7)),
    1: frozenset(range(5)),
    2: frozenset((5, 6)),
}


def read_calendar(fields: Fields) -> FileCalendar | None:
    """Read one calendar, or note why it cannot be told from others."""
    uid = fields.optional_integer("UID")
    name = fields.label("Name")
    fields.name = f"{uid} {name!r}"
    if uid is None:
        fields.note(_("it has no UID"))
        return None
    base = fields.integer("BaseCalendarUID", -1)
    return FileCalendar(
        uid=uid,
        name=name,
        base=base if base >= 0 else None,
        is_shared=fields.flag("IsBaseCalendar", default=True),
        days=_week(fields),
        weeks=tuple(_work_weeks(fields)),
        exceptions=tuple(_exceptions(fields)),
    )


def _week(fields: Fields) -> dict[int, Spans]:
    days = {}
    for day in fields.children("WeekDays", "WeekDay"):
        kind = day.integer("DayType", -1)
        if 1 <= kind <= 7:
            days[_weekday(kind)] = _spans(day)
        elif kind != DATED:
            fields.note(_("it has a week day of an unknown type"), value=kind)
    return days


def _weekday(sunday_first: int) -> int:
    """Monday is 0; in the file Sunday is 1."""
    return (sunday_first - 2) % 7


def _spans(day: Fields) -> Spans:
    if not day.flag("DayWorking"):
        return ()
    spans: list[tuple[int, int]] = []
    for working in day.children("WorkingTimes", "WorkingTime"):
        if not working.text("FromTime") and not working.text("ToTime"):
            continue
        first = working.minute_of_day("FromTime")
        last = working.minute_of_day("ToTime")
        if first is None or last is None:
            continue
        last = last or DAY
        if first < last:
            spans.append((first, last))
        else:
            day.note(
                _("working time ends before it begins"), value=f"{first} to {last}"
            )
    return joined(spans)


def _work_weeks(fields: Fields) -> list[WorkWeek]:
    weeks = []
    for week in fields.children("WorkWeeks", "WorkWeek"):
        period = _period(week)
        if period:
            weeks.append(WorkWeek(first=period[0], last=period[1], days=_week(week)))
    return weeks


def _exceptions(fields: Fields) -> list[CalendarException]:
    new = [_exception(each) for each in fields.children("Exceptions", "Exception")]
    if new:
        # Files of Project 2007 and later say the same in the old syntax once more.
        return [each for each in new if each]
    return [
        CalendarException(first=period[0], last=period[1], spans=_spans(day))
        for day in fields.children("WeekDays", "WeekDay")
        if day.integer("DayType", -1) == DATED and (period := _period(day))
    ]


def _period(fields: Fields) -> tuple[date, date] | None:
    for period in fields.children("TimePeriod"):
        first, last = period.instant("FromDate"), period.instant("ToDate")
        if not first or not last:
            continue
        if last < first:
            fields.note(_("an exception ends before it begins"), value=first.date())
            return None
        # Some programs end a day at midnight of the next.
        ends_before = last.hour == last.minute == 0 and last > first
        end = last - timedelta(days=1) if ends_before else last
        return first.date(), max(end.date(), first.date())
    fields.note(_("an exception has no dates"))
    return None


def _exception(fields: Fields) -> CalendarException | None:
    kind = fields.integer("Type", EVERY_DAY)
    period = _period(fields)
    if period is None or kind == NO_EXCEPTION:
        return None
    recurrence = _recurrence(fields, kind)
    if recurrence is None:
        fields.note(_("an exception recurs in an unknown way"), value=kind)
        return None
    return CalendarException(
        first=period[0],
        last=period[1],
        spans=_spans(fields),
        recurrence=recurrence,
        name=fields.text("Name")[:100],
    )


def _recurrence(fields: Fields, kind: int) -> Recurrence | None:
    if kind not in REPEATS:
        return None
    if kind == EVERY_DAY:
        return Recurrence(repeat=Repeat.DAILY)
    repeat = REPEATS[kind]
    weekdays = frozenset(range(7))
    if repeat is Repeat.WEEKLY:
        bits = fields.integer("DaysOfWeek", 0)
        weekdays = frozenset((bit - 1) % 7 for bit in range(7) if bits >> bit & 1)
    elif repeat in (Repeat.MONTHLY_POSITION, Repeat.YEARLY_POSITION):
        item = fields.integer("MonthItem", 0)
        weekdays = MONTH_ITEMS.get(item, frozenset({(item - 4) % 7}))
    count = fields.integer("Occurrences", 0)
    by_count = fields.flag("EnteredByOccurrences") and count > 0
    return Recurrence(
        repeat=repeat,
        every=max(1, fields.integer("Period", 1)),
        weekdays=weekdays,
        day=fields.integer("MonthDay", 1),
        month=fields.integer("Month", 0) % 12 + 1,
        position=min(fields.integer("MonthPosition", 0) + 1, LAST),
        count=count if by_count else None,
    )
