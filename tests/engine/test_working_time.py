"""Arithmetic on working time against one that goes minute by minute."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit

from headway_engine.kernels import common_time, working_time
from headway_engine.kernels.working_time import Clock, clock
from headway_engine.problem import NEVER, Calendars

HORIZON = 4000
edges = st.lists(st.integers(0, HORIZON), max_size=24, unique=True)
instants = st.integers(-50, HORIZON + 50)
amounts = st.integers(0, 900)
exactly = settings(deadline=None, max_examples=150)

add_one = working_time.add
subtract_one = working_time.subtract
between_one = working_time.between
add_many = common_time.add_common
subtract_many = common_time.subtract_common
latest = common_time.latest_start


@njit
def add(clock, c, t, minutes):
    return add_one(clock, c, t, minutes)


@njit
def subtract(clock, c, t, minutes):
    return subtract_one(clock, c, t, minutes)


@njit
def between(clock, c, start, end):
    return between_one(clock, c, start, end)


@njit
def add_common(clock, who, count, t, minutes):
    return add_many(clock, who, count, t, minutes)


@njit
def subtract_common(clock, who, count, t, minutes):
    return subtract_many(clock, who, count, t, minutes)


@njit
def latest_start(clock, who, count, by, minutes):
    return latest(clock, who, count, by, minutes)


def compiled(*lists: list[int]) -> tuple[Clock, list[set[int]]]:
    spans = [sorted(edges)[: len(edges) // 2 * 2] for edges in lists]
    offsets = np.cumsum([0, *(len(s) // 2 for s in spans)]).astype(np.int32)
    flat = np.array([e for s in spans for e in s], np.int32)
    time = clock(
        Calendars(offsets=offsets, starts=flat[::2], ends=flat[1::2], horizon=HORIZON)
    )
    sets = [
        {m for a, b in zip(s[::2], s[1::2], strict=True) for m in range(a, b)}
        for s in spans
    ]
    return time, sets


def slow_add(time: set[int], t: int, minutes: int) -> int:
    if minutes == 0:
        return t
    left = sorted(m for m in time if m >= t)
    return left[minutes - 1] + 1 if len(left) >= minutes else NEVER


def slow_subtract(time: set[int], t: int, minutes: int) -> int:
    if minutes == 0:
        return t
    left = sorted((m for m in time if m < t), reverse=True)
    return left[minutes - 1] if len(left) >= minutes else NEVER


@exactly
@given(edges, instants, amounts)
def test_one_calendar_counts_like_fingers(edges: list[int], t: int, m: int) -> None:
    time, (minutes,) = compiled(edges)
    assert add(time, 0, t, m) == slow_add(minutes, t, m)
    assert subtract(time, 0, t, m) == slow_subtract(minutes, t, m)
    assert between(time, 0, t, t + m) == sum(x in minutes for x in range(t, t + m))


@exactly
@given(edges, edges, instants, amounts)
def test_two_calendars_count_what_they_share(
    one: list[int], two: list[int], t: int, m: int
) -> None:
    time, (first, second) = compiled(one, two)
    who = np.array([0, 1], np.int32)
    assert add_common(time, who, 2, t, m) == slow_add(first & second, t, m)
    assert subtract_common(time, who, 2, t, m) == slow_subtract(first & second, t, m)


@exactly
@given(edges, edges, instants, st.integers(1, 900))
def test_the_latest_start_leaves_nothing_to_be_worked_before_the_finish(
    one: list[int], two: list[int], by: int, m: int
) -> None:
    time, (first, second) = compiled(one, two)
    who = np.array([0, 1], np.int32)
    shared = first & second
    start = latest_start(time, who, 2, by, m)
    if start == NEVER:
        assert slow_subtract(shared, by, m) == NEVER
    else:
        done = slow_add(shared, start, m)
        assert start in shared
        assert done <= by
        assert shared.isdisjoint(range(done, by))


@pytest.mark.parametrize("call", [add, subtract], ids=["add", "subtract"])
def test_a_closed_calendar_leads_nowhere(call: Callable[..., int]) -> None:
    time, _ = compiled([])
    assert call(time, 0, 100, 1) == NEVER
