"""Say what items have to do with each other."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.actions import record
from headway.work.facts import ItemsRelated, ItemsUnrelated
from headway.work.models import Item, Relation, RelationKind
from headway.work.models.relations import MUTUAL

MOST_RELATIONS = 100


@transaction.atomic
def relate_items(source_id: int, target_id: int, kind: str, *, by: Actor) -> Relation:
    """Say that an item relates to, duplicates, … another; again changes nothing.

    The actor sees both and may change one of them.  Records :class:`ItemsRelated`.
    Raises :class:`Refused` for an item and itself.
    """
    source, target = _ends(source_id, target_id, kind, by=by)
    said = {"source": source, "target": target, "kind": kind}
    present = Relation.objects.filter(**said).first()
    if present is not None:
        return present
    for item in (source, target):
        held = Relation.objects.filter(Q(source=item) | Q(target=item))
        if held.count() >= MOST_RELATIONS:
            raise Refused(
                _("“%(title)s” has %(most)d relations; it can have no more.")
                % {"title": item.title, "most": MOST_RELATIONS}
            )
    relation = Relation.objects.create(workspace_id=by.workspace_id, **said)
    record(ItemsRelated(**_said(source, target, kind)), by=by)
    return relation


@transaction.atomic
def unrelate_items(source_id: int, target_id: int, kind: str, *, by: Actor) -> None:
    """Say it no longer; again changes nothing.  Records :class:`ItemsUnrelated`."""
    source, target = _ends(source_id, target_id, kind, by=by)
    rows = Relation.objects.filter(source=source, target=target, kind=kind)
    if rows.exists():
        rows.delete()
        record(ItemsUnrelated(**_said(source, target, kind)), by=by)


def _ends(source_id: int, target_id: int, kind: str, *, by: Actor) -> tuple[Item, Item]:
    """Return both, locked in the order of their ids; what is mutual by its older."""
    if source_id == target_id:
        raise Refused(_("An item has nothing to say of itself; name another one."))
    ids = sorted((source_id, target_id))
    seen = Item.objects.locked().visible_to(by).filter(pk__in=ids).order_by("pk")
    items = {item.pk: item for item in seen}
    if len(items) < len(ids):
        raise NotFound
    if not Item.objects.editable_by(by).filter(pk__in=ids).exists():
        Item.objects.all().refuse_change(ids, by=by)
    first, second = ids if RelationKind(kind) in MUTUAL else (source_id, target_id)
    return items[first], items[second]


def _said(source: Item, target: Item, kind: str) -> dict[str, Any]:
    return {
        "subject_id": source.pk,
        "project_id": source.project_id,
        "target_id": target.pk,
        "relation": str(kind),
    }
