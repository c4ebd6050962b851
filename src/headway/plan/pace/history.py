"""What counts as finished, where a pace is learnt."""

from datetime import UTC, datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from headway.work.models import Drive, Item, Project, State
from headway.work.models.items import ItemQuerySet, has_items
from headway.work.models.projects import ProjectQuerySet


def start_of_today() -> datetime:
    """Return the midnight (UTC) up to which history is learnt from."""
    now = timezone.now().astimezone(UTC)
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def finished_items(project: Project, *, before: datetime) -> ItemQuerySet:
    """Select items that are done: neither milestones nor what others are in."""
    rows = Item.objects.filter(
        workspace_id=project.workspace_id,  # for the index
        project=project,
        state=State.DONE,
        finished_at__lt=before,
    )
    return rows.exclude(drive=Drive.MILESTONE).exclude(has_items())


def due_projects(today: datetime) -> ProjectQuerySet:
    """Select the projects of all workspaces whose pace is from another day."""
    done = Item.objects.filter(
        workspace_id=OuterRef("workspace_id"),
        project=OuterRef("pk"),
        finished_at__lt=today,
    )
    rows = Project.objects.unarchived().filter(
        Q(pace=None) | Q(pace__learned_at__lt=today), Exists(done)
    )
    return rows.order_by("pace__learned_at", "pk")
