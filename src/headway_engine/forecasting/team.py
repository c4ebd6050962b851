"""How far a team's good and bad times move all of its work together.

Forecasts of single items are wrong by what is the item's own, and by what all items of
a time have in common: the first cancels out in a sum, the second does not.  The second
is what is left of the variance of the mean error of each period when what the spread
within periods explains is taken off (a one-way random effect, by moments), with items
by their weight, since a total is; shrunk towards the shipped figure, since few periods
tell a variance badly.
"""

from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np

from headway_engine.forecasting.rolling import Record
from headway_engine.problem import TEAM_SPREAD, Floats

PERIOD_DAYS: Final = 30.0
"""Errors of so many days count as of one time."""

STRENGTH: Final = 12.0
"""For so many periods the shipped figure counts."""

MOST: Final = 1.0
"""Above this it is no team's rate any more: an odd history must not rule."""

RANGE80: Final = 2 * NormalDist().inv_cdf(0.9)
"""Width of the central 80 % of a normal distribution, in deviations."""

LEVELS: Final = np.linspace(0.01, 0.99, 99)
SCORES: Final = np.array([NormalDist().inv_cdf(level) for level in LEVELS])


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamRate:
    """``spread`` is that of ``problem.Problem.team_spread``.

    ``own`` is how much of it the history says, 0 to 1, of ``periods``; the rest is the
    shipped figure.
    """

    spread: float = TEAM_SPREAD
    own: float = 0.0
    periods: int = 0


def errors_of(record: Record) -> Floats:
    """Give the error of each forecast in units of the logarithm; ``nan`` where none.

    From where in its distribution the outcome fell, so that one outcome in a tail is
    no more than that.
    """
    middle = (record.lower + record.upper) / 2
    return np.asarray(np.interp(middle, LEVELS, SCORES) * record.range80 / RANGE80)


def team_rate(errors: Floats, days: Floats, weight: Floats) -> TeamRate:
    """Learn from the errors of forecasts how much of them a time has in common.

    ``days`` are those of the outcomes, ``weight`` how much work each item was said to
    be: large items make a total, and what they have in common counts.
    """
    chosen = np.isfinite(errors) & np.isfinite(days) & (weight > 0)
    errors, days, weight = errors[chosen], days[chosen], weight[chosen]
    if not len(errors):
        return TeamRate()
    number = np.floor((days.max() - days) / PERIOD_DAYS).astype(np.int64)
    _, period = np.unique(number, return_inverse=True)
    whole, n, k = np.bincount(period, weight), len(errors), int(period.max()) + 1
    if n == k:
        return TeamRate()
    mean = np.bincount(period, weight * errors) / whole
    around = float(np.average((errors - mean[period]) ** 2, weights=weight))
    alike = whole**2 / np.bincount(period, weight**2)
    alone = around * n / (n - k) / alike
    square = float(np.average(mean**2 - alone, weights=alike))
    shrunk = (STRENGTH * TEAM_SPREAD**2 + k * square) / (STRENGTH + k)
    spread = float(np.sqrt(np.clip(shrunk, 0.0, MOST**2)))
    return TeamRate(spread=spread, own=k / (STRENGTH + k), periods=k)
