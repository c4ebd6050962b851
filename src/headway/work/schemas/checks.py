"""Lines of checklists."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Schema
from pydantic import ConfigDict

from headway.base.schemas import Clean, Flag, Input, without_defaults
from headway.work.schemas.values import Whole

LineText = Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S"), Clean]
HeadingText = Annotated[str, Field(max_length=200), Clean]


class CheckOut(Schema):
    """A line; ``done_at`` is null until it is ticked.

    ``heading`` is the part of the list that it belongs to, where that has several.
    """

    id: int
    text: str
    heading: str
    done_at: datetime | None
    done_by_id: int | None


class ChecklistOut(Schema):
    """The lines in their order."""

    checks: list[CheckOut]


class CheckIn(Input):
    """Without ``heading`` it belongs to what the last line belongs to."""

    text: LineText
    heading: HeadingText | None = None


class CheckPatch(Input):
    """What is not sent stays as it is; ``place`` counts from 0.

    What is moved gets the heading of the line whose place it takes, unless one is sent.
    """

    model_config = ConfigDict(json_schema_extra=without_defaults)

    text: LineText = ""
    heading: HeadingText = ""
    is_done: Flag = False
    place: Annotated[Whole, Field(ge=0, le=1000)] = 0
