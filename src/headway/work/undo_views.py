"""Take back what happened to saved views."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work.actions import remove_view, restore_view
from headway.work.actions.saving import change_view_back
from headway.work.facts_views import ViewEdited, ViewRemoved, ViewRestored, ViewSaved
from headway.work.models import SavedView
from headway.work.undoable import opposite, put_back


def undo_edits(events: Sequence[Event], by: Actor) -> list[Kept]:
    views = SavedView.objects.live()
    return [
        kept
        for event in events
        for kept in put_back(
            event, views.get_for_read(event.subject_id, by=by), change_view_back, by=by
        )
    ]


UNDOS: Undos = {
    ViewEdited.kind: undo_edits,
    ViewRemoved.kind: opposite(restore_view),
    ViewRestored.kind: opposite(remove_view),
    ViewSaved.kind: opposite(remove_view),
}
