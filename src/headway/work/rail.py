"""Places of this app in the rail."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import ResolverMatch, reverse
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base.compiled import Asked
from headway.ui.rail import Entry, Place
from headway.work.filters.addresses import (
    of_project,
    of_text,
    of_view,
    of_whole_project,
    page_of_views,
    project_key_in,
)
from headway.work.hiding import masks_of
from headway.work.models import Hidden, Item, Project, SavedView
from headway.work.project_tabs import carried_by

MOST_PROJECTS = 12
MOST_VIEWS = 12
SHOWN = ("pk", "name", "key", "archived_at", "outlook__chance_percent")
"""Of a project."""
PINNED = Asked(
    lambda by: (
        SavedView.objects.visible_to(by)
        .live()
        .filter(is_pinned=True)
        .order_by("name", "pk")
        .values_list("pk", "name", "page")[:MOST_VIEWS]
    )
)
FIRST_PROJECTS = Asked(
    lambda by: (
        Project.objects.visible_to(by)
        .unarchived()
        .order_by("name", "key")
        .values_list(*SHOWN)[:MOST_PROJECTS]
    )
)


def today(actor: Actor) -> Iterable[Entry]:
    """Yield the actor's own order; no query."""
    yield Entry(
        label=gettext_lazy("Today"),
        url=reverse("work:today", args=[actor.workspace.slug]),
        icon="today",
        go="t",
        is_exact=True,
        is_tab=True,
    )


def all_work(actor: Actor) -> Iterable[Entry]:
    """Yield the list of all work; no query."""
    yield Entry(
        label=gettext_lazy("All work"),
        url=reverse("work:list", args=[actor.workspace.slug]),
        icon="list",
        go="l",
        is_tab=True,
    )


def views(actor: Actor) -> Iterable[Entry]:
    """Yield the saved views that are pinned, by name; one query."""
    for pk, name, page in PINNED.of(actor):
        address = page_of_views(page, actor.workspace.slug)
        yield Entry(label=name, url=address + of_view(pk), icon="pin")


def list_tab(actor: Actor, given: QueryDict) -> Iterable[Entry]:
    """Yield the list of what the page shows: by its filter, its view or project."""
    address = reverse("work:list", args=[actor.workspace.slug])
    key = project_key_in(given)
    query = _same(actor, given) or (of_project(key) if key else "")
    yield Entry(label=gettext_lazy("List"), url=address + query)


def board(actor: Actor) -> Iterable[Entry]:
    """Yield the board of all projects; no query."""
    yield Entry(
        label=gettext_lazy("Board"),
        url=reverse("work:board", args=[actor.workspace.slug]),
        icon="board",
        go="b",
    )


def board_tab(actor: Actor, given: QueryDict) -> Iterable[Entry]:
    """Yield the board of what the page shows: by its filter, its view or project."""
    address = reverse("work:board", args=[actor.workspace.slug])
    key = project_key_in(given)
    carried = carried_by(actor, given)
    query = of_text(carried) if carried else of_whole_project(key) if key else ""
    yield Entry(label=gettext_lazy("Board"), url=address + query)


def calendar(actor: Actor) -> Iterable[Entry]:
    """Yield the calendar of all projects; no query."""
    yield Entry(
        label=gettext_lazy("Calendar"),
        url=reverse("work:calendar", args=[actor.workspace.slug]),
        icon="today",
        go="c",
    )


def calendar_tab(actor: Actor, given: QueryDict) -> Iterable[Entry]:
    """Yield the calendar of what the page shows: by its filter, its view or project."""
    address = reverse("work:calendar", args=[actor.workspace.slug])
    key = project_key_in(given)
    query = _same(actor, given) or (of_whole_project(key) if key else "")
    yield Entry(label=gettext_lazy("Calendar"), url=address + query)


def _same(actor: Actor, given: QueryDict) -> str:
    """Return the query string of a page that opens the same view, by the same filter.

    Empty where neither says more than a project.
    """
    said = [("view", given["view"])] if given.get("view") else []
    if not said or given.get("q"):
        said += [("q", text) for text in [carried_by(actor, given)] if text]
    return f"?{urlencode(said)}" if said else ""


def settings_tab(actor: Actor) -> Iterable[Entry]:
    """Types of items, their fields and labels, for administrators; no query."""
    if actor.is_administrator:
        yield Entry(
            label=gettext_lazy("Types"),
            url=reverse("work:types", args=[actor.workspace.slug]),
        )
        yield Entry(
            label=gettext_lazy("Fields"),
            url=reverse("work:fields", args=[actor.workspace.slug]),
        )
        yield Entry(
            label=gettext_lazy("Judging"),
            url=reverse("work:judging", args=[actor.workspace.slug]),
        )
        yield Entry(
            label=gettext_lazy("Labels"),
            url=reverse("work:labels", args=[actor.workspace.slug]),
        )


def bin_of(actor: Actor) -> Iterable[Entry]:
    """Yield the bin; no query."""
    yield Entry(
        label=gettext_lazy("Bin"),
        url=reverse("work:bin", args=[actor.workspace.slug]),
        icon="bin",
    )


def projects(actor: Actor) -> Iterable[Entry]:
    """Yield the actor's first projects by name, with the chance of their targets."""
    return _entries_of(FIRST_PROJECTS.of(actor), actor)


def place_of(key: str, actor: Actor) -> Place:
    """Return the place of what is about this one project alone."""
    rows = Project.objects.visible_to(actor).filter(key=key).values_list(*SHOWN)
    url = reverse("plan:project", args=[actor.workspace.slug, key])
    return Place(url=url, entries=lambda: _entries_of(rows, actor))


def place_of_view(view: SavedView, actor: Actor) -> Place:
    """Return the place of a saved view; the rail shows it where it is pinned."""
    address = page_of_views(view.page, actor.workspace.slug)
    return Place(url=address + of_view(view.pk), entries=tuple)


def place_at(actor: Actor, match: ResolverMatch) -> Place | None:
    """Return the project of an address below a project's or an item's.

    The way to the archive is in the bin.
    """
    said = match.kwargs.get("key", "")
    if match.view_name == "work:archived":
        address = reverse("work:bin", args=[actor.workspace.slug])
        return Place(url=address, entries=tuple)
    if "/projects/<str:key>/" in match.route:
        return place_of(said, actor)
    if "/items/<str:key>/" in match.route:
        item = Item.everything.visible_to(actor).with_key(said)
        return place_of(item.project.key, actor) if item else None
    return None


def _entries_of(rows: Iterable[tuple[Any, ...]], actor: Actor) -> Iterator[Entry]:
    """Yield what leads to projects, ``rows`` of :data:`SHOWN`."""
    undated = masks_of(actor).projects_hiding(Hidden.FORECAST)
    for pk, name, key, archived_at, percent in rows:
        is_planned = archived_at is None and pk not in undated
        yield Entry(
            label=name,
            url=reverse("plan:project", args=[actor.workspace.slug, key]),
            chance=percent / 100 if is_planned and percent is not None else None,
        )


def sample_tab(actor: Actor) -> Iterable[Entry]:
    """Yield the page that removes sample data, where there is any; no query."""
    if actor.is_administrator and actor.workspace.is_demo:
        yield Entry(
            label=gettext_lazy("Sample data"),
            url=reverse("work:sample", args=[actor.workspace.slug]),
        )


def new_project(actor: Actor) -> Iterable[Entry]:
    """Yield the way to begin a project to those who may; no query."""
    if not actor.is_guest:
        yield Entry(
            label=gettext_lazy("New project"),
            url=reverse("work:new_project", args=[actor.workspace.slug]),
            icon="plus",
            is_exact=True,
        )
