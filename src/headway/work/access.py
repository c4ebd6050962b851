"""Who may do what in a project, and why."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from headway.actors.models import Actor, Kind
from headway.events.models import Event
from headway.people.models import Person
from headway.work.facts import GrantGiven
from headway.work.models import Grant, Project
from headway.work.subjects import readers_of_project


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """When a grant was given, and by whom."""

    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """One reason why somebody may see a project; ``given`` where the log knows."""

    text: str
    given: Given | None = None
    ends_at: datetime | None = None


def grants_on(project: Project, *, by: Actor) -> list[Grant]:
    """Return the grants that ``by`` may know of, people before teams, by name."""
    rows = Grant.objects.visible_to(by).filter(project=project)
    rows = rows.exclude(actor__kind=Kind.SYSTEM)  # who imports is a lead, and nobody
    rows = rows.select_related("actor__person", "team").order_by(
        "team__name", "actor__name", "pk"
    )
    return sorted(rows, key=lambda grant: grant.team_id is not None)


def why_visible(project: Project, person: Person, *, by: Actor) -> list[Reason]:
    """Say why a person may see a project; nothing where they may not.

    What keeps them out altogether (no sign-in, access taken away) is not asked here.
    """
    actor = person.actor
    reasons = []
    if actor.is_administrator:
        role = actor.get_role_display()
        said = _("%(role)s of the workspace: sees and changes everything in it")
        reasons.append(Reason(text=said % {"role": role}))
    held = Grant.objects.held_by(actor).filter(project=project)
    given = dict(_given(project))
    for grant in held.select_related("team"):
        role = grant.get_role_display()
        if grant.hides and actor.is_guest:
            without = {"role": role, "hidden": grant.hidden_words}
            role = _("%(role)s without %(hidden)s") % without
        text = (
            _("%(role)s of %(project)s, as one of the team %(team)s")
            % {"role": role, "project": project, "team": grant.team}
            if grant.team
            else _("%(role)s of %(project)s") % {"role": role, "project": project}
        )
        holder = (grant.actor_id, grant.team_id, grant.role)
        reasons.append(
            Reason(text=text, given=given.get(holder), ends_at=grant.ends_at)
        )
    return reasons


def without_access(
    project: Project | None, people: Collection[int], *, by: Actor
) -> list[str]:
    """Name those of these people who do not see the project, in order; two queries.

    A project to be (None) is seen by ``by``, and by those who see everything.
    """
    rows = Person.objects.filter(workspace_id=by.workspace_id, pk__in=people)
    rows = rows.exclude(actor=by).select_related("actor").order_by("actor__name")
    actors = [person.actor for person in rows]
    if project is None:
        seen = {actor.pk for actor in actors if actor.is_administrator}
    else:
        seen = readers_of_project(project.pk, actors)
    return [actor.name for actor in actors if actor.pk not in seen]


def _given(
    project: Project,
) -> Iterator[tuple[tuple[int | None, int | None, str], Given]]:
    """Yield who was granted what, as the log tells, the latest last."""
    events = Event.objects.filter(
        workspace_id=project.workspace_id,
        subject_type=GrantGiven.subject_type,
        subject_id=project.pk,
        kind=GrantGiven.kind,
    )
    for event in events.select_related("actor").order_by("pk"):
        data = event.data
        holder = (data["actor_id"], data.get("team_id"), data["role"])
        yield holder, Given(by=event.actor.name, at=event.at)
