"""Projects, and who may do what in them."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.db.models.functions import Coalesce
from ninja import Field, Schema
from pydantic import ConfigDict

from headway.base.encode import Shape
from headway.base.schemas import (
    Day,
    Id,
    Input,
    Instant,
    Name,
    all_optional,
    without_defaults,
)
from headway.work.models import Hidden
from headway.work.models.judged import USUAL_REACH
from headway.work.schemas.judged import FrontName, UsualReach
from headway.work.schemas.values import (
    DATES,
    HiddenName,
    NewProjectKey,
    Priority,
    RoleName,
    forecast_columns,
)


class ProjectOut(Schema):
    """A project; its forecast is null until it is planned, and in the archive.

    `target_on` is the last day on which it should be done, `chance_percent` the chance
    of that. At median durations the plan ends it at `ends_at`, and no order of work
    could end it before `bound_at`: the plan is no further from the best. `front` is how
    its people judge work: what of an item's judgement counts.
    """

    model_config = ConfigDict(json_schema_extra=all_optional)

    id: int
    key: str
    name: str
    priority: int
    front: FrontName
    usual_reach: int
    starts_no_earlier: datetime | None
    target_on: date | None
    archived_at: datetime | None
    starts_at: datetime | None
    p50: datetime | None
    p85: datetime | None
    p95: datetime | None
    chance_percent: int | None
    ends_at: datetime | None
    bound_at: datetime | None
    version: int


PLANNED = (*DATES, "chance_percent", "ends_at", "bound_at")
"""What the plan says of a project."""

PROJECT = Shape(ProjectOut, columns=forecast_columns(*PLANNED))


class ProjectPage(Schema):
    """Projects in the order of their ids; ``next_cursor`` is null on the last page."""

    items: list[ProjectOut]
    next_cursor: int | None


class ProjectIn(Input):
    """``key`` is drawn from the name where none is given."""

    name: Name
    key: NewProjectKey = ""
    priority: Priority = 500
    front: FrontName = "importance"
    usual_reach: UsualReach = USUAL_REACH
    starts_no_earlier: Instant | None = None
    target_on: Day | None = None


class ProjectPatch(Input):
    """What is not sent stays as it is."""

    model_config = ConfigDict(json_schema_extra=without_defaults)

    name: Name = ""
    priority: Priority = 500
    front: FrontName = "importance"
    usual_reach: UsualReach = USUAL_REACH
    starts_no_earlier: Instant | None = None
    target_on: Day | None = None


class GrantIn(Input):
    """Who gets it is a person, by the actor that they are, or a team.

    ``hides`` is what guests who hold it do not see; only grants to view can hide.
    """

    actor_id: Id | None = None
    team_id: Id | None = None
    role: RoleName
    ends_at: Instant | None = None
    hides: Annotated[list[HiddenName], Field(max_length=len(Hidden))] = []


class GrantOut(Schema):
    """What a person or a team may do in a project, until ``ends_at`` if that is set."""

    model_config = ConfigDict(json_schema_extra=all_optional)

    id: int
    actor_id: int | None
    team_id: int | None
    name: str
    role: Literal["viewer", "commenter", "contributor", "lead"]
    ends_at: datetime | None
    hides: list[str]


GRANT = Shape(GrantOut, columns={"name": Coalesce("actor__name", "team__name")})


class GrantPage(Schema):
    items: list[GrantOut]
    next_cursor: int | None


class ReasonOut(Schema):
    """Why somebody may see a project; ``given_by`` and ``given_at`` if that is known.

    Without ``ends_at`` it has no end.
    """

    text: str
    given_by: str | None
    given_at: datetime | None
    ends_at: datetime | None


class ReasonsOut(Schema):
    """No reasons: they do not see it."""

    reasons: list[ReasonOut]
