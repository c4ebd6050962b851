"""Take back what happened to types, to their states, and to places on boards."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.clashes import changed_since, later_changes
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work import actions
from headway.work.facts_types import (
    StateAdded,
    StateEdited,
    StateMadeDefault,
    StateRemoved,
    StateRestored,
    StatesOrdered,
    TypeAdded,
    TypeRemoved,
    TypeRenamed,
    TypeRestored,
)
from headway.work.models import ItemType, WorkflowState
from headway.work.undoable import opposite


def undo_renaming(events: Sequence[Event], by: Actor) -> list[Kept]:
    kept = []
    for event in events:
        kind = ItemType.objects.visible_to(by).get_for_read(event.subject_id, by=by)
        if kind.name == event.data["name"]:
            actions.rename_type(kind.pk, event.data["before"], by=by)
        else:
            kept.append(_kept(event, kind.name, kind=event.kind))
    return kept


def undo_state_edits(events: Sequence[Event], by: Actor) -> list[Kept]:
    kept = []
    for event in events:
        pk, after = event.data["state_id"], event.data["after"]
        state = WorkflowState.objects.visible_to(by).get_for_read(pk, by=by)
        if all(getattr(state, name) == value for name, value in after.items()):
            actions.edit_state(pk, by=by, **event.data["before"])
        else:
            kept.append(_kept(event, state.name, data__state_id=pk))
    return kept


def undo_defaults(events: Sequence[Event], by: Actor) -> list[Kept]:
    kept = []
    for event in events:
        state = WorkflowState.objects.visible_to(by).get_for_read(
            event.data["state_id"], by=by
        )
        if state.is_default:
            actions.make_default_state(event.data["before_id"], by=by)
        else:
            kept.append(_kept(event, state.name, kind=event.kind))
    return kept


def undo_orders(events: Sequence[Event], by: Actor) -> list[Kept]:
    for event in events:
        kind = ItemType.objects.visible_to(by).get_for_read(event.subject_id, by=by)
        present = kind.states.live().in_order().values_list("pk", flat=True)
        before, after = (
            [row["state_id"] for row in event.data[side]]
            for side in ("before", "after")
        )
        if list(present) != after:
            raise Refused(_("This is no longer as it was then."))
        actions.order_states(kind.pk, before, by=by)
    return []


def _kept(event: Event, name: str, **conditions: Any) -> Kept:
    later = later_changes([event], **conditions).get(event.subject_id)
    return Kept(event=event, error=changed_since(name, later))


UNDOS: Undos = {
    StateAdded.kind: opposite(actions.remove_state, "state_id"),
    StateEdited.kind: undo_state_edits,
    StateMadeDefault.kind: undo_defaults,
    StateRemoved.kind: opposite(actions.restore_state, "state_id"),
    StateRestored.kind: opposite(actions.remove_state, "state_id"),
    StatesOrdered.kind: undo_orders,
    TypeAdded.kind: opposite(actions.remove_type, "type_id"),
    TypeRemoved.kind: opposite(actions.restore_type, "type_id"),
    TypeRenamed.kind: undo_renaming,
    TypeRestored.kind: opposite(actions.remove_type, "type_id"),
}
