"""Take back what happened to overrides."""

from collections.abc import Callable, Sequence

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.plan.models import Override
from headway.plan.overrides.actions import remove_override, restore_override
from headway.plan.overrides.facts import OverrideRemoved, OverrideSet
from headway.work.undoable import Undo, changeable


def _opposite(act: Callable[..., Override]) -> Undo:
    def undo(events: Sequence[Event], by: Actor) -> list[Kept]:
        items, kept = changeable(events, by)
        for event in (event for event in events if event.subject_id in items):
            act(event.data["override_id"], by=by)
        return kept

    return undo


UNDOS: Undos = {
    OverrideSet.kind: _opposite(remove_override),
    OverrideRemoved.kind: _opposite(restore_override),
}
