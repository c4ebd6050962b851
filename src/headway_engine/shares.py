"""Where the spread of a result comes from: what items have in common, or single ones.

The draws that a scenario's items share are known by their names, so nothing has to be
simulated again to see how much of a result follows them.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headway_engine.effort import team_quantiles
from headway_engine.kernels.scenarios import (
    FIRST_FACTOR,
    GOLDEN,
    OF_SCOPE,
    OF_TEAM,
    SECOND_FACTOR,
    TOP_BITS,
)
from headway_engine.problem import NEVER, Floats, Minutes, Problem

Hashes = NDArray[np.uint64]

FEWEST: Final = 50
"""Scenarios, before a share of their spread is more than chance."""


class Common(NamedTuple):
    """What ``s`` scenarios drew: ``team`` (``s``), ``growth`` (``s`` x scopes)."""

    team: Floats
    growth: Floats


def common_draws(problem: Problem, *, seed: int, scenarios: int) -> Common:
    """Give what the first scenarios of a simulation draw for several items at once.

    The logarithm of the team's rate in deviations, and of each scope's growth.
    """
    numbers = np.arange(scenarios, dtype=np.uint64)
    base = _mixed(_mixed(np.array([seed]).astype(np.uint64)) ^ numbers)
    scopes = problem.scopes
    names = _mixed(_mixed(scopes.key.astype(np.uint64)) ^ OF_SCOPE)
    z = _normal(_mixed(base[:, None] ^ names))
    return Common(
        team=_normal(_mixed(base ^ OF_TEAM)),
        growth=np.maximum(scopes.growth + scopes.spread * z, 0.0),
    )


def share_of(cause: Floats, finish: Minutes, *, now: int) -> float:
    """Say what share of the variance of the time to a finish follows a cause, 0 to 1.

    Of the logarithm of the time, by the squared correlation: the first-order index of
    Sobol (1993) where a result follows its cause in a straight line.  Of independent
    causes shares add up to at most 1.
    """
    placed = (finish != NEVER) & (finish > now)
    if placed.sum() < FEWEST:
        return 0.0
    time = np.log(finish[placed] - np.float64(now))
    cause = cause[placed]
    if not cause.std() or not time.std():
        return 0.0
    square = float(np.corrcoef(cause, time)[0, 1]) ** 2
    chance = 1 / (len(time) - 1)
    return max((square - chance) / (1 - chance), 0.0)


def _normal(hashes: Hashes) -> Floats:
    return team_quantiles()[(hashes >> TOP_BITS).astype(np.intp)]


def _mixed(word: Hashes) -> Hashes:
    """Give the next output of splitmix64, as the kernels do."""
    word = word + GOLDEN
    word = (word ^ (word >> np.uint64(30))) * FIRST_FACTOR
    word = (word ^ (word >> np.uint64(27))) * SECOND_FACTOR
    return word ^ (word >> np.uint64(31))
