"""Letters: what they say, and how they are queued."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import uuid4

import msgspec
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from headway.people.mail.sealing import seal, unseal
from headway.people.models import User

LONGEST_SUBJECT = 200


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A letter of the template ``people/mail/<name>.txt``, its subject the first line.

    ``workspaces`` are those whose administrators learn that it did not go out; after
    ``expires_at`` it is not sent any more.  It is written in ``language``, whoever
    caused it and wherever it is sent from.
    """

    name: str
    to: str
    context: dict[str, str]
    workspaces: list[int]
    expires_at: datetime
    language: str = settings.LANGUAGE_CODE  # of those queued before there were others

    def sealed(self) -> str:
        return seal(msgspec.json.encode(self).decode())

    @classmethod
    def unsealed(cls, text: str) -> "Letter":
        return msgspec.json.decode(unseal(text), type=cls)

    def rendered(self) -> tuple[str, str]:
        """Return subject and body.

        What people typed is put on one line, so that a name can begin no header.
        """
        said = {name: " ".join(text.split()) for name, text in self.context.items()}
        with translation.override(self.language):
            text = render_to_string(f"people/mail/{self.name}.txt", said)
        subject, __, body = text.partition("\n")
        return subject.strip()[:LONGEST_SUBJECT], body.lstrip("\n")

    def message(self, letter_id: str) -> EmailMessage:
        """Return it as mail; raises ``ValueError`` for what is no single address."""
        if not self.to.isprintable() or set(self.to) & set(',;<>"'):
            raise ValueError(_("this is no address"))
        subject, body = self.rendered()
        host = settings.HEADWAY_URL.partition("://")[2].partition(":")[0]
        return EmailMessage(
            subject=subject,
            body=body,
            from_email=settings.HEADWAY_MAIL.sender,
            to=[self.to],
            headers={
                "Message-ID": f"<{letter_id}@{host}>",
                "Auto-Submitted": "auto-generated",
            },
        )


def is_mail_on() -> bool:
    """Whether letters are sent; if not, whoever would get a link is shown it."""
    return bool(settings.HEADWAY_MAIL.kind)


def link_to(path: str) -> str:
    """Return the address of a page as people open it from their mail."""
    return f"{settings.HEADWAY_URL}{path}"


def post(
    name: str,
    *,
    to: str,
    context: Mapping[str, str],
    workspaces: Iterable[int],
    lives: timedelta,
    language: str,
) -> None:
    """Queue a letter: sent if and only if the caller's transaction commits.

    ``language`` is the reader's.  What it says waits sealed, as it may hold a link that
    lets its reader in.
    """
    letter = Letter(
        name=name,
        to=to,
        context=dict(context),
        workspaces=list(workspaces),
        expires_at=timezone.now() + lives,
        language=language,
    )
    app.configure_task("people.send_letter").defer(
        letter=str(uuid4()), sealed=letter.sealed()
    )


def workspaces_of(user: User) -> list[int]:
    return list(user.persons.values_list("workspace_id", flat=True))
