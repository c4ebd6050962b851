"""The shapes of baselines in the public API."""

from datetime import datetime
from typing import Annotated

from django.db.models import PositiveIntegerField, Value
from ninja import Field, Schema
from pydantic import ConfigDict

from headway.base.encode import Shape
from headway.base.schemas import Clean, Input, all_optional
from headway.work.schemas.values import key_of

BaselineName = Annotated[str, Field(min_length=1, max_length=80, pattern=r"\S"), Clean]


class BaselineOut(Schema):
    """What the plan of a project said once.

    ``number`` is 0 to 10, each once in a project.  ``taken_at`` is null where the file
    that it came from does not say; ``source`` is that of the import, else empty.
    """

    model_config = ConfigDict(json_schema_extra=all_optional)

    id: int
    number: int
    name: str
    taken_at: datetime | None
    starts_at: datetime | None
    finishes_at: datetime | None
    source: str


class BaselinePage(Schema):
    items: list[BaselineOut]
    next_cursor: int | None


class BaselineIn(Input):
    name: BaselineName


class BaselineItemOut(Schema):
    """What was planned of an item.

    Minutes are those of all its work or, where time drives it, of its duration; null
    where nobody said, or where they are hidden from you.
    """

    model_config = ConfigDict(json_schema_extra=all_optional)

    item: str
    starts_at: datetime | None
    finishes_at: datetime | None
    work_minutes: int | None
    duration_minutes: int | None


class BaselineItemPage(Schema):
    items: list[BaselineItemOut]
    next_cursor: int | None


BASELINE = Shape(BaselineOut, columns={"source": "external_source"})
BASELINE_ITEM = Shape(BaselineItemOut, columns={"item": key_of("item__")})
HIDDEN_MINUTES = Value(None, PositiveIntegerField())
EFFORTLESS = BASELINE_ITEM.replacing(
    dict.fromkeys(("work_minutes", "duration_minutes"), HIDDEN_MINUTES)
)
"""For those from whom estimates are hidden."""
