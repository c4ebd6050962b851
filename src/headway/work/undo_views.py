"""Take back what happened to saved views."""

from collections.abc import Callable, Sequence
from typing import Any

from headway.actors.models import Actor
from headway.events.clashes import changed_since, later_changes
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work.actions import edit_view, remove_view, restore_view
from headway.work.facts_views import ViewEdited, ViewRemoved, ViewRestored, ViewSaved
from headway.work.models import SavedView


def _opposite(act: Callable[..., Any]) -> Callable[..., list[Kept]]:
    def undo(events: Sequence[Event], by: Actor) -> list[Kept]:
        for event in events:
            act(event.subject_id, by=by)
        return []

    return undo


def undo_edits(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Give views the values from before, where they still have those from after."""
    kept = []
    for event in events:
        view = SavedView.objects.live().get_for_read(event.subject_id, by=by)
        before, after = event.data["before"], event.data["after"]
        if all(getattr(view, name) == value for name, value in after.items()):
            edit_view(view.pk, by=by, **before)
            continue
        later = later_changes([event], fields=after).get(view.pk)
        kept.append(Kept(event=event, error=changed_since(view.name, later)))
    return kept


UNDOS: Undos = {
    ViewEdited.kind: undo_edits,
    ViewRemoved.kind: _opposite(restore_view),
    ViewRestored.kind: _opposite(remove_view),
    ViewSaved.kind: _opposite(remove_view),
}
