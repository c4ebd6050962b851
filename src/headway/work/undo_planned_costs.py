"""Take back what was said of planned costs."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work.actions.planning_costs import costs_in, costs_of, logged, plan_costs
from headway.work.facts_planned_costs import CostsPlanned
from headway.work.undoable import changeable, clashes


def undo_costs(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Put back what it was to cost, where nobody has said otherwise since."""
    items, kept = changeable(events, by)
    clashing = []
    for event in (event for event in events if event.subject_id in items):
        if logged(costs_of(items[event.subject_id])) != event.data["after"]:
            clashing.append(event)
            continue
        plan_costs(event.subject_id, costs_in(event.data["before"]), by=by)
    return [*kept, *clashes(clashing, items, kind=CostsPlanned.kind)]


UNDOS: Undos = {CostsPlanned.kind: undo_costs}
