"""What importers add to the rail."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.ui.rail import Entry


def importing(actor: Actor) -> Iterable[Entry]:
    """Yield the import page to those who may import."""
    if actor.is_administrator:
        yield Entry(
            label=gettext_lazy("Import"),
            url=reverse("importers:import", args=[actor.workspace.slug]),
            icon="import",
        )
