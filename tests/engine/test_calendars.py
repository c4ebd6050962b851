"""Calendars against a slow oracle that asks of each minute whether it is worked."""

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway_engine.calendars import (
    DatedHours,
    WorkingTime,
    compile_calendars,
    intersect,
    spans_of,
    subtract,
)
from headway_engine.errors import InvalidProblem

DAY = 1440
OFFICE = ((540, 720), (780, 1020))
NIGHT = ((0, 300), (1320, 1440))


def all_week(hours: tuple[tuple[int, int], ...]) -> WorkingTime:
    return WorkingTime(week=(hours,) * 7)


def in_zone(working_time: WorkingTime, zone: str | None) -> WorkingTime:
    return WorkingTime(
        week=working_time.week, exceptions=working_time.exceptions, zone=zone
    )


def worked(working_time: WorkingTime, origin: date, days: int) -> set[int]:
    """Ask of each minute: what time is it there, and is that within the hours?"""
    zone = ZoneInfo(working_time.zone) if working_time.zone else UTC
    midnight = datetime.combine(origin, datetime.min.time(), UTC)
    found = set()
    for minute in range(days * DAY):
        there = (midnight + timedelta(minutes=minute)).astimezone(zone)
        hours = working_time.week[there.weekday()]
        for exception in working_time.exceptions:
            if exception.first <= there.date() <= exception.last:
                hours = exception.hours
        of_day = there.hour * 60 + there.minute
        if any(start <= of_day < end for start, end in hours):
            found.add(minute)
    return found


def laid_out(working_time: WorkingTime, origin: date, days: int) -> set[int]:
    spans = spans_of(compile_calendars([working_time], origin=origin, days=days), 0)
    assert (spans[:, 0] < spans[:, 1]).all()
    assert (spans[1:, 0] > spans[:-1, 1]).all()
    return {minute for a, b in spans.tolist() for minute in range(a, b)}


@pytest.mark.parametrize("hours", [OFFICE, NIGHT, ((90, 150),), ((0, 1440),)])
@pytest.mark.parametrize(
    "zone",
    [None, "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"],
)
@pytest.mark.parametrize(
    "origin", [date(2026, 3, 27), date(2026, 10, 23), date(2026, 4, 3)], ids=str
)
def test_summer_time_comes_and_goes(
    hours: tuple[tuple[int, int], ...], zone: str | None, origin: date
) -> None:
    working_time = in_zone(all_week(hours), zone)
    assert laid_out(working_time, origin, 4) == worked(working_time, origin, 4)


def test_a_night_shift_loses_an_hour_in_spring_and_gains_one_in_autumn() -> None:
    shift = in_zone(all_week(((120, 240),)), "Europe/Berlin")
    spring = laid_out(shift, date(2026, 3, 28), 2)
    autumn = laid_out(shift, date(2026, 10, 24), 2)
    assert (len(spring), len(autumn)) == (120 + 60, 120 + 180)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.integers(0, 1440), max_size=6, unique=True),
    st.sampled_from([None, "Europe/Berlin", "Pacific/Auckland", "America/St_Johns"]),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(0, 4),
)
def test_layout_is_what_the_clock_on_the_wall_says(
    bounds: list[int], zone: str | None, origin: date, gap: int
) -> None:
    bounds = sorted(bounds[: len(bounds) // 2 * 2])
    hours = tuple(zip(bounds[::2], bounds[1::2], strict=True))
    off = DatedHours(
        first=origin + timedelta(days=gap), last=origin + timedelta(days=3)
    )
    working_time = WorkingTime(
        week=(hours, OFFICE, hours, (), OFFICE, hours, ()),
        exceptions=(off, DatedHours(first=off.last, last=off.last, hours=NIGHT)),
        zone=zone,
    )
    assert laid_out(working_time, origin, 5) == worked(working_time, origin, 5)


def test_time_away_is_not_worked() -> None:
    away = (
        datetime(2026, 1, 5, 9, 30, tzinfo=UTC),
        datetime(2026, 1, 5, 10, 0, tzinfo=UTC),
    )
    working_time = WorkingTime(week=(OFFICE,) * 7, away=(away,), zone="UTC")
    minutes = laid_out(working_time, date(2026, 1, 5), 1)
    assert len(minutes) == 420 - 30
    assert not minutes & set(range(570, 600))


def test_nobody_works_without_hours() -> None:
    assert laid_out(all_week(()), date(2026, 1, 1), 30) == set()


@pytest.mark.parametrize("origin", [date.min, date(9999, 12, 30), date.max])
@pytest.mark.parametrize("zone", [None, "Asia/Tokyo", "America/New_York"])
def test_the_first_and_the_last_year_are_bounded(
    origin: date, zone: str | None
) -> None:
    working_time = in_zone(all_week(OFFICE), zone)
    calendars = compile_calendars([working_time], origin=origin, days=400)
    assert calendars.horizon <= 400 * DAY
    assert (calendars.ends <= calendars.horizon).all()


@pytest.mark.parametrize(
    "working_time",
    [in_zone(all_week(OFFICE), "Mars/Olympus"), all_week(((600, 500),))],
    ids=["zone", "hours"],
)
def test_what_makes_no_sense_is_refused(working_time: WorkingTime) -> None:
    with pytest.raises(InvalidProblem):
        compile_calendars([working_time], origin=date(2026, 1, 1), days=7)


def test_more_than_a_century_is_refused() -> None:
    with pytest.raises(InvalidProblem, match="40000 days"):
        compile_calendars([], origin=date(2026, 1, 1), days=40_000)


minutes = st.sets(st.integers(0, 60), max_size=40)


def spans_from(chosen: set[int]) -> np.ndarray:
    rows = [(m, m + 1) for m in sorted(chosen)]
    return np.array(rows, np.int64).reshape(-1, 2)


def minutes_in(spans: np.ndarray) -> set[int]:
    return {m for a, b in spans.tolist() for m in range(a, b)}


@given(minutes, minutes)
def test_spans_intersect_and_subtract_like_sets(one: set[int], two: set[int]) -> None:
    first, second = spans_from(one), spans_from(two)
    assert minutes_in(intersect(first, second)) == one & two
    assert minutes_in(subtract(first, second)) == one - two


def test_three_years_of_two_hundred_people_take_no_time() -> None:
    week = (OFFICE,) * 5 + ((), ())
    off = [date(2026, 1, 1) + timedelta(days=d) for d in range(200)]
    people = [
        WorkingTime(
            week=week, exceptions=(DatedHours(first=d, last=d),), zone="Europe/Berlin"
        )
        for d in off
    ]
    begun = time.process_time()
    compile_calendars(people, origin=date(2026, 1, 1), days=1096)
    assert time.process_time() - begun < 0.3
