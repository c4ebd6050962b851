"""A plan that a change has broken is repaired, or it is proven that it cannot be."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway_engine.errors import InvalidProblem
from headway_engine.levelling import level
from headway_engine.problem import NEVER, Problem
from headway_engine.solvers.exact.cpsat import Effort, load
from headway_engine.solvers.exact.limits import Limits
from headway_engine.solvers.judging import Price
from headway_engine.solvers.repairing import Broken, Repair, repair
from headway_engine.solvers.solving import Kernel, solve
from tests.engine.fuzz import random_problem, with_habits
from tests.engine.test_improving import cost_of, drawn
from tests.engine.validator import Validator
from tests.engine.worlds import WEEKDAYS, world

WORK, LITTLE = Effort(work=1.0), Effort(work=0.2)
DAY, NINE, TEN = 1440, 540, 600
LATER = [span for span in WEEKDAYS if span[0] > 4 * DAY]
"""The hours of somebody who is absent for the first days."""

DISPATCH, SEARCH, EXACT = Kernel


@pytest.fixture(autouse=True, scope="module")
def solver() -> None:
    """Have it here already, or each question would start a process of its own."""
    load()


def by(n: int, start: Mapping[int, int] | None = None, finish: object = None) -> Limits:
    columns = []
    for said in (start, finish):
        column = np.full(n, NEVER, np.int32)
        for item, minute in dict(said or {}).items():
            column[item] = minute
        columns.append(column)
    return Limits(start_by=columns[0], finish_by=columns[1])


def broken(problem: Problem, limits: Limits, **said: object) -> Broken:
    cost = said.pop("cost", None) or cost_of([1.0] * len(problem.items.key))
    start = said.pop("start", level(problem).start)
    return Broken(problem=problem, cost=cost, limits=limits, start=start, **said)


def mended(task: Broken) -> Repair:
    return repair(task, effort=WORK, seed=1)


def test_somebody_is_kept_free_for_what_has_to_start_on_a_date() -> None:
    """No order does it: who is free begins what is ready, however long it takes."""
    problem = world(
        {"people": [0], "minutes": 960},
        {"people": [0], "minutes": 60, "not_before": TEN},
        {"people": [0], "minutes": 30},
    )
    task = broken(problem, by(3, start={1: TEN}))
    found = mended(task)
    assert found.is_adopted
    assert found.missed.tolist() == []
    assert level(found.problem).start.tolist() == [660, TEN, NINE]
    assert found.waits == {0: TEN}  # not until it is begun: until it no longer matters
    assert found.conflict is None
    stays = mended(replace(task, may_wait=False))
    assert stays.missed.tolist() == [1]
    assert stays.waits == {}


def test_what_an_absent_person_has_goes_to_somebody_else() -> None:
    problem = world(
        {"people": [0], "minutes": 240},
        {"people": [0], "minutes": 300},
        {"people": [1], "minutes": 60},
        calendars=(LATER, WEEKDAYS),
    )
    start = np.array([NINE, 840, NINE], np.int32)
    able = {0: [0, 1], 1: [0, 1]}
    task = broken(problem, by(3, finish={0: 1080}), start=start, able=able)
    found = mended(task)
    assert found.is_adopted
    assert found.people[0] == 1
    assert level(found.problem).finish[0] <= 1080
    assert found.after < found.before

    alone = mended(replace(task, able={}))
    assert alone.conflict is not None
    assert alone.conflict.items == [0]
    assert alone.conflict.people == []  # not for lack of time: it is closed
    assert alone.conflict.is_least
    assert not alone.is_adopted


def test_as_little_changes_as_keeps_the_limit_and_what_is_near_least() -> None:
    """Either of two would make room; the later one is the cheaper to move."""
    problem = world(
        {"people": [0], "minutes": 480},
        {"people": [0], "minutes": 480},
        {"people": [0], "minutes": 480},
    )
    price = Price(per_move=100_000.0)
    task = broken(problem, by(3, finish={2: 2 * DAY}), price=price)
    found = mended(task)
    assert level(found.problem).start.tolist() == [NINE, 2 * DAY + NINE, DAY + NINE]
    assert found.moves == 2


def test_limits_that_stand_against_each_other_are_named_with_whose_time_it_is() -> None:
    problem = world(
        {"people": [0], "minutes": 960, "not_before": TEN},
        {"people": [0], "minutes": 60, "not_before": TEN},
        {"people": [1], "minutes": 30},
    )
    found = mended(broken(problem, by(3, start={0: TEN, 1: TEN, 2: DAY})))
    assert not found.is_adopted
    assert found.conflict is not None
    assert found.conflict.items == [0, 1]
    assert found.conflict.people == [0]
    assert found.conflict.pins  # without one of them the other could go before
    assert found.conflict.is_least
    assert len(found.missed) == 1


def test_where_nothing_is_broken_nothing_is_asked() -> None:
    problem = world({"people": [0], "minutes": 480})
    found = repair(broken(problem, by(1, finish={0: 1080})), effort=WORK, seed=1)
    assert not found.is_adopted
    assert found.before == found.after
    assert (found.moves, len(found.missed)) == (0, 0)


def limited(seed: int, problem: Problem) -> Limits:
    """Limits of some items, most of which some order keeps."""
    rng = np.random.default_rng([seed, 0x6C])
    n = len(problem.items.key)
    rank = rng.permutation(n).astype(np.int32)
    other = level(replace(problem, items=replace(problem.items, rank=rank)))
    start = np.where(rng.random(n) < 0.3, other.start, NEVER)
    finish = np.where(rng.random(n) < 0.3, other.finish, NEVER)
    sooner = np.where(rng.random(n) < 0.2, rng.integers(0, 500, n), 0)
    return Limits(
        start_by=start.astype(np.int32),
        finish_by=np.where(finish == NEVER, NEVER, finish - sooner).astype(np.int32),
    )


def able_of(seed: int, problem: Problem) -> dict[int, list[int]]:
    rng = np.random.default_rng([seed, 0x61])
    people = np.flatnonzero(problem.people.capacity > 0).tolist()
    parts = problem.parts
    found = {}
    for i in range(len(problem.items.key)):
        mine = parts.person[parts.offsets[i] : parts.offsets[i + 1]].tolist()
        is_open = problem.items.finished_at[i] == NEVER
        if is_open and len(mine) == 1 and people and rng.random() < 0.5:
            found[i] = sorted({*people, *mine})
    return found


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 2**32 - 1), has_habits=st.booleans(), may_wait=st.booleans())
def test_a_repair_keeps_the_rules_and_is_never_worse(
    *, seed: int, has_habits: bool, may_wait: bool
) -> None:
    problem, cost = drawn(seed)
    if has_habits:
        problem = with_habits(problem, seed)
    limits = limited(seed, problem)
    task = broken(
        problem,
        limits,
        cost=cost,
        able=able_of(seed, problem),
        may_wait=may_wait,
        price=Price(per_move=500.0),
    )
    found = repair(task, effort=LITTLE, seed=1)
    schedule, given_ = level(found.problem), level(problem)
    assert Validator(found.problem, schedule).check() == []
    kept = limits.missed(schedule.start, schedule.finish)
    was = limits.missed(given_.start, given_.finish)
    assert kept.tolist() == found.missed.tolist()
    assert len(kept) <= len(was)
    if len(kept) == len(was):
        assert found.after <= found.before
    if not found.is_adopted:
        assert found.problem is problem
    assert may_wait or not found.waits


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_what_is_proven_to_conflict_no_order_keeps(seed: int) -> None:
    problem = random_problem(seed, items=6)
    found = repair(broken(problem, limited(seed, problem)), effort=LITTLE, seed=1)
    if found.conflict is None:
        return
    limits, rng = task_limits(seed, problem, found), np.random.default_rng(seed)
    for _ in range(40):
        rank = rng.permutation(len(problem.items.key)).astype(np.int32)
        schedule = level(replace(problem, items=replace(problem.items, rank=rank)))
        assert len(limits.missed(schedule.start, schedule.finish))


def task_limits(seed: int, problem: Problem, found: Repair) -> Limits:
    assert found.conflict is not None
    return limited(seed, problem).only(found.conflict.items)


def test_with_work_alone_the_answer_is_the_same_each_time() -> None:
    for seed in range(3):
        problem, cost = drawn(seed)
        task = broken(problem, limited(seed, problem), cost=cost)
        ranks = [repair(task, effort=LITTLE, seed=1).rank for _ in range(2)]
        assert ranks[0].tolist() == ranks[1].tolist()


@pytest.mark.parametrize("kernels", [{DISPATCH}, {DISPATCH, SEARCH}, set(Kernel)])
def test_there_is_one_way_in_whoever_repairs(kernels: set[Kernel]) -> None:
    problem = world(
        {"people": [0], "minutes": 480},
        {"people": [0], "minutes": 60},
    )
    cost = cost_of([1.0, 1.0], [NEVER, 600], [0.0, 9000.0])
    task = broken(problem, by(2), cost=cost)
    found = solve(task, seconds=1.0, schedules=40, seed=1, kernels=kernels)
    assert found.is_adopted is (len(kernels) > 1)
    assert found.rank.tolist() == ([1, 0] if len(kernels) > 1 else [0, 1])
    assert found.people == found.waits == {}
    with pytest.raises(InvalidProblem, match="no budget"):
        solve(task, seed=1)
    with pytest.raises(InvalidProblem, match="of other items"):
        solve(replace(task, cost=cost_of([1.0])), seconds=0.1, seed=1)
