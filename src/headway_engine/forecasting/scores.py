"""How good forecasts were: coverage, uniformity, by group, with their standard errors.

A forecast with atoms, as people's round figures make them, cannot cover exactly 80 %:
the end of its range lies on a figure that is met often.  Coverage and the probability
integral transform are therefore those of the randomised forecast, in expectation, so
nothing is drawn (Czado, Gneiting & Held 2009); ``closed`` coverage counts both ends of
the range as inside, as a reader of the range does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from headway_engine.forecasting.grid import share_below
from headway_engine.problem import Floats, Ints

NOMINAL: Final = (50, 80, 90)
SMALLEST_GROUP: Final = 200
POINTS: Final = 0.04
"""How far the coverage of a group may be off, besides two standard errors."""

DRAWS: Final = 400
FEWEST_BLOCKS: Final = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """The coverage of one group, and its error where that is worst."""

    kind: str
    code: int
    n: int
    coverage: Mapping[str, float]
    level: int
    error: float
    allowed: float

    @property
    def holds(self) -> bool:
        return self.error <= self.allowed


def inside(lower: Floats, upper: Floats, level: float) -> Floats:
    """Give the probability that each outcome is in the central range of ``level``."""
    above = share_below(lower, upper, 0.5 + level / 2)
    return np.asarray(above - share_below(lower, upper, 0.5 - level / 2))


def coverage(lower: Floats, upper: Floats) -> dict[str, float]:
    """Share of outcomes in the central 50, 80 and 90 % ranges."""
    return {
        str(percent): round(float(inside(lower, upper, percent / 100).mean()), 4)
        for percent in NOMINAL
    }


def closed_coverage(lower: Floats, upper: Floats) -> dict[str, float]:
    """The same, an outcome on the end of a range counting as inside."""
    return {
        str(percent): round(
            float(
                np.mean((upper >= 0.5 - percent / 200) & (lower <= 0.5 + percent / 200))
            ),
            4,
        )
        for percent in NOMINAL
    }


def pit_ks(lower: Floats, upper: Floats) -> float:
    """Largest distance of the probability integral transform from the uniform."""
    levels = np.linspace(0.01, 0.99, 99)
    seen = np.array([share_below(lower, upper, level).mean() for level in levels])
    return round(float(np.abs(seen - levels).max()), 4)


def standard_error(hits: Floats, days: Floats, block_days: float) -> float:
    """Standard error of a mean by a bootstrap of blocks of time.

    What happens in one month hangs together: blocks of ``block_days`` are drawn with
    replacement (Kunsch 1989, blocks that do not overlap).  The draws are always the
    same.
    """
    block = np.floor((days - days.min()) / block_days).astype(np.int64)
    _, block = np.unique(block, return_inverse=True)
    blocks = int(block.max()) + 1
    if blocks < FEWEST_BLOCKS:
        return float(np.sqrt(max(hits.mean() * (1 - hits.mean()), 0.0) / len(hits)))
    total = np.bincount(block, hits, blocks)
    count = np.bincount(block, minlength=blocks)
    drawn = np.random.default_rng(0).integers(0, blocks, (DRAWS, blocks))
    means = total[drawn].sum(axis=1) / count[drawn].sum(axis=1)
    return float(means.std())


def judge_groups(
    lower: Floats,
    upper: Floats,
    days: Floats,
    groups: Mapping[str, Ints],
    *,
    block_days: float,
    smallest: int = SMALLEST_GROUP,
) -> list[Group]:
    """Judge each group of ``smallest`` or more, the worst first.

    The worst is the one that is farthest beyond what is allowed.
    """
    judged = []
    for kind, codes in groups.items():
        for code in np.unique(codes[codes >= 0]):
            chosen = codes == code
            if chosen.sum() >= smallest:
                judged.append(
                    _judge(
                        kind,
                        int(code),
                        lower[chosen],
                        upper[chosen],
                        days[chosen],
                        block_days,
                    )
                )
    return sorted(judged, key=lambda group: group.allowed - group.error)


def _judge(
    kind: str, code: int, lower: Floats, upper: Floats, days: Floats, block_days: float
) -> Group:
    worst = (-np.inf, 0, 0.0, 0.0)
    for percent in NOMINAL:
        hits = inside(lower, upper, percent / 100)
        error = abs(float(hits.mean()) - percent / 100)
        allowed = POINTS + 2 * standard_error(hits, days, block_days)
        worst = max(worst, (error - allowed, percent, error, allowed))
    return Group(
        kind=kind,
        code=code,
        n=len(lower),
        coverage=coverage(lower, upper),
        level=worst[1],
        error=round(worst[2], 4),
        allowed=round(worst[3], 4),
    )


def sample_scores(drawn: Floats, came: float) -> tuple[float, float, float, float]:
    """Give the shares of a sample below, and up to, what came; score and 80 % width.

    All in units of the logarithm; the score is the continuous ranked probability score
    of the sample (Gneiting & Raftery 2007, eq. 21).
    """
    ordered = np.sort(drawn)
    n = len(ordered)
    weight = 2 * np.arange(1, n + 1) - n - 1
    crps = np.abs(ordered - came).mean() - float(weight @ ordered) / n**2
    low, high = np.quantile(ordered, [0.1, 0.9])
    below, up_to = (ordered < came).mean(), (ordered <= came).mean()
    return float(below), float(up_to), float(crps), float(high - low)


def quintiles(values: Floats) -> Ints:
    """Number each value's fifth from 0; -1 where there is none."""
    codes = np.full(len(values), -1, np.int32)
    known = np.isfinite(values)
    if known.any():
        edges = np.quantile(values[known], [0.2, 0.4, 0.6, 0.8])
        codes[known] = np.searchsorted(edges, values[known], side="left")
    return codes
