"""How the first administrator comes in: by a link that works once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor, Role, Workspace
from headway.base import tokens
from headway.base.errors import NotFound
from headway.base.tokens import digest_of
from headway.people.actions import add_person
from headway.people.members.workspaces import found_workspace
from headway.people.models import Person, SetupLink, User

LINK_LIVES = timedelta(hours=1)


@transaction.atomic
def draw_token() -> str:
    """Draw the secret of a new link; links drawn before no longer work."""
    SetupLink.objects.filter(used_at=None).delete()
    token = tokens.draw_token()
    SetupLink.objects.create(
        digest=digest_of(token), expires_at=timezone.now() + LINK_LIVES
    )
    return token


def is_usable(token: str) -> bool:
    link = SetupLink.objects.filter(digest=digest_of(token)).first()
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
    link = SetupLink.objects.select_for_update().filter(digest=digest_of(token)).first()
    if link is None or not link.is_usable:
        raise NotFound(_("This link was used already, or has expired."))
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])

    user = User.objects.create_user(email.lower(), email, password)
    workspace = workspace or found_workspace(name=organisation, zone=zone)
    by = Actor.objects.system("setup", workspace_id=workspace.pk)
    return add_person(by=by, name=name, user=user, role=Role.OWNER)
