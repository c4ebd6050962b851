"""The shapes of decisions in the public API."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import ConfigDict

from headway.base.encode import Shape
from headway.base.schemas import Id, Input, all_optional
from headway.work.schemas.values import key_of

KindName = Literal["order", "person", "start", "finish", "deadline"]

MOST_AT_ONCE = 200


class DecisionOut(Schema):
    """What people decided about an item, with what it cost then and costs now.

    `cost` is by how much it makes the expected cost of delay of all work greater; the
    delay of normal work counts 1000 a week.  `item_minutes` and `project_minutes` are
    by how many minutes on the wall the item and its project are done later at 85 %.
    `first_` is what they were when it was decided; all are null until it is priced.
    Of who does an item (`person`) only what the plan would give to others is there.
    """

    model_config = ConfigDict(json_schema_extra=all_optional)

    id: int
    item: str
    kind: str
    date: datetime | None
    by: str | None
    decided_at: datetime
    first_cost: int | None
    first_item_minutes: int | None
    first_project_minutes: int | None
    cost: int | None
    item_minutes: int | None
    project_minutes: int | None
    priced_at: datetime | None


class DecisionPage(Schema):
    items: list[DecisionOut]
    next_cursor: int | None


class DecisionPriceOut(Schema):
    """What one kind of decision about the item costs now; fields as in `listDecisions`.

    `others` are who would do the item without it, those that you see.
    """

    kind: KindName
    cost: int
    item_minutes: int | None
    project_minutes: int | None
    others: list[str]


class DecisionPricesOut(Schema):
    prices: list[DecisionPriceOut]


class DecisionsIn(Input):
    """Ids of `listDecisions`."""

    decisions: Annotated[list[Id], Field(min_length=1, max_length=MOST_AT_ONCE)]


DECISION = Shape(DecisionOut, columns={"item": key_of("item__"), "by": "by__name"})
