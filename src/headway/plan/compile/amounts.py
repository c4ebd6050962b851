"""How much of an item is left to do, as far as anybody knows."""

from math import log
from typing import NamedTuple

from headway.plan.learning import Learned
from headway.plan.rows import ItemRow
from headway.work.models.amounts import minutes_unticked
from headway.work.models.items import ASSUMED_MINUTES
from headway_engine.effort import DEFAULT_SPREAD, minutes_left
from headway_engine.problem import CUT, ENDS_AT

UNKNOWN_SPREAD = 1.07 * CUT
"""Of what nobody estimated: the widest that records of estimated work show."""


class Amount(NamedTuple):
    """Minutes left at the median, the deviation of their logarithm, and whence.

    ``is_assumed``: nobody estimated it.  ``learned`` is what finished work says of it
    where that is what counts.
    """

    minutes: float
    spread: float
    is_assumed: bool = False
    learned: Learned | None = None


NOTHING = Amount(0.0, 0.0)


def amount(item: ItemRow, learned: Learned | None = None, *, waited: int = 0) -> Amount:
    """Say how much is left, by people's word and by what finished work teaches.

    ``waited`` are the minutes on the wall since an item of elapsed time began: a wait
    is known to take longer than it has lasted.

    What somebody said is left is taken at their word: no record tells how such words
    turn out.  An estimate of the whole, or none, counts as what work like it came to.
    """
    if item.state == "done" or item.drive == "milestone":
        return NOTHING
    if item.remaining_minutes is not None:
        left = float(item.remaining_minutes)
        return Amount(_kept_open(item, left), _spread(item, None))
    estimate, is_estimated = _whole(item)
    if learned is None and not is_estimated:
        return Amount(float(ASSUMED_MINUTES), UNKNOWN_SPREAD, is_assumed=True)
    if learned is not None:
        estimate = round(learned.minutes)
    spread, spent = _spread(item, learned), item.spent_minutes
    gone = waited if item.drive == "elapsed" else spent
    if gone > 0 and not spread:
        left = max(estimate - gone, 1.0)
    elif gone > 0:
        left, spread = minutes_left(estimate, gone, spread)
    else:
        left = _unticked(item, estimate)
    return Amount(_kept_open(item, left), spread, not is_estimated, learned)


def _whole(item: ItemRow) -> tuple[int, bool]:
    """Return the estimate of the whole, and whether somebody made one."""
    said = item.effort_minutes if item.drive == "effort" else item.duration_minutes
    return said or 0, said is not None


def _unticked(item: ItemRow, estimate: int) -> float:
    spent, done, total = item.spent_minutes, item.checks_done, item.checks_total
    left = minutes_unticked(estimate, spent=spent, done=done, total=total)
    return float(left or 0)


def _kept_open(item: ItemRow, left: float) -> float:
    """Open work is never nothing, but for what takes no time on the wall."""
    return left if item.drive == "elapsed" else max(left, 1.0)


def spread_between(low: int | None, high: int | None) -> float:
    """Return the deviation of the logarithm of what people said lies between two ends.

    The ends that people say are read as P10 and P90.  They are no limits: of ranges
    of which people were nearly certain, 6 to 7 in 10 held (Jørgensen, Teigen &
    Moløkken 2004, doi:10.1016/S0164-1212(02)00160-7), and outer points read so give
    better estimates than extremes do (Keefer & Verdini 1993,
    doi:10.1287/mnsc.39.9.1086).  What is likely is the median.
    """
    return log(high / low) / (2 * ENDS_AT) if low and high else 0.0


def _spread(item: ItemRow, learned: Learned | None) -> float:
    """Return the deviation of the logarithm of what an estimate turns out to be."""
    if said := spread_between(item.low_minutes, item.high_minutes):
        return said
    if learned is not None:
        return learned.spread
    return 0.0 if item.drive == "elapsed" else DEFAULT_SPREAD
