"""What delay costs, in the public API."""

from typing import Annotated

from ninja import Field, Schema

from headway.base.schemas import Input
from headway.work.actions.costing import MOST_COST
from headway.work.schemas.values import Whole

Cost = Annotated[
    Whole,
    Field(
        ge=0,
        le=MOST_COST,
        description="In the currency in which you count; the delay of normal work"
        " counts 1000 a week.",
    ),
]


class DelayCostIn(Input):
    """What a week's delay costs, and a missed deadline once."""

    per_week: Cost = 0
    once: Cost = 0


class DelayCostOut(Schema):
    """All 0 where nobody said it in numbers: then its importance counts."""

    per_week: int
    once: int
