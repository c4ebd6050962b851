"""Who does what, of many items at once: never worse than it was, nor for nothing."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from headway_engine.assignment import Draw, all_given, given_to, prospects
from headway_engine.errors import InvalidProblem
from headway_engine.levelling import level
from headway_engine.problem import Problem
from headway_engine.simulation import simulate
from headway_engine.solvers.assigning import Proposal, Staffing, staff
from headway_engine.solvers.improving import Budget
from tests.engine.fuzz import random_problem
from tests.engine.test_improving import cost_of
from tests.engine.validator import Validator
from tests.engine.worlds import ALWAYS, world

FEW = Budget(candidates=120)
TWO = (ALWAYS, ALWAYS)


def proposed(staffing: Staffing, **options: int) -> Proposal:
    return staff(staffing, budget=FEW, seed=5, **options)


def unassigned(*minutes: int) -> Problem:
    items = [{"group": 0, "minutes": m} for m in minutes]
    return world(*items, groups=[[0, 1]], calendars=TWO)


def test_the_work_is_shared_as_well_as_any_way_to_share_it() -> None:
    problem, cost = unassigned(600, 500, 400, 300), cost_of([1.0, 1.0, 3.0, 1.0])
    able = {i: [0, 1] for i in range(4)}
    found = proposed(Staffing(problem=problem, cost=cost, able=able))

    def worth(people: tuple[int, ...]) -> float:
        given = all_given(problem, dict(enumerate(people)))
        finish = simulate(given, seed=5, scenarios=1).finish
        return float((finish * cost.slope).sum())

    assert found.cost == min(map(worth, product((0, 1), repeat=4)))
    assert all(min(more.values()) >= 0 for more in found.others.values())


def test_who_is_able_decides_and_nobody_else_is_asked() -> None:
    problem = unassigned(600, 500, 400)
    able = {0: [1], 1: [0, 1], 2: [1]}
    found = proposed(Staffing(problem=problem, cost=cost_of([1.0] * 3), able=able))
    assert found.people == {0: 1, 1: 0, 2: 1}
    assert found.others[0] == {}
    assert found.others[1][1] > 0


def test_what_somebody_has_stays_theirs_unless_it_pays() -> None:
    items = [{"people": [0], "minutes": 300}] * 2
    problem = world(*items, calendars=TWO)
    able = {0: [0, 1], 1: [0, 1]}
    plain = Staffing(problem=problem, cost=cost_of([1.0, 1.0]), able=able)
    moved = proposed(plain)
    assert sorted(moved.people.values()) == [0, 1]
    kept = proposed(replace(plain, per_change=301.0))
    assert kept.people == {0: 0, 1: 0}
    alike = world({"people": [0], "minutes": 300}, calendars=TWO)
    same = Staffing(problem=alike, cost=cost_of([1.0]), able={0: [0, 1]})
    assert proposed(same).people == {0: 0}


def test_the_same_budget_proposes_the_same_for_any_number_of_threads() -> None:
    problem = unassigned(600, 500, 400, 300, 200)
    able = {i: [0, 1] for i in range(5)}
    task = Staffing(problem=problem, cost=cost_of([1.0, 3.0, 1.0, 2.0, 1.0]), able=able)
    one, two = proposed(task, threads=1), proposed(task, threads=3)
    assert (one.people, one.others) == (two.people, two.others)


@pytest.mark.parametrize("seed", range(12))
def test_many_given_at_once_are_each_given(seed: int) -> None:
    problem = random_problem(seed)
    free = np.flatnonzero(problem.items.finished_at == np.iinfo(np.int32).min).tolist()
    who = {i: i % len(problem.people.calendar) for i in reversed(free)}
    one_by_one = problem
    for item, person in who.items():
        one_by_one = given_to(one_by_one, item, person)
    at_once = all_given(problem, who)
    for name in ("offsets", "person", "share", "units"):
        pair = getattr(at_once.parts, name), getattr(one_by_one.parts, name)
        assert pair[0].tolist() == pair[1].tolist()
    assert Validator(at_once, level(at_once)).check() == []
    with pytest.raises(InvalidProblem, match="no person"):
        all_given(problem, dict.fromkeys(free, 99) or {0: 99})


def test_each_row_is_a_forecast_in_which_all_is_so() -> None:
    problem, cost = unassigned(600, 500, 400), cost_of([1.0] * 3)
    who, until = {0: 0, 1: 1, 2: 1}, dict.fromkeys(range(3), 2000)
    rows = prospects(problem, who, cost, Draw(seed=1, scenarios=4), until=until)
    assert {i: row.p85 for i, row in rows.items()} == {0: 600, 1: 500, 2: 900}
    assert {row.delay for row in rows.values()} == {2000.0}
    assert [rows[i].free_minutes for i in range(3)] == [2000, 1600, 1500]
