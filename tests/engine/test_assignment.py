"""Who should do it: each answer is a forecast that anybody can make by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway_engine.assignment import (
    Draw,
    able_minutes,
    booked_until,
    candidates,
    given_to,
)
from headway_engine.errors import InvalidProblem
from headway_engine.levelling import level
from headway_engine.priority import DelayCost
from headway_engine.problem import NEVER, Problem
from headway_engine.simulation import simulate
from tests.engine.fuzz import random_problem
from tests.engine.validator import Validator
from tests.engine.worlds import ALWAYS, WEEKDAYS, world

DRAW = Draw(seed=5, scenarios=40)


def cost_of(*slope: float) -> DelayCost:
    n = len(slope)
    return DelayCost(
        slope=np.array(slope),
        due=np.full(n, NEVER, np.int32),
        late=np.zeros(n),
        cliff=np.zeros(n),
        fading=np.full(n, np.inf),
    )


def team(**said: object) -> Problem:
    """Ada is busy for a while, Ben is not; a third item is for either."""
    return world(
        {"people": [0], "minutes": 2000, "spread": 0.3},
        {"group": 0, "minutes": 600, "spread": 0.3},
        groups=[[0, 1]],
        calendars=(ALWAYS, WEEKDAYS),
        **said,
    )


def test_each_is_the_forecast_of_the_plan_in_which_just_they_do_it():
    problem = team()
    found = candidates(problem, 1, [0, 1], cost_of(1, 1), DRAW, until=3000)
    assert [each.person for each in found] == [1, 0]
    for each in found:
        by_hand = world(
            {"people": [0], "minutes": 2000, "spread": 0.3},
            {"people": [each.person], "minutes": 600, "spread": 0.3},
            calendars=(ALWAYS, WEEKDAYS),
        )
        finish = simulate(by_hand, seed=5, scenarios=40).finish
        in_order = sorted(finish[:, 1].tolist())
        assert (each.p50, each.p85) == (in_order[19], in_order[33])
        assert each.delay == pytest.approx(finish.sum(axis=1).mean())


def test_who_helps_the_whole_may_not_be_who_is_done_first():
    """Ada would be done sooner, but what only she can do is dear."""
    problem = world(
        {"people": [0], "minutes": 600, "rank": 1},
        {"people": [0], "minutes": 600, "rank": 0},
        calendars=(ALWAYS, WEEKDAYS),
    )
    cheap, dear = cost_of(0, 1), cost_of(90, 1)
    first = candidates(problem, 1, [0, 1], cheap, DRAW, until=3000)
    assert [each.person for each in first] == [0, 1]
    whole = candidates(problem, 1, [0, 1], dear, DRAW, until=3000)
    assert [each.person for each in whole] == [1, 0]
    assert whole[0].p85 > whole[1].p85


def test_free_time_is_counted_minute_by_minute_and_without_the_item_itself():
    problem = team(now=100)
    schedule = level(problem)
    until = 3000
    worked = [m for m in range(100, until) if any(a <= m < b for a, b in WEEKDAYS)]
    assert able_minutes(problem, 1, 100, until) == len(worked)
    assert booked_until(problem, schedule, 0, until, without=1) == 2000
    assert booked_until(problem, schedule, 0, 1100, without=1) == 1000
    assert booked_until(problem, schedule, 0, until, without=0) == 0


def test_half_of_somebody_is_booked_as_half():
    half = {"people": [0], "minutes": 100, "units": [500]}
    problem = world(half, calendars=(ALWAYS,), capacity=(1000,))
    assert booked_until(problem, level(problem), 0, 1000, without=9) == 100


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_whoever_gets_it_the_rules_hold(seed: int):
    problem = random_problem(seed)
    rng = np.random.default_rng(seed)
    unfinished = np.flatnonzero(problem.items.finished_at == NEVER)
    if not len(unfinished) or not len(problem.people.calendar):
        return
    item = int(rng.choice(unfinished))
    person = int(rng.integers(len(problem.people.calendar)))
    changed = given_to(problem, item, person)
    assert Validator(changed, level(changed)).check() == []
    lo, hi = changed.parts.offsets[item : item + 2]
    assert changed.parts.person[lo:hi].tolist() == [person]


def test_what_is_finished_or_nobody_is_refused():
    problem = world({"people": [0], "minutes": 5, "started_at": 0, "finished_at": 5})
    with pytest.raises(InvalidProblem, match="finished"):
        given_to(problem, 0, 1)
    with pytest.raises(InvalidProblem, match="no person 7"):
        given_to(replace(problem), 0, 7)
