"""Every limit that a schedule misses and that cannot be kept is proven to stand so."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway_engine.levelling import level
from headway_engine.problem import Problem
from headway_engine.solvers.exact.conflicts import Conflict, conflicts_of
from headway_engine.solvers.exact.cpsat import Effort, load
from headway_engine.solvers.exact.limits import Limits
from tests.engine.fuzz import random_problem, with_habits
from tests.engine.test_repairing import by, limited
from tests.engine.worlds import world

WORK, LITTLE = Effort(work=1.0), Effort(work=0.3)
DAY, TEN, SIX = 1440, 600, 1080
ALONE = {"people": [0], "minutes": 480}


@pytest.fixture(autouse=True, scope="module")
def solver() -> None:
    load()


def found(problem: Problem, limits: Limits, effort: Effort = WORK) -> list[Conflict]:
    conflicts = conflicts_of(problem, limits, level(problem), effort)
    assert conflicts is not None
    return conflicts


def test_what_the_plan_keeps_is_not_asked_about() -> None:
    problem = world(ALONE, ALONE)
    assert found(problem, by(2, finish={0: SIX, 1: DAY + SIX})) == []


def test_what_another_order_keeps_is_no_conflict() -> None:
    problem = world(ALONE, ALONE)
    assert found(problem, by(2, finish={1: SIX})) == []


def test_each_missed_limit_is_told_with_those_that_stand_against_it() -> None:
    """Two people, each with one item more than there is time for."""
    other = {"people": [1], "minutes": 480}
    problem = world(ALONE, ALONE, other, other, other)
    limits = by(5, finish={0: SIX, 1: SIX, 2: SIX, 3: DAY + SIX, 4: DAY + SIX})
    mine, theirs = found(problem, limits)
    assert (mine.items, mine.people, mine.pins) == ([0, 1], [0], [])
    assert (theirs.items, theirs.people) == ([2, 3, 4], [1])
    assert mine.is_least
    assert theirs.is_least


def test_of_several_missed_each_has_a_conflict() -> None:
    problem = world(ALONE, ALONE, ALONE)
    told = found(problem, by(3, finish={0: SIX, 1: SIX, 2: SIX}))
    assert [each.items for each in told] == [[0, 1], [0, 2]]


def test_what_was_missed_and_can_be_kept_counts_for_the_next() -> None:
    """Of three that are missed two can be kept, by another order, but not the third."""
    long = {"people": [0], "minutes": 480 * 5}
    problem = world(long, ALONE, ALONE)
    [told] = found(problem, by(3, finish={1: DAY, 2: DAY}))
    assert (told.items, told.people) == ([1, 2], [0])


def test_links_and_hours_alone_are_enough_and_a_pin_is_named() -> None:
    problem = world(
        ALONE,
        {"people": [1], "minutes": 480},
        {"people": [1], "minutes": 60, "not_before": DAY + TEN},
        links=[(0, 1)],
    )
    first, pinned = found(problem, by(3, finish={1: SIX, 2: DAY + TEN + 30}))
    assert (first.items, first.people, first.pins) == ([1], [], [])
    assert (pinned.items, pinned.people, pinned.pins) == ([2], [], [2])


def test_with_too_little_effort_nothing_is_claimed() -> None:
    problem = world(ALONE, ALONE)
    limits = by(2, finish={0: SIX, 1: SIX})
    assert found(problem, limits, Effort(seconds=0.0)) == []


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 2**32 - 1), has_habits=st.booleans())
def test_no_order_keeps_what_is_in_conflict(*, seed: int, has_habits: bool) -> None:
    problem = random_problem(seed, items=6)
    if has_habits:
        problem = with_habits(problem, seed)
    limits, rng = limited(seed, problem), np.random.default_rng(seed)
    told = found(problem, limits, LITTLE)
    ranks = [rng.permutation(len(problem.items.key)) for _ in range(40)]
    for rank in ranks if told else ():
        items = replace(problem.items, rank=rank.astype(np.int32))
        schedule = level(replace(problem, items=items))
        missed = set(limits.missed(schedule.start, schedule.finish).tolist())
        assert all(missed.intersection(each.items) for each in told)
