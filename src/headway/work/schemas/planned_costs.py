"""What items are planned to cost, in the public API."""

from decimal import Decimal
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import BeforeValidator, WithJsonSchema

from headway.base.schemas import Clean, Input
from headway.people.schemas.rates import Currency, Minor
from headway.work.actions.planning_costs import MOST_COSTS, MOST_QUANTITY, PLACES

Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S"), Clean]
Unit = Annotated[str, Field(max_length=40), Clean]


def _check_number(said: object) -> object:
    """A text has no end, and what is counted is a number."""
    if isinstance(said, str):
        raise ValueError(_("This is no number; leave out the quotation marks."))
    return said


Quantity = Annotated[
    Decimal,
    Field(ge=0, le=MOST_QUANTITY, decimal_places=PLACES),
    BeforeValidator(_check_number),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": int(MOST_QUANTITY)}),
]


class CostIn(Input):
    """``quantity`` times ``price_minor``, and ``once_minor`` on top for the use of it.

    Amounts are in the smallest unit of ``currency`` (ISO 4217).
    """

    kind: Literal["material", "expense", "fixed"]
    name: Name
    quantity: Quantity = Decimal(1)
    unit: Unit = ""
    price_minor: Minor
    once_minor: Minor = 0
    currency: Currency


class CostsIn(Input):
    """All planned costs of the item."""

    costs: Annotated[list[CostIn], Field(max_length=MOST_COSTS)]


class CostOut(Schema):
    kind: str
    name: str
    quantity: float
    unit: str
    price_minor: int
    once_minor: int
    currency: str


class TotalOut(Schema):
    currency: str
    amount_minor: int


class CostsOut(Schema):
    """``totals`` are by currency."""

    costs: list[CostOut]
    totals: list[TotalOut]
