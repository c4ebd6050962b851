"""Which workspaces want a new plan."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q

from headway.plan.models import Pending


@transaction.atomic(savepoint=False)
def mark_for_planning(workspace_ids: Iterable[int]) -> None:
    """Say that the plans of these workspaces are out of date."""
    ids = sorted(workspace_ids)
    rows = Pending.objects.filter(workspace_id__in=ids)
    if rows.update(asked=F("asked") + 1) < len(ids):
        Pending.objects.bulk_create(
            [Pending(workspace_id=pk, asked=0) for pk in ids], ignore_conflicts=True
        )
        rows.update(asked=F("asked") + 1)


@transaction.atomic
def want_plans(workspace_ids: Iterable[int]) -> None:
    """Have these workspaces planned now, those planned by hand too."""
    ids = sorted(workspace_ids)
    mark_for_planning(ids)
    Pending.objects.filter(workspace_id__in=ids).update(wanted=F("asked"))


def waiting_workspaces() -> list[int]:
    """Return the workspaces that are to be planned.

    Those whose plan is out of date; where plans are made by hand, since one was asked
    for.
    """
    behind = Pending.objects.filter(
        Q(is_by_hand=False, planned__lt=F("asked"))
        | Q(is_by_hand=True, planned__lt=F("wanted"))
    )
    return list(behind.order_by("workspace_id").values_list("workspace_id", flat=True))
