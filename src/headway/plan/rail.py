"""What the plan adds to the rail."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.ui.rail import Entry
from headway.work.filters.addresses import of_text, project_key_in
from headway.work.project_tabs import carried_by, key_shown


def timeline(actor: Actor) -> Iterator[Entry]:
    """The timeline of all projects."""
    yield Entry(
        label=gettext_lazy("Timeline"),
        url=reverse("plan:timeline", args=[actor.workspace.slug]),
        icon="timeline",
        go="n",
        is_tab=True,
    )


def workload(actor: Actor) -> Iterator[Entry]:
    """How busy people are; no query."""
    yield Entry(
        label=gettext_lazy("Workload"),
        url=reverse("plan:workload", args=[actor.workspace.slug]),
        icon="clock",
        go="h",
    )


def settings_tab(actor: Actor) -> Iterator[Entry]:
    """How plans are made, for administrators."""
    if actor.is_administrator:
        yield Entry(
            label=gettext_lazy("Planning"),
            url=reverse("plan:planning", args=[actor.workspace.slug]),
        )


def overview_tab(actor: Actor, given: QueryDict) -> Iterator[Entry]:
    """The first page of the one project that the page shows; a query if it is one."""
    if key := key_shown(actor, given):
        address = reverse("plan:project", args=[actor.workspace.slug, key])
        yield Entry(label=gettext_lazy("Overview"), url=address)


def timeline_tab(actor: Actor, given: QueryDict) -> Iterator[Entry]:
    """The timeline of what the page shows: by its filter, its view or projects."""
    address = reverse("plan:timeline", args=[actor.workspace.slug])
    keys = given.getlist("project") or [project_key_in(given)]
    shown = [("project", key) for key in keys if key]
    query = f"?{urlencode(shown)}" if shown else ""
    if carried := carried_by(actor, given):
        query = of_text(carried)
    yield Entry(label=gettext_lazy("Timeline"), url=address + query)
