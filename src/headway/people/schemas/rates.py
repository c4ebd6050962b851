"""What an hour of somebody costs."""

from datetime import date
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import Strict

from headway.base.schemas import Clean, Day, Input

Minor = Annotated[int, Strict(), Field(ge=0, le=10**12)]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$"), Clean]


class RateIn(Input):
    """``amount_minor`` is in the smallest unit of ``currency`` (ISO 4217)."""

    kind: Literal["cost", "bill"]
    amount_minor: Minor
    currency: Currency
    valid_from: Day


class RateOut(Schema):
    id: int
    kind: str
    amount_minor: int
    currency: str
    valid_from: date


class RateList(Schema):
    items: list[RateOut]
