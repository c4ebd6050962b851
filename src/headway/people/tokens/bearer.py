"""``Authorization: Bearer hw_…``: whose token it is, and what it may be used for."""

from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from headway.actors.models import check_scope
from headway.base.compiled import Asked
from headway.base.errors import NotFound
from headway.base.tokens import digest_of
from headway.people.models import ApiToken, Scope, User
from headway.people.tokens.actions import note_use

READING = frozenset({"GET", "HEAD", "OPTIONS"})

TOKENS = Asked(
    lambda digest: ApiToken.objects.filter(digest=digest).select_related(
        "person__user", "person__actor__workspace"
    )
)


class ByToken(HttpBearer):
    """Admits who sends a token, as its person; without that header others decide.

    Scopes are checked here for every operation by its method: reading takes ``read``,
    all else ``write``.  Administering takes ``admin`` as well, which
    ``Actor.check_administers`` asks for.  In other workspaces than its own a token
    finds nothing.  Each request asks the database: what is revoked is so at once.
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
        found = TOKENS.first(digest_of(token))
        if found is None or not found.is_live:
            return None
        user = found.person.user
        if user is None or not user.is_active or found.person.suspended_at is not None:
            return None
        _check_use(found, request)
        note_use(found)
        request.user = user
        request.token = found  # type: ignore[attr-defined]
        return user


def _check_use(token: ApiToken, request: HttpRequest) -> None:
    place = request.resolver_match.kwargs if request.resolver_match else {}
    own = token.person.actor.workspace.slug
    if place.get("workspace", own) != own:
        raise NotFound
    check_scope(scope_of(request.method), token.scopes)


def scope_of(method: str | None) -> str:
    """Return what an operation takes by its method."""
    return (Scope.READ if method in READING else Scope.WRITE).value
