"""Work that is expected and is no item yet."""

from datetime import date
from typing import Annotated

from ninja import Field, Schema
from pydantic import ConfigDict, Strict

from headway.base.encode import Shape
from headway.base.schemas import Clean, Day, Id, Input, all_optional, without_defaults
from headway.work.models.demands import MOST_DEMAND_MINUTES

Title = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S"), Clean]
Source = Annotated[str, Field(max_length=200), Clean]
Level = Annotated[int, Strict(), Field(ge=1, le=5)]
Effort = Annotated[int, Strict(), Field(ge=1, le=MOST_DEMAND_MINUTES)]
Percent = Annotated[int, Strict(), Field(ge=1, le=100)]


class DemandOut(Schema):
    """It comes with a probability, and is done by who has the skill, or anybody."""

    model_config = ConfigDict(json_schema_extra=all_optional)

    id: int
    project: str
    title: str
    source: str
    skill_id: int | None
    level: int
    effort_minutes: int
    starts_on: date
    ends_on: date
    probability_percent: int
    version: int


class DemandPage(Schema):
    """By id; ``next_cursor`` is null on the last page."""

    items: list[DemandOut]
    next_cursor: int | None


class DemandIn(Input):
    """Work from ``starts_on`` on, which should be done by the end of ``ends_on``."""

    title: Title
    source: Source = ""
    skill_id: Id | None = None
    level: Level = 3
    effort_minutes: Effort
    starts_on: Day
    ends_on: Day
    probability_percent: Percent


class DemandPatch(Input):
    """What is not sent stays as it is."""

    model_config = ConfigDict(json_schema_extra=without_defaults)

    title: Title = ""
    source: Source = ""
    skill_id: Id | None = None
    level: Level = 3
    effort_minutes: Effort = 1
    starts_on: Day = date(2000, 1, 1)
    ends_on: Day = date(2000, 1, 1)
    probability_percent: Percent = 1


DEMAND = Shape(DemandOut, columns={"project": "project__key"})
