"""Arithmetic on working time, exact to the minute.

Every function takes a ``Clock`` and answers ``NEVER`` where the calendar does not
reach.  A day index leads to the right interval in one or two steps, running totals
make long distances a search in growing steps.
"""

from typing import Final, NamedTuple

import numpy as np

from headway_engine.kernels.compiling import inlined, kernel
from headway_engine.problem import NEVER, Calendars, Ints

BUCKET: Final = 1440
MOST_CELLS: Final = 50_000_000
START, END, DONE = 0, 1, 2
INTERVAL_COLUMNS: Final = 3
LO, HI, INDEX, BUCKETS, TOTAL = 0, 1, 2, 3, 4
CALENDAR_COLUMNS: Final = 5
NEAR: Final = 16


class Clock(NamedTuple):
    """Calendars as the kernels read them.

    ``interval[k]`` is start, end and the calendar's working minutes before it;
    ``calendar[c]`` is first and last interval, place in the index, number of buckets
    and total; ``days`` leads from a bucket to its first interval.  A bucket is a day,
    doubled so many times as ``doubled`` says.
    """

    interval: Ints
    calendar: Ints
    days: Ints
    doubled: int


def clock(calendars: Calendars) -> Clock:
    """Add running totals and the day index."""
    count = len(calendars.offsets) - 1
    lengths = (calendars.ends - calendars.starts).astype(np.int64)
    running = np.concatenate([[0], np.cumsum(lengths)])
    lo, hi = calendars.offsets[:-1], calendars.offsets[1:]
    interval = np.zeros((len(lengths), INTERVAL_COLUMNS), np.int32)
    interval[:, START], interval[:, END] = calendars.starts, calendars.ends
    interval[:, DONE] = running[:-1] - np.repeat(running[lo], hi - lo)
    days, doubled = max(calendars.horizon, 0) // BUCKET, 0
    while days >> doubled and count * ((days >> doubled) + 2) > MOST_CELLS:
        doubled += 1
    buckets = (days >> doubled) + 2
    calendar = np.zeros((count, CALENDAR_COLUMNS), np.int32)
    calendar[:, LO], calendar[:, HI] = lo, hi
    calendar[:, INDEX] = np.arange(count) * buckets
    calendar[:, BUCKETS] = buckets
    calendar[:, TOTAL] = running[hi] - running[lo]
    index = np.empty(count * buckets, np.int32)
    fill_index(interval, calendar, index, BUCKET << doubled)
    return Clock(interval, calendar, index, doubled)


@kernel
def fill_index(interval: Ints, calendar: Ints, index: Ints, width: int) -> None:
    """Find, for each bucket, the first interval that ends after it begins."""
    for c in range(len(calendar)):
        k = calendar[c, LO]
        for bucket in range(calendar[c, BUCKETS]):
            while k < calendar[c, HI] and interval[k, END] <= bucket * width:
                k += 1
            index[calendar[c, INDEX] + bucket] = k


@inlined
def seek(clock: Clock, c: int, t: int) -> int:
    """Find the first interval that ends after ``t``; ``HI`` if there is none."""
    hi = int(clock.calendar[c, HI])
    k = int(clock.calendar[c, LO])
    if t >= 0:
        day = t // BUCKET  # a constant: division by what is not known takes long
        bucket = min(day >> clock.doubled, clock.calendar[c, BUCKETS] - 1)
        k = int(clock.days[clock.calendar[c, INDEX] + bucket])
    while k < hi and clock.interval[k, END] <= t:
        k += 1
    return k


@inlined
def next_open(clock: Clock, c: int, t: int) -> int:
    """Find the first working instant at or after ``t``."""
    k = seek(clock, c, t)
    if k == clock.calendar[c, HI]:
        return NEVER
    return max(t, int(clock.interval[k, START]))


@inlined
def last_open(clock: Clock, c: int, t: int) -> int:
    """Find the last instant at or before ``t`` that has working time just before it."""
    k = seek(clock, c, t - 1)
    if k < clock.calendar[c, HI] and clock.interval[k, START] < t:
        return t
    if k == clock.calendar[c, LO]:
        return NEVER
    return int(clock.interval[k - 1, END])


@inlined
def done_before(clock: Clock, c: int, t: int) -> int:
    """Count the calendar's working minutes before ``t``."""
    k = seek(clock, c, t)
    if k == clock.calendar[c, HI]:
        return int(clock.calendar[c, TOTAL])
    return int(clock.interval[k, DONE] + max(t - clock.interval[k, START], 0))


@inlined
def interval_of(clock: Clock, c: int, k: int, target: int) -> int:
    """Find the last interval with fewer than ``target`` minutes before it."""
    hi = int(clock.calendar[c, HI])
    near = min(k + NEAR, hi)
    while k + 1 < near and clock.interval[k + 1, DONE] < target:
        k += 1
    if k + 1 < near or near == hi:
        return k
    step = NEAR
    while k + step < hi and clock.interval[k + step, DONE] < target:
        k += step
        step *= 2
    hi = min(k + step, hi)
    while hi - k > 1:
        middle = (k + hi) >> 1
        if clock.interval[middle, DONE] < target:
            k = middle
        else:
            hi = middle
    return k


@inlined
def add(clock: Clock, c: int, t: int, minutes: int) -> int:
    """Find the instant by which ``minutes`` more are worked; ``t`` itself for none."""
    if minutes <= 0:
        return t
    k = seek(clock, c, t)
    return NEVER if k == clock.calendar[c, HI] else add_from(clock, c, k, t, minutes)


@inlined
def add_from(clock: Clock, c: int, k: int, t: int, minutes: int) -> int:
    """Do the same, where ``k`` is the first interval that ends after ``t``."""
    done = done_from(clock, k, t, minutes)
    if done > clock.calendar[c, TOTAL]:
        return NEVER
    return instant_in(clock, interval_of(clock, c, k, done), done)


@inlined
def done_from(clock: Clock, k: int, t: int, minutes: int) -> int:
    """Count the calendar's minutes by when ``minutes`` are worked from ``t`` on."""
    since = max(t - int(clock.interval[k, START]), 0)
    return int(clock.interval[k, DONE]) + since + minutes


@inlined
def instant_in(clock: Clock, k: int, done: int) -> int:
    """Find the instant in interval ``k`` by which so many minutes are worked."""
    return int(clock.interval[k, START]) + done - int(clock.interval[k, DONE])


@inlined
def subtract(clock: Clock, c: int, t: int, minutes: int) -> int:
    """Find the last working instant from which ``minutes`` are worked by ``t``."""
    if minutes <= 0:
        return t
    done = done_before(clock, c, t) - minutes
    if done < 0:
        return NEVER
    k = interval_of(clock, c, clock.calendar[c, LO], done + 1)
    return int(clock.interval[k, START] + done - clock.interval[k, DONE])


@inlined
def between(clock: Clock, c: int, start: int, end: int) -> int:
    """Count the working minutes from ``start`` to ``end``."""
    return done_before(clock, c, end) - done_before(clock, c, start)
