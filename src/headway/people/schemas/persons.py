"""People."""

from typing import Self

from ninja import Field, Schema

from headway.people.models import Person


class PersonOut(Schema):
    """Someone who works; ``zone`` is where they are."""

    id: int
    name: str
    zone: str
    location_id: int | None
    lead_id: int | None
    can_sign_in: bool
    version: int

    @classmethod
    def of(cls, row: Person) -> Self:
        return cls(
            id=row.pk,
            name=row.actor.name,
            zone=str(row.local_zone),
            location_id=row.location_id,
            lead_id=row.lead_id,
            can_sign_in=row.user_id is not None,
            version=row.version,
        )


class PersonPage(Schema):
    """People in the order of their ids; ``next_cursor`` is null on the last page."""

    items: list[PersonOut]
    next_cursor: int | None


class PersonIn(Schema):
    name: str = Field(min_length=1, max_length=200)


class PersonPatch(Schema):
    """What is not sent stays as it is; an empty ``zone`` is the location's."""

    zone: str = Field("", max_length=64)
    location_id: int | None = None
    lead_id: int | None = None
