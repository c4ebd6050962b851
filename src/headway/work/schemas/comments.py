"""What people say about items."""

from datetime import datetime
from typing import Annotated

from django.db.models import BooleanField, Case, F, Q, Value, When
from django.db.models.expressions import Combinable, ExpressionWrapper
from ninja import Field, Schema
from pydantic import ConfigDict

from headway.actors.models import Actor
from headway.base.encode import Shape
from headway.base.schemas import Clean, Input, all_optional
from headway.comms.models import LONGEST_COMMENT

CommentText = Annotated[
    str, Field(min_length=1, max_length=LONGEST_COMMENT, pattern=r"\S"), Clean
]


class CommentOut(Schema):
    """A comment in Markdown.

    ``author`` and ``person_id`` say who wrote it: null where nobody knows, and to
    guests where it was not they.  ``edited_at`` is null until its author changes it.
    What ``is_imported`` was said elsewhere, at the time that it has.
    """

    model_config = ConfigDict(json_schema_extra=all_optional)

    id: int
    text: str
    author: str | None
    person_id: int | None
    at: datetime
    edited_at: datetime | None
    is_imported: bool
    version: int


class CommentPage(Schema):
    """``next_cursor`` is null on the last page."""

    items: list[CommentOut]
    next_cursor: int | None


class CommentIn(Input):
    text: CommentText


COMMENT = Shape(
    CommentOut,
    columns={
        "author": "author__name",
        "person_id": "author__person",
        "is_imported": ExpressionWrapper(
            ~Q(external_id=""), output_field=BooleanField()
        ),
    },
)


def comment_shape(by: Actor) -> Shape:
    """Return how comments are shown to ``by``: guests know themselves alone."""
    if not by.is_guest:
        return COMMENT

    def own(column: str) -> Combinable:
        return Case(When(author=by.pk, then=F(column)), default=Value(None))

    return COMMENT.replacing(
        {"author": own("author__name"), "person_id": own("author__person")}
    )
