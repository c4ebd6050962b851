"""What counts as in progress, where ages are judged."""

from datetime import datetime

from django.db.models import F, Q

from headway.actors.models import Workspace
from headway.work.models import Drive, Item, State
from headway.work.models.items import ItemQuerySet, has_items

IN_PROGRESS = (State.DOING, State.WAITING)


def items_in_progress(workspace_id: int) -> ItemQuerySet:
    """Select what was started and is not closed, but for what is in the archive."""
    rows = single_items(workspace_id).filter(state__in=IN_PROGRESS)
    return rows.filter(started_at__isnull=False).unarchived()


def single_items(workspace_id: int) -> ItemQuerySet:
    """Select neither milestones nor what others are in."""
    rows = Item.objects.filter(workspace_id=workspace_id)
    return rows.exclude(drive=Drive.MILESTONE).exclude(has_items())


def due_workspaces(today: datetime, *, most: int) -> list[int]:
    """Return the ids of the workspaces whose work was learnt from on another day.

    ``most`` of them, those first that wait for longest; a query.
    """
    rows = Workspace.objects.filter(
        Q(cycle_time=None) | Q(cycle_time__learned_at__lt=today)
    )
    due = rows.order_by(F("cycle_time__learned_at").asc(nulls_first=True), "pk")
    return list(due.values_list("pk", flat=True)[:most])
