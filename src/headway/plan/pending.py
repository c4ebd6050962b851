"""Which workspaces want a new plan."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from headway.plan.models import Pending


@transaction.atomic
def mark_for_planning(workspace_ids: Iterable[int]) -> None:
    """Say that the plans of these workspaces are out of date."""
    ids = sorted(workspace_ids)
    Pending.objects.bulk_create(
        [Pending(workspace_id=pk, asked=0) for pk in ids], ignore_conflicts=True
    )
    Pending.objects.filter(workspace_id__in=ids).update(asked=F("asked") + 1)


def waiting_workspaces() -> list[int]:
    """Return the workspaces whose plan is out of date."""
    behind = Pending.objects.filter(planned__lt=F("asked"))
    return list(behind.order_by("workspace_id").values_list("workspace_id", flat=True))
