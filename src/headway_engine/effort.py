"""How uncertain minutes are: the distribution of work given its median.

Minutes are drawn as ``median * exp(spread * z + team)``.  ``z`` has a third of its
weight at 0, for people do what they said exactly that often, and the rest in tails
heavier than the normal.  ``team`` is the same for all items of a scenario: without it
the sum of many items would look certain.
"""

from functools import cache
from statistics import NormalDist
from typing import Final

import numpy as np

from headway_engine.kernels.scenarios import STRATA, Draws
from headway_engine.packing import Packed
from headway_engine.problem import Floats, Problem

EXACT_SHARE: Final = 1 / 3
"""Tasks done in exactly the estimated time: 34 % of 10,266 in the SiP records."""

DEFAULT_SPREAD: Final = 0.85
"""Deviation of ln(actual / estimate) over the same records; 0.62 to 1.07 elsewhere."""

TEAM_SPREAD: Final = 0.15
"""Deviation of the logarithm of a team's rate from scenario to scenario: assumed.

Independent draws alone leave a nominal 80 % range of 50 items' duration at 55 %
coverage; the full month-to-month dispersion of throughput overshoots.
"""

FARTHEST_Z: Final = 3.5
"""Tails end here: nobody has seen what lies beyond, and it would rule the mean."""


def minutes_left(
    estimate_minutes: float, spent_minutes: float, spread: float
) -> tuple[float, float]:
    """Say what is left of work in progress: median minutes, and their spread.

    The effort is distributed around the estimate as above, without the third that is
    exact; it is more than what was spent already.  Never less than one minute, so
    that open work never counts as done.
    """
    totals = estimate_minutes * np.exp(spread * _begun())
    left = totals[totals > spent_minutes] - spent_minutes
    if not len(left):
        left = np.array([spent_minutes * np.expm1(spread / FARTHEST_Z)])
    left = np.maximum(left, 1.0)
    return float(np.median(left)), float(np.std(np.log(left)))


def draws(problem: Problem, packed: Packed) -> Draws:
    """Prepare to draw around the medians."""
    return Draws(
        key=problem.items.key[packed.order].astype(np.int64),
        minutes=problem.items.minutes[packed.order].astype(np.float64),
        spread=problem.items.spread[packed.order].astype(np.float64),
        fresh=_fresh(),
        begun=_begun(),
        team=_team(),
        team_spread=TEAM_SPREAD,
    )


def medians(problem: Problem, packed: Packed) -> Draws:
    """Prepare to draw the medians themselves."""
    certain = draws(problem, packed)
    return certain._replace(spread=np.zeros(len(packed.order)))


@cache
def _fresh() -> Floats:
    """Quantiles of an atom at 0 within tails, of deviation 1 before they are cut."""
    p = _levels()
    tail = 1 - EXACT_SHARE
    outside = np.where(p < 0.5, p / tail, 1 - (1 - p) / tail)
    z = _student(np.clip(outside, 1e-9, 1 - 1e-9)) / np.sqrt(tail)
    return _read_only(np.where(np.abs(p - 0.5) <= EXACT_SHARE / 2, 0.0, z))


@cache
def _begun() -> Floats:
    """Quantiles of the tails alone: who is at it has no estimate to meet exactly."""
    return _read_only(_student(_levels()))


@cache
def _team() -> Floats:
    """Quantiles of the normal distribution."""
    normal = NormalDist()
    return _read_only(np.array([normal.inv_cdf(p) for p in _levels()]))


def _levels() -> Floats:
    return (np.arange(STRATA) + 0.5) / STRATA


def _student(p: Floats) -> Floats:
    """Quantiles of Student's t with 4 degrees of freedom, scaled to deviation 1.

    In closed form (Shaw 2006, Journal of Computational Finance 9:4).
    """
    alpha = np.sqrt(4 * p * (1 - p))
    size = 2 * np.sqrt(np.maximum(np.cos(np.arccos(alpha) / 3) / alpha - 1, 0))
    return np.asarray(np.sign(p - 0.5) * size / np.sqrt(2))


def _read_only(z: Floats) -> Floats:
    cut = np.clip(z, -FARTHEST_Z, FARTHEST_Z)
    cut.flags.writeable = False
    return cut
