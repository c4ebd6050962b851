"""One way in to all solvers: the same rules hold whichever of them are used."""

import sys
from collections.abc import Collection
from dataclasses import replace
from time import sleep
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.projects import faults
from headway_engine.bounding import unhindered
from headway_engine.errors import InvalidProblem
from headway_engine.levelling import level
from headway_engine.priority import DelayCost
from headway_engine.problem import NEVER, Problem
from headway_engine.schedule import Schedule
from headway_engine.solvers.exact.apart import (
    LOADED,
    Unwanted,
    apart,
    apart_while,
)
from headway_engine.solvers.exact.cpsat import Effort
from headway_engine.solvers.exact.planning import cheapest
from headway_engine.solvers.exact.shortening import Proof, shorten
from headway_engine.solvers.project import compile_network
from headway_engine.solvers.searching import search_schedules
from headway_engine.solvers.solving import ALL, Kernel, Ordering, solve
from headway_engine.solvers.verifying import keeps_rules
from tests.engine.test_improving import cost_of, drawn, one_person
from tests.engine.test_project_search import ONE, random_project, shortest
from tests.engine.test_repairing import broken, by
from tests.engine.validator import Validator
from tests.engine.worlds import ALWAYS, WEEKDAYS, world

DISPATCH, SEARCH, EXACT = Kernel
MIXES = [{DISPATCH}, {DISPATCH, SEARCH}, {DISPATCH, EXACT}, ALL]
mixed = pytest.mark.parametrize("kernels", MIXES, ids=len)


@mixed
def test_projects_keep_the_rules_whoever_makes_them_short(
    kernels: Collection[Kernel],
) -> None:
    for seed in range(6):
        project = random_project(seed)
        found = solve(project, seconds=0.11, seed=seed, kernels=kernels)
        assert faults(project, found.start, found.length) == []
        assert found.bounds.best <= found.length
        first = solve(project, schedules=2, seed=seed, kernels={DISPATCH})
        assert found.length <= first.length


@mixed
def test_plans_keep_the_rules_whoever_orders_them(kernels: Collection[Kernel]) -> None:
    for seed in range(6):
        problem, cost = drawn(seed)
        task = Ordering(problem=problem, cost=cost)
        found = solve(task, seconds=0.2, schedules=20, seed=3, kernels=kernels)
        assert found.after <= found.before
        assert sorted(found.rank.tolist()) == list(range(len(found.rank)))
        improved = replace(problem, items=replace(problem.items, rank=found.rank))
        assert Validator(improved, level(improved)).check() == []


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_what_is_small_is_solved_to_the_end_and_proven(seed: int) -> None:
    project = random_project(seed, most=7)
    found = solve(project, seconds=0.3, seed=1, kernels={DISPATCH, EXACT})
    assert found.length == found.bounds.best == shortest(project)


def test_with_schedules_alone_the_answer_is_the_same_for_any_number_of_threads() -> (
    None
):
    one, two = (
        solve(random_project(5), schedules=300, seed=3, threads=t) for t in (1, 2)
    )
    assert one.start.tobytes() == two.start.tobytes()
    assert one.bounds.proven == 0
    problem, cost = drawn(4)
    task = Ordering(problem=problem, cost=cost)
    ranks = [solve(task, schedules=30, seed=3, threads=t).rank for t in (1, 2)]
    assert ranks[0].tolist() == ranks[1].tolist()


def test_where_no_exact_solver_is_installed_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in [n for n in sys.modules if n.startswith("ortools.sat.python")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "ortools", None)
    project = random_project(3)
    found = solve(project, seconds=0.11, seed=1)
    assert faults(project, found.start, found.length) == []
    assert found.bounds.proven == 0
    problem, cost = one_person(300, 100), cost_of([1, 1])
    known = level(problem)
    assert cheapest(problem, cost, unhindered(problem), known, Effort(work=1)) is None


def test_a_process_of_its_own_finds_the_same_and_says_where_it_fails(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    problem, cost = PLANS["smith"]
    asked = problem, cost, unhindered(problem), level(problem), Effort(work=2.0)
    here = cheapest(*asked)
    monkeypatch.delitem(sys.modules, LOADED)
    there = apart(cheapest, *asked)
    assert here is not None
    assert there is not None
    assert there.finish.tolist() == here.finish.tolist()
    assert apart(float, "no number") is None
    assert "ValueError" in caplog.text


def test_who_wants_no_answer_any_more_waits_for_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, LOADED, raising=False)
    asked = iter([True, True, False])
    with pytest.raises(Unwanted):
        apart_while(lambda: next(asked), sleep, 60)
    assert list(asked) == []


def test_as_much_is_asked_as_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, LOADED, raising=False)
    assert apart(len, bytes(10_000_000)) == 10_000_000
    assert apart(bytes, 10_000_000) == bytes(10_000_000)


@pytest.mark.parametrize(
    "said",
    [
        {"seconds": float("nan")},
        {"seconds": float("inf")},
        {"seconds": -1.0},
        {"seconds": "1"},
        {"schedules": -1},
        {"schedules": 2.5},
        {"schedules": 2, "seed": 1 << 64},
    ],
    ids=str,
)
def test_no_search_is_begun_that_never_ends_or_cannot_be_drawn(
    said: dict[str, Any],
) -> None:
    problem = one_person(60, 30)
    plan = Ordering(problem=problem, cost=cost_of([1, 9]))
    for task in (random_project(1), plan, broken(problem, by(2))):
        with pytest.raises(InvalidProblem):
            solve(task, **{"seed": 1, **said})


def test_seeds_below_zero_and_no_threads_are_as_good_as_others() -> None:
    plan = Ordering(problem=one_person(480, 60), cost=cost_of([1, 9]))
    for task in (random_project(1), plan):
        found = solve(task, seed=-7, schedules=20, threads=0)
        again = solve(task, seed=-7, schedules=20, threads=2)
        assert repr(found) == repr(again)
    assert solve(random_project(1), seed=-7, seconds=0.01, threads=0).length


def test_what_is_missing_is_said() -> None:
    with pytest.raises(InvalidProblem, match="no budget"):
        solve(ONE, seed=1)
    task = Ordering(problem=one_person(1, 1), cost=cost_of([1.0]))
    with pytest.raises(InvalidProblem, match="of other items"):
        solve(task, seconds=0.1, seed=1)


def test_nobody_believes_a_solver() -> None:
    start = np.array([0, 0, 3], np.int32)
    assert keeps_rules(ONE, start, 4)
    for wrong, length in (([0, 0, 1], 3), ([0, 0, 3], 5), ([-1, 0, 3], 4)):
        assert not keeps_rules(ONE, np.array(wrong, np.int32), length)
    waits = replace(ONE, successors=[[2], [2], []], demand=np.zeros_like(ONE.demand))
    assert not keeps_rules(waits, np.array([0, 0, 2], np.int32), 3)


def test_the_same_effort_proves_the_same() -> None:
    project = random_project(11)
    network, bounds = compile_network(project)
    first = search_schedules(project, 2, seed=1)
    known = Proof(start=first.start, length=first.length, bound=bounds.best)
    once, again = (
        shorten(project, network, known, Effort(work=0.3, seed=4)) for _ in range(2)
    )
    assert once is not None
    assert again is not None
    assert once.start.tobytes() == again.start.tobytes()
    assert (once.length, once.bound) == (again.length, again.bound)


PLANS = {
    "smith": (one_person(300, 100, 200, 400), cost_of([1.0, 5.0, 1.0, 8.0])),
    "cliff": (
        one_person(300, 100),
        cost_of([1.0, 0.0], [NEVER, 100], [0.0, 1000.0]),
    ),
    "alternatives": (
        world(
            {"group": 0, "minutes": 300},
            {"group": 0, "minutes": 700},
            {"people": [1], "minutes": 200, "calendar": 0},
            {"drive": 2, "minutes": 900},
            {"drive": 3},
            {"people": [0, 1], "minutes": 400, "is_joint": True},
            groups=[[0, 1]],
            calendars=(WEEKDAYS, ALWAYS),
            links=[(0, 5), (3, 4), (1, 2, 1, 30)],
        ),
        cost_of([1.0, 2.0, 3.0, 1.0, 4.0, 1.0]),
    ),
    "halves": (
        world(
            {"people": [0, 1], "minutes": 900, "shares": [0.3, 0.7]},
            *[{"people": [0], "minutes": 200, "units": [500]}] * 3,
            calendars=(WEEKDAYS, WEEKDAYS),
        ),
        cost_of([1.0, 2.0, 2.0, 3.0]),
    ),
    "lags": (
        world(
            {"people": [0], "minutes": 400, "chunk": 300},
            {"people": [1], "minutes": 300},
            {"people": [0], "minutes": 200, "chunk": 200},
            {"people": [0, 1], "minutes": 240, "is_joint": True, "chunk": 150},
            calendars=(WEEKDAYS, ALWAYS),
            links=[(0, 1, 0, 120, 0), (2, 3, 1, -90, 0), (1, 3, 2, 300, 0)],
        ),
        cost_of([1.0, 2.0, 5.0, 3.0]),
    ),
}
"""Plans with what it costs that each of their items is late."""


def scheduled(problem: Problem, cost: DelayCost) -> tuple[Schedule, float, float]:
    """Solve a plan, and lay the answer out as a schedule."""
    known = level(problem)
    placed = cheapest(problem, cost, unhindered(problem), known, Effort(work=2.0))
    assert placed is not None
    counts = np.bincount([s.item for s in placed.stints], minlength=len(cost.slope))
    person, start, finish = np.array([s[1:] for s in placed.stints], np.int32).T
    schedule = replace(
        level(problem),
        start=placed.start,
        finish=placed.finish,
        part_offsets=np.concatenate([[0], np.cumsum(counts)]),
        person=person,
        part_start=start,
        part_finish=finish,
    )
    return schedule, placed.value, placed.bound


@pytest.mark.parametrize("name", PLANS)
def test_a_small_plan_is_solved_by_the_rules_that_dispatch_keeps(name: str) -> None:
    problem, cost = PLANS[name]
    schedule, value, bound = scheduled(problem, cost)
    assert Validator(problem, schedule).check() == []
    assert value == pytest.approx(bound, rel=1e-3)
    given = solve(
        Ordering(problem=problem, cost=cost), schedules=1, seed=1, kernels={DISPATCH}
    )
    best = solve(
        Ordering(problem=problem, cost=cost), seconds=1.0, schedules=50, seed=1
    )
    assert value <= best.after * 1.001
    assert best.after <= given.before


def test_the_order_of_the_best_schedule_is_tried_first() -> None:
    """Among many alike it is what one schedule can tell, and the rules cannot."""
    problem, cost = PLANS["cliff"]
    task = Ordering(problem=problem, cost=cost)
    found = solve(task, seconds=1.0, schedules=3, seed=1, kernels={DISPATCH, EXACT})
    assert np.argsort(found.rank).tolist() == [1, 0]
    assert found.after == 400
