"""What happened to items, as a file tells it: each as the import of it would.

What happened elsewhere, before it came here, is said again as it came.  What happened
here is told in a sentence, in the language of whoever exports.  What an import itself
did is no history: it happens anew where the file is taken over.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from headway.actors.models import Actor
from headway.events.history import told
from headway.events.models import Event
from headway.events.ports import tellings
from headway.integrations.exporters.headway.people import FilePeople
from headway.integrations.importers.models import Import
from headway.work.facts import ItemCreated, ItemFact
from headway.work.facts_imports import CREATED, TOLD, ItemChangedElsewhere

ITEM: Final = ItemFact.subject_type
Record = dict[str, Any]


def histories_of(
    ids: Collection[int], *, people: FilePeople, by: Actor
) -> Mapping[int, list[Record]]:
    """Return what happened to these items, by their ids, in the order of the log."""
    here = Q(subject_type=ITEM, subject_id__in=ids) | Q(
        other_type=ITEM, other_id__in=ids
    )
    private = [kind for kind, telling in tellings().items() if telling.is_private]
    rows = Event.objects.visible_to(by).filter(here).exclude(kind__in=private)
    events = list(rows.select_related("actor").order_by("pk"))
    taken = _imports(events, by)
    found: defaultdict[int, list[Record]] = defaultdict(list)
    own = []
    for event in events:
        if event.kind == ItemChangedElsewhere.kind:
            found[event.subject_id].append(_elsewhere(event, people))
        elif event.operation not in taken:
            own.append(event)
    for n, (event, entry) in enumerate(told(own, by=by)):
        record = _here(event, entry.text, n, people)
        for pk in _items(event):
            if pk in ids:
                found[pk].append(record)
    return found


def _imports(events: Collection[Event], by: Actor) -> set[UUID]:
    """The operations among these by which something was taken over."""
    operations = {event.operation for event in events}
    runs = Import.objects.filter(workspace_id=by.workspace_id, operation__in=operations)
    came = {event.operation for event in events if event.data.get("source")}
    return {*runs.values_list("operation", flat=True), *came}


def _items(event: Event) -> Iterator[int]:
    yield event.subject_id
    if event.other_type == ITEM and event.other_id is not None:
        yield event.other_id


def _elsewhere(event: Event, people: FilePeople) -> Record:
    data = event.data
    record = {
        "id": data["external"],
        "field": data["field"],
        "before": data["before"],
        "after": data["after"],
        "at": data["happened_at"],
    }
    return record | _author(people.person(data["person_id"]), data["author"])


def _here(event: Event, text: str, n: int, people: FilePeople) -> Record:
    is_made = event.kind == ItemCreated.kind
    record = {
        "id": f"{event.operation.hex}.{event.pk}.{n}",
        "field": CREATED if is_made else TOLD,
        "before": "",
        "after": "" if is_made else text,
        "at": event.at,
    }
    return record | _author(people.actor(event.actor_id), event.actor.name)


def _author(person: str | None, name: str) -> Record:
    if person is not None:
        return {"author": person}
    return {"author_name": name} if name else {}
