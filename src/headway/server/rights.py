"""What those who listen may see: asked of the database, for many at once."""

from collections.abc import Collection, Sequence
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Value
from django.utils import timezone

from headway.actors.models import Actor
from headway.events.changes import Change
from headway.events.ports import subjects
from headway.people.models import Person
from headway.server.live import Listener
from headway.work.models import Grant

ASKED_AT_ONCE = 50
"""Readers of one query: it is planned in a few milliseconds."""

Rights = tuple[str, tuple[tuple[int, str], ...]]
"""A role, and the projects on which there are grants, with theirs."""


def still_admitted(listeners: Collection[Listener]) -> set[Listener]:
    """Return those whose session, password and membership are as they were."""
    sessions = set(
        Session.objects.filter(
            session_key__in={each.session_key for each in listeners},
            expire_date__gt=timezone.now(),
        ).values_list("session_key", flat=True)
    )
    people = (
        Person.objects.signing_in()
        .filter(actor__in={each.actor_id for each in listeners})
        .select_related("user")
    )
    hashes = {
        person.actor_id: person.user.get_session_auth_hash()
        for person in people
        if person.user
    }
    return {
        each
        for each in listeners
        if each.session_key in sessions
        and hashes.get(each.actor_id) == each.session_hash
    }


def who_may_see(actor_ids: Collection[int], change: Change) -> set[int]:
    """Return those of the members, if still such, who may read the subject now."""
    members = Person.objects.signing_in().filter(actor__in=actor_ids)
    actors = [member.actor for member in members.select_related("actor")]
    rows = subjects()[change.subject_type].rows
    return {
        actor_id
        for n in range(0, len(actors), ASKED_AT_ONCE)
        for (actor_id,) in _asked(
            actors[n : n + ASKED_AT_ONCE], rows, change.subject_id
        )
    }


def _asked(actors: Sequence[Actor], rows: Any, pk: int) -> Any:
    """Return the ids of those who see the row with that id; one query."""
    each = [
        rows()
        .visible_to(actor)
        .filter(pk=pk)
        .order_by()
        .annotate(reader=Value(actor.pk))
        .values_list("reader")
        for actor in actors
    ]
    return each[0].union(*each[1:], all=True) if each else ()


def rights_of(actor_id: int) -> Rights:
    """Return what decides what a member sees, to tell whether it changed."""
    actor = Actor.objects.get(pk=actor_id)
    grants = Grant.objects.held_by(actor).order_by("project_id", "role")
    return actor.role, tuple(grants.values_list("project_id", "role"))
