"""Take back what happened to the labels of a workspace."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.events.clashes import changed_since, later_changes
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work.actions import edit_label, remove_label, restore_label
from headway.work.facts_labels import LabelEdited, LabelRemoved, LabelRestored
from headway.work.models import Label


def undo_edits(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Give labels the values from before, where they still have those from after."""
    kept = []
    for event in events:
        label = Label.objects.visible_to(by).get_for_read(event.subject_id, by=by)
        before, after = event.data["before"], event.data["after"]
        if all(getattr(label, name) == value for name, value in after.items()):
            edit_label(label.pk, by=by, **before)
            continue
        later = later_changes([event], fields=after).get(label.pk)
        kept.append(Kept(event=event, error=changed_since(label.name, later)))
    return kept


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


def undo_restorations(events: Sequence[Event], by: Actor) -> list[Kept]:
    for event in events:
        remove_label(event.subject_id, by=by)
    return []


UNDOS: Undos = {
    LabelEdited.kind: undo_edits,
    LabelRemoved.kind: undo_removals,
    LabelRestored.kind: undo_restorations,
}
