"""A better order is found, adopted only beyond doubt, and the same each time."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway_engine.errors import InvalidProblem
from headway_engine.levelling import level
from headway_engine.priority import DelayCost
from headway_engine.problem import NEVER, Ints, Problem
from headway_engine.solvers.improving import Budget, Improvement, Keeps, improve
from headway_engine.solvers.judging import Judge, Price
from headway_engine.solvers.moves import moved
from tests.engine.fuzz import random_problem
from tests.engine.validator import Validator
from tests.engine.worlds import ALWAYS, world


def cost_of(
    slope: list[float], due: list[int] | None = None, cliff: list[float] | None = None
) -> DelayCost:
    n = len(slope)
    return DelayCost(
        slope=np.array(slope, np.float64),
        due=np.array(due or [NEVER] * n, np.int32),
        late=np.zeros(n),
        cliff=np.array(cliff or [0.0] * n, np.float64),
        fading=np.full(n, np.inf),
    )


def found(problem: Problem, cost: DelayCost, **options: object) -> Improvement:
    budget = Budget(candidates=int(options.pop("candidates", 60)))
    return improve(problem, cost, budget=budget, seed=3, **options)


def one_person(*minutes: int, **links: object) -> Problem:
    items = [{"people": [0], "minutes": m} for m in minutes]
    return world(*items, calendars=(ALWAYS,), capacity=(1000,), **links)


def test_what_costs_most_per_minute_goes_first() -> None:
    """Smith 1956: the best there is, where one person does everything."""
    problem = one_person(300, 100, 200, 400)
    slope = [1.0, 5.0, 1.0, 8.0]
    result = found(problem, cost_of(slope))
    assert result.is_adopted
    assert np.argsort(result.rank).tolist() == [1, 3, 2, 0]
    assert result.after == 100 * 5 + 500 * 8 + 700 + 1000


def test_a_cliff_is_met_before_a_slope_runs() -> None:
    problem = one_person(300, 100)
    cost = cost_of([1.0, 0.0], [NEVER, 100], [0.0, 1000.0])
    result = found(problem, cost)
    assert np.argsort(result.rank).tolist() == [1, 0]
    assert result.before == 300 + 1000
    assert result.after == 400


def test_who_holds_up_something_dear_goes_first() -> None:
    """No rule on the items alone sees it, for they cost nothing themselves."""
    problem = one_person(200, 100, 50, links=[(1, 2)])
    result = found(problem, cost_of([1.0, 0.0, 40.0]))
    assert np.argsort(result.rank).tolist()[0] == 1
    assert result.after == 150 * 40 + 350


def test_a_move_that_costs_more_than_it_brings_is_left_alone() -> None:
    problem = one_person(300, 100)
    cost = cost_of([1.0, 1.0])
    assert found(problem, cost).is_adopted
    dear = found(problem, cost, price=Price(per_move=150.0))
    assert not dear.is_adopted
    assert dear.rank.tolist() == problem.items.rank.tolist()
    assert dear.moves == 0
    assert found(problem, cost, price=Price(per_move=150.0, minutes=-1)).is_adopted


def test_classes_hold_whatever_it_costs() -> None:
    problem = one_person(300, 100, 200, 400)
    cost = cost_of([1.0, 5.0, 1.0, 8.0])

    def keeps(classes: list[int]) -> Keeps:
        return lambda rank: held(rank, np.array(classes, np.int32))

    def held(rank: Ints, classes: Ints) -> Ints:
        kept = np.empty(len(rank), np.int32)
        kept[np.lexsort((rank, classes))] = np.arange(len(rank))
        return kept

    result = found(problem, cost, keeps=keeps([0, 0, 1, 1]))
    assert result.is_adopted
    assert np.argsort(result.rank).tolist() == [1, 0, 3, 2]
    assert not found(problem, cost, keeps=keeps([0, 1, 2, 3])).is_adopted


def test_what_is_best_already_stays() -> None:
    result = found(one_person(100, 100, 100), cost_of([1.0, 1.0, 1.0]))
    assert not result.is_adopted
    assert result.before == result.after


def drawn(seed: int) -> tuple[Problem, DelayCost]:
    problem = random_problem(seed)
    rng = np.random.default_rng(seed)
    n = len(problem.items.key)
    due = np.where(rng.random(n) < 0.5, rng.integers(0, 20_000, n), NEVER)
    return problem, DelayCost(
        slope=rng.choice([0.0, 1.0, 7.0], n),
        due=due.astype(np.int32),
        late=rng.choice([0.0, 3.0], n),
        fading=rng.choice([np.inf, 5000.0], n),
        cliff=rng.choice([0.0, 900.0], n),
    )


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_it_never_gets_worse_and_keeps_the_rules(seed: int) -> None:
    problem, cost = drawn(seed)
    result = found(problem, cost, candidates=12)
    assert result.after <= result.before
    assert result.judged <= 12
    assert sorted(result.rank.tolist()) == list(range(len(result.rank)))
    improved = replace(problem, items=replace(problem.items, rank=result.rank))
    assert Validator(improved, level(improved)).check() == []


def test_the_answer_is_the_same_for_any_number_of_threads() -> None:
    seeds = range(6)
    one, two = (
        [found(*drawn(s), candidates=30, threads=t).rank.tobytes() for s in seeds]
        for t in (1, 3)
    )
    assert one == two


def test_time_is_a_budget_too() -> None:
    problem = one_person(300, 100)
    result = improve(problem, cost_of([1, 1]), budget=Budget(seconds=0.05), seed=1)
    assert result.is_adopted
    assert result.judged > 2


def test_what_is_not_placed_is_as_late_as_can_be() -> None:
    problem = one_person(100, 10**6)
    judge = Judge(problem, cost_of([0.0, 1.0]), Price(), seed=1, first=0)
    verdict = judge.judge(problem.items.rank, 2)
    assert verdict.delay.tolist() == [problem.calendars.horizon] * 2


def test_costs_of_other_items_or_below_zero_are_refused() -> None:
    with pytest.raises(InvalidProblem, match="of other items"):
        found(one_person(1, 1), cost_of([1.0]))
    with pytest.raises(InvalidProblem, match="below 0"):
        found(one_person(1), cost_of([-1.0]))


def test_moving_shifts_what_lies_between() -> None:
    rank = np.array([0, 1, 2, 3], np.int32)
    assert np.argsort(moved(rank, 3, 1)).tolist() == [0, 3, 1, 2]
    assert np.argsort(moved(rank, 0, 2, behind=True)).tolist() == [1, 2, 0, 3]
    assert moved(rank, 2, 2).tolist() == rank.tolist()
