from datetime import date

import pytest

from headway.base.weeks import is_first_of_week, week_of, weekdays, weeks_from

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("weekday", "first"),
    [(0, date(2026, 11, 23)), (5, date(2026, 11, 21)), (6, date(2026, 11, 22))],
)
def test_a_week_begins_on_the_day_that_was_said(weekday: int, first: date) -> None:
    with weeks_from(weekday):
        assert week_of(WEDNESDAY) == first
        assert week_of(first) == first
        assert is_first_of_week(first)
        assert not is_first_of_week(WEDNESDAY)


def test_weekdays_go_as_weeks_do() -> None:
    with weeks_from(6):
        assert weekdays() == [6, 0, 1, 2, 3, 4, 5]


def test_weeks_begin_on_monday_where_nobody_said() -> None:
    with weeks_from(6):
        pass
    assert week_of(WEDNESDAY) == date(2026, 11, 23)
