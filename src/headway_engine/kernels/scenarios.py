"""Draws of minutes that depend on names, not on places, and a dispatch for each."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headway_engine.kernels.compiling import called, inlined, kernel
from headway_engine.kernels.dispatch import dispatch
from headway_engine.kernels.records import FINISH_AT, START_AT, Plan, Run
from headway_engine.problem import Floats, Keys, Minutes

Order = NDArray[np.intp]
STRATA: Final = 4096
GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
FIRST_FACTOR: Final = np.uint64(0xBF58476D1CE4E5B9)
SECOND_FACTOR: Final = np.uint64(0x94D049BB133111EB)
OF_TEAM: Final = np.uint64(0x7465616D)
TOP_BITS: Final = np.uint64(52)


class Draws(NamedTuple):
    """Per item of a plan: key, median minutes and spread; and what to draw from.

    ``fresh``, ``begun`` and ``team`` are ``STRATA`` quantiles each, of standard
    deviation 1: for an item not started, for one in progress, for the team's rate.
    """

    key: Keys
    minutes: Floats
    spread: Floats
    fresh: Floats
    begun: Floats
    team: Floats
    team_spread: float


@inlined
def mixed(word: np.uint64) -> np.uint64:
    """Give the next output of splitmix64 (Steele, Lea and Flood 2014)."""
    word = word + GOLDEN
    word = (word ^ (word >> np.uint64(30))) * FIRST_FACTOR
    word = (word ^ (word >> np.uint64(27))) * SECOND_FACTOR
    return word ^ (word >> np.uint64(31))


@called
def draw(plan: Plan, run: Run, draws: Draws, seed: int, scenario: int) -> None:
    """Draw the minutes of every item in one scenario."""
    base = mixed(mixed(np.uint64(seed)) ^ np.uint64(scenario))
    team = draws.team[mixed(base ^ OF_TEAM) >> TOP_BITS] * draws.team_spread
    for i in range(len(draws.key)):
        spread = draws.spread[i]
        minutes = draws.minutes[i]
        begun = i < plan.begun
        if spread > 0.0:
            stratum = mixed(base ^ mixed(np.uint64(draws.key[i]))) >> TOP_BITS
            z = draws.begun[stratum] if begun else draws.fresh[stratum]
            minutes *= np.exp(spread * z + team)
        run.draw[i] = max(minutes, 1.0) if begun else minutes


@kernel
def dispatch_scenarios(
    plan: Plan,
    run: Run,
    draws: Draws,
    seed: int,
    first: int,
    order: Order,
    start: Minutes,
    finish: Minutes,
) -> None:
    """Dispatch scenarios ``first``, ``first + 1`` and so on into the rows given."""
    for row in range(len(start)):
        draw(plan, run, draws, seed, first + row)
        dispatch(plan, run)
        for i in range(len(order)):
            start[row, order[i]] = run.item[i, START_AT]
            finish[row, order[i]] = run.item[i, FINISH_AT]
