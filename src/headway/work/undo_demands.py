"""Take back what was said of expected work."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from headway.actors.models import Actor
from headway.events.clashes import changed_since, later_changes
from headway.events.models import Event
from headway.events.ports import Kept, Undo, Undos
from headway.work.actions.demands import edit_demand, remove_demand, restore_demand
from headway.work.facts_demands import DemandAdded, DemandEdited, DemandRemoved
from headway.work.models import Demand


def each(undo_one: Callable[[Event, Actor], bool]) -> Undo:
    """Undo event by event; what is otherwise by now stays, and it is said who did."""

    def undo(events: Sequence[Event], by: Actor) -> list[Kept]:
        return [_kept(event) for event in events if not undo_one(event, by)]

    return undo


def _kept(event: Event) -> Kept:
    title = str(Demand.objects.get(pk=event.data["demand_id"]))
    later = later_changes([event]).get(event.subject_id)
    return Kept(event=event, error=changed_since(title, later))


def undo_adding(event: Event, by: Actor) -> bool:
    demand = _live(event, by)
    if demand is not None:
        remove_demand(demand.pk, by=by)
    return demand is not None


def undo_removal(event: Event, by: Actor) -> bool:
    restore_demand(event.data["demand_id"], by=by)
    return True


def undo_edit(event: Event, by: Actor) -> bool:
    demand = _live(event, by)
    after = _read(event.data["after"])
    if demand is None or any(getattr(demand, n) != v for n, v in after.items()):
        return False
    edit_demand(demand.pk, by=by, **_read(event.data["before"]))
    return True


def _live(event: Event, by: Actor) -> Demand | None:
    return Demand.objects.visible_to(by).filter(pk=event.data["demand_id"]).first()


def _read(said: dict[str, Any]) -> dict[str, Any]:
    """Read values as facts log them."""
    days = ("starts_on", "ends_on")
    return {n: date.fromisoformat(v) if n in days else v for n, v in said.items()}


UNDOS: Undos = {
    DemandAdded.kind: each(undo_adding),
    DemandEdited.kind: each(undo_edit),
    DemandRemoved.kind: each(undo_removal),
}
