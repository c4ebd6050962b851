"""Places of the log in the settings."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.ui.rail import Entry


def settings_tabs(actor: Actor) -> Iterable[Entry]:
    """Yield this app's tabs of the settings, for administrators; no query."""
    if actor.is_administrator:
        slug = actor.workspace.slug
        yield Entry(label=gettext_lazy("Log"), url=reverse("events:log", args=[slug]))
        yield Entry(label=gettext_lazy("Jobs"), url=reverse("events:jobs", args=[slug]))
