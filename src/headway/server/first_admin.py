"""The link by which the first administrator comes in."""

from django.conf import settings

from headway.people.models import User
from headway.people.setup.actions import draw_token


def setup_link() -> str:
    """Return a new link; it works once, and those printed before no more."""
    return f"{settings.HEADWAY_URL}/setup/?token={draw_token()}"


def is_needed() -> bool:
    """Whether nobody can sign in yet."""
    return not User.objects.filter(is_active=True).exists()
