"""Lines of checklists."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Schema
from pydantic import ConfigDict

from headway.base.schemas import Clean, Flag, Input, without_defaults
from headway.work.schemas.values import Whole

LineText = Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S"), Clean]


class CheckOut(Schema):
    """A line; ``done_at`` is null until it is ticked."""

    id: int
    text: str
    done_at: datetime | None
    done_by_id: int | None


class ChecklistOut(Schema):
    """The lines in their order."""

    checks: list[CheckOut]


class CheckIn(Input):
    text: LineText


class CheckPatch(Input):
    """What is not sent stays as it is; ``place`` counts from 0."""

    model_config = ConfigDict(json_schema_extra=without_defaults)

    text: LineText = ""
    is_done: Flag = False
    place: Annotated[Whole, Field(ge=0, le=1000)] = 0
