"""The file's calendars as the engine's working time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from headway.plan.files.content import FileCalendar, ScheduleFile, Spans
from headway.plan.files.dates import days_of
from headway_engine.calendars import DatedHours, WorkingTime, compile_calendars

OFFICE: Final[Spans] = ((8 * 60, 12 * 60), (13 * 60, 17 * 60))
STANDARD: Final[Mapping[int, Spans]] = dict.fromkeys(range(5), OFFICE)
"""What counts where the file has no calendar: what other programs assume too."""

DAY: Final[Spans] = ((0, 24 * 60),)
ALWAYS: Final = WorkingTime(week=(DAY, DAY, DAY, DAY, DAY, DAY, DAY))
"""Nights and weekends included."""

MOST_DAYS: Final = 20 * 366
"""Twenty years: nothing that lasts longer is measured by its dates."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days to lay out, both included."""

    first: date
    last: date


def working_time(
    file: ScheduleFile, calendar: int | None, period: Period
) -> WorkingTime:
    """Resolve a calendar (``None``: the project's) with those that it is based on.

    Exceptions win over other weeks, those over the usual week; each level of
    derivation wins over the one below it.
    """
    known = {each.uid: each for each in file.calendars}
    uid = calendar if calendar is not None else file.calendar
    levels = list(_levels(known, uid))
    days: dict[int, Spans] = {} if levels else dict(STANDARD)
    for level in levels:
        days |= level.days
    weeks = [dated for level in levels for dated in _other_weeks(level, period)]
    exceptions = [dated for level in levels for dated in _exceptions(level, period)]
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        days.get(weekday, ()) for weekday in range(7)
    )
    return WorkingTime(
        week=(monday, tuesday, wednesday, thursday, friday, saturday, sunday),
        exceptions=(*weeks, *exceptions),
    )


def working_minutes(
    file: ScheduleFile, calendar: int | None, start: datetime, finish: datetime
) -> int:
    """Count the working time between two instants on a calendar."""
    first = start.date()
    days = min((finish.date() - first).days + 1, MOST_DAYS)
    period = Period(first, first + timedelta(days=min(days, (date.max - first).days)))
    resolved = working_time(file, calendar, period)
    laid_out = compile_calendars([resolved], origin=first, days=days)
    midnight = datetime.combine(first, datetime.min.time())
    low, high = ((each - midnight) // timedelta(minutes=1) for each in (start, finish))
    spans = laid_out.ends.clip(low, high) - laid_out.starts.clip(low, high)
    return int(spans.sum())


def _levels(
    known: Mapping[int, FileCalendar], uid: int | None
) -> Iterator[FileCalendar]:
    """Give the calendar's bases, lowest first, then itself."""
    chain = []
    while uid is not None and uid in known:
        chain.append(known[uid])
        uid = known[uid].base
    yield from reversed(chain)


def _other_weeks(calendar: FileCalendar, period: Period) -> Iterator[DatedHours]:
    for week in calendar.weeks:
        day = max(week.first, period.first)
        while day <= min(week.last, period.last):
            if day.weekday() in week.days:
                hours = week.days[day.weekday()]
                yield DatedHours(first=day, last=day, hours=hours)
            if day == date.max:
                break
            day += timedelta(days=1)


def _exceptions(calendar: FileCalendar, period: Period) -> Iterator[DatedHours]:
    """Give dated hours, days that follow each other as one."""
    # Where two exceptions cover a day the first in the file counts, so it comes last.
    for exception in reversed(calendar.exceptions):
        run: list[date] = []
        for day in days_of(exception, period.first, period.last):
            if run and (day - run[-1]).days > 1:
                yield DatedHours(first=run[0], last=run[-1], hours=exception.spans)
                run = []
            run = [run[0], day] if run else [day]
        if run:
            yield DatedHours(first=run[0], last=run[-1], hours=exception.spans)
