"""Take back what was said about items that have to do with each other."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work.actions.relating import relate_items, unrelate_items
from headway.work.facts import ItemsRelated, ItemsUnrelated


def undo_relations(events: Sequence[Event], by: Actor) -> list[Kept]:
    """What is not said any more is fine."""
    for event in events:
        data = event.data
        unrelate_items(event.subject_id, data["target_id"], data["relation"], by=by)
    return []


def undo_unrelations(events: Sequence[Event], by: Actor) -> list[Kept]:
    """What is said again already is fine."""
    for event in events:
        data = event.data
        relate_items(event.subject_id, data["target_id"], data["relation"], by=by)
    return []


UNDOS: Undos = {
    ItemsRelated.kind: undo_relations,
    ItemsUnrelated.kind: undo_unrelations,
}
