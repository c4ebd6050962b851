"""How much of an item is left to do, as far as anybody knows."""

from math import log

from headway.plan.snapshot import ItemRow
from headway.work.models.items import ASSUMED_MINUTES, minutes_unticked
from headway_engine.effort import DEFAULT_SPREAD, minutes_left

UNKNOWN_SPREAD = 1.07
"""Of what nobody estimated: the widest that records of estimated work show."""

ENDS_AT = 1.03
"""So many deviations off the median lies P90 of what the engine draws, and P10."""


def amount(item: ItemRow) -> tuple[float, float, bool]:
    """Return the minutes left at the median, their spread, and whether assumed."""
    if item.state == "done" or item.drive == "milestone":
        return 0.0, 0.0, False
    is_effort = item.drive == "effort"
    estimate = item.effort_minutes if is_effort else item.duration_minutes
    left = item.remaining_minutes
    if left is None:
        done, total = item.checks_done, item.checks_total
        spent = item.spent_minutes
        left = minutes_unticked(estimate, spent=spent, done=done, total=total)
    if left is None:
        return float(ASSUMED_MINUTES), UNKNOWN_SPREAD, True
    spread = _spread(item)
    if item.drive == "elapsed":
        return float(left), spread, False
    if item.remaining_minutes is None and item.spent_minutes:
        return (*minutes_left(left, item.spent_minutes, spread), False)
    return max(float(left), 1.0), spread, False


def _spread(item: ItemRow) -> float:
    """Return the deviation of the logarithm of what an estimate turns out to be.

    The ends that people say are read as P10 and P90.  They are no limits: of ranges
    of which people were nearly certain, 6 to 7 in 10 held (Jørgensen, Teigen &
    Moløkken 2004, doi:10.1016/S0164-1212(02)00160-7), and outer points read so give
    better estimates than extremes do (Keefer & Verdini 1993,
    doi:10.1287/mnsc.39.9.1086).  What is likely is the median.
    """
    if item.low_minutes and item.high_minutes:
        return log(item.high_minutes / item.low_minutes) / (2 * ENDS_AT)
    return 0.0 if item.drive == "elapsed" else DEFAULT_SPREAD
