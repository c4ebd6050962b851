"""Take over what items elsewhere have to do with each other, besides waiting."""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from headway.actors.models import Actor
from headway.events.actions import record
from headway.work.actions.relating import MOST_RELATIONS
from headway.work.facts import ItemsRelated
from headway.work.models import Item, Relation
from headway.work.models.relations import MUTUAL, RelationKind

Pair = tuple[int, int, str]
"""Source, target and kind."""


@transaction.atomic
def import_relations(pairs: Sequence[Pair], *, by: Actor) -> list[Pair]:
    """Say of items, which ``by`` may change, how they belong together, in bulk.

    What is said already stays.  Returns those left out, as an item has as many as it
    can.  Records :class:`ItemsRelated`.
    """
    by.check_administers()
    wanted = list(dict.fromkeys(_said(pair) for pair in pairs if pair[0] != pair[1]))
    ids = {pk for pair in wanted for pk in pair[:2]}
    items = {item.pk: item for item in Item.objects.editable_by(by).filter(pk__in=ids)}
    rows = Relation.objects.filter(Q(source__in=ids) | Q(target__in=ids))
    present = list(rows.values_list("source_id", "target_id", "kind"))
    counts = Counter(pk for pair in present for pk in pair[:2])
    held, new, left_out = set(present), [], []
    for source, target, kind in wanted:
        if (source, target, kind) in held or not {source, target} <= items.keys():
            continue
        if max(counts[source], counts[target]) >= MOST_RELATIONS:
            left_out.append((source, target, kind))
            continue
        counts.update((source, target))
        new.append(
            Relation(
                workspace_id=by.workspace_id,
                source_id=source,
                target_id=target,
                kind=kind,
            )
        )
    Relation.objects.bulk_create(new, batch_size=2000)
    facts = [
        ItemsRelated(
            subject_id=row.source_id,
            project_id=items[row.source_id].project_id,
            target_id=row.target_id,
            relation=row.kind,
        )
        for row in new
    ]
    record(*facts, by=by)
    return left_out


def _said(pair: Pair) -> Pair:
    """What is mutual is kept once, with the older item as its source."""
    source, target, kind = pair
    if RelationKind(kind) in MUTUAL and source > target:
        return target, source, kind
    return pair
