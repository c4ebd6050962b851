"""How a pace varies, learnt from shorter windows than the one asked about.

Of a window of three months a year knows four, of one of a week it knows fifty.  Each
window is shrunk towards the next shorter one, and the shortest towards the shipped
figure, as contexts are towards wider ones (``shrinkage``): a young history whose weeks
are alike is not made as uncertain as others are, nor one with bursts as sure.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from headway_engine.forecasting.pace import Ahead, pace_after, pace_before
from headway_engine.problem import Floats

PARTS: Final = (1 / 16, 1 / 8, 1 / 4, 1 / 2)
"""Of the window asked about."""

LEAST_ITEMS: Final = 4
LEAST_DAYS: Final = 7.0
"""Shorter windows show days of rest rather than a pace."""

STRENGTH: Final = 3.0
"""For how many past windows that do not overlap the shorter window counts."""

SHIPPED: Final = 0.25
"""Square of the deviation of a team's ln pace from one window to the next, besides
what chance does to whole items.
"""

GROWS: Final = 1.4
"""By how much that square is larger in a window twice as long: between a pace that
goes up and down around its mean (1 or less) and one that wanders off (2).
"""

MOST: Final = SHIPPED
"""Above this only the window itself is believed: what is released every few weeks looks
wild in a week, and its pace is not.
"""

STEP_DAYS: Final = 7.0
HALF_LIFE_DAYS: Final = 120.0


class Rungs:
    """The shorter windows of one window ahead, over the same origins."""

    def __init__(
        self, done: Floats, origins: Floats, ahead: Ahead, *, is_by_day: bool
    ) -> None:
        self._rungs = [
            _Rung(done, origins, each, is_by_day=is_by_day) for each in _shorter(ahead)
        ]

    def varies(self, i: int, look: float) -> tuple[float, float]:
        """Say what is known at origin ``i`` of how far a pace varies besides by chance.

        ``look`` is ln days per item as seen there.  Returns the square, and how much of
        it is borrowed from the shipped figure, 0 to 1.
        """
        square, borrowed = SHIPPED / GROWS ** len(self._rungs), 1.0
        for rung in self._rungs:
            seen, windows = rung.seen(i, look)
            square = (STRENGTH * square + windows * seen) / (STRENGTH + windows)
            square *= GROWS  # in the next window
            borrowed *= STRENGTH / (STRENGTH + windows)
        return min(square, MOST), borrowed


class _Rung:
    """One shorter window: by how much the mean look was wrong about it."""

    def __init__(
        self, done: Floats, origins: Floats, ahead: Ahead, *, is_by_day: bool
    ) -> None:
        self.ahead, self.origins = ahead, origins
        came = pace_after(done, origins, ahead, is_by_day=is_by_day)
        self.known = came.known
        self.errors = np.abs(came.pace - pace_before(done, origins, ahead).mean(axis=1))

    def seen(self, i: int, look: float) -> tuple[float, float]:
        """Give the square seen, less that of chance, and how many windows tell it."""
        day = self.origins[i]
        ripe = np.flatnonzero(self.known[:i] <= day)
        if not len(ripe):
            return 0.0, 0.0
        weight = np.exp2((self.origins[ripe] - day) / HALF_LIFE_DAYS)
        items, days = span_of(self.ahead, look)
        usual = usual_error(self.errors[ripe], weight)
        return usual**2 - 1 / items, windows_in(weight, days)


def span_of(ahead: Ahead, look: float) -> tuple[float, float]:
    """Give about how many items, and days, a window has at a pace of ``look``."""
    items = ahead.items or max(ahead.days / np.exp(look), 1.0)
    return float(items), float(ahead.days or ahead.items * np.exp(look))


def windows_in(weight: Floats, days: float) -> float:
    """Count the windows that do not overlap: those that do went wrong together."""
    return float(weight.sum() / max(days / STEP_DAYS, 1.0))


def usual_error(errors: Floats, weight: Floats) -> float:
    """Give the deviation that the median of absolute errors tells (of a normal one)."""
    order = np.argsort(errors)
    reached = np.cumsum(weight[order])
    return 1.4826 * float(errors[order][np.searchsorted(reached, reached[-1] / 2)])


def _shorter(ahead: Ahead) -> Iterator[Ahead]:
    for part in PARTS:
        items, days = int(ahead.items * part), ahead.days * part
        if items >= LEAST_ITEMS or days >= LEAST_DAYS:
            yield Ahead(items=items, days=days)
