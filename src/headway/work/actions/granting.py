"""Say who may do what in a project."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.actions import record
from headway.people.models import Person, Team
from headway.work.facts import GrantGiven
from headway.work.models import Grant, GrantRole, Project


@transaction.atomic
def give_grant(
    project_id: int,
    actor_id: int | None = None,
    *,
    by: Actor,
    role: str | None,
    team_id: int | None = None,
    ends_at: datetime | None = None,
) -> Grant | None:
    """Let an actor, or a team, see, change or lead a project; None takes it away.

    From ``ends_at`` on the grant is as if it were not there.  Records
    :class:`GrantGiven`, or nothing when it is so already.  Only who leads the project
    may.  Raises :class:`Refused` when nobody would lead the project any more, for an
    end that has passed and for a role that is none.
    """
    project = Project.objects.select_for_update(of=("self",)).get_for_change(
        project_id, by=by
    )
    _check(role, ends_at)
    holder = _holder(actor_id, team_id, by=by)
    held = Grant.objects.filter(project=project, **holder).first()
    before = (held.role, held.ends_at) if held else (None, None)
    if before == (role, ends_at):
        return held
    if held is not None:
        held.delete()
    grant = None
    if role is not None:
        grant = Grant.objects.create(
            workspace_id=by.workspace_id,
            project=project,
            role=role,
            ends_at=ends_at,
            **holder,
        )
    if before[0] == GrantRole.LEAD:
        _check_a_lead_stays(project)
    record(_said(project, before, grant, actor_id, team_id), by=by)
    return grant


def _check(role: str | None, ends_at: datetime | None) -> None:
    if role is not None and role not in GrantRole.values:
        raise Refused(_("“%s” is nothing that a grant can be.") % role)
    if role is not None and ends_at is not None and ends_at <= timezone.now():
        raise Refused(_("A grant cannot end before now; choose a later day."))


def _holder(
    actor_id: int | None, team_id: int | None, *, by: Actor
) -> dict[str, Actor | Team]:
    """Return who shall hold the grant: a person of the workspace, or a team."""
    if (actor_id is None) == (team_id is None):
        raise Refused(_("A grant is given to one person or to one team."))
    if team_id is not None:
        return {"team": Team.objects.get_for_read(team_id, by=by)}
    people = Person.objects.filter(workspace_id=by.workspace_id)
    person = people.filter(actor=actor_id).select_related("actor").first()
    if person is None:
        raise NotFound
    return {"actor": person.actor}


def _check_a_lead_stays(project: Project) -> None:
    leads = project.grants.lasting().filter(role=GrantRole.LEAD, ends_at=None)
    if not leads.exists():
        raise Refused(
            _("Nobody would lead %s any more; make somebody else lead first.") % project
        )


def _said(
    project: Project,
    before: tuple[str | None, datetime | None],
    grant: Grant | None,
    actor_id: int | None,
    team_id: int | None,
) -> GrantGiven:
    ended_at, ends_at = before[1], grant.ends_at if grant else None
    return GrantGiven(
        subject_id=project.pk,
        actor_id=actor_id,
        team_id=team_id,
        before=before[0],
        role=grant.role if grant else None,
        ended_at=ended_at.isoformat() if ended_at else None,
        ends_at=ends_at.isoformat() if ends_at else None,
    )
