"""Who asks, and of whom."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Header

from headway.actors.models import Actor
from headway.people.models import Person

Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)]


def acting(request: HttpRequest, workspace: str) -> Actor:
    return Person.objects.acting(request.user.pk, workspace=workspace)


def asked(request: HttpRequest, workspace: str, person: int) -> tuple[Actor, Person]:
    """Return the actor, and the person whose facts are asked for."""
    actor = acting(request, workspace)
    people = Person.objects.select_related("actor", "workspace")
    return actor, people.get_for_read(person, by=actor)
