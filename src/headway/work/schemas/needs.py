"""The skills that items ask for."""

from typing import Annotated

from ninja import Field, Schema

from headway.base.schemas import Clean, Input
from headway.work.actions.needing import MOST_SKILLS
from headway.work.schemas.values import Whole

SkillName = Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S"), Clean]


class NeedIn(Input):
    """``level`` is 1 (learns it) to 5 (teaches it)."""

    skill: SkillName
    level: Annotated[Whole, Field(ge=1, le=5)] = 3


class NeedsIn(Input):
    """All skills that the item asks for."""

    skills: Annotated[list[NeedIn], Field(max_length=MOST_SKILLS)]


class NeedOut(Schema):
    skill: str
    level: int


class NeedsOut(Schema):
    skills: list[NeedOut]
