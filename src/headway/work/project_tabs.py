"""The tabs of a project's pages that are not its work."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.ui.rail import Entry
from headway.work.filters.addresses import project_key_in
from headway.work.models import Project


def key_shown(actor: Actor, given: QueryDict) -> str:
    """Return the key of the one project that a page shows, or nothing.

    An address may name it by its name: one query, and none where it names none.
    """
    said = project_key_in(given)
    if not said:
        return ""
    rows = Project.objects.visible_to(actor).filter(Q(key=said) | Q(name__iexact=said))
    keys = set(rows.values_list("key", flat=True)[:2])
    return said if said in keys else next(iter(keys)) if len(keys) == 1 else ""


def about_tabs(actor: Actor, given: QueryDict) -> Iterator[Entry]:
    """What the one project that a page shows is, and what happened to it."""
    if key := key_shown(actor, given):
        where = [actor.workspace.slug, key]
        yield Entry(
            label=gettext_lazy("History"),
            url=reverse("work:project_history", args=where),
        )
        yield Entry(
            label=gettext_lazy("Settings"),
            url=reverse("work:project_settings", args=where),
        )


def frame_of(project: Project, *, by: Actor) -> dict[str, Any]:
    """Return what all pages of a project show around what is their own."""
    given = QueryDict(mutable=True)
    given["project"] = project.key
    led = Project.objects.led_by(by).filter(pk=project.pk)
    return {
        "actor": by,
        "project": project,
        "tabs_given": given,
        "leads_project": led.exists(),
    }
