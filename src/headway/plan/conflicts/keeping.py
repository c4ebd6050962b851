"""Write what was proven of dates, and forget what no longer holds."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from headway.actors.models import Actor
from headway.events.actions import record
from headway.plan.facts import ConflictsProven
from headway.plan.models import LIMITS, Conflict, ConflictPart
from headway.work.models import Item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headway.plan.conflicts.finding import Found
    from headway.plan.forecast import Forecast


@transaction.atomic
def keep_conflicts(found: "Sequence[Found]", *, by: Actor) -> None:
    """Write the conflicts of the actor's workspace in place of those there were.

    Records a :class:`ConflictsProven` for each project with items of which others than
    before are parts; that a date became possible a little later is not worth one.
    """
    workspace_id = by.workspace_id
    before = _kept(workspace_id)
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
    after = {
        frozenset((p.kind, p.item_id, p.person_id, p.date) for p in each.parts)
        for each in found
    }
    changed = {item for each in before ^ after for _, item, *_ in each}
    items = Item.everything.filter(pk__in=changed - {None})
    projects = items.order_by("project_id").values_list("project_id", flat=True)
    facts = [ConflictsProven(subject_id=project) for project in projects.distinct()]
    if facts:
        record(*facts, by=by)


def _kept(workspace_id: int) -> set[frozenset[tuple[Any, ...]]]:
    """Return the parts of each conflict there is: kind, item, person and date."""
    parts: defaultdict[int, set[tuple[Any, ...]]] = defaultdict(set)
    rows = ConflictPart.objects.filter(workspace_id=workspace_id)
    for conflict, *part in rows.values_list(
        "conflict_id", "kind", "item_id", "person_id", "date"
    ):
        parts[conflict].add(tuple(part))
    return {frozenset(each) for each in parts.values()}


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
