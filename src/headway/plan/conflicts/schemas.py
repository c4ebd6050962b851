"""The shapes of conflicts in the public API."""

from datetime import datetime
from typing import Literal

from ninja import Schema

PartName = Literal["deadline", "start_by", "pin", "person"]


class ConflictPartOut(Schema):
    """A date of an item, or somebody of whose time there is too little.

    By ``date`` the item has to be done (`deadline`) or begun (`start_by`); until then
    it has to wait (`pin`).  Even if nobody were ever busy that could not be before
    ``earliest`` (null: it could).
    """

    kind: PartName
    item: str | None
    person_id: int | None
    date: datetime | None
    earliest: datetime | None


class ConflictOut(Schema):
    """Dates that cannot all be kept, whatever is done first, and what is against it.

    Proven at median durations.  `is_least`: without any one of the parts the others
    could be kept.  `hidden` counts the parts that you do not see.
    """

    id: int
    proven_at: datetime
    is_least: bool
    parts: list[ConflictPartOut]
    hidden: int


class ConflictsOut(Schema):
    conflicts: list[ConflictOut]
