"""Take back who may come in, and as what: each undo is the opposite action."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from headway.actors.models import Actor, Workspace
from headway.base.hours import parse_hours
from headway.events.clashes import changed_since, later_changes
from headway.events.models import Event
from headway.events.ports import Kept, NotUndoable, Undos
from headway.people.members.actions import (
    change_role,
    readmit_person,
    suspend_person,
)
from headway.people.members.facts import (
    InvitationAccepted,
    InvitationWithdrawn,
    PersonInvited,
    PersonReadmitted,
    PersonSuspended,
    RoleChanged,
    TeamCreated,
    TeamDissolved,
    TeamJoined,
    TeamLeft,
    TeamRenamed,
    WorkingWeekSet,
    WorkspaceEdited,
)
from headway.people.members.inviting import withdraw_invitation
from headway.people.members.teams import (
    dissolve_team,
    join_team,
    leave_team,
    rename_team,
)
from headway.people.members.workspaces import (
    edit_workspace,
    in_words,
    set_working_week,
    working_week_of,
)
from headway.people.models import Invitation, Person, Team


def undo_roles(events: Sequence[Event], by: Actor) -> list[Kept]:
    kept = []
    for event in events:
        people = Person.objects.select_related("actor")
        person = people.get_for_read(event.subject_id, by=by)
        if person.actor.role == event.data["after"]:
            change_role(person.pk, event.data["before"], by=by)
        else:
            kept.append(_clash(event, person.actor.name))
    return kept


def undo_suspensions(events: Sequence[Event], by: Actor) -> list[Kept]:
    for event in events:
        readmit_person(event.subject_id, by=by)
    return []


def undo_readmissions(events: Sequence[Event], by: Actor) -> list[Kept]:
    for event in events:
        suspend_person(event.subject_id, by=by)
    return []


def undo_invitations(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Withdraw those that are still open; others have come to their end."""
    for event in events:
        open_ones = Invitation.objects.filter(
            workspace_id=by.workspace_id,
            pk=event.data["invitation_id"],
            accepted_at=None,
        )
        if open_ones.exists():
            withdraw_invitation(event.subject_id, by=by)
    return []


def undo_workspace_edits(events: Sequence[Event], by: Actor) -> list[Kept]:
    kept = []
    for event in events:
        workspace = Workspace.objects.get(pk=by.workspace_id)
        after = event.data["after"]
        if all(getattr(workspace, name) == value for name, value in after.items()):
            edit_workspace(by=by, **event.data["before"])
        else:
            kept.append(_clash(event, workspace.name))
    return kept


def undo_working_weeks(events: Sequence[Event], by: Actor) -> list[Kept]:
    kept = []
    for event in events:
        now = in_words(working_week_of(by.workspace_id))
        if now == event.data["after"]:
            week = [parse_hours(text) for text in event.data["before"]]
            set_working_week(week, by=by)
        else:
            kept.append(_clash(event, by.workspace.name))
    return kept


def undo_team_creations(events: Sequence[Event], by: Actor) -> list[Kept]:
    for event in events:
        dissolve_team(event.subject_id, by=by)
    return []


def undo_team_names(events: Sequence[Event], by: Actor) -> list[Kept]:
    kept = []
    for event in events:
        team = Team.objects.get_for_read(event.subject_id, by=by)
        if team.name == event.data["after"]:
            rename_team(team.pk, by=by, name=event.data["before"])
        else:
            kept.append(_clash(event, team.name))
    return kept


def undo_joining(events: Sequence[Event], by: Actor) -> list[Kept]:
    for event in events:
        leave_team(event.subject_id, event.data["person_id"], by=by)
    return []


def undo_leaving(events: Sequence[Event], by: Actor) -> list[Kept]:
    for event in events:
        join_team(event.subject_id, event.data["person_id"], by=by)
    return []


def _clash(event: Event, name: str) -> Kept:
    later = later_changes([event], kind=event.kind).get(event.subject_id)
    return Kept(event=event, error=changed_since(name, later))


UNDOS: Undos = {
    InvitationAccepted.kind: NotUndoable(
        reason=gettext_lazy("Who came in stays until their access is taken away.")
    ),
    InvitationWithdrawn.kind: NotUndoable(
        reason=gettext_lazy("A link that was withdrawn is gone; invite them again.")
    ),
    PersonInvited.kind: undo_invitations,
    PersonReadmitted.kind: undo_readmissions,
    PersonSuspended.kind: undo_suspensions,
    RoleChanged.kind: undo_roles,
    TeamCreated.kind: undo_team_creations,
    TeamDissolved.kind: NotUndoable(
        reason=gettext_lazy("What the team was granted went with it; make it anew.")
    ),
    TeamJoined.kind: undo_joining,
    TeamLeft.kind: undo_leaving,
    TeamRenamed.kind: undo_team_names,
    WorkingWeekSet.kind: undo_working_weeks,
    WorkspaceEdited.kind: undo_workspace_edits,
}
