"""The overrides in force."""

from headway.actors.models import Actor
from headway.plan.models import Override, OverrideQuerySet


def in_force(*, by: Actor, key: str = "") -> OverrideQuerySet:
    """Return those of a project, or of all that are seen, the last ones first."""
    rows = Override.objects.visible_to(by).in_force()
    if key:
        rows = rows.filter(item__project__key=key.upper())
    return rows.select_related("item__project", "by").order_by("-pk")
