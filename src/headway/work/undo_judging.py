"""Take back how new projects judge work."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.events.clashes import changed_since, later_changes
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work.actions.judging import choose_front, front_of_new
from headway.work.facts_judging import FrontChosen


def undo_choice(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Judge as before, where nobody has chosen otherwise since."""
    kept = []
    for event in events:
        if front_of_new(by.workspace_id) == event.data["after"]:
            choose_front(event.data["before"], by=by)
            continue
        later = later_changes([event], kind=FrontChosen.kind)
        error = changed_since(by.workspace.name, later.get(event.subject_id))
        kept.append(Kept(event=event, error=error))
    return kept


UNDOS: Undos = {FrontChosen.kind: undo_choice}
