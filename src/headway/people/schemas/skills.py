"""What people can do."""

from datetime import date
from typing import Annotated, Literal, Self

from ninja import Field, Schema
from pydantic import Strict

from headway.base.schemas import Clean, Day, Input
from headway.people.models import PersonSkill
from headway.people.schemas.kinds import Note, ShortName

SkillName = Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S"), Clean]
Level = Annotated[int, Strict(), Field(ge=1, le=5)]


class SkillIn(Input):
    """``level`` is 1 (learns it) to 5 (teaches it); ``source`` is yours if empty."""

    skill: SkillName
    category: ShortName = ""
    level: Level
    source: Literal["", "self", "lead", "evidence"] = ""
    valid_from: Day | None = None
    note: Note = ""


class SkillOut(Schema):
    """How well a person does something from a day on."""

    id: int
    skill: str
    category: str
    level: int
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
            source=row.source,
            valid_from=row.valid_from,
            note=row.note,
        )


class SkillList(Schema):
    items: list[SkillOut]
