"""What the plan adds to the rail."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.ui.rail import Entry
from headway.work.filters.addresses import project_key_in


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


def timeline_tab(actor: Actor, given: QueryDict) -> Entry:
    """The timeline of the projects that the page shows, or of all."""
    address = reverse("plan:timeline", args=[actor.workspace.slug])
    keys = given.getlist("project") or [project_key_in(given)]
    shown = [("project", key) for key in keys if key]
    query = f"?{urlencode(shown)}" if shown else ""
    return Entry(label=gettext_lazy("Timeline"), url=address + query)
