"""The tabs of a project's pages that are not its work."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base.compiled import Asked
from headway.base.errors import Refused
from headway.base.numbers import asked_whole
from headway.ui.rail import Entry
from headway.work.filters.addresses import (
    OPEN,
    in_project,
    in_whole_project,
    project_key_in,
)
from headway.work.filters.parser import parse
from headway.work.filters.printing import safe_text, text_of
from headway.work.filters.tree import Or
from headway.work.models import Project, SavedView

NAMED = Asked(
    lambda by, said: (
        Project.objects.visible_to(by)
        .filter(Q(key=said) | Q(name__iexact=said))
        .values_list("key")[:2]
    )
)


def key_shown(actor: Actor, given: QueryDict) -> str:
    """Return the key of the one project that a page shows, or nothing.

    An address may name it by its name: one query, and none where it names none.
    """
    said = project_key_in(given)
    if not said:
        return ""
    keys = {key for (key,) in NAMED.of(actor, said)}
    return said if said in keys else next(iter(keys)) if len(keys) == 1 else ""


def carried_by(actor: Actor, given: QueryDict) -> str:
    """Return the filter that other pages of the same work show, too.

    Empty where it says no more than a project, and that what is open is meant: pages
    show of a project what they are for.  That of a view that is open is a query.
    """
    text = given.get("q", "").strip()
    if not text and (view := asked_whole(given.get("view", ""))):
        rows = SavedView.objects.visible_to(actor).live().filter(pk=view)
        text = rows.values_list("query", flat=True).first() or ""
    key = project_key_in(given)
    if text in ("", OPEN) or (key and text in (in_project(key), in_whole_project(key))):
        return ""
    return within(text, [each for each in given.getlist("project") if each.isalnum()])


def within(text: str, keys: Sequence[str]) -> str:
    """Return a filter that finds in these projects alone what another finds."""
    if not keys:
        return text
    try:
        said = parse(text)
    except Refused:
        return text
    written = [safe_text(key) for key in keys]
    one = f"project = {written[0]}" if len(keys) == 1 else ""
    where = one or f"project in ({', '.join(written)})"
    rest = text_of(replace(said, order=()))
    if isinstance(said.where, Or):
        rest = f"({rest})"
    return f"{where} and {rest}" if said.where else where


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
