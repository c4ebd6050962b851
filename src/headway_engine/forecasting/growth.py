"""How much more a project turned out to be than was known while it was under way.

At any moment of a finished project some of the work that was still to come was known
and some was not.  Where work is found as steadily as it is done, the ratio of what was
to come to what of it was known is the same all along; so the mean of its logarithm over
a few moments is the project's growth.  What a project will grow by is drawn around the
mean of those that are finished, shrunk towards the shipped figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

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
STRENGTH: Final = 3.0
"""For so many projects the shipped figures count."""

MOST: Final = 1.4
"""No project counts as grown to more than four times of what was known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Growth:
    """``growth`` and ``spread`` are those of ``problem.Scopes``.

    ``own`` is how much of them the history says, 0 to 1, of ``projects``.
    """

    growth: float = GROWTH
    spread: float = SPREAD
    own: float = 0.0
    projects: int = 0


def growth_of(created: Floats, finished: Floats, weight: Floats) -> float | None:
    """Say by how much a finished project grew: the logarithm, 0 for not at all.

    ``created`` and ``finished`` are instants of its items, ``weight`` how much work
    each was.  ``None`` where there are too few, or where one was written down only
    when it was done already: such a project does not say when its work was known.
    """
    if len(created) < LEAST_ITEMS or (created > finished).any():
        return None
    grown = [each for _, each in looks_at(created, finished, weight)]
    return min(float(np.mean(grown)), MOST) if grown else None


def looks_at(
    created: Floats, finished: Floats, weight: Floats
) -> list[tuple[float, float]]:
    """Give each moment, and the logarithm of what was to come to what was known."""
    found = []
    for moment in np.quantile(finished, MOMENTS, method="lower").tolist():
        to_come = finished > moment
        known = to_come & (created <= moment)
        if weight[known].sum() > 0:
            grown = np.log(weight[to_come].sum() / weight[known].sum())
            found.append((moment, float(grown)))
        elif to_come.any():
            found.append((moment, MOST))
    return found


def learned_growth(grown: Iterable[float]) -> Growth:
    """Learn from what finished projects grew by."""
    seen = np.fromiter(grown, np.float64)
    k = len(seen)
    mean = (STRENGTH * GROWTH + seen.sum()) / (STRENGTH + k)
    square = STRENGTH * SPREAD**2 + ((seen - mean) ** 2).sum()
    return Growth(
        growth=float(mean),
        spread=float(np.sqrt(square / (STRENGTH + k))),
        own=k / (STRENGTH + k),
        projects=k,
    )
