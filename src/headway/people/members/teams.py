"""Teams: who is in them."""

from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.people.members.facts import (
    TeamCreated,
    TeamDissolved,
    TeamJoined,
    TeamLeft,
    TeamRenamed,
)
from headway.people.models import Person, Team, TeamMember


@transaction.atomic
def create_team(*, by: Actor, name: str) -> Team:
    """Create a team without anybody in it.

    Only administrators may.  Records :class:`TeamCreated`.  Raises :class:`Refused`
    for a name that another team has.
    """
    by.check_administers()
    name = _free_name(name, by=by)
    team = Team.objects.create(workspace_id=by.workspace_id, name=name)
    record(TeamCreated(subject_id=team.pk, name=name), by=by)
    return team


@transaction.atomic
def rename_team(team_id: int, *, by: Actor, name: str) -> Team:
    """Give a team another name; records :class:`TeamRenamed` when it is another."""
    team = _lock_team(team_id, by=by)
    if team.name == name:
        return team
    before, team.name = team.name, _free_name(name, by=by)
    team.save(update_fields=["name"])
    record(TeamRenamed(subject_id=team.pk, before=before, after=name), by=by)
    return team


@transaction.atomic
def dissolve_team(team_id: int, *, by: Actor) -> None:
    """Delete a team, and what it was granted with it.

    Records :class:`TeamDissolved`, and :class:`TeamLeft` for each who was in it.
    """
    team = _lock_team(team_id, by=by)
    members = list(team.members.order_by("pk").values_list("person_id", flat=True))
    left = [TeamLeft(subject_id=team.pk, person_id=person) for person in members]
    record(*left, TeamDissolved(subject_id=team.pk, name=team.name), by=by)
    team.delete()


@transaction.atomic
def join_team(team_id: int, person_id: int, *, by: Actor) -> None:
    """Put a person into a team; again changes nothing.

    Records :class:`TeamJoined`.  Only administrators may.
    """
    team = _lock_team(team_id, by=by)
    person = Person.objects.get_for_read(person_id, by=by)
    _member, is_new = TeamMember.objects.get_or_create(
        workspace_id=by.workspace_id, team=team, person=person
    )
    if is_new:
        record(TeamJoined(subject_id=team.pk, person_id=person.pk), by=by)


@transaction.atomic
def leave_team(team_id: int, person_id: int, *, by: Actor) -> None:
    """Take a person out of a team; again changes nothing.

    Records :class:`TeamLeft`.  Only administrators may.
    """
    team = _lock_team(team_id, by=by)
    person = Person.objects.get_for_read(person_id, by=by)
    gone, _rows = team.members.filter(person=person).delete()
    if gone:
        record(TeamLeft(subject_id=team.pk, person_id=person_id), by=by)


def _lock_team(team_id: int, *, by: Actor) -> Team:
    team = Team.objects.get_for_change(team_id, by=by)
    by.check_administers()
    return team


def _free_name(name: str, *, by: Actor) -> str:
    if Team.objects.filter(workspace_id=by.workspace_id, name=name).exists():
        raise Refused(_("There is a team “%s” already.") % name)
    return name
