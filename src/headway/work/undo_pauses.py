"""Take back what was said of pauses."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work.actions.pausing import logged, pause_item, paused, spans_of
from headway.work.facts_pauses import ItemPaused
from headway.work.undoable import changeable, clashes


def undo_pauses(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Put back the pauses that there were, where nobody has said otherwise since."""
    items, kept = changeable(events, by)
    clashing = []
    for event in (event for event in events if event.subject_id in items):
        if logged(paused(items[event.subject_id])) != event.data["after"]:
            clashing.append(event)
            continue
        pause_item(event.subject_id, spans_of(event.data["before"]), by=by)
    return [*kept, *clashes(clashing, items, kind=ItemPaused.kind)]


UNDOS: Undos = {ItemPaused.kind: undo_pauses}
