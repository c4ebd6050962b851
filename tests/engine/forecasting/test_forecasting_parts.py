"""Grids, shrinkage, the conformal layer: each against a slow and obvious answer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway_engine.forecasting import shrinkage as shrinking
from headway_engine.forecasting.calibration import LEVELS, Calibration, correct
from headway_engine.forecasting.grid import Grid, bounds, share_below
from headway_engine.forecasting.priors import cycle_prior, effort_prior, ratio_prior
from headway_engine.forecasting.records import UNKNOWN
from headway_engine.forecasting.shrinkage import Shrinkage, level_of

GRID = Grid(low=-1.0, width=0.5, bins=5)


def everything(n: int) -> np.ndarray:
    return np.zeros(n, np.int32)


def rows(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int32)


@pytest.mark.parametrize("prior", [ratio_prior(), effort_prior(), cycle_prior()])
def test_priors_are_distributions(prior: np.ndarray) -> None:
    assert prior.sum() == pytest.approx(1)
    assert (prior > 0).all()


def test_values_beyond_a_grid_lie_at_its_ends() -> None:
    assert GRID.place(np.array([-9.0, -0.76, 0.2, 99.0])).tolist() == [0, 0, 2, 4]


def test_quantiles_rise_with_their_levels_and_find_the_middle() -> None:
    cumulative = np.array([[0.1, 0.3, 0.7, 0.9, 1.0]])
    found = GRID.quantiles(cumulative, np.array([0.1, 0.5, 0.9]))[0]
    assert found.tolist() == pytest.approx([-0.75, 0.0, 0.75])


@given(st.lists(st.floats(0.01, 1), min_size=5, max_size=5), st.integers(0, 4))
def test_the_score_is_that_of_all_pairs(weights: list[float], seen: int) -> None:
    """CRPS = E|X - y| - E|X - X'| / 2, over all pairs of bins."""
    p = np.array(weights) / sum(weights)
    x = GRID.centres
    apart = p @ np.abs(x - x[seen]) - p @ np.abs(x[:, None] - x) @ p / 2
    found = GRID.crps(np.cumsum(p)[None], np.array([seen]))[0]
    assert found == pytest.approx(apart)


def test_bounds_hold_the_probability_of_what_was_seen() -> None:
    lower, upper = bounds(np.array([[0.2, 0.6, 1.0]] * 2), np.array([0, 1]))
    assert lower.tolist() == [0.0, 0.2]
    assert upper.tolist() == [0.2, 0.6]
    assert share_below(lower, upper, 0.4).tolist() == pytest.approx([1.0, 0.5])


def test_without_outcomes_the_prior_is_all_there_is() -> None:
    prior = np.array([0.2, 0.3, 0.5])
    model = Shrinkage(prior, [[level_of("all", everything(2))]])
    assert model.predict(rows(0))[0, 0].tolist() == pytest.approx(prior.tolist())
    assert model.own_share(rows(0)).tolist() == [0.0]


def test_a_context_weighs_as_its_outcomes_against_the_wider_one() -> None:
    prior = np.array([0.5, 0.5])
    model = Shrinkage(prior, [[level_of("all", everything(30), half_life=1e9)]])
    model.learn(np.arange(15, dtype=np.int32), np.zeros(15, np.int32))
    assert model.predict(rows(20))[0, 0, 0] == pytest.approx(0.75)
    assert model.own_share(rows(20))[0] == pytest.approx(0.5)


def test_a_narrow_context_leaves_others_alone() -> None:
    kind = np.array([0] * 50 + [1] * 50, np.int32)
    chain = [level_of("all", everything(100)), level_of("type", kind)]
    model = Shrinkage(np.array([0.5, 0.5]), [chain])
    model.learn(np.arange(40, dtype=np.int32), np.zeros(40, np.int32))
    model.learn(np.arange(50, 90, dtype=np.int32), np.ones(40, np.int32))
    first, second = model.predict(rows(45, 95))[0, :, 0]
    assert first > 0.8
    assert second < 0.2


def test_what_is_unknown_gets_the_wider_forecast() -> None:
    kind = np.array([0, UNKNOWN], np.int32)
    wide, narrow = level_of("all", everything(2)), level_of("type", kind)
    model = Shrinkage(np.array([0.5, 0.5]), [[wide, narrow], [wide]])
    model.learn(rows(0), np.zeros(1, np.int32))
    both = model.predict(rows(1))[:, 0]
    assert both[0].tolist() == both[1].tolist()


def test_outcomes_are_forgotten_by_half() -> None:
    model = Shrinkage(
        np.array([0.5, 0.5]), [[level_of("all", everything(9), half_life=1.0)]]
    )
    for row, outcome in enumerate([0, 1]):
        model.learn(rows(row), np.array([outcome], np.int32))
    counted = model.counts["all"].outcomes[0]
    assert counted[1] == pytest.approx(2 * counted[0])


def test_a_long_history_does_not_overflow() -> None:
    n = 3000
    model = Shrinkage(
        np.array([0.5, 0.5]), [[level_of("all", everything(n), half_life=2.0)]]
    )
    for row in range(n):
        model.learn(rows(row), np.zeros(1, np.int32))
    found = model.predict(rows(0))[0, 0]
    assert np.isfinite(found).all()
    assert found[0] > 0.5


def kaplan_meier(done: list[int], still_open: list[int], bins: int) -> np.ndarray:
    """Probabilities of bins, one by one; an open item was at risk below its own."""
    left, found = 1.0, []
    for at in range(bins):
        risk = sum(d >= at for d in done) + sum(o > at for o in still_open)
        hazard = sum(d == at for d in done) / risk if risk else 0.0
        found.append(left * hazard)
        left *= 1 - hazard
    found[-1] += left
    return np.array(found)


@settings(max_examples=50)
@given(
    st.lists(st.integers(0, 3), min_size=3, max_size=20),
    st.lists(st.integers(0, 4), max_size=20),
)
def test_open_work_counts_as_in_kaplan_and_meier(
    done: list[int], still_open: list[int]
) -> None:
    n = len(done) + len(still_open)
    level = level_of("all", everything(n), half_life=1e12)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shrinking, "STRENGTH", 1e-9)
        model = Shrinkage(np.full(5, 0.2), [[level]])
        model.begin(np.arange(n, dtype=np.int32))
        model.learn(np.arange(len(done), dtype=np.int32), np.array(done, np.int32))
        model.watch(
            np.arange(len(done), n, dtype=np.int32), np.array(still_open, np.int32)
        )
        found = model.predict(rows(0))[0, 0]
    oracle = kaplan_meier(done, still_open, 5)
    last = max(done)  # beyond it there is only the prior's shape
    assert found[: last + 1] == pytest.approx(oracle[: last + 1], abs=1e-5)
    assert found.sum() == pytest.approx(1)


def stated(truth: np.ndarray) -> np.ndarray:
    """Cumulative probabilities of ranges that are too narrow: pushed outwards."""
    return 1 / (1 + ((1 - truth) / truth) ** 1.8)


def test_a_forecast_that_is_too_sure_is_corrected_in_every_group() -> None:
    rng = np.random.default_rng(3)
    n = 6000
    groups = np.stack([rng.integers(0, 3, n), rng.integers(0, 2, n)], axis=1)
    truth = rng.random(n)
    raw = np.where(groups[:, 0] == 0, truth, stated(truth))
    calibration = Calibration(groups.astype(np.int32))
    final = np.empty(n)
    for i in range(n):
        final[i] = correct(raw[i : i + 1, None], calibration.levels(rows(i)))[0, 0]
        calibration.learn(rows(i), final[i : i + 1], final[i : i + 1])
    for kind, code in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)]:
        seen = final[1000:][groups[1000:, kind] == code]
        inside = np.mean((seen > 0.1) & (seen <= 0.9))
        assert inside == pytest.approx(0.8, abs=0.02)


@given(st.lists(st.floats(-3, 3), min_size=7, max_size=7))
def test_corrected_levels_stay_in_order(terms: list[float]) -> None:
    calibration = Calibration(np.empty((1, 0), np.int32))
    calibration.terms[0].odds[0] = terms
    levels = calibration.levels(rows(0))[0]
    assert (np.diff(levels) > 0).all()
    assert levels[0] > 0
    assert levels[-1] < 1


def test_a_correction_of_nothing_changes_nothing() -> None:
    cumulative = np.linspace(0, 1, 50)[None]
    assert correct(cumulative, LEVELS[None]) == pytest.approx(cumulative)
