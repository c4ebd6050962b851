"""Distributions of a logarithm as probabilities of equal bins.

Arrays of probabilities have shape ``(n, bins)`` and rows that add up to 1.  What lies
beyond the ends counts as the first or last bin.
"""

from dataclasses import dataclass

import numpy as np

from headway_engine.problem import Floats, Ints


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """Bins of ``width``; ``low`` is the centre of the first of ``bins``."""

    low: float
    width: float
    bins: int

    @property
    def centres(self) -> Floats:
        return np.asarray(self.low + self.width * np.arange(self.bins), np.float64)

    def place(self, logs: Floats) -> Ints:
        """Give the bin of each value; ``nan`` goes to the first."""
        nearest = np.rint((np.nan_to_num(logs, nan=self.low) - self.low) / self.width)
        return np.clip(nearest, 0, self.bins - 1).astype(np.int32)

    def quantiles(self, cumulative: Floats, levels: Floats) -> Floats:
        """Read quantiles off rows of cumulative probability: shape ``(n, levels)``.

        Linear within a bin, so that a quantile moves with the probabilities and does
        not jump from centre to centre.
        """
        found = np.empty((len(cumulative), len(levels)))
        for j, level in enumerate(levels):
            at = np.minimum((cumulative < level).sum(axis=1), self.bins - 1)
            upper = np.take_along_axis(cumulative, at[:, None], 1)[:, 0]
            lower = np.where(
                at > 0,
                np.take_along_axis(cumulative, np.maximum(at - 1, 0)[:, None], 1)[:, 0],
                0.0,
            )
            part = (level - lower) / np.maximum(upper - lower, 1e-12)
            found[:, j] = self.low + self.width * (at - 0.5 + np.clip(part, 0, 1))
        return found

    def crps(self, cumulative: Floats, bins: Ints) -> Floats:
        """Score each row by its continuous ranked probability score (lower is better).

        In units of the logarithm.  Gneiting & Raftery 2007, eq. 20, with the observed
        value at the centre of its bin.
        """
        step = np.arange(self.bins) >= bins[:, None]
        return np.asarray(((cumulative - step) ** 2).sum(axis=1) * self.width)


def bounds(cumulative: Floats, bins: Ints) -> tuple[Floats, Floats]:
    """Give the cumulative probability just below each observed bin, and with it.

    The randomised probability integral transform lies anywhere between the two; scores
    average over that instead of drawing (Czado, Gneiting & Held 2009).
    """
    upper = np.take_along_axis(cumulative, bins[:, None].astype(np.intp), 1)[:, 0]
    below = np.take_along_axis(
        cumulative, np.maximum(bins - 1, 0)[:, None].astype(np.intp), 1
    )[:, 0]
    return np.where(bins > 0, below, 0.0), upper


def share_below(lower: Floats, upper: Floats, level: Floats | float) -> Floats:
    """Give the chance that a uniform draw between the bounds is below ``level``."""
    width = np.maximum(upper - lower, 1e-12)
    return np.asarray(np.clip((level - lower) / width, 0.0, 1.0))
