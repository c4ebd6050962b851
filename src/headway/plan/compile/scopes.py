"""Which items grow with their projects, and by how much."""

from collections.abc import Sequence

import numpy as np

from headway.plan.rows import ItemRow
from headway_engine.forecasting.growth import Growth
from headway_engine.problem import NO_SCOPES, NONE, Scopes

GROWS = ("effort", "duration")
"""What people work at; waits on the wall clock and milestones stay what they are."""


def scopes_of(items: Sequence[ItemRow | None], growth: Growth | None) -> Scopes:
    """Lay out the projects of open items as scopes; ``items`` by their positions."""
    if growth is None:
        return NO_SCOPES
    found: dict[int, int] = {}
    of = [
        found.setdefault(item.project_id, len(found))
        if item is not None and item.drive in GROWS and item.state != "done"
        else NONE
        for item in items
    ]
    return Scopes(
        of=np.array(of, dtype=np.int32),
        key=np.array(list(found), dtype=np.int64),
        growth=np.full(len(found), growth.growth),
        spread=np.full(len(found), growth.spread),
    )
