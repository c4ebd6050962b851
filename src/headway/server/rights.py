"""What those who listen may see: asked of the database, for many at once."""

from collections import defaultdict
from collections.abc import Collection

from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from headway.actors.models import Actor
from headway.events.changes import Change
from headway.events.ports import subjects
from headway.people.models import Person, User
from headway.server.live import Listener
from headway.work.models import Grant

Rights = tuple[str, frozenset[tuple[int, str]]]
"""A role, and the projects on which there are grants, with theirs."""


def still_admitted(listeners: Collection[Listener]) -> set[Listener]:
    """Return those whose session, password and membership are as they were."""
    sessions = set(
        Session.objects.filter(
            session_key__in={each.session_key for each in listeners},
            expire_date__gt=timezone.now(),
        ).values_list("session_key", flat=True)
    )
    people = Person.objects.signing_in().filter(
        actor__in={each.actor_id for each in listeners}
    )
    hashes = {
        actor_id: User(password=password).get_session_auth_hash()
        for actor_id, password in people.values_list("actor_id", "user__password")
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
    actors = list(Actor.objects.filter(person__in=members))
    subject = subjects()[change.subject_type]
    if subject.readers is not None:
        return subject.readers(change.subject_id, actors)
    return {
        actor.pk
        for actor in actors
        if subject.rows().visible_to(actor).filter(pk=change.subject_id).exists()
    }


def rights_of(actor_ids: Collection[int]) -> dict[int, Rights]:
    """Return what decides what members see, to tell whether it changed; two queries.

    Who may no longer come in has none.
    """
    members = Person.objects.signing_in().filter(actor__in=actor_ids)
    roles = dict(members.values_list("actor_id", "actor__role"))
    member = "team__members__person__actor_id"
    grants = Grant.objects.lasting().filter(
        Q(actor_id__in=actor_ids) | Q(**{f"{member}__in": actor_ids})
    )
    held: defaultdict[int | None, set[tuple[int, str]]] = defaultdict(set)
    for holder, teammate, *grant in grants.values_list(
        "actor_id", member, "project_id", "role"
    ):
        held[holder or teammate].add((grant[0], grant[1]))
    return {pk: (role, frozenset(held[pk])) for pk, role in roles.items()}
