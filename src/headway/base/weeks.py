"""On which day weeks begin, as those who read see them.

What acts for somebody sets it once, as Django's ``timezone.override`` sets the zone;
anything that draws or counts weeks asks here.  Weekdays count from Monday, which is 0.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta

MONDAY = 0
SEVEN_DAYS = timedelta(days=7)

_first: ContextVar[int] = ContextVar("first day of the week", default=MONDAY)


@contextmanager
def weeks_from(weekday: int) -> Iterator[None]:
    """Let weeks begin on that day within the block."""
    token = _first.set(weekday)
    try:
        yield
    finally:
        _first.reset(token)


def weekdays() -> list[int]:
    """Return the weekdays, Monday is 0, from the first of a week here."""
    return [(_first.get() + n) % 7 for n in range(7)]


def is_first_of_week(day: date) -> bool:
    return day.weekday() == _first.get()


def week_of(day: date) -> date:
    """Return the first day of the week that the day is in."""
    return day - timedelta(days=(day.weekday() - _first.get()) % 7)
