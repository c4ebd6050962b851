"""How work is judged, in the public API."""

from typing import Annotated, Literal

from ninja import Field, Schema

from headway.base.schemas import Input
from headway.work.models.judged import (
    MOST_IMPACT,
    MOST_POINTS,
    MOST_REACH,
    MOST_STARS,
)
from headway.work.schemas.values import Whole

FrontName = Literal[
    "importance", "stars", "moscow", "rice", "wsjf", "cost", "eisenhower", "order"
]
MoscowName = Literal["", "must", "should", "could", "wont"]
QuadrantName = Literal["", "both", "important", "urgent", "neither"]
Stars = Annotated[Whole, Field(ge=1, le=MOST_STARS, description="3 are normal.")]
Reach = Annotated[
    Whole, Field(ge=0, le=MOST_REACH, description="People whom it reaches a week.")
]
UsualReach = Annotated[
    Whole,
    Field(
        ge=1,
        le=MOST_REACH,
        description="People a week whom normal work reaches, at an impact of 1.",
    ),
]
Impact = Annotated[
    Whole, Field(ge=1, le=MOST_IMPACT, description="In per cent; 100 is usual.")
]
Confidence = Annotated[Whole, Field(ge=1, le=100, description="In per cent.")]
Points = Annotated[Whole, Field(ge=1, le=MOST_POINTS)]


class JudgingIn(Input):
    front: FrontName


class JudgingOut(Schema):
    """How new projects judge work."""

    front: FrontName
