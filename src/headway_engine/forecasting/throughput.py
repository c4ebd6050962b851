"""When the next K will be done, and how many will be by then.

Three forecasters look back over windows from two weeks to a year: the pace of the last
half year, the mean of all looks, and a ridge regression of what came on what had been
seen.  Each is as uncertain as it was wrong before: its errors, older ones counting
less, make its distribution.  The three are pooled and corrected by their record
(``calibration``).

Drawing days of the last months anew, as is common, knows of no change of pace: its 80 %
ranges hold in 59 and 72 % of cases on two published histories.
"""

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
from headway_engine.forecasting.rungs import (
    HALF_LIFE_DAYS,
    STEP_DAYS,
    STRENGTH,
    Rungs,
    span_of,
    usual_error,
    windows_in,
)
from headway_engine.problem import Floats

ERRORS: Final = Grid(low=-3.0, width=0.03, bins=201)
"""ln of actual over forecast days per item: from a 20th to 20 times."""

BELL_COUNTS: Final = 60.0
"""For how many the bell does: single errors, as of a beginning, are not the rule."""

LEAST_CHANCE: Final = 0.5
"""Of the variance that chance gives to whole items: no team is steadier than this."""

RIDGE: Final = 8.0
STEP: Final = 0.15
"""Of the correction: weekly forecasts are few."""

FORECASTERS: Final = 3


class Throughput:
    """Weekly forecasts over one window ahead, replayed through the past.

    Parameters
    ----------
    done
        Sorted instants of finishing, as ``pace.finishes`` gives them; at least two.
    origins
        The days of the forecasts, rising, after the first of ``done``.
    ahead
        The window.
    is_by_day
        Whether ``done`` are whole days.

    Notes
    -----
    ``said`` has what was forecast, by origin and forecaster; ``came`` what came.
    """

    def __init__(
        self, done: Floats, origins: Floats, ahead: Ahead, *, is_by_day: bool
    ) -> None:
        n = len(origins)
        self.ahead, self.origins = ahead, origins
        self.came = pace_after(done, origins, ahead, is_by_day=is_by_day)
        self.looks = pace_before(done, origins, ahead)
        self.said = np.empty((n, FORECASTERS))
        self.calibration = Calibration(np.empty((n, 0), np.int32), STEP)
        self.record = Record(**{name: np.full(n, np.nan) for name in Record.__slots__})
        self._rungs = Rungs(done, origins, ahead, is_by_day=is_by_day)
        self._own = 0.0
        self._cumulative = np.empty(ERRORS.bins)
        self._centre = 0.0
        self._order = np.argsort(self.came.known, kind="stable")
        self._learnt = 0

    def replay(self) -> "Throughput":
        """Forecast at every origin in turn from what was known before it."""
        for i in range(len(self.origins)):
            self._learn(self.origins[i])
            self._ask(i)
            self.calibration.begin(np.array([i]))
        return self

    def pace_quantiles(self, levels: Floats) -> Floats:
        """Give quantiles of ln days per item as forecast at the last origin."""
        errors = ERRORS.quantiles(self._cumulative[None], levels)[0]
        return np.asarray(self._centre + errors)

    @property
    def own(self) -> float:
        """How much of the last forecast's width is the history's own, 0 to 1.

        The rest is borrowed from the shipped figure; the pace itself never is.
        """
        return self._own

    def _learn(self, day: float) -> None:
        known = self.came.known
        while self._learnt < len(known) and known[self._order[self._learnt]] <= day:
            row = self._order[self._learnt : self._learnt + 1]
            self.calibration.learn(row, self.record.lower[row], self.record.upper[row])
            self._learnt += 1

    def _ask(self, i: int) -> None:
        row = np.array([i])
        ripe = np.flatnonzero(self.came.known[:i] <= self.origins[i])
        age = self.origins[i] - self.origins[ripe]
        weight = np.exp2(-age / HALF_LIFE_DAYS)
        self.said[i] = self._say(i, ripe, weight)
        centre, look = float(self.said[i].mean()), float(self.looks[i].mean())
        varies, borrowed = self._rungs.varies(i, look)
        _, days = span_of(self.ahead, look)
        self._own = 1 - borrowed * STRENGTH / (STRENGTH + windows_in(weight, days))
        mixed = np.zeros(ERRORS.bins)
        for forecaster, said in enumerate(self.said[i]):
            errors = self.came.pace[ripe] - self.said[ripe, forecaster] + said - centre
            bell = self._bell(errors - said + centre, weight, look, varies)
            mixed += _spread(errors, weight, said - centre, bell) / FORECASTERS
        raw = np.minimum(np.cumsum(mixed), 1.0)[None]
        stated = correct(raw, self.calibration.levels(row))
        self._cumulative, self._centre = stated[0], centre
        if np.isfinite(self.came.known[i]):
            self._write(row, stated, centre)

    def _write(self, row: Rows, stated: Floats, centre: float) -> None:
        record, came = self.record, self.came
        record.lower[row], _ = bounds(stated, ERRORS.place(came.least[row] - centre))
        _, record.upper[row] = bounds(stated, ERRORS.place(came.most[row] - centre))
        at = ERRORS.place(came.pace[row] - centre)
        record.crps[row] = ERRORS.crps(stated, at)
        ends = ERRORS.quantiles(stated, np.array([0.1, 0.9]))
        record.range80[row] = ends[:, 1] - ends[:, 0]

    def _say(self, i: int, ripe: Rows, weight: Floats) -> Floats:
        """Three forecasts of ln days per item."""
        looks = self.looks
        mean = looks.mean(axis=1)
        learned = mean[i]
        if len(ripe):
            design = np.column_stack([np.ones(len(looks)), looks - mean[:, None], mean])
            design[:, -1] -= np.average(mean[ripe], weights=weight)
            penalty = np.full(design.shape[1], RIDGE)
            penalty[0] = BELL_COUNTS
            seen = design[ripe] * weight[:, None]
            wanted = self.came.pace[ripe] - mean[ripe]
            slope = np.linalg.solve(
                seen.T @ design[ripe] + np.diag(penalty), seen.T @ wanted
            )
            learned = mean[i] + float(design[i] @ slope)
        return np.array([looks[i, LONG_LOOK], mean[i], learned])

    def _bell(
        self, errors: Floats, weight: Floats, look: float, varies: float
    ) -> float:
        """Give the usual deviation, shrunk towards what shorter windows tell.

        ``look`` is the pace that was seen, ``varies`` as ``Rungs`` gives it.
        """
        items, days = span_of(self.ahead, look)
        square = max(varies + 1 / items, LEAST_CHANCE / items)
        if len(errors):
            own = windows_in(weight, days)
            usual = usual_error(np.abs(errors), weight)
            square = (STRENGTH * square + own * usual**2) / (STRENGTH + own)
        return max(float(np.sqrt(square)), ERRORS.width)


def _spread(errors: Floats, weight: Floats, centre: float, bell: float) -> Floats:
    """Mix a bell as wide as errors usually are with the errors themselves."""
    if not len(errors):
        return _bell(centre, bell)
    made = BELL_COUNTS * _bell(centre, bell)
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
