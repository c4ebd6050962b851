"""Take labels off again that were put on items, and the other way round."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
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
    rows = Label.objects.live().filter(workspace_id=by.workspace_id)
    known = rows.in_bulk(ids)
    gone = [e for e in theirs if any(_is_gone(r, known) for r in e.data["removed"])]
    kept += [Kept(event=event, error=_no_label(event, known)) for event in gone]
    theirs = [event for event in theirs if event not in gone]
    wanted: dict[int, Relabelling] = {}
    for event in theirs:
        if event.subject_id in wanted:
            relabel_each([items[pk] for pk in sorted(wanted)], wanted, by=by)
            wanted = {}
        add, remove = (
            [known[r["label_id"]] for r in event.data[side] if r["label_id"] in known]
            for side in ("removed", "added")
        )
        wanted[event.subject_id] = Relabelling(add=add, remove=remove)
    relabel_each([items[pk] for pk in sorted(wanted)], wanted, by=by)
    return kept


def _is_gone(row: Mapping[str, Any], known: Mapping[int, Label]) -> bool:
    return row["label_id"] not in known


def _no_label(event: Event, known: Mapping[int, Label]) -> Refused:
    name = next(r["name"] for r in event.data["removed"] if _is_gone(r, known))
    return Refused(_("There is no label “%s” any more.") % name)


UNDOS: Undos = {LabelsChanged.kind: undo_labels}
