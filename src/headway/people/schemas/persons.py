"""People."""

from typing import Annotated

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce, NullIf
from ninja import Field, Schema
from pydantic import ConfigDict, Strict

from headway.actors.models import MOST_INTERRUPTED
from headway.base.encode import Shape
from headway.base.schemas import Id, Input, Name, Zone, all_optional
from headway.people.models.persons import LARGEST_TEAM, MOST_AT_ONCE

AtOnce = Annotated[int, Strict(), Field(ge=1, le=MOST_AT_ONCE)]
Permille = Annotated[int, Strict(), Field(ge=1, le=LARGEST_TEAM)]
Interrupted = Annotated[int, Strict(), Field(ge=0, le=MOST_INTERRUPTED)]


class PersonOut(Schema):
    """Someone who works; ``zone`` is where they are.

    They have ``items_at_once`` in progress.  Interruptions usually take
    ``interrupted_percent`` of their working time, ``interrupted_most_percent`` in one
    of ten months; null for what finished work shows.  ``capacity_permille`` is 1000 for
    one person, 3000 for a team of three that plans do not tell apart.
    """

    model_config = ConfigDict(json_schema_extra=all_optional)

    id: int
    name: str
    zone: str
    location_id: int | None
    lead_id: int | None
    items_at_once: int
    interrupted_percent: int | None
    interrupted_most_percent: int | None
    capacity_permille: int
    can_sign_in: bool
    version: int


PERSON = Shape(
    PersonOut,
    columns={
        "name": "actor__name",
        "zone": Coalesce(
            NullIf("zone", Value("")), "location__zone", "workspace__zone"
        ),
        "can_sign_in": Case(When(Q(user=None), then=False), default=True),
    },
)


class PersonPage(Schema):
    """People in the order of their ids; ``next_cursor`` is null on the last page."""

    items: list[PersonOut]
    next_cursor: int | None


class PersonIn(Input):
    name: Name


class PersonPatch(Input):
    """What is not sent stays as it is; an empty ``zone`` is the location's."""

    zone: Zone = ""
    location_id: Id | None = None
    lead_id: Id | None = None
    items_at_once: AtOnce = 1
    interrupted_percent: Interrupted | None = None
    interrupted_most_percent: Interrupted | None = None
    capacity_permille: Permille = 1000
