"""The classic ways to say what matters, each as the one function of delay cost.

The unit is the delay of normal work: a :class:`Worth` of slope 1 costs in a week what a
week's delay of one normal item does.  None divides by effort; the index does that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import exp, inf, log
from typing import Final

PRIORITY_STEP: Final = 200
"""Of priorities from 0 to 1000, 500 being normal: so much more weighs twice as much."""

LATE_FACTOR: Final = 4.0
"""A week after a date against one of the same work without a date."""

CLIFF_WEEKS: Final = 5 / 7
"""Missing a date at all costs as much as being so late."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Worth:
    """Delay cost in normal items: ``slope`` and ``late`` per week, ``cliff`` once.

    ``late`` and ``cliff`` count from the item's date, if it has one.  ``fading_weeks``:
    the slope falls to 1/e of it within so many.
    """

    slope: float
    late: float = 0.0
    cliff: float = 0.0
    fading_weeks: float = inf


def _dated(slope: float) -> Worth:
    late = slope * (LATE_FACTOR - 1)
    return Worth(slope=slope, late=late, cliff=slope * LATE_FACTOR * CLIFF_WEEKS)


def by_priority(priority: int, project_priority: int = 500) -> Worth:
    """Weigh by importance, 0 to 1000; that of the project weighs as much."""
    return _dated(2.0 ** ((priority + project_priority - 1000) / PRIORITY_STEP))


def by_stars(stars: int) -> Worth:
    """Weigh 1 to 5 stars; 3 are normal, each weighs twice as much as the one before."""
    return _dated(2.0 ** (stars - 3))


class Moscow(Enum):
    """Must, should, could, will not have this time."""

    MUST = 4.0
    SHOULD = 2.0
    COULD = 1.0
    WONT = 0.0


def by_moscow(word: Moscow) -> Worth:
    """Weigh by class; what must be there at the date is worth little after it."""
    if word is Moscow.MUST:
        return Worth(slope=word.value, late=word.value, cliff=word.value * 10)
    return Worth(slope=word.value)


def by_cost_of_delay(per_week: float, once: float = 0.0) -> Worth:
    """Take people's own word: so much per week, and so much if the date is missed."""
    return Worth(slope=per_week, cliff=once)


def by_wsjf(value: float, criticality: float, reduction: float) -> Worth:
    """Add up the three of Weighted Shortest Job First, on its scale up to 20.

    Items with 8 in all are normal: what is usual where the least of a column is 1.
    """
    return Worth(slope=(value + criticality + reduction) / 8)


def by_rice(reach: float, impact: float, confidence: float) -> Worth:
    """Multiply reach per week, impact and confidence (0 to 1); effort divides later."""
    return Worth(slope=reach * impact * confidence)


def by_eisenhower(*, is_important: bool, is_urgent: bool) -> Worth:
    """Important is steep; urgent is lost within a week if it is not done."""
    slope = 2.0 if is_important else 0.5
    if not is_urgent:
        return Worth(slope=slope)
    return Worth(slope=slope * 4, fading_weeks=1.0)


def by_order(scores: Sequence[float]) -> list[float]:
    """Change scores as little as can be so that none is below a later one.

    For an order that people dragged: ``scores`` are costs per hour, the first first,
    above 0.  Least squares of the logarithms, by pooling neighbours that violate it
    (Ayer et al. 1955, doi:10.1214/aoms/1177728423).
    """
    pools: list[tuple[float, int]] = []
    for score in scores:
        mean, count = log(score), 1
        while pools and pools[-1][0] < mean:
            before, many = pools.pop()
            mean = (before * many + mean * count) / (many + count)
            count += many
        pools.append((mean, count))
    return [exp(mean) for mean, count in pools for _ in range(count)]
