"""What takes people's time."""

from datetime import datetime
from typing import Any, Self

from ninja import Schema

from headway.base.schemas import Flag, Input, Instant
from headway.people.schemas.kinds import Address, Note, ShortName


class BusyIn(Input):
    """``counts`` if plans may not use the time; the title is for the person alone."""

    starts_at: Instant
    ends_at: Instant
    title: Note = ""
    counts: Flag = True


class BusyOut(Schema):
    """``title`` is null for everybody but the person; ``is_by_hand`` or from a feed."""

    id: int
    starts_at: datetime
    ends_at: datetime
    title: str | None
    counts: bool
    is_by_hand: bool

    @classmethod
    def of(cls, row: Any) -> Self:
        """Show a row of ``Busy.objects.told_to`` the reader."""
        return cls(
            id=row.pk,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            title=row.told_title or None,
            counts=row.counts,
            is_by_hand=row.feed_id is None,
        )


class FeedIn(Input):
    url: Address
    name: ShortName = ""
    counts: Flag = True


class FeedOut(Schema):
    """A calendar elsewhere; ``error`` says in words why it was not read last."""

    id: int
    name: str
    url: str
    counts: bool
    tried_at: datetime | None
    succeeded_at: datetime | None
    error: str
    left_out: int


class BusyList(Schema):
    items: list[BusyOut]


class FeedList(Schema):
    items: list[FeedOut]
