"""What people judged of an item, in the way of its project, as its cost of delay."""

from headway.plan.compile.ranking import Said
from headway.plan.rows import CostRow, ItemRow, ProjectRow
from headway.work.judgements import is_judged, rice_of, wsjf_of
from headway.work.models import Front, Importance, Quadrant
from headway.work.models.costs import NORMAL_WEEK
from headway_engine import fronts
from headway_engine.fronts import Worth

COSTED = frozenset({Front.IMPORTANCE, Front.COST})
"""The fronts in which numbers that people said of the cost of delay count."""


def said_of(
    item: ItemRow, project: ProjectRow, cost: CostRow | None, slope: float | None = None
) -> Said:
    """Return what counts of all that was said of an item: that of its project's front.

    What nobody judged in that way counts as normal work.  ``slope`` is what its place
    on the board makes of it.
    """
    if cost is not None and project.front in COSTED:
        return Said(
            project.priority,
            item.priority,
            per_week=cost.per_week / NORMAL_WEEK,
            once=cost.once / NORMAL_WEEK,
        )
    if project.front == Front.IMPORTANCE:
        return Said(project.priority, item.priority)
    judged = _worth(item, project) if slope is None else Worth(slope=slope)
    return Said(project.priority, Importance.NORMAL, judged=judged)


def _worth(item: ItemRow, project: ProjectRow) -> Worth | None:
    match project.front:
        case Front.STARS if item.stars is not None:
            return fronts.by_stars(item.stars)
        case Front.MOSCOW if item.moscow:
            return fronts.by_moscow(fronts.Moscow[item.moscow.upper()])
        case Front.RICE if item.rice_reach is not None:
            reach, impact, confidence = rice_of(item)
            return fronts.by_rice(reach / project.usual_reach, impact, confidence / 100)
        case Front.WSJF if is_judged(item, Front.WSJF):
            return fronts.by_wsjf(*wsjf_of(item))
        case Front.EISENHOWER if item.quadrant:
            return fronts.by_eisenhower(
                is_important=item.quadrant in (Quadrant.BOTH, Quadrant.IMPORTANT),
                is_urgent=item.quadrant in (Quadrant.BOTH, Quadrant.URGENT),
            )
    return None
