"""How much of an item is left to do, as far as anybody knows."""

from headway.plan.snapshot import ItemRow
from headway.work.models.items import ASSUMED_MINUTES
from headway_engine.effort import DEFAULT_SPREAD, minutes_left

UNKNOWN_SPREAD = 1.07
"""Of what nobody estimated: the widest that records of estimated work show."""


def amount(item: ItemRow) -> tuple[float, float, bool]:
    """Return the minutes left at the median, their spread, and whether assumed."""
    if item.state == "done" or item.drive == "milestone":
        return 0.0, 0.0, False
    is_effort = item.drive == "effort"
    estimate = item.effort_minutes if is_effort else item.duration_minutes
    left = estimate if item.remaining_minutes is None else item.remaining_minutes
    if left is None:
        return float(ASSUMED_MINUTES), UNKNOWN_SPREAD, True
    if item.drive == "elapsed":
        return float(left), 0.0, False
    if item.remaining_minutes is None and item.spent_minutes:
        return (*minutes_left(left, item.spent_minutes, DEFAULT_SPREAD), False)
    return max(float(left), 1.0), DEFAULT_SPREAD, False
