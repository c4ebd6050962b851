"""What happened, and what is in the bin."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Schema

from headway.base.schemas import (
    Id,
    Input,
)
from headway.work.models import Deletion


class EntryOut(Schema):
    """One sentence; ``because`` says what caused it, ``operation`` can be undone."""

    at: datetime
    text: str
    because: str
    operation: UUID | None


class HistoryPage(Schema):
    """Newest first; ``next_cursor`` leads to what happened before."""

    items: list[EntryOut]
    next_cursor: int | None


class DeletionOut(Schema):
    """An item, a file of it or a project in the bin; ``items`` is all that went."""

    id: int
    key: str
    title: str
    is_project: bool
    is_file: bool
    items: int
    deleted_at: datetime

    @classmethod
    def of(cls, row: Deletion) -> "DeletionOut":
        return cls(
            id=row.pk,
            key=row.key,
            title=row.title,
            is_project=row.item_id is None,
            is_file=row.attachment_id is not None,
            items=getattr(row, "count", 0),
            deleted_at=row.at,
        )


class BinPage(Schema):
    """Deletions, newest first; ``next_cursor`` is null on the last page."""

    items: list[DeletionOut]
    next_cursor: int | None


class RestoreIn(Input):
    deletions: Annotated[list[Id], Field(min_length=1, max_length=1000)]
