"""Log who came in, who went, and who tried to."""

from django.db import transaction
from django.db.models import Q

from headway.actors.models import Actor, Workspace
from headway.events.actions import record
from headway.people.models import Person, User
from headway.people.signing_in.actions import note_in_all
from headway.people.signing_in.facts import (
    SignedIn,
    SignedOut,
    SignInFailed,
    StrangerRefused,
)

DOOR = "sign-in"


@transaction.atomic
def note_coming(user: User) -> None:
    """Record :class:`SignedIn` in each workspace of the user."""
    note_in_all(SignedIn, by=user)


@transaction.atomic
def note_going(user: User) -> None:
    """Record :class:`SignedOut` in each workspace of the user."""
    note_in_all(SignedOut, by=user)


@transaction.atomic
def note_failure(name: str) -> None:
    """Record :class:`SignInFailed` in each workspace of whom the name is.

    Where it is nobody's and there is one workspace, :class:`StrangerRefused` there; of
    several nobody can say whose concern it is, and only the server's log tells.
    """
    said = Q(username__iexact=name) | Q(email__iexact=name)
    people = list(Person.objects.filter(user__in=User.objects.filter(said)))
    for person in people:
        by = Actor.objects.system(DOOR, workspace_id=person.workspace_id)
        record(SignInFailed(subject_id=person.pk), by=by)
    workspaces = Workspace.objects.values_list("pk", flat=True)[:2]
    if not people and len(workspaces) == 1:
        by = Actor.objects.system(DOOR, workspace_id=workspaces[0])
        record(StrangerRefused(subject_id=workspaces[0]), by=by)
