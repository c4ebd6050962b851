"""What the page of the bin shows."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from headway.actors.models import Actor
from headway.work.models import Deletion


def binned(*, by: Actor) -> QuerySet[Deletion]:
    """Return what was deleted and not yet purged, newest first, with what to show."""
    kept_since = timezone.now() - timedelta(days=settings.HEADWAY_BIN_DAYS)
    return (
        Deletion.objects.visible_to(by)
        .filter(at__gte=kept_since)
        .select_related("project", "item__project", "attachment__file", "by")
        .annotate(count=Count("items", filter=Q(items__workspace_id=by.workspace_id)))
        .order_by("-at", "-pk")
    )
