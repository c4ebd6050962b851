"""What people can do."""

from datetime import date
from typing import Annotated, Literal, Self

from ninja import Field, Schema
from pydantic import Strict

from headway.base.schemas import Clean, Day, Input
from headway.people.models import PersonSkill
from headway.people.models.skills import FASTEST, SLOWEST
from headway.people.schemas.kinds import Note, ShortName

SkillName = Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S"), Clean]
Level = Annotated[int, Strict(), Field(ge=1, le=5)]
Speed = Annotated[int, Strict(), Field(ge=SLOWEST, le=FASTEST)]


class SkillIn(Input):
    """``level`` is 1 (learns it) to 5 (teaches it); ``source`` is yours if empty.

    ``speed_percent`` is how fast the person does it: 125 where four hours do for what
    takes others five.  Without it the speed stays, 100 where nothing was said.
    """

    skill: SkillName
    category: ShortName = ""
    level: Level
    speed_percent: Speed | None = None
    source: Literal["", "self", "lead", "evidence"] = ""
    valid_from: Day | None = None
    note: Note = ""


class SkillOut(Schema):
    """How well a person does something from a day on, and how fast; 100 is as usual."""

    id: int
    skill: str
    category: str
    level: int
    speed_percent: int
    source: str
    valid_from: date
    note: str

    @classmethod
    def of(cls, row: PersonSkill) -> Self:
        return cls(
            id=row.pk,
            skill=row.skill.name,
            category=row.skill.category,
            level=row.level,
            speed_percent=row.speed_percent,
            source=row.source,
            valid_from=row.valid_from,
            note=row.note,
        )


class SkillList(Schema):
    items: list[SkillOut]
