"""What delay costs as people read it, and what a search charges besides."""

from headway.work.models.costs import NORMAL_WEEK
from headway_engine.solvers.judging import Price

PRICE = Price(per_move=1440.0)
"""Who finds another plan in the morning loses a day of an item's delay by it."""

WEEK_MINUTES = 7 * 1440


def cost_of_delay(minutes: float) -> int:
    """Return expected delay, in minutes of normal work, in the unit of ``CostOfDelay``.

    ``NORMAL_WEEK`` for a week of normal work's.
    """
    return round(minutes * NORMAL_WEEK / WEEK_MINUTES)
