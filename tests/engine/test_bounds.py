"""What no order of work can do: bounds hold for every order, some are reached."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from headway_engine.bounding import ends_from, unhindered
from headway_engine.levelling import level
from headway_engine.problem import NEVER, Problem
from headway_engine.solvers.exact import lags
from headway_engine.solvers.exact.cpsat import Effort
from headway_engine.solvers.exact.planning import end_of
from tests.engine.fuzz import random_problem
from tests.engine.worlds import ALWAYS, WEEKDAYS, world

WORK = Effort(work=0.2)
DAY, NINE = 1440, 540


def ordered(problem: Problem, rank: object) -> Problem:
    ranks = np.array(rank, np.int32)
    return replace(problem, items=replace(problem.items, rank=ranks))


def end(problem: Problem, items: list[int]) -> int:
    return int(level(problem).finish[items].max())


def bound(problem: Problem, items: list[int]) -> int:
    [found] = ends_from(problem, unhindered(problem), [items])
    return found


def everything(problem: Problem) -> list[int]:
    return list(range(len(problem.items.key)))


def test_the_longest_way_counts_with_its_nights() -> None:
    """A day each, one after the other: two working days, though two could work."""
    problem = world(
        {"people": [0], "minutes": 480},
        {"people": [1], "minutes": 480},
        links=[(0, 1)],
    )
    assert bound(problem, [0, 1]) == end(problem, [0, 1]) == DAY + 1080


def test_the_time_of_who_alone_can_do_it_counts() -> None:
    """Three days of work for one, of which nothing waits for anything."""
    problem = world(*[{"people": [0], "minutes": 480}] * 3)
    assert bound(problem, [0, 1, 2]) == end(problem, [0, 1, 2]) == 2 * DAY + 1080
    late = world(
        {"people": [0], "minutes": 60},
        *[{"people": [0], "minutes": 480, "not_before": 4 * DAY}] * 2,
    )
    assert bound(late, [0, 1, 2]) == end(late, [0, 1, 2]) == 7 * DAY + 1080


def test_of_a_group_all_help_as_long_as_nobody_else_could() -> None:
    """Four days of work for a group of two, and a day that one of them has alone."""
    problem = world(
        *[{"group": 0, "minutes": 480}] * 4,
        {"people": [1], "minutes": 480},
        groups=[[0, 1]],
    )
    assert bound(problem, [0, 1, 2, 3, 4]) == 2 * DAY + 840
    assert end(problem, [0, 1, 2, 3, 4]) == 2 * DAY + 1080
    single = world({"group": 0, "minutes": 480}, groups=[[0, 1]])
    assert bound(single, [0]) == end(single, [0]) == 1080


def test_an_exact_solver_knows_more_than_either() -> None:
    """Three of a day and a half: who does two needs three days, which no sum tells."""
    problem = world(
        *[{"group": 0, "minutes": 720}] * 3, groups=[[0, 1]], calendars=(ALWAYS, ALWAYS)
    )
    items, earliest = [0, 1, 2], unhindered(problem)
    assert bound(problem, items) == 1080
    assert end(problem, items) == 1440
    assert end_of(problem, items, earliest, 1440, WORK) == 1440
    assert end_of(problem, items, earliest, 2000, WORK) == 1440


def test_who_holds_up_others_is_seen_through_calendars() -> None:
    """The second only works mornings: what waits for the first is late for it."""
    mornings = [(d * DAY + NINE, d * DAY + 720) for d in range(40)]
    problem = world(
        {"people": [0], "minutes": 300},
        {"people": [0], "minutes": 300},
        {"people": [1], "minutes": 180},
        links=[(0, 2), (1, 2)],
        calendars=(WEEKDAYS, mornings),
    )
    items = everything(problem)
    assert end(problem, items) == 2 * DAY + 660
    assert bound(problem, items) < 2 * DAY
    earliest = unhindered(problem)
    assert end_of(problem, items, earliest, end(problem, items), WORK) == 2 * DAY + 660


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
@example(1120, 1120)  # two parts of one person, who is there once
@example(1220, 1220)  # what waits for its finish, but for one of its parts
@example(1594, 1594)  # and where the fastest would start last
def test_no_order_beats_the_bounds(seed: int, other: int) -> None:
    problem = random_problem(seed, items=9)
    earliest = unhindered(problem)
    placed = np.flatnonzero(
        (level(problem).unplaced == 0) & (problem.items.finished_at == NEVER)
    ).tolist()
    if not placed:
        return
    [least] = ends_from(problem, earliest, [placed])
    known = end(problem, placed)
    proven = end_of(problem, placed, earliest, known, WORK)
    rng = np.random.default_rng(other)
    for _ in range(6):
        changed = ordered(problem, rng.permutation(len(problem.items.key)))
        schedule = level(changed)
        if (schedule.unplaced[placed] != 0).any():
            continue
        assert (earliest.finish <= schedule.finish)[placed].all()
        assert (earliest.start <= schedule.start)[placed].all()
        assert max(least, proven or least) <= schedule.finish[placed].max()


@pytest.mark.parametrize("seed", range(8))
def test_a_small_plan_is_proven_to_the_minute(seed: int) -> None:
    """Where all orders can be tried: one after the other of what two people do."""
    rng = np.random.default_rng(seed)
    items = [
        {"people": [int(rng.integers(2))], "minutes": int(rng.integers(1, 9)) * 60}
        for _ in range(5)
    ]
    links = [(0, 1), (2, 3)] if seed % 2 else [(0, 4)]
    problem = world(*items, links=links, calendars=(WEEKDAYS, ALWAYS))
    every = everything(problem)
    best = min(end(ordered(problem, r), every) for r in permutations(range(5)))
    proven = end_of(problem, every, unhindered(problem), best + 600, WORK)
    assert proven is not None
    assert proven <= best
    assert end_of(problem, every, unhindered(problem), best, WORK) in (proven, best)


ALONE = {"people": [0], "minutes": 300}
LAGGING = [(0, 2, 0, 480, 0), (1, 2, 0, 480, 0)]
LEADING = [(0, 2, 0, -60, 0), (1, 2, 0, -60, 0)]


@pytest.mark.parametrize(
    ("items", "links", "ends"),
    [
        ((ALONE, ALONE, {"drive": 3}), LAGGING, 2 * DAY + 660),
        ((ALONE, ALONE, {"people": [1], "minutes": 180}), LEADING, DAY + 780),
        (
            ({**ALONE, "minutes": 420, "chunk": 420}, {**ALONE, "chunk": 240}),
            [],
            DAY + 900,
        ),
    ],
    ids=["lag", "lead", "chunk"],
)
def test_lags_in_working_time_and_chunks_are_proven(items, links, ends) -> None:
    """One does two things in turn; what comes of that no sum of minutes tells."""
    problem = world(*items, links=links, calendars=(WEEKDAYS, ALWAYS))
    every, earliest = everything(problem), unhindered(problem)
    orders = permutations(range(len(items)))
    assert min(end(ordered(problem, rank), every) for rank in orders) == ends
    assert bound(problem, every) < ends
    assert end_of(problem, every, earliest, ends + 1500, WORK) == ends


def test_who_is_interrupted_may_begin_where_others_would_not() -> None:
    """Five hours that fit no day of hers, though they would fit any of his.

    He has other work; she begins at once, four hours before the day is over.
    """
    problem = world(
        {"people": [0], "minutes": 3 * 480},
        {"group": 0, "minutes": 300, "chunk": 600},
        groups=[[0, 1]],
        now=840,
    )
    people = replace(
        problem.people,
        calendar=np.zeros(2, np.int32),
        key=np.arange(2, dtype=np.int64),
        slowdown=np.array([0.0, np.log(485 / 300)]),
        slowdown_spread=np.zeros(2),
    )
    problem = replace(problem, people=people)
    ends = end(problem, [1])
    assert ends == DAY + 845
    proven = end_of(problem, [1], unhindered(problem), ends + 200, WORK)
    assert proven is not None
    assert proven <= ends


def test_too_many_lags_are_left_to_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then they are as long on the clock at least, and what is proven still holds."""
    monkeypatch.setattr(lags, "MOST_LITERALS", 3)
    problem = world(ALONE, ALONE, {"drive": 3}, links=LAGGING)
    every, earliest = everything(problem), unhindered(problem)
    assert end_of(problem, every, earliest, 2 * DAY + 660, WORK) == DAY + 660 + 480
