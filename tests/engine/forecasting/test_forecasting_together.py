"""What errors of one time have in common, how projects grow, and totals that hold."""

import numpy as np
import pytest

from benchmarks.calibration import year_of
from benchmarks.histories import SOURCES
from headway_engine.forecasting.backtest import backtest_totals
from headway_engine.forecasting.effort import asked_on
from headway_engine.forecasting.growth import (
    GROWTH,
    MOST,
    SPREAD,
    Grown,
    growth_of,
    learned_growth,
)
from headway_engine.forecasting.learned import LearnedEffort
from headway_engine.forecasting.records import History
from headway_engine.forecasting.team import PERIOD_DAYS, TeamRate, team_rate
from headway_engine.problem import TEAM_SPREAD
from tests.corpus import CORPUS
from tests.engine.forecasting.histories import estimated, history


def errors(periods: int, each: int, team: float) -> tuple[np.ndarray, np.ndarray]:
    """Errors of items done one after the other in so many good and bad times."""
    rng = np.random.default_rng(2)
    common = np.repeat(rng.normal(0, team, periods), each)
    days = (np.arange(periods * each) + 0.5) * PERIOD_DAYS / each
    return common + rng.normal(0, 0.8, len(days)), days


@pytest.mark.parametrize("team", [0.0, 0.3, 0.6])
def test_the_common_part_of_errors_is_found(team: float) -> None:
    found = team_rate(*errors(80, 60, team), np.ones(4800))
    prior = (12 * TEAM_SPREAD**2 + 80 * team**2) / 92
    assert found.spread == pytest.approx(np.sqrt(prior), rel=0.15, abs=0.03)
    assert (found.periods, found.own) == (80, 80 / 92)


def test_what_few_periods_say_is_shrunk_to_what_is_shipped() -> None:
    assert team_rate(np.zeros(0), np.zeros(0), np.zeros(0)) == TeamRate()
    assert team_rate(np.ones(1), np.ones(1), np.ones(1)) == TeamRate()
    one = team_rate(np.array([0.1, -0.1, np.nan]), np.arange(3.0), np.ones(3))
    assert one.spread == pytest.approx(TEAM_SPREAD, rel=0.15)
    assert one.own == 1 / 13


def shocked(n: int, *, seed: int = 4, team: float = 0.5) -> History:
    """Like ``estimated``, with a factor of all items of each quarter."""
    plain = estimated(n, seed=seed)
    rng = np.random.default_rng(seed)
    quarter = (plain.started // PERIOD_DAYS).astype(int)
    factor = np.exp(rng.normal(0, team, quarter.max() + 1))[quarter]
    return history(
        n, **{k: getattr(plain, k) for k in History.__slots__ if k != "actual"},
        actual=plain.actual * factor,
    )  # fmt: skip


def test_good_and_bad_times_are_learnt_from_what_was_forecast() -> None:
    calm = LearnedEffort(estimated(2500), now=600.0).team
    rough = LearnedEffort(shocked(2500), now=600.0).team
    assert calm.spread < TEAM_SPREAD
    assert rough.spread > 2 * calm.spread
    assert rough.periods == 14


def test_totals_hold_if_what_all_have_in_common_is_counted() -> None:
    score = backtest_totals(shocked(2000), year_of)
    assert score is not None
    alone = score.baselines["nothing_in_common"]
    assert score.coverage["80"] > alone.coverage["80"] + 0.1
    assert score.crps_ln < alone.crps_ln
    assert set(score.parts) >= {"next_100", "next_20_of_a_project"}
    assert backtest_totals(estimated(60), year_of) is None


@pytest.mark.corpus
def test_totals_of_a_published_record_hold() -> None:
    whole = SOURCES["sip"](CORPUS / "history" / "sip").history
    latest = np.argsort(asked_on(whole), kind="stable")[-3000:]
    score = backtest_totals(whole.rows(np.sort(latest)), year_of)
    assert score is not None
    hundred = score.parts["next_100"]
    alone = hundred.baselines["nothing_in_common"]
    assert score.coverage["80"] == pytest.approx(0.8, abs=0.05)
    assert hundred.coverage["80"] == pytest.approx(0.8, abs=0.1)
    assert alone.coverage["80"] < hundred.coverage["80"] - 0.05


def project(found: float, items: int = 40) -> tuple[np.ndarray, ...]:
    """One item done a day; as many as ``found`` of each known came up on the way."""
    finished = np.arange(items) + 1.0
    is_late = np.arange(items) % (1 + found) >= 1 if found else np.zeros(items, bool)
    created = np.where(is_late, finished - 0.5, 0.0)
    return created, finished, np.ones(items)


@pytest.mark.parametrize("found", [0, 1, 3])
def test_a_project_grew_by_what_was_not_known_of_what_came(found: int) -> None:
    grown = growth_of(*project(found))
    assert grown is not None
    assert grown.growth == pytest.approx(np.log(1 + found), abs=0.1)


def test_some_projects_do_not_tell_how_they_grew() -> None:
    created, finished, weight = project(1)
    assert growth_of(created[:4], finished[:4], weight[:4]) is None
    assert growth_of(np.full(40, 99.0), finished, weight) is None
    assert growth_of(finished - 0.5, finished, weight) == Grown(MOST, 40.0)
    assert growth_of(np.zeros(9), np.ones(9), np.ones(9)) is None


def test_growth_is_shrunk_to_what_is_shipped() -> None:
    none, some, many = (learned_growth([Grown(0.5, 1e6)] * k) for k in (0, 3, 300))
    assert (none.growth, none.spread) == pytest.approx((GROWTH, SPREAD))
    assert none.own == 0.0
    assert some.growth == pytest.approx((GROWTH + 0.5) / 2, rel=1e-4)
    assert (some.own, some.projects) == (pytest.approx(0.5, rel=1e-4), 3)
    assert many.growth == pytest.approx(0.5, abs=0.01)
    assert many.spread < SPREAD / 3
