"""What happened in the workspace, for administrators."""

from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.numbers import MOST_ID
from headway.base.parameters import Cursor, Limit
from headway.base.schemas import Clean, Day
from headway.events.history import Entry
from headway.events.log import log_of, page_of_log
from headway.events.models import Event
from headway.events.rest import for_administrators, sparse
from headway.events.schemas import EventOut, EventPage

router = Router()

ByActor = Annotated[
    int | None, Query(ge=1, le=MOST_ID, description="The actor who did it.")
]
Kind = Annotated[
    str | None,
    Clean,
    Query(None, max_length=64, description="What happened: `work.item_moved`."),
]
SubjectType = Annotated[
    str | None,
    Clean,
    Query(None, max_length=32, description="To what kind of thing: `work.item`."),
]
FirstOn = Annotated[Day | None, Query(description="From that day on.")]
LastOn = Annotated[Day | None, Query(description="Until that day, and on it.")]


@router.get("/log", operation_id="listEvents", response=EventPage)
@for_administrators
@sparse(EventPage)
def list_events(
    request: HttpRequest,
    actor: Actor,
    by: ByActor = None,
    kind: Kind = None,
    subject_type: SubjectType = None,
    first_on: FirstOn = None,
    last_on: LastOn = None,
    cursor: Cursor = 0,
    limit: Limit = 50,
) -> HttpResponse:
    """List what happened in the workspace, newest first; for administrators."""
    asked = {
        "person": by,
        "kind": kind,
        "subject": subject_type,
        "first_on": first_on,
        "last_on": last_on,
    }
    events = log_of(asked, by=actor)
    page, older = page_of_log(events, by=actor, before=cursor, most=limit)
    items = [_shown(event, entries) for event, entries in page]
    return json_answer({"items": items, "next_cursor": older})


def _shown(event: Event, entries: Sequence[Entry]) -> dict[str, Any]:
    return EventOut(
        id=event.pk,
        at=event.at,
        kind=event.kind,
        actor_id=event.actor_id,
        author=event.actor.name,
        token=event.token_name,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        subject=entries[0].subject if entries else "",
        said=[entry.text for entry in entries],
        because=entries[0].because if entries else "",
        operation=event.operation,
        undoes=event.undoes,
    ).dict()
