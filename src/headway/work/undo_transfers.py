"""Move items back to the projects from which they were moved."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work.actions.transferring import put_back
from headway.work.facts import ItemLeft, ItemTransferred
from headway.work.subtrees import Place
from headway.work.undoable import changeable, clashes


def undo_transfers(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Put items back where they stood, unless they went on to another project."""
    moved = [event for event in events if event.data["is_root"]]
    items, kept = changeable(moved, by)
    clashing = []
    for event in (event for event in moved if event.subject_id in items):
        data = event.data
        if items[event.subject_id].project_id != data["project_id"]:
            clashing.append(event)
            continue
        place = Place(parent_id=data["old_parent_id"], behind_id=data["old_behind_id"])
        put_back(event.subject_id, data["old_project_id"], place, by=by)
    return [*kept, *clashes(clashing, items, kind=ItemTransferred.kind)]


def undo_leaving(events: Sequence[Event], by: Actor) -> list[Kept]:
    """It is the other side of a transfer, which takes it back as a whole."""
    return []


UNDOS: Undos = {
    ItemTransferred.kind: undo_transfers,
    ItemLeft.kind: undo_leaving,
}
