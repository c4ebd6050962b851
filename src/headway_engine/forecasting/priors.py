"""What is believed before the first item is finished: shipped distributions.

The figures are those of published records: 34 % of 10,266 tasks of the SiP data set
(arXiv 1901.01621) took exactly what was estimated, and the logarithm of actual over
estimated effort deviates by 0.62 to 1.07 in that and two other sets.  Cycle times
differ far more between organisations, so their prior is wide and soon forgotten.
"""

from typing import Final

import numpy as np

from headway_engine.forecasting.grid import Grid
from headway_engine.problem import Floats

EXACT_SHARE: Final = 1 / 3
"""Tasks that took exactly what was estimated."""

RATIO_GRID: Final = Grid(low=-5.0, width=0.05, bins=201)
"""ln(actual / estimate): from a 148th to 148 times; the middle bin is *as estimated*.
"""

EFFORT_GRID: Final = Grid(low=0.0, width=0.06, bins=201)
"""ln minutes of effort that nobody estimated: a minute to 160,000."""

CYCLE_GRID: Final = Grid(low=-7.3, width=0.075, bins=216)
"""ln days: a minute to 19 years."""

SCALE: Final = 0.6
"""Of the tails of the ratio (Laplace): deviation 0.85 without the exact ones."""


def ratio_prior() -> Floats:
    """Probabilities of ln(actual / estimate): an atom at 0 in Laplace tails."""
    tails = _normed(np.exp(-np.abs(RATIO_GRID.centres) / SCALE))
    tails *= 1 - EXACT_SHARE
    tails[RATIO_GRID.bins // 2] += EXACT_SHARE
    return tails


def effort_prior() -> Floats:
    """Probabilities of ln minutes where nobody estimated: around a day of 8 hours."""
    return _wide(EFFORT_GRID, centre=np.log(480.0), scale=1.07)


def cycle_prior() -> Floats:
    """Probabilities of ln days from start to finish: around three days."""
    return _wide(CYCLE_GRID, centre=np.log(3.0), scale=1.5)


def _wide(grid: Grid, *, centre: float, scale: float) -> Floats:
    """Student's t with 4 degrees of freedom."""
    z = (grid.centres - centre) / scale
    return _normed((1 + z * z / 4) ** -2.5)


def _normed(weights: Floats) -> Floats:
    return np.asarray(weights / weights.sum())
