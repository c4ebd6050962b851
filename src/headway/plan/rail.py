"""What the plan adds to the rail."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.ui.rail import Entry


def timeline(actor: Actor) -> Iterator[Entry]:
    """The timeline of all projects."""
    yield Entry(
        label=gettext_lazy("Timeline"),
        url=reverse("plan:timeline", args=[actor.workspace.slug]),
        icon="timeline",
        go="n",
        is_tab=True,
    )


def settings_tab(actor: Actor) -> Iterator[Entry]:
    """How plans are made, for administrators."""
    if actor.is_administrator:
        yield Entry(
            label=gettext_lazy("Planning"),
            url=reverse("plan:planning", args=[actor.workspace.slug]),
        )
