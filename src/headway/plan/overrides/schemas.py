"""The shapes of overrides in the public API."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Schema
from pydantic import ConfigDict

from headway.base.encode import Shape
from headway.base.schemas import Clean, Input, all_optional
from headway.plan.models import LONGEST_WHY
from headway.work.schemas.values import ItemKey, key_of

Why = Annotated[str, Field(max_length=LONGEST_WHY), Clean]


class OverrideIn(Input):
    """Before which item it goes; null for all others."""

    before: ItemKey | None = None
    why: Why = ""


class OverrideOut(Schema):
    """An item that people put before others, whatever it is worth.

    ``price`` is by how much that made the expected cost of delay of all work greater
    when it was said; the delay of normal work counts 1000 a week.
    """

    model_config = ConfigDict(json_schema_extra=all_optional)

    id: int
    item: str
    before_id: int | None
    why: str
    by: str
    set_at: datetime
    price: int


class OverridePage(Schema):
    items: list[OverrideOut]
    next_cursor: int | None


class DelayOut(Schema):
    """By how many minutes on the wall something is later, at 85 %."""

    key: str
    minutes: int


class PriceOut(Schema):
    """What it costs now that the item goes first, against the place it is worth.

    ``items`` and ``projects`` are later by an hour or more: those that you see, of 50
    of each.  ``sooner`` is by how many minutes the item itself is done earlier.
    """

    cost: int
    sooner: int
    items: list[DelayOut]
    projects: list[DelayOut]
    scenarios: int


OVERRIDE = Shape(OverrideOut, columns={"item": key_of("item__"), "by": "by__name"})
