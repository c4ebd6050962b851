"""Who asks, and of whom."""

from collections.abc import Callable
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Header, Schema

from headway.actors.models import Actor
from headway.people.http import answer_once
from headway.people.models import Person

Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)]


def acting(request: HttpRequest, workspace: str) -> Actor:
    return Person.objects.acting(request.user.pk, workspace=workspace)


def asked(request: HttpRequest, workspace: str, person: int) -> tuple[Actor, Person]:
    """Return the actor, and the person whose facts are asked for."""
    actor = acting(request, workspace)
    people = Person.objects.select_related("actor", "workspace", "location")
    return actor, people.get_for_read(person, by=actor)


def created(
    request: HttpRequest, act: Callable[[], Schema], *, by: Actor, key: str | None
) -> HttpResponse:
    """Answer 201 with what ``act`` made, once per ``Idempotency-Key``."""

    def respond() -> HttpResponse:
        body = act().model_dump_json()
        return HttpResponse(body, status=201, content_type="application/json")

    return answer_once(request, respond, by=by, key=key)
