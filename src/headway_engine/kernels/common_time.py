"""The same arithmetic on the time that several calendars have in common.

``who[:count]`` names the calendars.  No calendars at all are the wall clock, which
always runs.
"""

from typing import Final

import numpy as np

from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.working_time import (
    END,
    START,
    Clock,
    add,
    last_open,
    next_open,
    seek,
    subtract,
)
from headway_engine.problem import NEVER, Ints

FAR: Final = np.iinfo(np.int32).max
"""Later than any instant, worse than any priority."""


@inlined
def next_common(clock: Clock, who: Ints, count: int, t: int) -> int:
    """Find the first instant at or after ``t`` at which all work."""
    agreed = 0
    turn = 0
    while agreed < count:
        opens = next_open(clock, who[turn], t)
        if opens == NEVER:
            return NEVER
        agreed = agreed + 1 if opens == t else 1
        t = opens
        turn = turn + 1 if turn + 1 < count else 0
    return t


@inlined
def last_common(clock: Clock, who: Ints, count: int, t: int) -> int:
    """Find the last instant at or before ``t`` before which all work."""
    agreed = 0
    turn = 0
    while agreed < count:
        closes = last_open(clock, who[turn], t)
        if closes == NEVER:
            return NEVER
        agreed = agreed + 1 if closes == t else 1
        t = closes
        turn = turn + 1 if turn + 1 < count else 0
    return t


@inlined
def run_end(clock: Clock, who: Ints, count: int, t: int) -> int:
    """Find the end of the common interval that contains ``t``."""
    end = int(clock.interval[seek(clock, who[0], t), END])
    for j in range(1, count):
        end = min(end, clock.interval[seek(clock, who[j], t), END])
    return end


@inlined
def run_start(clock: Clock, who: Ints, count: int, t: int) -> int:
    """Find the start of the common interval that ends at ``t`` or contains it."""
    start = int(clock.interval[seek(clock, who[0], t - 1), START])
    for j in range(1, count):
        start = max(start, clock.interval[seek(clock, who[j], t - 1), START])
    return start


@inlined
def add_common(clock: Clock, who: Ints, count: int, t: int, minutes: int) -> int:
    """Find the instant by which ``minutes`` are worked by all together."""
    if count == 0:
        return t + minutes
    if count == 1:
        return add(clock, who[0], t, minutes)
    while minutes > 0:
        t = next_common(clock, who, count, t)
        if t == NEVER:
            return NEVER
        step = min(run_end(clock, who, count, t) - t, minutes)
        t += step
        minutes -= step
    return t


@inlined
def subtract_common(clock: Clock, who: Ints, count: int, t: int, minutes: int) -> int:
    """Find the last common instant from which ``minutes`` are worked by ``t``."""
    if count == 0:
        return t - minutes
    if count == 1:
        return subtract(clock, who[0], t, minutes)
    while minutes > 0:
        t = last_common(clock, who, count, t)
        if t == NEVER:
            return NEVER
        step = min(t - run_start(clock, who, count, t), minutes)
        t -= step
        minutes -= step
    return t


@called
def latest_start(clock: Clock, who: Ints, count: int, by: int, minutes: int) -> int:
    """Find the last start after which no work is done that could wait until ``by``.

    ``NEVER`` where any start does, ``FAR`` where none does.
    """
    if minutes == 0:
        opens = next_common(clock, who, count, by)
        return FAR if opens == NEVER else opens
    return subtract_common(clock, who, count, by, minutes)
