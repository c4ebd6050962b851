"""What is learnt once says of any open item what a fit with that item in it says."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from headway_engine.forecasting.effort import (
    effort_forecaster,
    is_estimated,
    ratio_forecaster,
)
from headway_engine.forecasting.learned import LATEST, LearnedEffort, joined, read
from headway_engine.forecasting.records import UNKNOWN, History
from headway_engine.forecasting.rolling import Forecaster
from tests.engine.forecasting.histories import estimated, history

LEVELS = np.array([0.1, 0.5, 0.9])
NOW = 300.0


def together(
    done: History, asked: History, make: Callable[[History], Forecaster]
) -> Sequence[np.ndarray]:
    """Fit what is done and what is asked about in one table, as a backtest does."""
    both = joined(done, asked)
    rows = np.arange(len(done), len(both), dtype=np.int32)
    forecaster = make(both)
    forecaster.replay(until=NOW + 1, latest=LATEST)
    unit = np.ones(len(rows)) if make is effort_forecaster else asked.estimate
    cumulative = forecaster.predict(rows)
    return (
        *read(forecaster.grid, cumulative, LEVELS, unit),
        forecaster.shrinkage.own_share(rows),
        forecaster.shrinkage.alike(rows),
    )


@pytest.mark.parametrize("make", [ratio_forecaster, effort_forecaster])
def test_learnt_apart_is_learnt_together(make: Callable[[History], Forecaster]) -> None:
    """For known contexts, for a person and a project never met, and for none."""
    done = estimated(900, bias=0.6)
    size = 240.0 if make is ratio_forecaster else np.nan
    asked = history(
        5,
        created=np.full(5, NOW),
        estimate=np.array([size, size, size, size * 1.7, size]),
        person=[0, 3, 99, UNKNOWN, 1],
        type=[1, 0, 1, 1, 7],
        project=[0, 0, 5, UNKNOWN, 0],
    )
    said = LearnedEffort(done, now=NOW).expect(asked, LEVELS)
    median, spread, quantiles, own, alike = together(done, asked, make)
    assert is_estimated(asked).all() == (make is ratio_forecaster)
    assert said.median == pytest.approx(median)
    assert said.spread == pytest.approx(spread)
    assert said.quantiles == pytest.approx(quantiles)
    assert said.own == pytest.approx(own)
    assert said.alike == pytest.approx(alike)
    assert said.median[0] != said.median[1]


def test_the_same_is_said_however_often_and_beside_whatever_else() -> None:
    learned = LearnedEffort(estimated(300), now=NOW)
    asked = history(3, estimate=[60.0, np.nan, 480.0], type=[0, 1, 1])
    first = learned.expect(asked, LEVELS)
    alone = learned.expect(asked.rows(np.array([2])), LEVELS)
    assert alone.median[0] == first.median[2]
    assert np.array_equal(learned.expect(asked, LEVELS).quantiles, first.quantiles)


def test_of_nothing_nothing_is_learnt() -> None:
    nothing = replace(estimated(1)).rows(np.empty(0, np.int32))
    said = LearnedEffort(nothing, now=NOW).expect(
        history(2, estimate=[60.0, np.nan]), LEVELS
    )
    assert said.own.tolist() == [0.0, 0.0]
    assert said.median == pytest.approx([60.0, 480.0], rel=0.05)
