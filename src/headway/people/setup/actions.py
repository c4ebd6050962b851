"""How the first administrator comes in: by a link that works once."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from headway.actors.models import Actor, Role, Workspace
from headway.base.errors import NotFound
from headway.people.actions import add_person
from headway.people.models import Calendar, Person, SetupLink, User
from headway.people.models.calendars import WEEKDAYS

LINK_LIVES = timedelta(hours=1)

NINE_TO_SIX = ((9 * 60, 12 * 60), (13 * 60, 18 * 60))
"""Eight hours and a break, in minutes since midnight."""


@transaction.atomic
def draw_token() -> str:
    """Draw the secret of a new link; links drawn before no longer work."""
    SetupLink.objects.filter(used_at=None).delete()
    token = secrets.token_urlsafe(32)
    SetupLink.objects.create(
        digest=_digest(token), expires_at=timezone.now() + LINK_LIVES
    )
    return token


def is_usable(token: str) -> bool:
    link = SetupLink.objects.filter(digest=_digest(token)).first()
    return link is not None and link.is_usable


@transaction.atomic
def set_up(
    token: str,
    *,
    name: str,
    email: str,
    password: str,
    organisation: str = "",
    zone: str = "UTC",
    workspace: Workspace | None = None,
) -> Person:
    """Use up the link: make a user who owns ``workspace``, or else a new one.

    Raises :class:`NotFound` when the link was used or has expired; of two who use it
    at once the second waits, and then is too late.
    """
    link = SetupLink.objects.select_for_update().filter(digest=_digest(token)).first()
    if link is None or not link.is_usable:
        raise NotFound(_("This link was used already, or has expired."))
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])

    user = User.objects.create_user(email.lower(), email, password)
    workspace = workspace or _found_workspace(organisation, zone)
    by = Actor.objects.system("setup", workspace_id=workspace.pk)
    return add_person(by=by, name=name, user=user, role=Role.OWNER)


def _found_workspace(name: str, zone: str) -> Workspace:
    """Create a workspace whose people work from nine to six on weekdays."""
    slug = slugify(name)[:40] or "work"
    if Workspace.objects.filter(slug=slug).exists():
        slug = f"{slug}-{secrets.token_hex(3)}"
    workspace = Workspace.objects.create(slug=slug, name=name, zone=zone)
    week = dict.fromkeys(WEEKDAYS[:5], NINE_TO_SIX) | dict.fromkeys(WEEKDAYS[5:], ())
    Calendar.objects.create(
        workspace=workspace, name=_("Standard"), is_default=True, **week
    )
    return workspace


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
