"""Which items grow with their projects, and by how much."""

from collections.abc import Sequence

import numpy as np

from headway.plan.rows import ItemRow
from headway_engine.forecasting.growth import Growth, alike
from headway_engine.problem import NO_SCOPES, NONE, Scopes

GROWS = ("effort", "duration")
"""What people work at; waits on the wall clock and milestones stay what they are."""

NOT_BEGUN = ("todo", "waiting")


def scopes_of(
    items: Sequence[ItemRow | None], minutes: Sequence[float], growth: Growth | None
) -> Scopes:
    """Lay out the projects of open items as scopes; ``items`` by their positions.

    The less of a project is not begun yet (``minutes``), the more its growth scatters.
    """
    if growth is None:
        return NO_SCOPES
    found: dict[int, int] = {}
    of = np.array(
        [
            found.setdefault(item.project_id, len(found))
            if item is not None and item.drive in GROWS and item.state != "done"
            else NONE
            for item in items
        ],
        dtype=np.int32,
    )
    is_left = [item is not None and item.state in NOT_BEGUN for item in items]
    left = np.where(np.array(is_left, np.bool_), np.array(minutes), 0.0)
    each = [growth.behind(alike(left[of == scope])) for scope in range(len(found))]
    return Scopes(
        of=of,
        key=np.array(list(found), dtype=np.int64),
        growth=np.array([mean for mean, _ in each], np.float64),
        spread=np.array([spread for _, spread in each], np.float64),
    )
