"""What would help is forecast by doing just that, and ranked by what it brings."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from headway_engine.levelling import level
from headway_engine.levers import (
    Goal,
    Lever,
    cut_line,
    dropped,
    helped,
    levers_on,
    prospect_of,
    put_first,
    rank_levers,
    without_link,
)
from headway_engine.problem import NEVER, Problem
from headway_engine.simulation import simulate
from tests.engine.fuzz import random_problem
from tests.engine.validator import Validator
from tests.engine.worlds import ALWAYS, world

DAY = 1440


def two_people(*items: dict, **said: object) -> Problem:
    return world(*items, calendars=(ALWAYS, ALWAYS), **said)


def goal_of(problem: Problem, *keys: int, due: int) -> Goal:
    return Goal(keys=np.array(keys, np.int64), due=due, seed=5, scenarios=40)


def chain() -> Problem:
    """Ada does three things, of which the last waits for Ben\u2019s, who is free."""
    return two_people(
        {"people": [0], "minutes": 2000, "spread": 0.3},
        {"people": [0], "minutes": 1000, "spread": 0.3},
        {"people": [1], "minutes": 500},
        {"people": [0], "minutes": 1000, "spread": 0.3},
        links=[(2, 3)],
    )


def test_a_prospect_is_what_the_scenarios_say():
    problem = chain()
    goal = goal_of(problem, 1, 3, due=4200)
    finish = simulate(problem, seed=5, scenarios=40).finish[:, [1, 3]].max(axis=1)
    found = prospect_of(problem, goal)
    assert found.chance == (finish <= 4200).mean()
    assert found.p85 == sorted(finish)[33]
    assert prospect_of(problem, replace(goal, keys=np.array([9]))).chance == 1.0


def test_levers_are_what_one_would_do_by_hand_and_the_best_comes_first():
    problem = chain()
    goal = goal_of(problem, 2, 3, due=2600)
    levers = levers_on(problem, goal, weeks=4, most=9)
    names = [lever.name for lever in levers]
    assert {("first", 3), ("help", 0), ("drop", 3)} <= set(names)
    assert len(levers_on(problem, goal, weeks=4, most=2)) == 2
    found = rank_levers(problem, goal, [*levers, Lever(name=("due", 7), due=9000)])
    chances = [effect.prospect.chance for effect in found]
    assert chances == sorted(chances, reverse=True)
    by_name = {effect.lever.name: effect.prospect for effect in found}
    assert by_name["due", 7].chance == 1.0
    by_hand = two_people(
        *({"people": [0], "minutes": m, "spread": 0.3} for m in (2000, 1000)),
        {"people": [1], "minutes": 500},
        {"people": [0], "minutes": 1000, "spread": 0.3},
        links=[(2, 3)],
    )
    first = replace(
        by_hand, items=replace(by_hand.items, rank=np.array([2, 3, 0, 1], np.int32))
    )
    assert by_name["first", 3] == prospect_of(first, goal)


def test_what_is_put_first_takes_along_what_it_waits_for():
    assert put_first(chain(), 3).items.rank.tolist() == [2, 3, 0, 1]


def test_a_helper_takes_half_of_what_is_soon():
    items = [{"people": [0], "minutes": 5 * DAY} for _ in range(2)]
    problem = world(*items, calendars=(ALWAYS,), capacity=(1000,))
    assert level(problem).finish.max() == 10 * DAY
    both, none = np.ones(2, np.bool_), np.zeros(2, np.bool_)
    assert level(helped(problem, 0, both)).finish.max() == 5 * DAY
    assert level(helped(problem, 0, np.array([True, False]))).finish.max() == 5 * DAY
    assert level(helped(problem, 0, none)).finish.max() == 10 * DAY
    begun = two_people({"people": [0], "minutes": DAY, "started_at": 0}, *items)
    assert helped(begun, 0, np.ones(3, np.bool_)).items.group.tolist() == [-1, 0, 0]
    may = world({"minutes": 5, "group": 0}, groups=[[0, 1]])
    wider = helped(may, 1, np.ones(1, np.bool_))
    assert wider.groups.person.tolist() == [0, 1, 2, 0, 1, 2, 1]
    assert wider.items.group.tolist() == [1]


def test_what_is_dropped_holds_nothing_up_but_passes_on_what_it_waits_for():
    problem = two_people(
        {"people": [0], "minutes": 100},
        {"people": [0, 1], "minutes": 900},
        {"people": [1], "minutes": 50},
        links=[(0, 1), (1, 2)],
    )
    finish = level(dropped(problem, 1)).finish
    assert finish.tolist() == [100, 100, 150]
    assert level(without_link(problem, 0)).start[1] == 0


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_every_lever_leaves_a_problem_that_can_be_planned(seed: int):
    problem = random_problem(seed)
    keys = problem.items.key
    goal = Goal(keys=keys, due=20 * DAY, seed=seed, scenarios=4)
    for lever in levers_on(problem, goal, weeks=2, most=6):
        changed = lever.apply(problem)
        assert Validator(changed, level(changed)).check() == []


@given(st.integers(0, 2**32 - 1), st.integers(0, 100))
def test_the_cut_line_counts_scenarios_and_only_falls(seed: int, due: int):
    rng = np.random.default_rng(seed)
    finish = rng.integers(0, 100, (7, 5)).astype(np.int32)
    finish[rng.random((7, 5)) < 0.1] = NEVER
    order = rng.permutation(5).tolist()
    found = cut_line(finish, order, due)
    for k in range(5):
        done = [
            all(NEVER != row[i] <= due for i in order[: k + 1])
            for row in finish.tolist()
        ]
        assert found[k] == sum(done) / 7
    assert sorted(found, reverse=True) == found.tolist()
