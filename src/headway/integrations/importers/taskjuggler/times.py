"""Dates, durations and times of day as TaskJuggler writes them."""

import re
from datetime import datetime
from typing import Final

INSTANT: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:-(\d{1,2}):(\d\d)(?::\d\d)?(?:-\S+)?)?"
)
HOUR: Final = 60
DAY: Final = 24 * HOUR
WALL: Final = {
    "min": 1,
    "h": HOUR,
    "d": DAY,
    "w": 7 * DAY,
    "m": DAY * 365 / 12,
    "y": 365 * DAY,
}
WEEKS_A_YEAR: Final = 365 / 7
LONGEST: Final = 100 * 366 * DAY
HOURS_A_DAY: Final = 8.0
DAYS_A_YEAR: Final = 260.714


def read_instant(text: str) -> datetime | None:
    """Read a local date with or without time; a zone behind it is left out."""
    found = INSTANT.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - local
    except ValueError:
        return None


def wall_minutes(number: float, unit: str) -> int:
    """Return how long something takes on the wall."""
    return round(min(number * WALL[unit], LONGEST))


def working_minutes(
    number: float,
    unit: str,
    *,
    hours_a_day: float = HOURS_A_DAY,
    days_a_year: float = DAYS_A_YEAR,
) -> int:
    """Return how much work that is, by how much of it a day and a year have."""
    day = hours_a_day * HOUR
    length = {
        "min": 1.0,
        "h": float(HOUR),
        "d": day,
        "w": day * days_a_year / WEEKS_A_YEAR,
        "m": day * days_a_year / 12,
        "y": day * days_a_year,
    }[unit]
    return round(min(number * length, LONGEST))
