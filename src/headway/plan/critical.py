"""Which items decide when their project ends."""

from collections.abc import Mapping, Sequence

import numpy as np

from headway.plan.compile.compiled import Compiled
from headway_engine.explanation import chain_to
from headway_engine.problem import NEVER, NONE, Ints
from headway_engine.schedule import Schedule


def open_items(compiled: Compiled) -> dict[int, list[int]]:
    """Return the positions of each project's open items."""
    inside: dict[int, list[int]] = {}
    for i, node in enumerate(compiled.nodes):
        if node.item and node.item.state != "done":
            inside.setdefault(node.item.project_id, []).append(i)
    return inside


def aims_of(compiled: Compiled) -> Ints:
    """Return to which of the projects each position belongs, while it is open."""
    aims = np.full(len(compiled.nodes), NONE, np.int32)
    for aim, positions in enumerate(open_items(compiled).values()):
        aims[positions] = aim
    return aims


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
