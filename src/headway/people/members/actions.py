"""Who may come into a workspace, and as what."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor, Role
from headway.base.errors import Refused
from headway.events.actions import record
from headway.people.members.facts import (
    PersonReadmitted,
    PersonSuspended,
    RoleChanged,
)
from headway.people.models import Invitation, Person

ROLES = (Role.OWNER, Role.ADMIN, Role.MEMBER, Role.GUEST)
"""What a person can be."""


@transaction.atomic
def change_role(person_id: int, role: str, *, by: Actor) -> Person:
    """Make a person owner, administrator, member or guest of the workspace.

    Records :class:`RoleChanged`, or nothing when that is what they are.  Only
    administrators may, and only owners make owners or end them.  Raises
    :class:`Refused` when nobody would be left who owns the workspace and signs in.
    """
    person = lock_member(person_id, by=by)
    if role not in ROLES:
        raise Refused(_("“%s” is nothing that a person can be.") % role)
    before = person.actor.role
    if before == role:
        return person
    check_role(role, by=by)
    _check_an_owner_stays(person)
    person.actor.role = role
    person.actor.save(update_fields=["role"])
    record(RoleChanged(subject_id=person.pk, before=before, after=role), by=by)
    return person


@transaction.atomic
def suspend_person(person_id: int, *, by: Actor) -> Person:
    """Let a person no longer come in; their grants rest, their work stays.

    Records :class:`PersonSuspended`, or nothing when it is so already.  An invitation
    that is open works no more.  Raises :class:`Refused` for oneself and for the last
    owner.
    """
    person = lock_member(person_id, by=by)
    if person.suspended_at is not None:
        return person
    if person.actor_id == by.pk:
        raise Refused(_("Ask another administrator to take your own access away."))
    _check_an_owner_stays(person)
    person.suspended_at = timezone.now()
    person.save(update_fields=["suspended_at"])
    Invitation.objects.filter(person=person, accepted_at=None).delete()
    record(PersonSuspended(subject_id=person.pk), by=by)
    return person


@transaction.atomic
def readmit_person(person_id: int, *, by: Actor) -> Person:
    """Let a suspended person come in again, as what they were.

    Records :class:`PersonReadmitted`, or nothing when they are not suspended.
    """
    person = lock_member(person_id, by=by)
    if person.suspended_at is None:
        return person
    person.suspended_at = None
    person.save(update_fields=["suspended_at"])
    record(PersonReadmitted(subject_id=person.pk), by=by)
    return person


def lock_member(person_id: int, *, by: Actor) -> Person:
    """Return a person locked, for an administrator to say how they come in.

    The workspace's owners are locked with them, so that of two who end each other's
    ownership one comes too late.  Owners are changed by owners alone.
    """
    Person.objects.get_for_read(person_id, by=by)
    by.check_administers()
    owners = Actor.objects.filter(workspace_id=by.workspace_id, role=Role.OWNER)
    list(owners.select_for_update().order_by("pk"))
    person = Person.objects.select_related("actor").get_for_change(person_id, by=by)
    if person.actor.role == Role.OWNER:
        _check_owner(by)
    return person


def check_role(role: str, *, by: Actor) -> None:
    """Raise ``PermissionDenied`` where ``by`` may not give somebody the role."""
    if role == Role.OWNER:
        _check_owner(by)


def _check_owner(by: Actor) -> None:
    if by.role not in {Role.OWNER, Role.SYSTEM}:
        raise PermissionDenied


def _check_an_owner_stays(person: Person) -> None:
    if person.actor.role != Role.OWNER:
        return
    owners = Person.objects.signing_in().filter(
        workspace_id=person.workspace_id, actor__role=Role.OWNER
    )
    if not owners.exclude(pk=person.pk).exists():
        raise Refused(
            _("%s is the only owner; make somebody else an owner first.") % person
        )
