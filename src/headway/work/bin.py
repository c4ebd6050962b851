"""What the page of the bin shows."""

from django.db.models import Count, Q, QuerySet

from headway.actors.models import Actor
from headway.work.models import Deletion


def binned(*, by: Actor) -> QuerySet[Deletion]:
    """Return what was deleted and not yet purged, newest first, with what to show."""
    return (
        Deletion.objects.visible_to(by)
        .kept()
        .select_related("project", "item__project", "attachment__file", "by")
        .annotate(count=Count("items", filter=Q(items__workspace_id=by.workspace_id)))
        .order_by("-at", "-pk")
    )
