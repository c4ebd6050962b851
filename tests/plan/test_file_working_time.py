"""A file's calendars as working time."""

from datetime import date, datetime

from headway.plan.files.content import (
    CalendarException,
    FileCalendar,
    ScheduleFile,
    WorkWeek,
)
from headway.plan.files.working_time import (
    OFFICE,
    Period,
    working_minutes,
    working_time,
)
from headway_engine.calendars import WorkingTime

MORNING = ((480, 720),)
PERIOD = Period(date(2026, 1, 1), date(2026, 12, 31))
BASE = FileCalendar(
    uid=1,
    name="Base",
    base=None,
    days=dict.fromkeys(range(5), OFFICE),
    weeks=(WorkWeek(first=date(2026, 7, 1), last=date(2026, 7, 2), days={2: MORNING}),),
    exceptions=(
        CalendarException(first=date(2026, 5, 1), last=date(2026, 5, 1), spans=()),
    ),
)
MINE = FileCalendar(
    uid=2,
    name="Mine",
    base=1,
    days={4: MORNING, 5: MORNING},
    exceptions=(
        CalendarException(first=date(2026, 5, 1), last=date(2026, 5, 2), spans=OFFICE),
    ),
)


def resolved(calendar: int | None, *calendars: FileCalendar) -> WorkingTime:
    return working_time(project(*calendars), calendar, PERIOD)


def project(*calendars: FileCalendar) -> ScheduleFile:
    return ScheduleFile(
        name="", start=None, finish=None, status=None, calendar=1, calendars=calendars
    )


def test_a_derived_calendar_has_its_own_days_and_the_rest_of_its_base() -> None:
    week = resolved(2, BASE, MINE).week
    assert week == (OFFICE, OFFICE, OFFICE, OFFICE, MORNING, MORNING, ())


def test_no_calendar_is_the_projects() -> None:
    assert resolved(None, BASE, MINE) == resolved(1, BASE, MINE)


def test_without_any_calendar_people_work_office_hours() -> None:
    assert resolved(None).week == (OFFICE,) * 5 + ((),) * 2


def test_own_exceptions_win_over_those_of_the_base_and_both_over_weeks() -> None:
    found = [(e.first.day, e.hours) for e in resolved(2, BASE, MINE).exceptions]
    assert found == [(1, MORNING), (1, ()), (1, OFFICE)]
    assert resolved(2, BASE, MINE).exceptions[-1].last == date(2026, 5, 2)


def test_of_two_exceptions_on_a_day_the_first_counts() -> None:
    both = FileCalendar(
        uid=1,
        name="",
        base=None,
        days={},
        exceptions=(
            CalendarException(first=date(2026, 5, 1), last=date(2026, 5, 1), spans=()),
            CalendarException(
                first=date(2026, 5, 1), last=date(2026, 5, 9), spans=OFFICE
            ),
        ),
    )
    assert [e.hours for e in resolved(1, both).exceptions] == [OFFICE, ()]


def test_working_minutes_leave_out_nights_and_holidays() -> None:
    begin, end = datetime(2026, 4, 30, 16), datetime(2026, 5, 4, 9)  # noqa: DTZ001
    assert working_minutes(project(BASE), 1, begin, end) == 120


def test_the_end_of_time_has_no_working_minutes_after_it() -> None:
    begin = datetime(9999, 12, 31, 8)  # noqa: DTZ001
    assert working_minutes(project(BASE), 1, begin, begin.replace(hour=17)) >= 0
