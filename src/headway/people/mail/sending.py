"""Hand letters to the relay, and note what it says when it does not take them."""

import smtplib
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headway.actors.models import Actor, Workspace
from headway.people.mail.letters import Letter
from headway.people.mail.words import failure_words
from headway.people.models import MailFailure
from headway.people.speaking import speaking_in

KEPT = timedelta(days=90)
TEST_LIVES = timedelta(minutes=1)


class Delayed(Exception):
    """The letter did not go out and is to be tried again."""


class Undeliverable(Exception):
    """The letter will never go out; administrators see why."""


def deliver(letter_id: str, sealed: str, *, is_last: bool) -> None:
    """Send a letter, once as far as a relay allows.

    Raises :class:`Delayed` or :class:`Undeliverable` after noting the failure.
    """
    letter = Letter.unsealed(sealed)
    if letter.expires_at < timezone.now():
        _note(letter, letter_id, _too_late, is_final=True)
        raise Undeliverable(_too_late())
    try:
        _hand_over(letter.message(letter_id))
    except (OSError, ValueError) as error:
        reason, is_final = partial(failure_words, error), is_last or is_permanent(error)
        _note(letter, letter_id, reason, is_final=is_final)
        raise (Undeliverable if is_final else Delayed)(reason()) from error
    MailFailure.objects.filter(letter=letter_id).update(sent_at=timezone.now())


def send_test(to: str, *, by: Actor) -> str:
    """Send a letter at once; return why it did not go out, or nothing."""
    letter_id = str(uuid4())
    letter = Letter(
        name="test",
        to=to,
        context={"name": by.name, "workspace": by.workspace.name},
        workspaces=[by.workspace_id],
        expires_at=timezone.now() + TEST_LIVES,
        language=get_language(),
    )
    try:
        _hand_over(letter.message(letter_id))
    except (OSError, ValueError) as error:
        reason = partial(failure_words, error)
        _note(letter, letter_id, reason, is_final=True)
        return reason()
    return ""


def _too_late() -> str:
    return _("It was delayed until what it says no longer held.")


def _hand_over(message: EmailMessage) -> None:
    """Send, and hang up: Django does not where it fails before the first letter."""
    relay = get_connection()
    try:
        relay.open()
        relay.send_messages([message])
    finally:
        relay.close()


def is_permanent(error: Exception) -> bool:
    """Whether no later attempt can do better, whatever an administrator changes."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, __ in error.recipients.values())
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPSenderRefused):
        return False
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= 500
    return isinstance(error, ValueError)


def _note(
    letter: Letter, letter_id: str, reason: Callable[[], str], *, is_final: bool
) -> None:
    """Let the administrators of the letter's workspaces see that it failed, and why.

    ``reason`` says it in the language of each workspace.
    """
    now = timezone.now()
    MailFailure.objects.filter(failed_at__lt=now - KEPT).delete()
    subject, __ = letter.rendered()
    to = "".join(sign if sign.isprintable() else " " for sign in letter.to)
    for workspace in Workspace.objects.filter(pk__in=letter.workspaces):
        with speaking_in(workspace):
            why = reason()[:500]
        said = {
            "reason": why,
            "failed_at": now,
            "given_up_at": now if is_final else None,
        }
        MailFailure.objects.update_or_create(
            workspace=workspace,
            letter=UUID(letter_id),
            defaults=said | {"attempts": F("attempts") + 1},
            create_defaults=said | {"to": to[:254], "subject": subject},
        )
