"""In which scenarios an item decides when its aim ends."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway_engine.criticality import EVERY
from headway_engine.effort import draws
from headway_engine.errors import InvalidProblem
from headway_engine.explanation import chain_to
from headway_engine.kernels.records import new_run
from headway_engine.kernels.scenarios import dispatch_scenarios
from headway_engine.levelling import level
from headway_engine.packing import pack
from headway_engine.problem import NEVER, NONE, Problem
from headway_engine.simulation import simulate
from tests.engine.fuzz import random_problem
from tests.engine.worlds import world

SEED = 5
AIMS = 3


def aims_of(problem: Problem, seed: int) -> np.ndarray:
    """Give each item that is not done an aim, or none."""
    aims = np.random.default_rng(seed).integers(NONE, AIMS, len(problem.items.key))
    return np.where(problem.items.finished_at == NEVER, aims, NONE).astype(np.int32)


def minutes_in(problem: Problem, scenario: int) -> np.ndarray:
    """The minutes of all items in one scenario."""
    packed = pack(problem)
    run, row = new_run(packed.plan), np.empty((1, len(packed.order)), np.int32)
    work = draws(problem, packed)
    dispatch_scenarios(packed.plan, run, work, SEED, scenario, packed.order, row, row)
    minutes = np.empty(len(packed.order))
    minutes[packed.order] = run.draw
    return minutes


def chains_in(problem: Problem, aims: np.ndarray, scenario: int) -> np.ndarray:
    """Level one scenario by itself, and follow the causes of the last finishes."""
    items = problem.items
    still = replace(
        items, minutes=minutes_in(problem, scenario), spread=np.zeros(len(items.key))
    )
    schedule = level(replace(problem, items=still))
    found = np.zeros(len(aims), np.bool_)
    for aim in range(AIMS):
        mine = [i for i in np.flatnonzero(aims == aim) if schedule.finish[i] != NEVER]
        if not mine:
            continue
        waits = items.started_at == NEVER
        last = max(mine, key=lambda i: (schedule.finish[i], waits[i], items.rank[i]))
        chain = np.array(chain_to(schedule, int(last)))
        found[chain[aims[chain] == aim]] = True
    return found


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_each_scenario_has_the_chains_that_levelling_it_alone_has(seed: int) -> None:
    problem = random_problem(seed, items=30, people=5)
    aims = aims_of(problem, seed)
    found = simulate(problem, seed=SEED, scenarios=2 * EVERY, aims=aims).critical
    alone = [chains_in(problem, aims, scenario) for scenario in (0, EVERY)]
    assert found.tolist() == np.array(alone).tolist()


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 2**32 - 1), st.integers(2, 4))
def test_tracing_is_the_same_for_any_number_of_threads_and_moves_nothing(
    seed: int, threads: int
) -> None:
    problem = random_problem(seed)
    aims = aims_of(problem, seed)
    count = 2 * EVERY + 3
    one = simulate(problem, seed=SEED, scenarios=count, aims=aims)
    many = simulate(problem, seed=SEED, scenarios=count, aims=aims, threads=threads)
    rest = simulate(
        problem, seed=SEED, scenarios=count - 7, first_scenario=7, aims=aims
    )
    plain = simulate(problem, seed=SEED, scenarios=count)
    assert one.critical.tobytes() == many.critical.tobytes()
    assert one.finish.tobytes() == many.finish.tobytes() == plain.finish.tobytes()
    assert one.critical[1:].tolist() == rest.critical.tolist()
    assert plain.critical.shape == (0, len(aims))


def test_of_two_like_items_each_is_critical_half_of_the_time() -> None:
    """Two people do one item each, and whichever takes longer decides."""
    items = [{"people": [p], "minutes": 600, "spread": 0.6} for p in (0, 1)]
    problem = world(*items, {"drive": 3}, links=[(0, 2), (1, 2)])
    aims = np.zeros(3, np.int32)
    found = simulate(problem, seed=1, scenarios=200 * EVERY, aims=aims).critical
    first, second, both = found.mean(axis=0)
    assert both == 1
    assert first + second == 1  # a tie goes to one of them
    assert 0.4 < first < 0.6


def test_work_of_others_leads_on_but_counts_for_its_own_aim_alone() -> None:
    """One person does three items in turn; the second is of another project."""
    items = [{"people": [0], "minutes": 480} for _ in range(3)]
    problem = world(*items, now=540)
    aims = np.array([0, 1, 0], np.int32)
    found = simulate(problem, seed=1, scenarios=1, aims=aims).critical
    assert found.tolist() == [[True, True, True]]
    other = simulate(
        problem, seed=1, scenarios=1, aims=np.array([0, 1, NONE], np.int32)
    )
    assert other.critical.tolist() == [[True, True, False]]


def test_aims_of_other_items_are_refused() -> None:
    problem = world({"people": [0], "minutes": 60})
    for aims in ([0, 1], [NONE - 1]):
        with pytest.raises(InvalidProblem, match="aims"):
            simulate(problem, seed=1, scenarios=1, aims=np.array(aims, np.int32))
