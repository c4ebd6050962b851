"""Which items decide when their project ends."""

from collections.abc import Mapping, Sequence

from headway_engine.explanation import chain_to
from headway_engine.problem import NEVER
from headway_engine.schedule import Schedule


def critical_chains(
    schedule: Schedule, projects: Mapping[int, Sequence[int]]
) -> frozenset[int]:
    """Return the positions on the chain of causes to the last finish of their project.

    ``projects`` has the open positions of each.  A chain goes on through items of other
    projects that keep somebody busy; these are on it only if it is their own too.
    """
    found: set[int] = set()
    for positions in projects.values():
        placed = [i for i in positions if schedule.finish[i] != NEVER]
        if not placed:
            continue
        last = max(placed, key=lambda i: (int(schedule.finish[i]), -i))
        found.update(set(chain_to(schedule, last)).intersection(positions))
    return frozenset(found)
