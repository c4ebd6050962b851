"""``Authorization: Bearer hw_…``: whose token it is, and what it may be used for."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from headway.base.errors import NotFound
from headway.base.tokens import digest_of
from headway.people.models import ApiToken, Scope, User
from headway.people.tokens.actions import note_use

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class ByToken(HttpBearer):
    """Admits who sends a token, as its person; without that header others decide.

    The one place where scopes are checked, for every operation by its method: reading
    takes ``read``, all else ``write``.  In other workspaces than its own a token finds
    nothing.  Each request asks the database, so what is revoked is so at once.
    """

    openapi_description = "A token made on the page “API tokens” of your settings."

    def __call__(self, request: HttpRequest) -> User | None:
        if "Authorization" not in request.headers:
            return None
        admitted: User | None = super().__call__(request)
        if admitted is None:
            raise AuthenticationError  # no session makes up for a wrong token
        return admitted

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        found = (
            ApiToken.objects.live()
            .filter(digest=digest_of(token))
            .select_related("person__user", "person__actor__workspace")
            .first()
        )
        if found is None:
            return None
        user = found.person.user
        if user is None or not user.is_active or found.person.suspended_at is not None:
            return None
        _check_use(found, request)
        note_use(found)
        request.user = user
        request.token_name = found.name  # type: ignore[attr-defined]
        request.token_actor = found.person.actor  # type: ignore[attr-defined]
        found.person.actor.token_name = found.name
        return user


def _check_use(token: ApiToken, request: HttpRequest) -> None:
    place = request.resolver_match.kwargs if request.resolver_match else {}
    own = token.person.actor.workspace.slug
    if place.get("workspace", own) != own:
        raise NotFound
    needed = Scope.READ if request.method in READING else Scope.WRITE
    if needed not in token.scopes:
        said = _("This token may not do that; it lacks the scope “%s”.")
        raise PermissionDenied(said % needed.value)
