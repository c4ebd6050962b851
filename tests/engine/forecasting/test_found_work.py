"""Forecasts of work that is found, judged by projects made up by a known rule."""

import numpy as np
import pytest

from benchmarks.calibration import year_of
from headway_engine.forecasting.found_work import (
    backtest_growth,
    found_work,
    projects_of,
)
from headway_engine.forecasting.growth import Grown, Growth, learned_growth
from headway_engine.forecasting.records import History
from tests.engine.forecasting.histories import history

EACH = 160
SIZES = (12, 24, 60, 160)
LASTS = 60.0


def found_on_the_way(
    projects: int, *, seed: int = 1, mean: float = 0.5, each: int = EACH
) -> History:
    """Projects one after the other, in which so many items come up as work is done.

    Of the ``each`` items still to come the same part is known at any time; what that is
    differs from project to project, by 0.2 of its logarithm.
    """
    rng = np.random.default_rng(seed)
    created, finished, project = [], [], []
    for code in range(projects):
        begin, grown = code * 20.0, max(rng.normal(mean, 0.2), 0.0)
        done = begin + LASTS * (np.arange(each) + 1) / each
        early = rng.random(each) < np.exp(-grown)
        early[-1 - each // 80 :] = True  # something of it is known all along
        found = begin + (done - begin) * rng.uniform(0.85, 1.0, each)
        created.append(np.where(early, begin, found))
        finished.append(done)
        project.append(np.full(each, code))
    return history(
        projects * each,
        created=np.concatenate(created),
        finished=np.concatenate(finished),
        estimate=np.full(projects * each, 60.0),
        project=np.concatenate(project),
    )


def test_what_is_allowed_for_is_what_is_found() -> None:
    score = backtest_growth(found_on_the_way(120), year_of)
    assert score is not None
    nothing, shipped = (score.baselines[n] for n in ("nothing_found", "shipped"))
    assert score.crps_ln < shipped.crps_ln < nothing.crps_ln
    assert 0.7 < score.coverage["80"] <= 0.95
    assert nothing.coverage["80"] < 0.2
    assert score.n > 250
    assert {group.kind for group in score.groups} <= {"stage", "year"}


@pytest.mark.parametrize("each", SIZES)
def test_ranges_hold_for_small_projects_as_for_large_ones(each: int) -> None:
    scores = [
        backtest_growth(found_on_the_way(120, seed=seed, each=each), year_of)
        for seed in range(4)
    ]
    held = np.mean([score.coverage["80"] for score in scores if score])
    assert 0.74 < held < 0.86


def test_the_less_is_known_the_more_what_is_found_scatters() -> None:
    growth = Growth(growth=0.4, spread=0.2)
    spreads = [growth.behind(items)[1] for items in (6.0, 12.0, 24.0, 60.0, 300.0)]
    assert spreads == sorted(spreads, reverse=True)
    assert growth.behind(1e9) == pytest.approx((0.4, 0.2), abs=0.02)
    assert growth.behind(0.0) == (0.4, 0.2)


def test_chance_in_small_projects_does_not_teach_that_projects_differ() -> None:
    rng = np.random.default_rng(2)
    chance = [Grown(float(g), 10.0) for g in rng.normal(0.4, 0.26, 40)]
    sure = [Grown(each.growth, 1000.0) for each in chance]
    assert learned_growth(chance).spread < 0.18 < 0.22 < learned_growth(sure).spread


def test_no_look_knows_what_was_finished_later() -> None:
    calm, wild = found_on_the_way(20), found_on_the_way(20, seed=2, mean=1.2)
    later = history(
        2 * len(calm),
        created=np.concatenate([calm.created, wild.created + 200.0]),
        finished=np.concatenate([calm.finished, wild.finished + 200.0]),
        estimate=np.full(2 * len(calm), 60.0),
        project=np.concatenate([calm.project, wild.project + 20]),
    )
    both = (found_work(projects_of(each)) for each in (calm, later))
    alone, followed = (each.expected.upper[each.days < 200.0] for each in both)
    assert len(alone) > 8
    assert set(alone.tolist()) <= set(followed.tolist())


def test_few_projects_and_open_ones_tell_nothing() -> None:
    assert backtest_growth(found_on_the_way(5), year_of) is None
    assert backtest_growth(history(0), year_of) is None
    whole = found_on_the_way(30)
    is_open = history(
        len(whole),
        created=whole.created,
        finished=np.where(np.arange(len(whole)) % EACH, whole.finished, np.nan),
        project=whole.project,
    )
    assert projects_of(is_open) == []
    assert backtest_growth(is_open, year_of) is None
