"""The shapes of members, teams and workspaces in the public API."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Now, NullIf
from ninja import Field, Schema
from pydantic import ConfigDict

from headway.base.encode import Shape
from headway.base.schemas import (
    Email,
    Input,
    Language,
    Name,
    Zone,
    all_optional,
    without_defaults,
)
from headway.people.models import Invitation
from headway.people.schemas.hours import DayHours
from headway.people.schemas.persons import Interrupted

FirstDay = Literal[0, 5, 6]
RoleName = Literal["owner", "admin", "member", "guest"]


class MyWorkspaceOut(Schema):
    """A workspace that one belongs to; ``slug`` is what its addresses begin with."""

    model_config = ConfigDict(json_schema_extra=all_optional)

    slug: str
    name: str
    zone: str
    person_id: int
    role: RoleName


class MyWorkspacePage(Schema):
    items: list[MyWorkspaceOut]
    next_cursor: int | None


class WorkspaceOut(Schema):
    """``week_start`` is the day on which weeks begin: 0 for Monday, 6 for Sunday.

    Interruptions take ``interrupted_percent`` of the working time, and
    ``interrupted_most_percent`` in one of ten months, of those of whom nothing else is
    known; null for nothing.
    """

    model_config = ConfigDict(json_schema_extra=all_optional)

    slug: str
    name: str
    zone: str
    language: str
    week_start: int
    interrupted_percent: int | None
    interrupted_most_percent: int | None


class WorkspacePatch(Input):
    """What is not sent stays as it is."""

    model_config = ConfigDict(json_schema_extra=without_defaults)

    name: Name = ""
    zone: Zone = ""
    language: Language = ""
    week_start: FirstDay = 0
    interrupted_percent: Interrupted | None = None
    interrupted_most_percent: Interrupted | None = None


class WorkingWeekIn(Input):
    """Hours of seven days from Monday, such as ``9:00-12:30, 13:30-18:00``.

    They hold for whoever has none of their own; a day off is empty.
    """

    days: Annotated[list[DayHours], Field(min_length=7, max_length=7)]


class WorkingWeekOut(Schema):
    days: list[str]


class MemberOut(Schema):
    """A person of the workspace, and how they come in.

    ``id`` is the person's, ``actor_id`` is what grants and the log name.
    ``signs_in_as`` is null for who has no sign-in; ``invited_until`` is until when a
    link waits for them.
    """

    model_config = ConfigDict(json_schema_extra=all_optional)

    id: int
    actor_id: int
    name: str
    role: RoleName
    signs_in_as: str | None
    last_signed_in: datetime | None
    invited_until: datetime | None
    suspended_at: datetime | None


class MemberPage(Schema):
    """By id; ``next_cursor`` is null on the last page."""

    items: list[MemberOut]
    next_cursor: int | None


class MemberIn(Input):
    name: Name
    role: RoleName = "member"


class RoleIn(Input):
    role: RoleName


class InviteIn(Input):
    """With ``email`` only an account of that address can take the invitation."""

    email: Email | None = None


class InvitedOut(Schema):
    """``link`` is to be passed on, and null where it was mailed."""

    person_id: int
    email: str
    link: str | None


class InvitationOut(Schema):
    """Waits until ``expires_at`` for a person to come in."""

    model_config = ConfigDict(json_schema_extra=all_optional)

    id: int
    person_id: int
    name: str
    email: str
    invited_by: str
    expires_at: datetime


class InvitationPage(Schema):
    items: list[InvitationOut]
    next_cursor: int | None


class TeamOut(Schema):
    model_config = ConfigDict(json_schema_extra=all_optional)

    id: int
    name: str


class TeamPage(Schema):
    items: list[TeamOut]
    next_cursor: int | None


class TeamIn(Input):
    name: Name


class TeamMemberOut(Schema):
    model_config = ConfigDict(json_schema_extra=all_optional)

    person_id: int
    name: str


class TeamMemberPage(Schema):
    items: list[TeamMemberOut]
    next_cursor: int | None


def _of_workspace(*names: str) -> dict[str, Any]:
    return {name: f"workspace__{name}" for name in names}


OPEN = Invitation.objects.filter(
    person=OuterRef("pk"), accepted_at=None, expires_at__gt=Now()
)
MY_WORKSPACE = Shape(
    MyWorkspaceOut,
    columns={
        **_of_workspace("slug", "name", "zone"),
        "person_id": "pk",
        "role": "actor__role",
    },
)
WORKSPACE = Shape(WorkspaceOut)
MEMBER = Shape(
    MemberOut,
    columns={
        "name": "actor__name",
        "role": "actor__role",
        "signs_in_as": Coalesce(NullIf("user__email", Value("")), "user__username"),
        "last_signed_in": "user__last_login",
        "invited_until": Subquery(OPEN.values("expires_at")[:1]),
    },
)
INVITATION = Shape(
    InvitationOut,
    columns={"name": "person__actor__name", "invited_by": "invited_by__name"},
)
TEAM = Shape(TeamOut)
TEAM_MEMBER = Shape(TeamMemberOut, columns={"name": "person__actor__name"})
