"""What can happen to those who belong to a workspace."""

from dataclasses import dataclass
from typing import Any, ClassVar

from headway.events.facts import AccessFact, Fact
from headway.people.facts import PersonFact


@dataclass(frozen=True, kw_only=True)
class MemberFact(PersonFact, AccessFact):
    """Something about what a person may do in the workspace."""


@dataclass(frozen=True, kw_only=True)
class RoleChanged(MemberFact):
    kind: ClassVar[str] = "people.role_changed"
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class PersonInvited(MemberFact):
    """The address is not said: the log is read by more than may know it."""

    kind: ClassVar[str] = "people.person_invited"
    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(MemberFact):
    kind: ClassVar[str] = "people.invitation_withdrawn"
    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(MemberFact):
    kind: ClassVar[str] = "people.invitation_accepted"
    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class PersonSuspended(MemberFact):
    """The person no longer comes in; grants stay, without effect."""

    kind: ClassVar[str] = "people.person_suspended"


@dataclass(frozen=True, kw_only=True)
class PersonReadmitted(MemberFact):
    kind: ClassVar[str] = "people.person_readmitted"


@dataclass(frozen=True, kw_only=True)
class WorkspaceEdited(Fact):
    """``before`` holds the old values of the fields that changed, ``after`` the new."""

    kind: ClassVar[str] = "people.workspace_edited"
    subject_type: ClassVar[str] = "people.workspace"
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class WorkingWeekSet(Fact):
    """The week of whoever has none of their own; each day in words, from Monday."""

    kind: ClassVar[str] = "people.working_week_set"
    subject_type: ClassVar[str] = "people.workspace"
    before: list[str]
    after: list[str]


@dataclass(frozen=True, kw_only=True)
class TeamFact(Fact):
    subject_type: ClassVar[str] = "people.team"


@dataclass(frozen=True, kw_only=True)
class TeamCreated(TeamFact):
    kind: ClassVar[str] = "people.team_created"
    name: str


@dataclass(frozen=True, kw_only=True)
class TeamRenamed(TeamFact):
    kind: ClassVar[str] = "people.team_renamed"
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class TeamDissolved(TeamFact):
    """The team is gone, and with it who was in it and what it was granted."""

    kind: ClassVar[str] = "people.team_dissolved"
    name: str


@dataclass(frozen=True, kw_only=True)
class TeamJoined(TeamFact):
    kind: ClassVar[str] = "people.team_joined"
    person_id: int


@dataclass(frozen=True, kw_only=True)
class TeamLeft(TeamFact):
    kind: ClassVar[str] = "people.team_left"
    person_id: int
