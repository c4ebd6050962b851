"""Take back what was said of the cost of delay."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work.actions.costing import cost_delay, costed
from headway.work.facts_costs import DelayCosted
from headway.work.undoable import changeable, clashes


def undo_costing(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Put back what delay cost, where nobody has said otherwise since."""
    items, kept = changeable(events, by)
    clashing = []
    for event in (event for event in events if event.subject_id in items):
        if costed(items[event.subject_id]) != event.data["after"]:
            clashing.append(event)
            continue
        cost_delay(event.subject_id, by=by, **(event.data["before"] or {}))
    return [*kept, *clashes(clashing, items, kind=DelayCosted.kind)]


UNDOS: Undos = {DelayCosted.kind: undo_costing}
