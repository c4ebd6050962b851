"""How uncertain minutes are: the distribution of work given its median.

Minutes are drawn as ``median * exp(own * z + common * team)``.  ``z`` has a third of
its weight at 0, for people do what they said exactly that often, and the rest in tails
heavier than the normal.  ``team`` is the same for all items of a scenario: without it
the sum of many items would look certain.  ``own`` and ``common`` add up to the item's
spread, as squares do, so that the range of a single item stays what was said of it.
"""

from functools import cache
from statistics import NormalDist
from typing import Final

import numpy as np

from headway_engine.chances import LIKELY
from headway_engine.checking import FARTHEST
from headway_engine.kernels.scenarios import STRATA, Draws
from headway_engine.packing import Order, Packed
from headway_engine.problem import CUT, NONE, Floats, Ints, Links, Problem

EXACT_SHARE: Final = 1 / 3
"""Tasks done in exactly the estimated time: 34 % of 10,266 in the SiP records."""

DEFAULT_SPREAD: Final = 0.85 * CUT
"""Of what has one estimate: ln(actual / estimate) deviates by 0.85 in these records."""

MOST_COMMON: Final = 0.5
"""At most so much of an item's variance is the team's: a surer item is less its."""

TAILS_END: Final = 2.0
"""Where tails are cut, in deviations of what they are before: 98 of 100 tasks of the
records took no longer.  What is beyond is rare, but in a total of a hundred items it is
there each time: uncut, the median of such totals was a fifth too high, now a tenth.
"""

MOST_EXPONENT: Final = 40.0
"""Of what is multiplied by e to some power: beyond lies nothing but overflow."""


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
        left = np.array([spent_minutes * np.expm1(spread / _begun()[-1])])
    left = np.maximum(left, 1.0)
    return float(np.median(left)), float(np.std(np.log(left)))


def draws(problem: Problem, packed: Packed) -> Draws:
    """Prepare to draw around the medians."""
    spread = _bounded(problem.items.spread[packed.order])
    common = np.minimum(problem.team_spread, spread * np.sqrt(MOST_COMMON))
    scopes = problem.scopes
    bounds, member = _members(problem.scopes.of, len(scopes.key), packed)
    chances = problem.chances
    hanging = _members(chances.of, len(chances.key), packed)
    links, lagging = problem.links, _lagging(problem.links, packed)
    lags = packed.links[lagging]
    return Draws(
        key=problem.items.key[packed.order].astype(np.int64),
        minutes=np.minimum(problem.items.minutes[packed.order], float(FARTHEST)),
        spread=np.sqrt(spread**2 - common**2),
        common=common,
        fresh=_fresh(),
        begun=_begun(),
        team=team_quantiles(),
        scope=scopes.key.astype(np.int64),
        growth=_bounded(scopes.growth),
        growth_spread=_bounded(scopes.spread),
        bounds=bounds,
        member=member,
        person=problem.people.key.astype(np.int64),
        slowdown=_bounded(problem.people.slowdown),
        slowdown_spread=_bounded(problem.people.slowdown_spread),
        chance=chances.key.astype(np.int64),
        probability=chances.probability.astype(np.float64),
        chance_bounds=hanging[0],
        chance_member=hanging[1],
        lag=links.key[lags].astype(np.int64),
        lagging=lagging.astype(np.int32),
        lag_minutes=links.lag[lags].astype(np.float64),
        lag_spread=_bounded(links.spread[lags]),
    )


def medians(problem: Problem, packed: Packed) -> Draws:
    """Prepare to draw the medians themselves."""
    certain = draws(problem, packed)
    return certain._replace(
        spread=np.zeros(len(packed.order)),
        growth_spread=np.zeros(len(certain.growth)),
        slowdown_spread=np.zeros(len(certain.slowdown)),
        lag_spread=np.zeros(len(certain.lag)),
        probability=(certain.probability >= LIKELY).astype(np.float64),
    )


def _bounded(exponents: Floats) -> Floats:
    """Keep what is no number of any work from making others infinite."""
    return np.minimum(exponents, MOST_EXPONENT).astype(np.float64)


def _lagging(links: Links, packed: Packed) -> Order:
    """Find the plan's links whose lags are not known."""
    if not len(links.spread):
        return np.zeros(0, np.intp)
    return np.flatnonzero(links.spread[packed.links] > 0)


def _members(of: Ints, count: int, packed: Packed) -> tuple[Ints, Ints]:
    """List the items that have not started by what they have in common.

    As the plan counts them; ``of`` says it of each, or is empty.
    """
    of = of if len(of) else np.full(len(packed.order), NONE, np.int32)
    planned = of[packed.order]
    planned[: packed.plan.begun] = NONE
    by_scope = np.argsort(planned, kind="stable").astype(np.int32)
    bounds = np.searchsorted(planned[by_scope], np.arange(count + 1))
    return bounds.astype(np.int32), by_scope


@cache
def _fresh() -> Floats:
    """Quantiles of an atom at 0 within tails."""
    p = _levels()
    tail = 1 - EXACT_SHARE
    outside = np.where(p < 0.5, p / tail, 1 - (1 - p) / tail)
    z = _student(np.clip(outside, 1e-9, 1 - 1e-9)) / np.sqrt(tail)
    return _cut(np.where(np.abs(p - 0.5) <= EXACT_SHARE / 2, 0.0, z))


@cache
def _begun() -> Floats:
    """Quantiles of the tails alone: who is at it has no estimate to meet exactly."""
    return _cut(_student(_levels()))


@cache
def team_quantiles() -> Floats:
    """Quantiles of what several items share: of the normal distribution."""
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


def _cut(z: Floats) -> Floats:
    """Cut the tails, and make the deviation 1 again."""
    cut = np.clip(z, -TAILS_END, TAILS_END)
    return _read_only(cut / cut.std())


def _read_only(z: Floats) -> Floats:
    z.flags.writeable = False
    return z
