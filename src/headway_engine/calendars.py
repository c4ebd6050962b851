"""From weekly hours, dated exceptions and time away to the engine's calendars."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from numbers import Integral
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from headway_engine.errors import InvalidProblem
from headway_engine.problem import Calendars

Hours = tuple[tuple[int, int], ...]
"""Wall-clock ``(start, end)`` minutes of one day, ``0 <= start < end <= 1440``."""

Spans = NDArray[np.int64]
"""Sorted, disjoint, half-open intervals, one per row."""

Offset = Callable[[int], int]
Segments = Callable[[str], list[tuple[int, int, int]]]

DAY: Final = 1440
DAYS_OF_WEEK: Final = 7
MOST_DAYS: Final = 36_525
EARLIEST: Final = datetime(1, 1, 3, tzinfo=UTC)
LATEST: Final = datetime(9999, 12, 29, tzinfo=UTC)


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
        Unknown zone, hours out of order, more than 100 years, a week of other than
        seven days, time away that is aware where there is no zone or the other way.
    """
    if not (isinstance(days, Integral) and 0 <= days <= MOST_DAYS):
        raise InvalidProblem(f"{days} days: give between 0 and {MOST_DAYS}")
    for working_time in working_times:
        _check_kinds(working_time)
    days = min(days, date.max.toordinal() - origin.toordinal())

    @cache
    def segments(zone: str) -> list[tuple[int, int, int]]:
        return _segments(zone, origin, days)

    @cache
    def layout(working_time: WorkingTime) -> Spans:
        return _layout(working_time, origin, days, segments)

    @cache
    def present(working_time: WorkingTime) -> Spans:
        at_work = layout(_without_away(working_time))
        return subtract(at_work, _absence(working_time, origin))

    return from_spans([present(w) for w in working_times], horizon=days * DAY)


def from_spans(spans: Sequence[Spans], *, horizon: int) -> Calendars:
    """Join the intervals of each calendar into one structure."""
    offsets = np.zeros(len(spans) + 1, np.int32)
    offsets[1:] = np.cumsum([len(s) for s in spans])
    rows = np.concatenate([*spans, np.empty((0, 2), np.int64)])
    starts, ends = rows.astype(np.int32).T.copy()
    return Calendars(offsets=offsets, starts=starts, ends=ends, horizon=horizon)


def spans_of(calendars: Calendars, position: int) -> Spans:
    """Give the intervals of one calendar."""
    lo, hi = calendars.offsets[position : position + 2]
    return np.stack([calendars.starts[lo:hi], calendars.ends[lo:hi]], 1).astype(
        np.int64
    )


def intersect(first: Spans, second: Spans) -> Spans:
    """Keep the time that is in both."""
    return _where(first, second, at_least=2)


def subtract(spans: Spans, holes: Spans) -> Spans:
    """Cut ``holes`` (sorted or not, overlapping or not) out of ``spans``."""
    if not len(holes) or not len(spans):
        return spans
    low = min(int(spans[0, 0]), int(holes.min()))
    high = max(int(spans[-1, 1]), int(holes.max()))
    merged = _where(holes, np.empty((0, 2), np.int64), at_least=1)
    edges = np.concatenate([[low], merged.ravel(), [high]]).reshape(-1, 2)
    return intersect(spans, edges[edges[:, 0] < edges[:, 1]])


def _where(first: Spans, second: Spans, *, at_least: int) -> Spans:
    """Sweep over both: the time that ``at_least`` so many intervals cover."""
    times = np.concatenate([first[:, 0], second[:, 0], first[:, 1], second[:, 1]])
    openings = len(first) + len(second)
    steps = np.ones(2 * openings, np.int64)
    steps[openings:] = -1
    order = np.lexsort((-steps, times))
    inside = np.cumsum(steps[order]) >= at_least
    changes = np.flatnonzero(np.diff(inside, prepend=False))
    found: Spans = times[order][changes].reshape(-1, 2)
    return found[found[:, 0] < found[:, 1]]


def _without_away(working_time: WorkingTime) -> WorkingTime:
    return WorkingTime(
        week=working_time.week,
        exceptions=working_time.exceptions,
        zone=working_time.zone,
    )


def _absence(working_time: WorkingTime, origin: date) -> Spans:
    naive = working_time.zone is None
    midnight = datetime.combine(origin, datetime.min.time(), None if naive else UTC)
    minutes = [
        (_floor(start - midnight), -_floor(midnight - end))
        for start, end in working_time.away
        if start < end
    ]
    return np.array(minutes, np.int64).reshape(-1, 2)


def _floor(span: timedelta) -> int:
    return span // timedelta(minutes=1)


def _layout(
    working_time: WorkingTime, origin: date, days: int, segments: Segments
) -> Spans:
    """Wall-clock intervals, shifted by the offset in force at each of them."""
    margin = 2 if working_time.zone else 0
    wall = _wall(working_time, origin, -margin, days + margin)
    if working_time.zone is None:
        return wall
    pieces = [
        _clipped(wall, start + shift, end + shift) - shift
        for start, end, shift in segments(working_time.zone)
    ]
    return _joined(np.concatenate([*pieces, np.empty((0, 2), np.int64)]))


def _wall(working_time: WorkingTime, origin: date, first: int, last: int) -> Spans:
    """Intervals of days ``first`` to ``last`` (excluded) after ``origin``."""
    kinds: list[Hours] = [
        *working_time.week,
        *(e.hours for e in working_time.exceptions),
    ]
    day = np.arange(first, last)
    kind = (day + origin.weekday()) % 7
    for position, exception in enumerate(working_time.exceptions):
        lo = max(exception.first.toordinal() - origin.toordinal() - first, 0)
        hi = max(exception.last.toordinal() - origin.toordinal() - first + 1, 0)
        kind[lo:hi] = 7 + position
    most = max(map(len, kinds))
    table = np.zeros((len(kinds), most, 2), np.int64)
    for row, hours in zip(table, kinds, strict=True):
        _check(hours)
        row[: len(hours)] = np.array(hours, np.int64).reshape(-1, 2)
    spans: Spans = (table[kind] + day[:, None, None] * DAY).reshape(-1, 2)
    return _joined(spans[spans[:, 0] < spans[:, 1]])


def _check_kinds(working_time: WorkingTime) -> None:
    """Refuse what is not made of days and of instants of one kind."""
    if len(working_time.week) != DAYS_OF_WEEK:
        raise InvalidProblem(f"a week of {len(working_time.week)} days: give seven")
    is_naive = working_time.zone is None
    for instant in (each for span in working_time.away for each in span):
        if (instant.tzinfo is None) != is_naive:
            raise InvalidProblem(
                f"away {instant} with zone {working_time.zone}: give instants a time"
                " zone where there is one, and none where there is none"
            )


def _check(hours: Hours) -> None:
    if any(len(span) != 2 for span in hours):
        raise InvalidProblem(f"hours {hours} are no pairs of a start and an end")
    bounds = [minute for span in hours for minute in span]
    if any(a > b for a, b in pairwise([0, *bounds, DAY])) or any(
        start >= end for start, end in hours
    ):
        raise InvalidProblem(f"hours {hours} are not in order within one day")


def _joined(spans: Spans) -> Spans:
    """Make one interval of those that touch."""
    if not len(spans):
        return spans
    breaks = np.flatnonzero(spans[1:, 0] > spans[:-1, 1])
    starts = spans[np.concatenate([[0], breaks + 1]), 0]
    ends = spans[np.concatenate([breaks, [len(spans) - 1]]), 1]
    return np.stack([starts, ends], 1)


def _clipped(spans: Spans, low: int, high: int) -> Spans:
    lo = np.searchsorted(spans[:, 1], low, "right")
    hi = np.searchsorted(spans[:, 0], high, "left")
    return np.clip(spans[lo:hi], low, high)


def _segments(name: str, origin: date, days: int) -> list[tuple[int, int, int]]:
    """Give ``(start, end, shift)``: wall-clock minutes are ``shift`` ahead of UTC."""
    offset = _offsets(name, origin)
    daily = [offset(day * DAY) for day in range(days + 1)]
    turns = [
        _turn(offset, day * DAY, (day + 1) * DAY)
        for day in range(days)
        if daily[day] != daily[day + 1]
    ]
    edges = [0, *turns, days * DAY]
    return [(a, b, offset(a)) for a, b in pairwise(edges)]


def _offsets(name: str, origin: date) -> Offset:
    try:
        zone = ZoneInfo(name)
    except (OSError, ValueError, LookupError) as error:
        raise InvalidProblem(f"no time zone is called {name!r}") from error
    midnight = origin.toordinal() * DAY
    first = EARLIEST.toordinal() * DAY
    last = LATEST.toordinal() * DAY

    def offset(minute: int) -> int:
        """Look up the offset at a minute after the origin, in minutes."""
        known = min(max(midnight + minute, first), last) - first
        local = (EARLIEST + timedelta(minutes=known)).astimezone(zone)
        return _floor(local.utcoffset() or timedelta())

    return offset


def _turn(offset: Offset, low: int, high: int) -> int:
    """Find the minute at which the offset becomes that of ``high``."""
    after = offset(high)
    while high - low > 1:
        middle = (low + high) // 2
        if offset(middle) == after:
            high = middle
        else:
            low = middle
    return high
