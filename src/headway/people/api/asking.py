"""Of whom is asked, and how it is answered."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from ninja import Schema

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.people.models import Person


def asked(person: int, *, by: Actor) -> Person:
    """Return the person whose facts are asked for."""
    people = Person.objects.select_related("actor", "workspace", "location")
    return people.get_for_read(person, by=by)


def shown(
    schema: type[Schema], found: Schema | Model | Iterable[Any], status: int = 200
) -> HttpResponse:
    """Answer with one row or a list of them as ``schema`` shows them."""
    if isinstance(found, Schema | Model):
        return json_answer(_shape(schema, found), status)
    return json_answer([_shape(schema, row) for row in found], status)


def _shape(schema: type[Schema], row: Any) -> dict[str, Any]:
    value = row if isinstance(row, schema) else schema.from_orm(row)
    return value.model_dump(mode="json")
