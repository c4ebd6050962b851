"""What delay costs: all that people say of worth, as the search counts it.

The unit is a minute by which one item of normal importance is done later.
"""

import numpy as np

from headway.plan.compile.workspace import Compiled
from headway_engine.problem import NEVER
from headway_engine.solvers.judging import DelayCost, Price

STEP = 200
"""From one word of importance to the next: each weighs twice as much."""

DATED = 4.0
"""A minute after a deadline against one of work without a deadline."""

CLIFF_MINUTES = 5 * 1440
"""Missing a deadline at all costs as much as being so late."""

PRICE = Price(per_move=1440.0)
"""Who finds another plan in the morning loses a day of an item's delay by it."""


def delay_cost(compiled: Compiled) -> DelayCost:
    """Charge each open item for its delay, from now or from its deadline.

    Gates are no work, and cost nothing.
    """
    n = len(compiled.nodes)
    slope, cliff = np.zeros(n), np.zeros(n)
    due = np.full(n, NEVER, np.int32)
    for i, (node, ranked) in enumerate(
        zip(compiled.nodes, compiled.ranked, strict=True)
    ):
        if node.item is None or node.item.state == "done":
            continue
        weight = 2.0 ** ((sum(ranked.priority) - 1000) / STEP)
        slope[i] = weight
        if node.item.deadline is not None:
            due[i] = round(ranked.deadline)
            slope[i] = weight * DATED
            cliff[i] = slope[i] * CLIFF_MINUTES
    return DelayCost(slope=slope, due=due, cliff=cliff)
