"""What people do to their own account."""

from collections.abc import Iterable
from typing import Any

from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.totp.internal.flows import activate_totp
from allauth.mfa.webauthn.internal.flows import add_authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.people.account.forms import NewAppForm
from headway.people.actions import choose_language, edit_person
from headway.people.facts import (
    RecoveryCodesDrawn,
    SecondFactorAdded,
    SecondFactorRemoved,
    SessionsEnded,
)
from headway.people.models import Person, User
from headway.people.signing_in.actions import has_power_over, note_in_all, tell


@transaction.atomic
def end_sessions(sessions: Iterable[UserSession], *, by: User) -> int:
    """Sign ``by`` out of browsers; their event streams end within a second.

    Returns how many there were.  Records :class:`SessionsEnded` if there were any.
    """
    ended = [session for session in sessions if session.user_id == by.pk]
    for session in ended:
        session.end()
    if ended:
        note_in_all(SessionsEnded, by=by, count=len(ended))
    return len(ended)


def keep_looks(*, by: User, theme: str, density: str, keys: str) -> None:
    """Let looks follow ``by`` to every browser."""
    by.looks_chosen_at = timezone.now()
    by.theme, by.density, by.keys = theme, density, keys
    by.save(update_fields=["looks_chosen_at", "theme", "density", "keys"])


@transaction.atomic
def edit_oneself(*, by: Actor, if_version: int | None = None, **changes: str) -> Person:
    """Say one's zone and language, as :func:`edit_person` and :func:`choose_language`.

    What is not said stays as it is.
    """
    language = changes.pop("language", None)
    person = edit_person(by.person.pk, by=by, if_version=if_version, **changes)
    return person if language is None else choose_language(language, by=by)


def end_all_sessions(user: User) -> None:
    """Sign somebody out everywhere at once: they are disabled, say."""
    for session in UserSession.objects.filter(user=user):
        session.end()


@transaction.atomic
def add_app(request: HttpRequest, form: NewAppForm, *, by: User) -> list[str]:
    """Take an app as second factor; returns new recovery codes, to be shown once.

    None are drawn where there are some.  Records :class:`SecondFactorAdded`.
    """
    __, codes = activate_totp(request, form)
    _note_added(gettext_lazy("An authenticator app was added."), by=by)
    return _written(codes)


@transaction.atomic
def add_passkey(
    request: HttpRequest, *, name: str, credential: dict[str, Any], by: User
) -> list[str]:
    """Take a passkey, to sign in with or as second factor; returns as for an app."""
    __, codes = add_authenticator(request, name=name, credential=credential)
    _note_added(gettext_lazy("A passkey was added."), by=by)
    return _written(codes)


@transaction.atomic
def remove_factor(request: HttpRequest, factor: Authenticator, *, by: User) -> None:
    """Give up an app or a passkey.  Records :class:`SecondFactorRemoved`."""
    delete_and_cleanup(request, factor)
    note_in_all(SecondFactorRemoved, by=by)
    tell(by, "factor_changed", what=gettext_lazy("A second factor was removed."))


@transaction.atomic
def draw_codes(request: HttpRequest, *, by: User) -> list[str]:
    """Draw recovery codes anew.  Records :class:`RecoveryCodesDrawn`."""
    codes = generate_recovery_codes(request)
    note_in_all(RecoveryCodesDrawn, by=by)
    tell(by, "factor_changed", what=gettext_lazy("New recovery codes were drawn."))
    return _written(codes)


@transaction.atomic
def remove_all_factors(person_id: int, *, by: Actor) -> Person:
    """Let somebody who lost their second factors sign in without; returns them.

    Only for administrators who could do all that they can: see ``has_power_over``.
    Sessions end.  Records :class:`SecondFactorRemoved`.
    """
    person = Person.objects.get_for_change(person_id, by=by)
    if not by.is_administrator:
        raise PermissionDenied
    if person.user is None or not has_power_over(person.user, by=by):
        raise Refused(
            _("%s owns a workspace, or works in one that you do not administer.")
            % person
        )
    count, __ = Authenticator.objects.filter(user=person.user).delete()
    if count:
        end_all_sessions(person.user)
        record(SecondFactorRemoved(subject_id=person.pk), by=by)
        said = gettext_lazy("An administrator removed your second factors.")
        tell(person.user, "factor_changed", what=said)
    return person


@transaction.atomic
def _note_added(said: Promise, *, by: User) -> None:
    note_in_all(SecondFactorAdded, by=by)
    tell(by, "factor_changed", what=said)


def _written(codes: Authenticator | None) -> list[str]:
    return codes.wrap().get_unused_codes() if codes else []
