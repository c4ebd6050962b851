from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.base.weeks import weeks_from
from headway.ui.strip import LEAST_WIDTH, Axis, axis_over, days_of, strip

MONDAY = date(2026, 11, 16)
FOUR_WEEKS = Axis(first=MONDAY, last=date(2026, 12, 13), width=280)


def test_weeks_on_the_axis_begin_as_the_reader_has_them():
    with weeks_from(6):
        days = [tick.day for tick in FOUR_WEEKS.ticks(least=38)]
    assert days == [date(2026, 11, 22) + timedelta(days=7 * n) for n in range(4)]


dates = st.dates(date(2026, 6, 1), date(2027, 6, 1))


def test_a_day_is_as_wide_as_its_share_of_the_axis():
    assert FOUR_WEEKS.pixels_per_day == 10
    assert FOUR_WEEKS.at(days_of(date(2026, 11, 18))) == 20


def test_a_finish_on_a_day_lies_at_the_end_of_that_day():
    drawn = strip(
        FOUR_WEEKS,
        start=MONDAY,
        p50=date(2026, 11, 17),
        p85=date(2026, 11, 18),
        p95=date(2026, 11, 20),
        due=date(2026, 11, 19),
    )
    assert (drawn.sure_x, drawn.sure_width) == (0, 20)
    assert (drawn.fade_x, drawn.fade_width) == (20, 30)
    assert (drawn.p85_x, drawn.due_x) == (30, 40)
    assert not drawn.is_later


def test_an_instant_lies_within_its_day(settings):
    settings.TIME_ZONE = "UTC"
    noon = datetime(2026, 11, 18, 12, tzinfo=UTC)
    assert FOUR_WEEKS.at(days_of(noon)) == 25


def test_an_instant_is_placed_on_the_readers_day(settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    late_in_london = datetime(2026, 11, 18, 18, tzinfo=UTC)
    assert FOUR_WEEKS.at(days_of(late_in_london)) == 31.2


def test_what_takes_no_time_is_still_seen():
    now = datetime(2026, 11, 18, 9)  # noqa: DTZ001 - in no zone on purpose
    drawn = strip(FOUR_WEEKS, start=now, p50=now, p85=now, p95=now)
    assert drawn.sure_width == LEAST_WIDTH


@given(dates, dates, dates, dates, st.none() | dates)
def test_nothing_is_drawn_outside_the_axis(start, p50, p85, p95, due):
    drawn = strip(FOUR_WEEKS, start=start, p50=p50, p85=p85, p95=p95, due=due)
    assert drawn.sure_x >= 0
    assert drawn.sure_x + drawn.sure_width <= 280.1
    assert drawn.fade_width >= 0
    assert drawn.fade_x + drawn.fade_width <= 280.1
    assert drawn.fade_x <= drawn.p85_x <= drawn.fade_x + drawn.fade_width + 0.1
    assert drawn.due_x is None or 0 <= drawn.due_x <= 280
    assert drawn.is_later == (p95 > FOUR_WEEKS.last)


def test_an_axis_that_ends_before_it_begins_is_a_mistake():
    with pytest.raises(ValueError, match="before 2026-11-16"):
        Axis(first=MONDAY, last=MONDAY - timedelta(days=1))


def test_the_axis_has_mondays_that_do_not_crowd():
    days = [tick.day for tick in FOUR_WEEKS.ticks(least=38)]
    assert days == [MONDAY + timedelta(weeks=n) for n in range(4)]
    half_a_year = Axis(first=MONDAY, last=MONDAY + timedelta(days=181), width=190)
    ticks = [tick.x for tick in half_a_year.ticks(least=38)]
    assert all(b - a >= 38 for a, b in pairwise(ticks))
    assert len(ticks) > 2


def test_an_axis_without_a_monday_shows_its_first_day():
    axis = Axis(first=date(2026, 11, 17), last=date(2026, 11, 20), width=190)
    assert [(tick.x, tick.day) for tick in axis.ticks()] == [(0, axis.first)]


def test_the_axis_of_a_column_shows_all_but_never_more_than_half_a_year():
    def last(*moments: date) -> date:
        return axis_over(list(moments), today=MONDAY, width=190).last

    assert last() == date(2026, 11, 29)
    assert last(date(2027, 1, 5)) >= date(2027, 1, 5)
    assert last(date(2027, 1, 5), date(9999, 12, 31)) == MONDAY + timedelta(days=182)
    assert last(date(1, 1, 1)) == date(2026, 11, 29)
