"""How often something may be asked for."""

from http import HTTPStatus

from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext as _

from headway.base.errors import DomainError


class TooMany(DomainError):
    """It was asked for too often; later it may be asked again."""

    status = HTTPStatus.TOO_MANY_REQUESTS


def check_rate(request: HttpRequest, action: str, rate: str, key: str = "") -> None:
    """Count one more ``action``, or raise :class:`TooMany`.

    ``rate`` is as allauth writes it, ``5/m/user,20/h/ip``; ``key`` is what
    ``3/h/key`` counts by.  The counts are shared by all processes.
    """
    is_free = ratelimit.consume(
        request, app="headway.people", action=action, config={action: rate}, key=key
    )
    if not is_free:
        raise TooMany(_("That was too often. Wait a few minutes, then try again."))
