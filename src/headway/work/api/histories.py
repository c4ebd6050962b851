"""What happened to something, as sentences."""

from django.http import HttpResponse

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.events.history import history_of
from headway.events.ports import Thing
from headway.work.schemas import EntryOut


def show_history(thing: Thing, *, by: Actor, cursor: int, limit: int) -> HttpResponse:
    """Answer a page; the caller has made sure that ``by`` may see the thing."""
    history = history_of(thing, by=by, before=cursor or None, most=limit)
    items = [
        EntryOut(
            at=entry.at,
            text=entry.text,
            because=entry.because,
            operation=entry.operation,
        ).dict()
        for entry in history.entries
    ]
    return json_answer({"items": items, "next_cursor": history.older or None})
