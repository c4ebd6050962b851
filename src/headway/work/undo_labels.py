"""Take labels off again that were put on items, and the other way round."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work.actions.labelling import Relabelling, relabel_each
from headway.work.facts import LabelsChanged
from headway.work.models import Label
from headway.work.undoable import changeable


def undo_labels(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Each label is taken back by itself; what is so already is fine."""
    items, kept = changeable(events, by)
    theirs = [event for event in events if event.subject_id in items]
    ids = {r["label_id"] for e in theirs for r in e.data["added"] + e.data["removed"]}
    known = Label.objects.filter(workspace_id=by.workspace_id).in_bulk(ids)
    wanted: dict[int, Relabelling] = {}
    for event in theirs:
        if event.subject_id in wanted:
            relabel_each([items[pk] for pk in sorted(wanted)], wanted, by=by)
            wanted = {}
        add, remove = (
            [known[row["label_id"]] for row in event.data[side]]
            for side in ("removed", "added")
        )
        wanted[event.subject_id] = Relabelling(add=add, remove=remove)
    relabel_each([items[pk] for pk in sorted(wanted)], wanted, by=by)
    return kept


UNDOS: Undos = {LabelsChanged.kind: undo_labels}
