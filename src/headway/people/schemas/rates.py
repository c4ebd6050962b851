"""What an hour of somebody costs."""

from datetime import date
from typing import Literal

from ninja import Field, Schema


class RateIn(Schema):
    """``amount_minor`` is in the smallest unit of ``currency`` (ISO 4217)."""

    kind: Literal["cost", "bill"]
    amount_minor: int = Field(ge=0, le=10**12)
    currency: str = Field(pattern="^[A-Z]{3}$")
    valid_from: date


class RateOut(RateIn):
    id: int
