"""When the next K will be done, and how many will be by then.

Three forecasters look back over windows from two weeks to a year: the pace of the last
half year, the mean of all looks, and a ridge regression of what came on what had been
seen.  Each is as uncertain as it was wrong before: its errors, older ones counting
less, are its distribution.  The three are pooled and corrected by their record
(``calibration``).

Drawing days of the last months anew, as is common, knows of no change of pace: its 80 %
ranges hold in 55 to 69 % of cases on two published histories.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from headway_engine.forecasting.calibration import Calibration, correct
from headway_engine.forecasting.grid import Grid, bounds
from headway_engine.forecasting.pace import (
    LONG_LOOK,
    Ahead,
    pace_after,
    pace_before,
)
from headway_engine.forecasting.records import Rows
from headway_engine.forecasting.rolling import Record
from headway_engine.problem import Floats, Ints

ERRORS: Final = Grid(low=-3.0, width=0.03, bins=201)
"""ln of actual over forecast days per item: from a 20th to 20 times."""

STEP_DAYS: Final = 7.0
HALF_LIFE_DAYS: Final = 180.0
PRIOR_WEIGHT: Final = 30.0
"""For how many past forecasts the shipped error counts."""

PACE_SPREAD: Final = 0.25
"""Deviation of the logarithm of a team's pace from one window to the next: shipped."""

RIDGE: Final = 8.0
STEP: Final = 0.1
"""Of the correction: weekly forecasts are few."""

FORECASTERS: Final = 3


@dataclass(slots=True)
class _Past:
    """What was forecast at each origin, and what came."""

    origins: Floats
    looks: Floats
    came: Floats
    known: Floats
    said: Floats
    """By forecaster: shape ``(origins, FORECASTERS)``."""


class Throughput:
    """Weekly forecasts over one window ahead, replayed through the past.

    Parameters
    ----------
    done
        Sorted instants of finishing, as ``pace.finishes`` gives them; at least two.
    origins
        The days of the forecasts, rising, after the first of ``done``.
    """

    def __init__(self, done: Floats, origins: Floats, ahead: Ahead) -> None:
        self.ahead = ahead
        came, known = pace_after(done, origins, ahead)
        said = np.empty((len(origins), FORECASTERS))
        looks = pace_before(done, origins, ahead)
        self.past = _Past(origins, looks, came, known, said)
        self.calibration = Calibration(np.empty((len(origins), 0), np.int32), STEP)
        n = len(origins)
        self.record = Record(**{name: np.full(n, np.nan) for name in Record.__slots__})
        self._cumulative = np.empty(ERRORS.bins)
        self._centre = 0.0
        self._order = np.argsort(known, kind="stable")
        self._learnt = 0

    def replay(self) -> "Throughput":
        """Forecast at every origin in turn from what was known before it."""
        for i in range(len(self.past.origins)):
            self._learn(self.past.origins[i])
            self._ask(i)
        return self

    def pace_quantiles(self, levels: Floats) -> Floats:
        """Give quantiles of ln days per item as forecast at the last origin."""
        errors = ERRORS.quantiles(self._cumulative[None], levels)[0]
        return np.asarray(self._centre + errors)

    def _learn(self, day: float) -> None:
        known = self.past.known
        while self._learnt < len(known) and known[self._order[self._learnt]] <= day:
            row = self._order[self._learnt : self._learnt + 1].astype(np.int32)
            self.calibration.learn(row, self.record.lower[row], self.record.upper[row])
            self._learnt += 1

    def _ask(self, i: int) -> None:
        past, row = self.past, np.array([i], np.int32)
        ripe = np.flatnonzero(past.known[:i] <= past.origins[i])
        age = past.origins[i] - past.origins[ripe]
        weight = np.exp2(-age / HALF_LIFE_DAYS)
        past.said[i] = self._say(i, ripe, weight)
        centre = float(past.said[i].mean())
        mixed = np.zeros(ERRORS.bins)
        for forecaster, said in enumerate(past.said[i]):
            errors = past.came[ripe] - past.said[ripe, forecaster] + said - centre
            mixed += self._spread(errors, weight, said - centre) / FORECASTERS
        raw = np.minimum(np.cumsum(mixed), 1.0)[None]
        stated = correct(raw, self.calibration.levels(row))
        self._cumulative, self._centre = stated[0], centre
        if np.isfinite(past.known[i]):
            self._write(row, stated, ERRORS.place(past.came[row] - centre))

    def _write(self, row: Rows, stated: Floats, at: Ints) -> None:
        record = self.record
        record.lower[row], record.upper[row] = bounds(stated, at)
        record.crps[row] = ERRORS.crps(stated, at)
        ends = ERRORS.quantiles(stated, np.array([0.1, 0.9]))
        record.range80[row] = ends[:, 1] - ends[:, 0]

    def _say(self, i: int, ripe: Rows, weight: Floats) -> Floats:
        """Three forecasts of ln days per item."""
        looks = self.past.looks
        mean = looks.mean(axis=1)
        learned = mean[i]
        if len(ripe):
            design = np.column_stack([np.ones(len(looks)), looks - mean[:, None], mean])
            design[:, -1] -= np.average(mean[ripe], weights=weight)
            penalty = np.full(design.shape[1], RIDGE)
            penalty[0] = PRIOR_WEIGHT
            seen = design[ripe] * weight[:, None]
            wanted = self.past.came[ripe] - mean[ripe]
            slope = np.linalg.solve(
                seen.T @ design[ripe] + np.diag(penalty), seen.T @ wanted
            )
            learned = mean[i] + float(design[i] @ slope)
        return np.array([looks[i, LONG_LOOK], mean[i], learned])

    def _spread(self, errors: Floats, weight: Floats, centre: float) -> Floats:
        """Smooth the errors, and mix in the shipped ones."""
        items = self.ahead.items or max(
            self.ahead.days / float(np.exp(self.past.looks[-1].mean())), 1.0
        )
        shipped = np.hypot(PACE_SPREAD, items**-0.5)
        made = PRIOR_WEIGHT * _bell(centre, shipped)
        if len(errors):
            deviation = np.sqrt(np.average((errors - centre) ** 2, weights=weight))
            width = max(0.5 * deviation * len(errors) ** -0.2, ERRORS.width / 2)
            counts = np.bincount(ERRORS.place(errors), weight, ERRORS.bins)
            made += np.convolve(counts, _bell(0.0, width), mode="same")
        return np.asarray(made / made.sum())


def weekly(first: float, last: float, *, most: int) -> Floats:
    """Give a week's days from ``first`` to ``last``, ending there, ``most`` at most."""
    step = max(STEP_DAYS, (last - first) / most)
    return np.asarray(last - step * np.arange(int((last - first) / step) + 1)[::-1])


def _bell(centre: float, deviation: float) -> Floats:
    """The normal distribution on the grid of errors."""
    z = (ERRORS.centres - centre) / deviation
    weights = np.exp(-z * z / 2)
    return np.asarray(weights / weights.sum())
