"""Write what was proven of dates, and forget what no longer holds."""

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from headway.plan.models import LIMITS, Conflict, ConflictPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headway.plan.conflicts.finding import Found
    from headway.plan.forecast import Forecast


@transaction.atomic
def keep_conflicts(found: "Sequence[Found]", *, workspace_id: int) -> None:
    """Write the conflicts of a workspace in place of those there were.

    Nothing happened by that: no event is recorded.
    """
    Conflict.objects.filter(workspace_id=workspace_id).delete()
    now = timezone.now()
    rows = Conflict.objects.bulk_create(
        Conflict(workspace_id=workspace_id, proven_at=now, is_least=each.is_least)
        for each in found
    )
    ConflictPart.objects.bulk_create(
        ConflictPart(workspace_id=workspace_id, conflict=row, **part._asdict())
        for row, each in zip(rows, found, strict=True)
        for part in each.parts
    )


def forget_kept(made: "Forecast") -> None:
    """Forget the conflicts all of whose dates a plan keeps: they are none any more.

    One query where there are none.
    """
    parts = ConflictPart.objects.filter(
        workspace_id=made.snapshot.workspace_id, kind__in=LIMITS
    )
    items: defaultdict[int, set[int]] = defaultdict(set)
    for conflict_id, item_id in parts.values_list("conflict", "item"):
        items[conflict_id].add(item_id)
    if not items:
        return
    from headway.plan.conflicts.finding import Dates

    dates = Dates.of(made)
    missed = {part.item_id for i in dates.missed(made) for part in dates.said[i]}
    kept = [pk for pk, mine in items.items() if not mine & missed]
    Conflict.objects.filter(pk__in=kept).delete()
