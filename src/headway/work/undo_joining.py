"""Take back that a placeholder was found to be somebody."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work.actions.joining import join_person, part_person
from headway.work.facts_joining import PersonJoined, PersonParted


def undo_joining(events: Sequence[Event], by: Actor) -> list[Kept]:
    for event in events:
        part_person(event.subject_id, event.data, by=by)
    return []


def undo_parting(events: Sequence[Event], by: Actor) -> list[Kept]:
    for event in events:
        join_person(event.subject_id, event.data["person_id"], by=by)
    return []


UNDOS: Undos = {
    PersonJoined.kind: undo_joining,
    PersonParted.kind: undo_parting,
}
