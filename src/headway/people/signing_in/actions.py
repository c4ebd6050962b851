"""What people do to sign-ins: new passwords, and the links to them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from headway.actors.models import Actor, Role
from headway.base.errors import Refused
from headway.events.actions import record
from headway.events.facts import Fact
from headway.people.facts import PasswordChanged, ResetLinkMade
from headway.people.mail import is_mail_on, post
from headway.people.mail.letters import workspaces_of
from headway.people.mail.sealing import seal, unseal
from headway.people.models import Person, User
from headway.people.signing_in.passwords import reset_link
from headway.people.speaking import language_of

LINK_LIVES = timedelta(hours=1)
"""As ``PASSWORD_RESET_TIMEOUT``."""


ADMINISTRATORS = (Role.OWNER, Role.ADMIN)


def ask_for_reset(address: str) -> None:
    """Let a worker see whose address that is: here all addresses are the same."""
    app.configure_task("people.answer_reset").defer(address=seal(address))


@transaction.atomic
def answer_reset(sealed: str) -> None:
    """Send a link to each who has the address, as they once gave it."""
    people = User.objects.filter(email__iexact=unseal(sealed), is_active=True)
    for user in people.exclude(email=""):
        _send_link(user)


@transaction.atomic
def make_reset_link(person_id: int, *, by: Actor) -> str:
    """Let somebody choose a new password: mail them the link, or else return it.

    Only administrators may.  A link that is shown lets whoever sees it in: it is
    refused for people who also belong where ``by`` does not administer, and for an
    owner if ``by`` is none.  Records :class:`ResetLinkMade`.
    """
    person = Person.objects.get_for_change(person_id, by=by)
    if not by.is_administrator:
        raise PermissionDenied
    user = person.user
    if user is None or not user.is_active:
        raise Refused(_("%s has no sign-in.") % person)
    is_mailed = is_mail_on() and bool(user.email)
    if not (is_mailed or has_power_over(user, by=by)):
        raise Refused(
            _("%s owns a workspace, or works in one that you do not administer.")
            % person
        )
    record(ResetLinkMade(subject_id=person.pk), by=by)
    if is_mailed:
        _send_link(user)
    return "" if is_mailed else reset_link(user)


def has_power_over(user: User, *, by: Actor) -> bool:
    """Whether ``by`` may do all that ``user`` may, in every workspace they are in."""
    mine = dict(
        Person.objects.filter(user__persons__actor=by).values_list(
            "workspace_id", "actor__role"
        )
    )
    theirs = user.persons.values_list("workspace_id", "actor__role")
    return all(
        mine.get(place) in ((Role.OWNER,) if role == Role.OWNER else ADMINISTRATORS)
        for place, role in theirs
    )


@transaction.atomic
def set_password(password: str, *, by: User) -> None:
    """Take a new password; sessions and links of before end with it.

    Records :class:`PasswordChanged` in each workspace of ``by``, and tells them.
    """
    by.set_password(password)
    by.save(update_fields=["password"])
    note_in_all(PasswordChanged, by=by)
    tell(by, "password_changed")


@transaction.atomic
def note_in_all(fact: Callable[..., Fact], *, by: User, **said: Any) -> None:
    """Record a fact of somebody's account in each workspace that they are in."""
    for person in by.persons.select_related("actor"):
        record(fact(subject_id=person.pk, **said), by=person.actor)


def tell(user: User, letter: str, **context: str | Promise) -> None:
    """Write to somebody about a change of their account, if mail is on.

    What ``context`` says lazily is said in their language.
    """
    if is_mail_on() and user.email:
        language = language_of(user)
        with translation.override(language):
            said = {name: str(text) for name, text in context.items()}
        post(
            letter,
            to=user.email,
            context=said,
            workspaces=workspaces_of(user),
            lives=timedelta(days=2),
            language=language,
        )


def _send_link(user: User) -> None:
    post(
        "reset",
        to=user.email,
        context={"link": reset_link(user), "name": user.get_username()},
        workspaces=workspaces_of(user),
        lives=LINK_LIVES,
        language=language_of(user),
    )
