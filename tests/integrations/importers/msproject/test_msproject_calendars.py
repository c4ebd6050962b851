"""Calendars: weeks, exceptions in both syntaxes, other weeks, bases."""

from datetime import date

import pytest

from headway.plan.files.content import CalendarException, Repeat
from headway.plan.files.dates import days_of
from tests.integrations.importers.msproject.documents import (
    OFFICE,
    document,
    element,
    read,
    reasons,
)

OFFICE_SPANS = ((480, 720), (780, 1020))


def period(first: str, last: str) -> str:
    dates = {"FromDate": f"{first}T00:00:00", "ToDate": f"{last}T23:59:00"}
    return element("TimePeriod", **dates)


def exception(kind: int, first: str, last: str, **fields: object) -> CalendarException:
    inner = element(
        "Exception", Type=kind, DayWorking=0, **fields, Xml=period(first, last)
    )
    calendar = element(
        "Calendar", UID=1, Name="C", Xml=f"<Exceptions>{inner}</Exceptions>"
    )
    [found] = read(document(calendars=calendar)).calendars[0].exceptions
    return found


def days(found: CalendarException) -> list[str]:
    taken = days_of(found, date(2026, 1, 1), date(2028, 12, 31))
    return [day.isoformat() for day in taken]


def test_a_day_has_several_spans_and_a_weekend_none() -> None:
    [calendar] = read(document()).calendars
    assert [calendar.days.get(day) for day in (0, 4, 5)] == [
        OFFICE_SPANS,
        OFFICE_SPANS,
        None,
    ]


def test_a_night_ends_at_midnight() -> None:
    times = "<WorkingTime><FromTime>22:00:00</FromTime><ToTime>00:00:00</ToTime>"
    day = element(
        "WeekDay", DayType=1, DayWorking=1,
        Xml=f"<WorkingTimes>{times}</WorkingTime></WorkingTimes>",
    )  # fmt: skip
    calendar = element("Calendar", UID=1, Xml=f"<WeekDays>{day}</WeekDays>")
    assert read(document(calendars=calendar)).calendars[0].days == {6: ((1320, 1440),)}


def test_the_old_syntax_of_exceptions_is_read() -> None:
    day = element(
        "WeekDay", DayType=0, DayWorking=0, Xml=period("2026-12-24", "2026-12-26")
    )
    calendar = element("Calendar", UID=1, Xml=f"<WeekDays>{OFFICE}{day}</WeekDays>")
    [found] = read(document(calendars=calendar)).calendars[0].exceptions
    assert (found.first, found.last) == (date(2026, 12, 24), date(2026, 12, 26))
    assert found.spans == ()


def test_the_new_syntax_replaces_the_old_one_that_repeats_it() -> None:
    old = element(
        "WeekDay", DayType=0, DayWorking=0, Xml=period("2026-12-24", "2026-12-26")
    )
    new = element(
        "Exception", Type=1, DayWorking=0, Xml=period("2026-12-24", "2026-12-26")
    )
    calendar = element(
        "Calendar", UID=1,
        Xml=f"<WeekDays>{old}</WeekDays><Exceptions>{new}</Exceptions>",
    )  # fmt: skip
    assert len(read(document(calendars=calendar)).calendars[0].exceptions) == 1


@pytest.mark.parametrize(
    ("kind", "last", "fields", "expected"),
    [
        (1, "2026-03-03", {}, ["2026-03-01", "2026-03-02", "2026-03-03"]),
        (7, "2026-03-07", {"Period": 3}, ["2026-03-01", "2026-03-04", "2026-03-07"]),
        (
            6,
            "2026-03-31",
            {"Period": 2, "DaysOfWeek": 2 | 32},
            ["2026-03-02", "2026-03-06", "2026-03-16", "2026-03-20", "2026-03-30"],
        ),
        (
            4,
            "2026-06-30",
            {"Period": 2, "MonthDay": 31},
            ["2026-03-31", "2026-05-31"],
        ),
        (
            5,
            "2026-04-30",
            {"Period": 1, "MonthItem": 4, "MonthPosition": 4},
            ["2026-03-30", "2026-04-27"],
        ),
        (
            5,
            "2026-04-30",
            {"Period": 1, "MonthItem": 2, "MonthPosition": 1},
            ["2026-03-07", "2026-04-05"],
        ),
        (
            2,
            "2027-12-31",
            {"Month": 11, "MonthDay": 25},
            ["2026-12-25", "2027-12-25"],
        ),
        (
            3,
            "2027-12-31",
            {"Month": 10, "MonthItem": 7, "MonthPosition": 3},
            ["2026-11-26", "2027-11-25"],
        ),
    ],
)
def test_a_recurring_exception_takes_its_days(
    kind: int, last: str, fields: dict[str, object], expected: list[str]
) -> None:
    assert days(exception(kind, "2026-03-01", last, **fields)) == expected


def test_a_series_ends_after_its_occurrences() -> None:
    found = exception(
        7, "2026-03-01", "2026-03-02", Period=2, EnteredByOccurrences=1, Occurrences=3
    )
    assert days(found) == ["2026-03-01", "2026-03-03", "2026-03-05"]


def test_a_series_from_year_one_takes_no_time() -> None:
    found = exception(6, "0001-01-01", "9999-12-31", Period=1, DaysOfWeek=1)
    taken = days(found)
    assert taken[0] == "2026-01-04"
    assert len(taken) == 157


def test_an_other_week_applies_in_its_period() -> None:
    week = element(
        "WorkWeek", Name="Summer",
        Xml=period("2026-07-01", "2026-08-31") + f"<WeekDays>{OFFICE}</WeekDays>",
    )  # fmt: skip
    calendar = element("Calendar", UID=1, Xml=f"<WorkWeeks>{week}</WorkWeeks>")
    [found] = read(document(calendars=calendar)).calendars[0].weeks
    assert (found.first, found.last) == (date(2026, 7, 1), date(2026, 8, 31))
    assert found.days[0] == OFFICE_SPANS


def test_calendars_that_are_based_on_each_other_are_cut() -> None:
    circle = element("Calendar", UID=1, BaseCalendarUID=2) + element(
        "Calendar", UID=2, BaseCalendarUID=1
    )
    file = read(document(calendars=circle))
    assert [each.base for each in file.calendars] == [None, 1]
    assert "based on itself" in reasons(file)


def test_a_missing_base_is_reported() -> None:
    calendar = element("Calendar", UID=1, BaseCalendarUID=77)
    assert "base calendar is missing" in reasons(read(document(calendars=calendar)))


def test_a_file_without_calendars_gets_the_usual_week_and_says_so() -> None:
    file = read(document(calendars="", header=""))
    assert file.calendars == ()
    assert "no calendar" in reasons(file)


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        ("<FromTime>25:00:00</FromTime><ToTime>17:00:00</ToTime>", "not a time of day"),
        ("<FromTime>17:00:00</FromTime><ToTime>08:00:00</ToTime>", "ends before"),
    ],
)
def test_working_times_that_make_no_sense_are_reported(inner: str, why: str) -> None:
    day = element(
        "WeekDay", DayType=2, DayWorking=1,
        Xml=f"<WorkingTimes><WorkingTime>{inner}</WorkingTime></WorkingTimes>",
    )  # fmt: skip
    calendar = element("Calendar", UID=1, Xml=f"<WeekDays>{day}</WeekDays>")
    assert why in reasons(read(document(calendars=calendar)))


def test_an_unknown_recurrence_is_reported() -> None:
    inner = element("Exception", Type=42, Xml=period("2026-03-01", "2026-03-02"))
    calendar = element("Calendar", UID=1, Xml=f"<Exceptions>{inner}</Exceptions>")
    assert "unknown way" in reasons(read(document(calendars=calendar)))


def test_an_exception_of_one_day_is_daily() -> None:
    found = exception(1, "2026-03-01", "2026-03-01")
    assert found.recurrence.repeat is Repeat.DAILY
