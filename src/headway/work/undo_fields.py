"""Take back what happened to fields of the workspace, and what was said in them."""

from collections.abc import Mapping, Sequence
from typing import Any

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work.actions import (
    archive_field,
    edit_field,
    remove_field,
    restore_field,
    unarchive_field,
)
from headway.work.actions.filling import fill_each
from headway.work.facts_fields import (
    FieldAdded,
    FieldArchived,
    FieldEdited,
    FieldRemoved,
    FieldRestored,
    FieldsFilled,
    FieldUnarchived,
)
from headway.work.models import CustomField
from headway.work.undoable import changeable, clashes, opposite, put_back


def undo_edits(events: Sequence[Event], by: Actor) -> list[Kept]:
    fields = CustomField.objects.visible_to(by)
    return [
        kept
        for event in events
        for kept in put_back(
            event, fields.get_for_read(event.subject_id, by=by), edit_field, by=by
        )
    ]


def undo_fillings(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Say again what was said before, where what was said then still is."""
    items, kept = changeable(events, by)
    wanted: dict[int, dict[int, Any]] = {}
    clashing = []
    for event in (event for event in events if event.subject_id in items):
        custom = items[event.subject_id].custom
        if _said(event.data["after"]) == _present(event.data["after"], custom):
            wanted[event.subject_id] = _said(event.data["before"])
        else:
            clashing.append(event)
    fill_each([items[pk] for pk in sorted(wanted)], wanted, by=by)
    return [*kept, *clashes(clashing, items, kind=FieldsFilled.kind)]


def _said(rows: Sequence[Mapping[str, Any]]) -> dict[int, Any]:
    return {row["field_id"]: row["value"] for row in rows}


def _present(
    rows: Sequence[Mapping[str, Any]], custom: Mapping[str, Any]
) -> dict[int, Any]:
    return {row["field_id"]: custom.get(str(row["field_id"])) for row in rows}


UNDOS: Undos = {
    FieldAdded.kind: opposite(remove_field),
    FieldEdited.kind: undo_edits,
    FieldArchived.kind: opposite(unarchive_field),
    FieldUnarchived.kind: opposite(archive_field),
    FieldRemoved.kind: opposite(restore_field),
    FieldRestored.kind: opposite(remove_field),
    FieldsFilled.kind: undo_fillings,
}
