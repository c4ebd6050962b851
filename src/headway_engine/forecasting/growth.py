"""How much more a project turned out to be than was known while it was under way.

At any moment of a finished project some of the work that was still to come was known
and some was not.  Where work is found as steadily as it is done, the ratio of what was
to come to what of it was known is the same all along; so that ratio over a few moments
together is the project's growth.  What a project will grow by is drawn around the mean
of those that are finished, shrunk towards the shipped figure.

Of few items chance decides how many are found: besides how projects differ, what comes
behind ``k`` known ones is a negative binomial count (each item that comes is known with
one probability).  Finished projects are told apart from that chance before they teach,
and it is added again for what is left of an open one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Final, NamedTuple

import numpy as np

from headway_engine.problem import Floats

MOMENTS: Final = (0.25, 0.5, 0.75)
"""When so much of the items of a project was done, it is looked at."""

LEAST_ITEMS: Final = 5
"""Done in a project, before it tells how projects grow."""

GROWTH: Final = 0.1
"""Logarithm of the factor, where no project tells: a tenth more.

Assumed.  Requirements of successful projects grow by some per cent a month, in one
portfolio of 84 projects by more than 5 in a fifth of them (Kulk & Verhoef 2008, Science
of Computer Programming 72).
"""

SPREAD: Final = 0.2
"""Deviation of that logarithm from project to project, likewise."""

STRENGTH: Final = 3.0
"""For so many projects the shipped figures count."""

MOST: Final = 1.4
"""No project counts as grown to more than four times of what was known."""


LEAST_SPREAD: Final = 0.05
"""Projects are never more alike than this."""

PASSES: Final = 4
"""Of estimating mean and spread in turn."""

SEEN: Final = 0.64
"""Of its items so many count as seen once, where moments overlap as ``MOMENTS`` do."""

MANY: Final = 300.0
"""Known items, from which on their number hardly matters."""

STEPS: Final = 41
"""Levels of growth that a mixture is made of."""


class Grown(NamedTuple):
    """By how much a finished project grew (a logarithm), and of how many items.

    ``items`` of different size count as so many of one size (``alike``).
    """

    growth: float
    items: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Growth:
    """How projects differ: the logarithm is normal around ``growth`` by ``spread``.

    ``own`` is how much of them the history says, 0 to 1, of ``projects``.
    """

    growth: float = GROWTH
    spread: float = SPREAD
    own: float = 0.0
    projects: int = 0

    def behind(self, items: float) -> tuple[float, float]:
        """Give ``growth`` and ``spread`` of ``problem.Scopes`` for what is left.

        ``items`` are those known and not begun, as ``alike`` counts them; to two
        figures, so that one more or less of many moves nothing.
        """
        if items <= 0:
            return self.growth, self.spread
        known = float(f"{min(max(items, 1.0), MANY):.2g}")
        return _behind(self.growth, self.spread, known)


def alike(weight: Floats) -> float:
    """Count items of different size as so many of one size (Kish 1965)."""
    square = float((weight**2).sum())
    return float(weight.sum()) ** 2 / square if square > 0 else 0.0


def growth_of(created: Floats, finished: Floats, weight: Floats) -> Grown | None:
    """Say by how much a finished project grew; 0 for not at all.

    ``created`` and ``finished`` are instants of its items, ``weight`` how much work
    each was.  ``None`` where there are too few, or where one was written down only
    when it was done already: such a project does not say when its work was known.
    """
    if len(created) < LEAST_ITEMS or (created > finished).any():
        return None
    looks = looks_at(created, finished, weight)
    to_come = sum(look.to_come for look in looks)
    known = sum(look.known for look in looks)
    if not to_come:
        return None
    growth = min(float(np.log(to_come / known)), MOST) if known else MOST
    return Grown(growth, alike(weight))


class Look(NamedTuple):
    """What was ``to_come`` at a moment, and what of it was ``known``, of ``items``."""

    moment: float
    to_come: float
    known: float
    items: float


def looks_at(created: Floats, finished: Floats, weight: Floats) -> list[Look]:
    """Look at a project at each moment that had something to come."""
    found = []
    for moment in np.quantile(finished, MOMENTS, method="lower").tolist():
        to_come = finished > moment
        known = weight[to_come & (created <= moment)]
        if to_come.any():
            whole = float(weight[to_come].sum())
            found.append(Look(moment, whole, float(known.sum()), alike(known)))
    return found


def learned_growth(grown: Sequence[Grown]) -> Growth:
    """Learn from what finished projects grew by.

    Mean and spread of a normal distribution seen through each project's chance, by
    moments in turn (DerSimonian & Laird 1986), the shipped figures counting for
    ``STRENGTH`` projects.
    """
    told = 0.0
    seen = np.array([each.growth for each in grown], np.float64)
    items = np.array([each.items for each in grown], np.float64)
    k, mean, square = len(seen), GROWTH, SPREAD**2
    for _ in range(PASSES):
        chance = np.expm1(max(mean, LEAST_SPREAD)) / np.maximum(SEEN * items, 1.0)
        sure = square / (square + chance)
        told = float(sure.sum())
        mean = float((STRENGTH * GROWTH + sure @ seen) / (STRENGTH + told))
        apart = STRENGTH * SPREAD**2 + float(sure @ ((seen - mean) ** 2 - chance))
        square = max(apart / (STRENGTH + told), LEAST_SPREAD**2)
    doubt = square / (STRENGTH + k) if k else 0.0  # of the mean itself
    return Growth(
        growth=mean,
        spread=float(np.sqrt(square + doubt)),
        own=told / (STRENGTH + told),
        projects=k,
    )


@lru_cache(maxsize=4096)
def _behind(growth: float, spread: float, known: float) -> tuple[float, float]:
    """Fit the normal distribution, 0 below 0, to the mixture of counts.

    By least squares on its quantiles above 0, each as probable as its count.
    """
    normal = NormalDist()
    levels = (np.arange(STEPS) + 0.5) / STEPS
    scores = np.array([normal.inv_cdf(level) for level in levels])
    share = _counts(np.exp(-np.maximum(growth + spread * scores, 0.0)), known)
    middle = np.cumsum(share) - share / 2
    logs = np.log1p(np.arange(len(share)) / known)
    chosen = (logs > 0) & (middle > 1e-3) & (middle < 1 - 1e-3)
    if chosen.sum() < 2:
        return growth, spread
    at = np.array([normal.inv_cdf(level) for level in middle[chosen]])
    slope, centre = np.polyfit(at, logs[chosen], 1, w=np.sqrt(share[chosen]))
    return float(centre), float(max(slope, 0.0))


def _counts(is_known: Floats, known: float) -> Floats:
    """Say how probable each number of found items is, from none on.

    Negative binomial behind ``known`` ones, mixed over the chances ``is_known`` that
    an item is known.
    """
    most = float(known / is_known.min() - known)
    top = int(most + 8 * np.sqrt(most / is_known.min()) + 8)
    n = np.arange(1, top)
    with np.errstate(divide="ignore"):
        steps = np.log((known + n - 1) / n) + np.log1p(-is_known)[:, None]
    first = known * np.log(is_known)[:, None]
    logs = np.concatenate([first, first + np.cumsum(steps, axis=1)], axis=1)
    return np.asarray(np.exp(logs).mean(axis=0))
