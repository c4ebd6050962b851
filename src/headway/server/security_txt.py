"""``/.well-known/security.txt`` (RFC 9116): whom to tell of a vulnerability."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from headway.base.errors import NotFound

LIVES = timedelta(days=180)
"""The RFC asks for less than a year, after which the file is not to be trusted."""

PATH = ".well-known/security.txt"


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Name the contact of this installation; without one there is no such page."""
    contact: str = settings.HEADWAY_SECURITY_CONTACT
    if not contact:
        raise NotFound
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {midnight + LIVES:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.HEADWAY_URL}/{PATH}",
    ]
    text = "\n".join(lines) + "\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
