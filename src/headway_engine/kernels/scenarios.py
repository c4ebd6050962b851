"""Draws of minutes that depend on names, not on places, and a dispatch for each."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headway_engine.kernels.compiling import called, inlined, kernel
from headway_engine.kernels.dispatch import dispatch
from headway_engine.kernels.records import FINISH_AT, LAG, START_AT, Plan, Run
from headway_engine.problem import Floats, Ints, Keys, Minutes

Order = NDArray[np.intp]
STRATA: Final = 4096
GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
FIRST_FACTOR: Final = np.uint64(0xBF58476D1CE4E5B9)
SECOND_FACTOR: Final = np.uint64(0x94D049BB133111EB)
OF_TEAM: Final = np.uint64(0x7465616D)
OF_SCOPE: Final = np.uint64(0x73636F7065)
OF_CHANCE: Final = np.uint64(0x6368616E6365)
OF_PERSON: Final = np.uint64(0x706572736F6E)
OF_LAG: Final = np.uint64(0x6C6167)
LONGEST_LAG: Final = float(1 << 30)
TOP_BITS: Final = np.uint64(52)


class Draws(NamedTuple):
    """Per item of a plan: key, median minutes and spread; and what to draw from.

    ``spread`` is an item's own, ``common`` its part in the team's rate.  ``fresh``,
    ``begun`` and ``team`` are ``STRATA`` quantiles each, of standard deviation 1: for
    an item not started, for one in progress, for what several items share.  Scope ``s``
    has the items ``member[bounds[s]:bounds[s + 1]]``, none of which has started.
    ``person`` has the keys of all people, or none where nobody is interrupted.  Link
    ``lagging[j]`` of the plan has a lag that is drawn, of median ``lag_minutes[j]``.
    """

    key: Keys
    minutes: Floats
    spread: Floats
    common: Floats
    fresh: Floats
    begun: Floats
    team: Floats
    scope: Keys
    growth: Floats
    growth_spread: Floats
    bounds: Ints
    member: Ints
    person: Keys
    slowdown: Floats
    slowdown_spread: Floats
    chance: Keys
    probability: Floats
    chance_bounds: Ints
    chance_member: Ints
    lag: Keys
    lagging: Ints
    lag_minutes: Floats
    lag_spread: Floats


@inlined
def mixed(word: np.uint64) -> np.uint64:
    """Give the next output of splitmix64 (Steele, Lea and Flood 2014)."""
    word = word + GOLDEN
    word = (word ^ (word >> np.uint64(30))) * FIRST_FACTOR
    word = (word ^ (word >> np.uint64(27))) * SECOND_FACTOR
    return word ^ (word >> np.uint64(31))


@called
def draw(plan: Plan, run: Run, draws: Draws, seed: int, scenario: int) -> None:
    """Draw the minutes of every item in one scenario, and what people lose."""
    base = mixed(mixed(np.uint64(seed)) ^ np.uint64(scenario))
    team = draws.team[mixed(base ^ OF_TEAM) >> TOP_BITS]
    for i in range(len(draws.key)):
        spread = draws.spread[i]
        minutes = draws.minutes[i]
        begun = i < plan.begun
        if spread > 0.0:
            stratum = mixed(base ^ mixed(np.uint64(draws.key[i]))) >> TOP_BITS
            z = draws.begun[stratum] if begun else draws.fresh[stratum]
            minutes *= np.exp(spread * z + draws.common[i] * team)
        run.draw[i] = max(minutes, 1.0) if begun else minutes
    draw_growth(run, draws, base)
    draw_people(run, draws, base)
    draw_chances(run, draws, base)
    draw_lags(plan, draws, base)


@inlined
def draw_growth(run: Run, draws: Draws, base: np.uint64) -> None:
    """Let what has not started grow with its scope."""
    for s in range(len(draws.scope)):
        of_scope = mixed(mixed(np.uint64(draws.scope[s])) ^ OF_SCOPE)
        z = draws.team[mixed(base ^ of_scope) >> TOP_BITS]
        grown = np.exp(max(draws.growth[s] + draws.growth_spread[s] * z, 0.0))
        for m in range(draws.bounds[s], draws.bounds[s + 1]):
            run.draw[draws.member[m]] *= grown


@inlined
def draw_people(run: Run, draws: Draws, base: np.uint64) -> None:
    """Draw by what interruptions multiply the minutes of each person."""
    for p in range(len(draws.person)):
        of_person = mixed(mixed(np.uint64(draws.person[p])) ^ OF_PERSON)
        z = draws.team[mixed(base ^ of_person) >> TOP_BITS]
        slowed = max(draws.slowdown[p] + draws.slowdown_spread[p] * z, 0.0)
        run.slow[p] = np.exp(slowed)


@inlined
def draw_chances(run: Run, draws: Draws, base: np.uint64) -> None:
    """Let what does not come take no time."""
    for c in range(len(draws.chance)):
        of_chance = mixed(mixed(np.uint64(draws.chance[c])) ^ OF_CHANCE)
        stratum = np.int64(mixed(base ^ of_chance) >> TOP_BITS)
        if stratum + 0.5 > draws.probability[c] * STRATA:
            for m in range(draws.chance_bounds[c], draws.chance_bounds[c + 1]):
                run.draw[draws.chance_member[m]] = 0.0


@inlined
def draw_lags(plan: Plan, draws: Draws, base: np.uint64) -> None:
    """Write into the plan how long the lags that are not known are."""
    for j in range(len(draws.lag)):
        of_lag = mixed(mixed(np.uint64(draws.lag[j])) ^ OF_LAG)
        z = draws.team[mixed(base ^ of_lag) >> TOP_BITS]
        minutes = np.rint(draws.lag_minutes[j] * np.exp(draws.lag_spread[j] * z))
        plan.link[draws.lagging[j], LAG] = int(min(minutes, LONGEST_LAG))


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
    """Dispatch scenarios ``first``, ``first + 1`` and so on into the rows given.

    Where lags are drawn each thread needs links of its own: they are written there.
    """
    for row in range(len(start)):
        draw(plan, run, draws, seed, first + row)
        dispatch(plan, run)
        for i in range(len(order)):
            start[row, order[i]] = run.item[i, START_AT]
            finish[row, order[i]] = run.item[i, FINISH_AT]
