"""Invitations: a link by which a person of the workspace gets a sign-in."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.base.tokens import digest_of, draw_token
from headway.events.actions import record
from headway.people.actions import add_person
from headway.people.mail import is_mail_on, link_to, post
from headway.people.members.actions import change_role, lock_member
from headway.people.members.facts import (
    InvitationAccepted,
    InvitationWithdrawn,
    PersonInvited,
)
from headway.people.models import Invitation, Person, User
from headway.people.signing_in.addresses import is_taken

LINK_LIVES = timedelta(days=7)


@transaction.atomic
def admit_person(*, by: Actor, name: str, email: str = "", role: str) -> Person:
    """Return who is to be invited: the placeholder with that address, else a new one.

    A placeholder came with work from another tool and keeps the name it has there.
    Records :class:`PersonAdded`, or what :func:`change_role` records.
    """
    there = Person.objects.visible_to(by).filter(user=None, suspended_at=None)
    held = there.filter(email__iexact=email).order_by("pk").first() if email else None
    if held is None:
        return add_person(by=by, name=name, role=role)
    return change_role(held.pk, role, by=by)


@transaction.atomic
def invite_person(person_id: int, *, by: Actor, email: str = "") -> str:
    """Draw the secret of a link by which the person can sign in; it works once.

    It lives for seven days and replaces the person's former one.  With ``email`` only
    an account of that address can take it, and it is mailed if mail is on.  Records
    :class:`PersonInvited`.  Raises :class:`Refused` for who signs in already or is
    suspended.
    """
    person = lock_member(person_id, by=by)
    if person.user_id is not None:
        raise Refused(_("%s signs in already.") % person)
    if person.suspended_at is not None:
        raise Refused(_("%s has no access; give it back first.") % person)
    Invitation.objects.filter(person=person, accepted_at=None).delete()
    token = draw_token()
    invitation = Invitation.objects.create(
        workspace_id=by.workspace_id,
        person=person,
        email=email.casefold(),
        digest=digest_of(token),
        invited_by=by,
        expires_at=timezone.now() + LINK_LIVES,
    )
    record(PersonInvited(subject_id=person.pk, invitation_id=invitation.pk), by=by)
    if is_mailed(email):
        post(
            "invitation",
            to=email,
            context={
                "link": link_of(token),
                "by": by.name,
                "workspace": by.workspace.name,
            },
            workspaces=[by.workspace_id],
            lives=LINK_LIVES,
            language=by.workspace.language,
        )
    return token


def is_mailed(email: str) -> bool:
    """Whether the link goes to the address; else whoever invites passes it on."""
    return is_mail_on() and bool(email)


def link_of(token: str) -> str:
    """Return the address by which an invitation is accepted."""
    return link_to(f"{reverse('invitation')}?token={token}")


@transaction.atomic
def withdraw_invitation(person_id: int, *, by: Actor) -> None:
    """Let the person's open link work no more; again changes nothing.

    Records :class:`InvitationWithdrawn`.
    """
    person = lock_member(person_id, by=by)
    invitation = Invitation.objects.filter(person=person, accepted_at=None).first()
    if invitation is None:
        return
    said = InvitationWithdrawn(subject_id=person.pk, invitation_id=invitation.pk)
    invitation.delete()
    record(said, by=by)


def open_invitation(token: str) -> Invitation:
    """Return the invitation behind a secret, or raise :class:`NotFound`."""
    rows = Invitation.objects.open().select_related("workspace", "person__actor")
    invitation = rows.filter(digest=digest_of(token)).first()
    if invitation is None:
        raise NotFound(
            _(
                "This invitation was used already, has expired or was withdrawn. "
                "Ask who invited you for a new one."
            )
        )
    return invitation


@transaction.atomic
def accept_invitation(token: str, *, user: User) -> Person:
    """Let ``user`` be the invited person from now on; uses up the link.

    Records :class:`InvitationAccepted` by that person.  Raises :class:`NotFound` for a
    link that works no more, of two who use it at once for the second, and
    :class:`Refused` when it is for another address or the user is of the workspace
    already.
    """
    person_id = open_invitation(token).person_id
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    invitation = open_invitation(token)  # whoever came first has used it up by now
    if invitation.email and invitation.email != user.email.casefold():
        raise Refused(
            _(
                "The invitation is for another e-mail address than yours, %s. "
                "Sign out, and open the link again."
            )
            % user.email
        )
    here = Person.objects.filter(workspace_id=person.workspace_id, user=user).first()
    if here is not None:
        raise Refused(_("You are in this workspace already, as %s.") % here)
    person.user = user
    person.save(update_fields=["user"])
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    said = InvitationAccepted(subject_id=person.pk, invitation_id=invitation.pk)
    record(said, by=person.actor)
    return person


@transaction.atomic
def accept_as_newcomer(token: str, *, email: str, password: str) -> Person:
    """Make an account of this address and accept the invitation with it.

    Raises :class:`Refused` when somebody signs in with the address: who that is
    accepts after signing in.
    """
    if is_taken(email):
        raise Refused(
            _("Somebody signs in with this address already. If it is you, sign in.")
        )
    user = User.objects.create_user(email.casefold(), email, password)
    return accept_invitation(token, user=user)
