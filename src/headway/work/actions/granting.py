"""Say who may do what in a project."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.base.text import shown
from headway.events.actions import record
from headway.people.models import Person, Team
from headway.work.facts import GrantGiven
from headway.work.models import Grant, GrantRole, Hidden, Project
from headway.work.models.projects import CHANGERS


@transaction.atomic
def give_grant(
    project_id: int,
    actor_id: int | None = None,
    *,
    by: Actor,
    role: str | None,
    team_id: int | None = None,
    ends_at: datetime | None = None,
    hides: Collection[str] = (),
) -> Grant | None:
    """Let an actor, or a team, see, change or lead a project; None takes it away.

    From ``ends_at`` on the grant is as if it were not there; what it ``hides`` guests
    who hold it do not see.  Records :class:`GrantGiven`, or nothing when it is so
    already.  Only who leads the project may.  Raises :class:`Refused` when nobody would
    lead the project any more, for an end that has passed, for a role that is none, and
    where something is to be hidden from who may change it.
    """
    project = Project.objects.get_to_lead(project_id, by=by)
    _check(role, ends_at)
    wanted = _Terms(role, ends_at, _hidden(hides, role))
    holder = _holder(actor_id, team_id, by=by)
    held = Grant.objects.filter(project=project, **holder).first()
    before = _Terms(held.role, held.ends_at, tuple(held.hides)) if held else _Terms()
    if before == wanted:
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
            hides=list(wanted.hides),
            **holder,
        )
    if before.role == GrantRole.LEAD:
        _check_a_lead_stays(project)
    said = GrantGiven(
        subject_id=project.pk,
        actor_id=actor_id,
        team_id=team_id,
        **_difference(before, wanted),
    )
    record(said, by=by)
    return grant


class _Terms(NamedTuple):
    """What a grant says; a role of None is no grant."""

    role: str | None = None
    ends_at: datetime | None = None
    hides: tuple[str, ...] = ()


def _check(role: str | None, ends_at: datetime | None) -> None:
    if role is not None and role not in GrantRole.values:
        raise Refused(_("“%s” is nothing that a grant can be.") % role)
    if role is not None and ends_at is not None and ends_at <= timezone.now():
        raise Refused(_("A grant cannot end before now; choose a later day."))


def _hidden(hides: Collection[str], role: str | None) -> tuple[str, ...]:
    """Return what is to be hidden, once each and in order."""
    for name in hides:
        if name not in Hidden.values:
            raise Refused(
                _("A grant cannot hide “%(name)s”; it can hide %(known)s.")
                % {"name": shown(name), "known": ", ".join(Hidden.values)}
            )
    if hides and role in CHANGERS:
        raise Refused(
            _("Who may change a project sees all of it; hide something from viewers.")
        )
    return tuple(name for name in Hidden.values if name in hides) if role else ()


def _difference(before: _Terms, wanted: _Terms) -> dict[str, Any]:
    return {
        "before": before.role,
        "role": wanted.role,
        "ended_at": _logged(before.ends_at),
        "ends_at": _logged(wanted.ends_at),
        "hid": list(before.hides),
        "hides": list(wanted.hides),
    }


def _logged(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


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
