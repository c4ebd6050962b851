"""Places of this app in the rail."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.ui.rail import Entry


def people(actor: Actor) -> Iterable[Entry]:
    """Yield the list of people; no query."""
    yield Entry(
        label=gettext_lazy("People"),
        url=reverse("people:people", args=[actor.workspace.slug]),
        icon="people",
        go="w",
        is_tab=True,
    )
