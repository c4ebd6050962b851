"""From weekly hours, dated exceptions and time away to the engine's calendars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from headway_engine.problem import Calendars

Hours = tuple[tuple[int, int], ...]
"""Wall-clock minutes of one day, ``(start, end)`` each, ``0 <= start < end <= 1440``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DatedHours:
    """Hours that replace the week's from ``first`` to ``last``, both included.

    A holiday or a day of leave has no hours: ``()``.
    """

    first: date
    last: date
    hours: Hours = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkingTime:
    """When somebody, or something, works.

    Parameters
    ----------
    week
        Hours of each weekday, Monday first.
    exceptions
        Dated hours; where two cover a day the later in the tuple wins.
    away
        Spans ``(from, until)`` without work whatever the hours say; aware, or naive
        where ``zone`` is None.
    zone
        IANA name.  An instant is worked when its wall-clock time there is within the
        hours of its date, so a night shift loses an hour in spring and gains one in
        autumn.  None: wall-clock time is the engine's time.
    """

    week: tuple[Hours, Hours, Hours, Hours, Hours, Hours, Hours]
    exceptions: tuple[DatedHours, ...] = ()
    away: tuple[tuple[datetime, datetime], ...] = ()
    zone: str | None = None


def compile_calendars(
    working_times: Sequence[WorkingTime], *, origin: date, days: int
) -> Calendars:
    """Lay out each working time from ``origin`` for ``days`` days, in minutes.

    Minute 0 is midnight UTC of ``origin`` (midnight of no zone where ``zone`` is
    None); the horizon is ``days * 1440``, less where the year 9999 ends before.

    Raises
    ------
    InvalidProblem
        Unknown zone, hours out of order, more than 100 years.
    """
    raise NotImplementedError
