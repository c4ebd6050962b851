"""When a session was last seen, from where, by which program."""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

EVERY_SECONDS = 60.0
MOST = 10_000

_seen: dict[str, float] = {}
"""By session key, when this process last wrote it down."""


class SeenMiddleware:
    """Writes sessions down as allauth does, but once a minute, not at each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        key = request.session.session_key
        if key and request.user.is_authenticated and _is_due(key):
            UserSession.objects.create_from_request(request)
        return response


def _is_due(key: str) -> bool:
    """A session new to this process is not: it was written down when it began."""
    now = time.monotonic()
    if len(_seen) >= MOST:
        _seen.clear()
    if now - _seen.setdefault(key, now) < EVERY_SECONDS:
        return False
    _seen[key] = now
    return True
