"""Of whom is asked, and how it is answered."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.http import HttpResponse
from ninja import Schema

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.events.actions import performed
from headway.events.rest import with_operation
from headway.people.models import Person

T = TypeVar("T")


def asked(person: int, *, by: Actor) -> Person:
    """Return the person whose facts are asked for."""
    people = Person.objects.select_related("actor", "workspace", "location")
    return people.get_for_read(person, by=by)


def listed(rows: Iterable[Schema]) -> HttpResponse:
    return json_answer({"items": [row.model_dump(mode="json") for row in rows]})


def changed(
    act: Callable[[], T], show: Callable[[T], Schema], *, status: int = 200
) -> HttpResponse:
    """Run an action and answer with what it returns, as ``show`` shows it."""
    result, operation = performed(act)
    body = show(result).model_dump(mode="json")
    return with_operation(json_answer(body, status), operation)
