"""Take back what happened to the labels of a workspace."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work.actions import edit_label, remove_label, restore_label
from headway.work.facts_labels import LabelEdited, LabelRemoved, LabelRestored
from headway.work.models import Label
from headway.work.undoable import opposite, put_back


def undo_edits(events: Sequence[Event], by: Actor) -> list[Kept]:
    labels = Label.objects.visible_to(by)
    return [
        kept
        for event in events
        for kept in put_back(
            event, labels.get_for_read(event.subject_id, by=by), edit_label, by=by
        )
    ]


def undo_removals(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Restore labels; what items carry is taken back by what is told of the items."""
    for event in events:
        restore_label(
            event.subject_id,
            by=by,
            binned=event.data["binned"],
            instead_of=event.data["label_id"],
        )
    return []


UNDOS: Undos = {
    LabelEdited.kind: undo_edits,
    LabelRemoved.kind: undo_removals,
    LabelRestored.kind: opposite(remove_label),
}
