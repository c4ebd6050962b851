"""What draws and quantiles promise."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from headway_engine.effort import minutes_left
from headway_engine.problem import NEVER
from headway_engine.simulation import quantiles, simulate, warm
from tests.engine.worlds import ALWAYS, world

SRC = Path(__file__).parents[2] / "src"


def finishes(minutes: float, spread: float, scenarios: int = 4000) -> np.ndarray:
    """Let one person who never rests do one thing, in many scenarios."""
    problem = world(
        {"minutes": minutes, "spread": spread, "people": [0], "key": 77},
        calendars=[ALWAYS],
        capacity=[1000],
    )
    return simulate(problem, seed=5, scenarios=scenarios).finish[:, 0]


def test_half_of_the_scenarios_take_no_longer_than_the_median() -> None:
    found = finishes(1000, 0.6)
    assert np.mean(found <= 1000) == pytest.approx(0.5, abs=0.03)


def test_uncertainty_is_as_wide_as_the_spread_says() -> None:
    found = np.log(finishes(1000, 0.5) / 1000)
    assert np.std(found) == pytest.approx(0.5, rel=0.1)


def test_a_team_has_good_and_bad_times_together() -> None:
    problem = world(
        *({"minutes": 100, "spread": 0.3, "people": [0]} for _ in range(200)),
        calendars=[ALWAYS],
        capacity=[1000],
    )
    total = simulate(problem, seed=1, scenarios=1000).finish.max(axis=1)
    alone = 0.3 / np.sqrt(200)
    assert np.std(np.log(total)) > 4 * alone


def test_draws_follow_the_key_and_not_the_neighbours() -> None:
    item = {"minutes": 100, "spread": 0.5, "people": [0], "key": 42}
    other = {"minutes": 300, "spread": 0.5, "people": [1], "key": 7}
    alone = simulate(world(item), seed=9, scenarios=50)
    beside = simulate(world(other, item), seed=9, scenarios=50)
    assert (alone.finish[:, 0] == beside.finish[:, 1]).all()


def test_another_seed_gives_other_draws() -> None:
    problem = world({"minutes": 100, "spread": 0.5, "people": [0]})
    one, two = (simulate(problem, seed=s, scenarios=50).finish for s in (1, 2))
    assert (one != two).any()


def test_what_is_left_of_open_work_is_never_nothing() -> None:
    problem = world(
        {"minutes": 0, "spread": 0.5, "people": [0], "started_at": -10},
        calendars=[ALWAYS],
        capacity=[1000],
    )
    assert (simulate(problem, seed=1, scenarios=20).finish >= 1).all()


@given(st.floats(0, 10_000), st.floats(0, 50_000), st.floats(0, 1.5))
def test_remaining_effort_is_conditioned_on_what_was_spent(
    estimate: float, spent: float, spread: float
) -> None:
    median, left_spread = minutes_left(estimate, spent, spread)
    assert median >= 1
    assert left_spread >= 0


def test_overrun_work_has_more_left_than_the_estimate_minus_the_spent() -> None:
    assert minutes_left(480, 0, 0.5)[0] == pytest.approx(480)
    assert minutes_left(480, 470, 0.5)[0] > 60
    assert minutes_left(480, 900, 0.5)[0] > 60


@settings(deadline=None)
@given(
    arrays(
        np.int32,
        st.tuples(st.integers(1, 30), st.integers(1, 5)),
        elements=st.integers(NEVER, 2**31 - 1),
    ),
    st.lists(st.floats(0.1, 100), min_size=1, max_size=4),
)
def test_a_quantile_is_the_least_that_enough_do_not_exceed(
    matrix: np.ndarray, percents: list[float]
) -> None:
    found = quantiles(matrix, percents)
    for q, percent in enumerate(percents):
        for j, column in enumerate(matrix.T.tolist()):
            ordered = sorted(column, key=lambda at: (at == NEVER, at))
            enough = [
                at
                for n, at in enumerate(ordered, 1)
                if n * 100 >= percent * len(column)
            ]
            assert found[q, j] == enough[0]


def test_the_engine_runs_warm_without_django() -> None:
    code = (
        "import sys; sys.modules['django'] = None;"
        "from headway_engine.simulation import warm; warm()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=SRC, env=os.environ)


def test_warming_twice_does_no_harm() -> None:
    warm()
    warm()
