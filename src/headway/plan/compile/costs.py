"""What the search for a better order charges besides delay itself."""

from headway_engine.solvers.judging import Price

PRICE = Price(per_move=1440.0)
"""Who finds another plan in the morning loses a day of an item's delay by it."""
