"""What people can do."""

from datetime import date
from typing import Literal, Self

from ninja import Field, Schema

from headway.people.models import PersonSkill


class SkillIn(Schema):
    """``level`` is 1 (learns it) to 5 (teaches it); ``source`` is yours if empty."""

    skill: str = Field(min_length=1, max_length=100)
    category: str = Field("", max_length=100)
    level: int = Field(ge=1, le=5)
    source: Literal["", "self", "lead", "evidence"] = ""
    valid_from: date | None = None
    note: str = Field("", max_length=200)


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
