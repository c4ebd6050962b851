"""How much of people's time goes to work that came up and was done at once.

Of what somebody finished in a period some was planned and some was not.  The second
part's share of the time is what plans do not have: whoever loses a fifth of their time
needs a quarter more of it for what is planned.  Shares are shrunk towards those of all
people together, since few weeks of one person tell little, and the spread from period
to period towards the shipped figure.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from headway_engine.problem import ENDS_AT, Floats

SPREAD: Final = 0.1
"""Deviation of the logarithm of the factor from month to month, where nothing tells.

Assumed: of somebody who usually loses 20 % of their time, 30 % in one of ten months.
"""

PERIOD_DAYS: Final = 28.0
STRENGTH: Final = 2.0
"""For so many periods what all people together show counts for one of them."""

SPREAD_STRENGTH: Final = 12.0
"""For so many periods the shipped spread counts."""

MOST: Final = 0.8
"""No larger part of anybody's time goes to interruptions: an odd history."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Interruptions:
    """What interruptions do to the minutes that somebody needs for planned work.

    ``slowdown`` and ``spread`` are those of ``problem.People``.
    """

    slowdown: float
    spread: float

    @property
    def usual(self) -> float:
        """The part of working time that they take at the median, 0 to 1."""
        return float(-np.expm1(-max(self.slowdown, 0.0)))

    @property
    def most(self) -> float:
        """The part that they take in one of ten periods at least."""
        return float(-np.expm1(-max(self.slowdown + ENDS_AT * self.spread, 0.0)))


def said_interruptions(usual: float, most: float | None = None) -> Interruptions:
    """Take people's word: what is lost usually, and in one of ten periods."""
    slowdown = _slowdown(usual)
    if most is None:
        return Interruptions(slowdown=slowdown, spread=SPREAD if usual else 0.0)
    return Interruptions(
        slowdown=slowdown, spread=(_slowdown(most) - slowdown) / ENDS_AT
    )


def learned_interruptions(
    person: NDArray[np.int64], age_days: Floats, minutes: Floats, unplanned: Floats
) -> dict[int, Interruptions]:
    """Learn from finished work, row by row, what each person in it loses.

    ``age_days`` is how long ago the work was done, ``minutes`` what it took of the
    person, ``unplanned`` 1 where it was an interruption, else 0.
    """
    people, who = np.unique(person, return_inverse=True)
    _, period = np.unique(np.floor(age_days / PERIOD_DAYS), return_inverse=True)
    shape = len(people), int(period.max(initial=-1)) + 1
    whole, lost = np.zeros(shape), np.zeros(shape)
    np.add.at(whole, (who, period), minutes)
    np.add.at(lost, (who, period), minutes * unplanned)
    worked = whole > 0
    if not worked.any():
        return {}
    mean = lost.sum() / whole.sum()
    weight = STRENGTH * whole[worked].mean()
    shares = (lost.sum(1) + weight * mean) / (whole.sum(1) + weight)
    share = np.where(worked, np.minimum(lost / np.where(worked, whole, 1.0), MOST), 0.0)
    usual = np.log1p(-np.minimum(shares, MOST))
    square = np.where(worked, (np.log1p(-share) - usual[:, None]) ** 2, 0.0)
    count = int(worked.sum())
    weighted = float((square * whole).sum() / whole.sum()) * count
    spread = np.sqrt(
        (SPREAD_STRENGTH * SPREAD**2 + weighted) / (SPREAD_STRENGTH + count)
    )
    return {
        int(pk): Interruptions(slowdown=float(-each), spread=float(spread))
        for pk, each in zip(people.tolist(), usual.tolist(), strict=True)
    }


def _slowdown(share: float) -> float:
    return float(-np.log1p(-min(share, MOST)))
