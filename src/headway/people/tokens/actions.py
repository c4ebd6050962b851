"""Making and revoking tokens.  No token can: only pages call this, by a session."""

from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.base.tokens import digest_of, draw_token
from headway.events.actions import record
from headway.people.facts import ApiTokenMade, ApiTokenRevoked
from headway.people.models import ApiToken, Scope

MARK = "hw_"
"""How tokens begin, so that scanners of source code know them."""

MOST_DAYS = 366
MOST_LIVE = 50
PREFIX_SIGNS = len(MARK) + 6


@transaction.atomic
def make_token(
    *, by: Actor, name: str, scopes: Collection[str], lives: timedelta
) -> str:
    """Draw a token for ``by`` and return it: nobody can see it again.

    Records :class:`ApiTokenMade`.  Raises ``PermissionDenied`` for who acts by a token
    themselves, and :class:`Refused` where there are too many or it would live too long.
    """
    if by.token_name:
        raise PermissionDenied
    if not set(scopes) & {Scope.READ, Scope.WRITE} or set(scopes) - set(Scope.values):
        raise Refused(_("Choose what the token may do."))
    if not timedelta(0) < lives <= timedelta(days=MOST_DAYS):
        raise Refused(_("A token lives for a year at most."))
    mine = ApiToken.objects.visible_to(by)
    if mine.live().count() >= MOST_LIVE:
        raise Refused(
            _("You have %d tokens; revoke those that nothing uses.") % MOST_LIVE
        )
    token = MARK + draw_token()
    made = ApiToken.objects.create(
        workspace_id=by.workspace_id,
        person=by.person,
        name=name,
        prefix=token[:PREFIX_SIGNS],
        digest=digest_of(token),
        scope=" ".join(sorted(scopes)),
        expires_at=timezone.now() + lives,
    )
    said = ApiTokenMade(subject_id=by.person.pk, token_id=made.pk, scope=made.scope)
    record(said, by=by)
    return token


@transaction.atomic
def revoke_token(token_id: int, *, by: Actor) -> ApiToken:
    """Let a token work no more, from the next request on; again changes nothing.

    Records :class:`ApiTokenRevoked`.
    """
    token = ApiToken.objects.get_for_change(token_id, by=by)
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        record(ApiTokenRevoked(subject_id=by.person.pk, token_id=token.pk), by=by)
    return token


def note_use(token: ApiToken) -> None:
    """Write down that a token was used, once a minute."""
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > timedelta(minutes=1):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
