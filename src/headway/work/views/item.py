"""The item's page, the same beside a list, and its history."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from headway.actors.models import Actor
from headway.events.actions import performed
from headway.events.history import asked_page, history_of
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work.detail import detail_of, find_row
from headway.work.http import answer_change
from headway.work.models import Item
from headway.work.neighbours import Neighbours, page_behind
from headway.work.rail import place_of

PANEL, PAGE = "item-panel", "item-page"
"""Ids of the region that holds an item."""


@require_GET
@for_members
def item(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Show an item; ``?panel`` beside a list; to htmx the region alone."""
    if "panel" in request.GET and request.GET["panel"] != "region":
        context: dict[str, Any] = {
            "actor": actor,
            "detail": detail_of(key, by=actor),
            "within": _within(request, actor),
            "id": PANEL,
        }
        context["link"] = settings.HEADWAY_URL + context["detail"].row.href
        return rendered(request, "work/item_panel.html", context)
    return show_item(request, actor, key)


def _within(request: HtmxRequest, actor: Actor) -> str:
    """Return what the address of the page adds of the page that one comes from."""
    said = page_behind(request, actor)
    return "" if said is None else f"?{urlencode({'in': said})}"


def show_item(
    request: HtmxRequest,
    actor: Actor,
    key: str,
    *,
    status: int = 200,
    opened: str = "",
    **forms: Any,
) -> HttpResponse:
    """Answer the region that asked, or the whole page.

    ``opened`` is the section whose form goes on to be open; ``forms`` have errors.
    """
    detail = detail_of(key, by=actor, **forms)
    is_panel = request.htmx.target == PANEL or "panel" in request.GET
    context = {
        "actor": actor,
        "rail_place": place_of(detail.item.project.key, actor),
        "detail": detail,
        "link": settings.HEADWAY_URL + detail.row.href,
        "id": PANEL if is_panel else PAGE,
        "opened": opened,
    }
    template = "work/item_region.html" if request.htmx else "work/item.html"
    within = None if request.htmx else page_behind(request, actor)
    if within is not None:
        context["beside"] = Neighbours.of(detail.item, within, by=actor)
    return rendered(request, template, context, status=status)


def change_item(
    request: HtmxRequest,
    actor: Actor,
    item: Item,
    act: Callable[[], object],
    text: str,
    *,
    opened: str = "",
) -> HttpResponse:
    """Run an action on a part of the item and show its page, with ``opened`` open."""
    _result, operation = performed(act)
    return answer_change(
        request,
        lambda: show_item(request, actor, item.key, opened=opened),
        by=actor,
        text=text,
        operation=operation,
        back=reverse("work:item", args=[actor.workspace.slug, item.key]),
    )


@require_GET
@for_members
def history(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Show all that happened to an item; ``?before=`` an event pages on."""
    found = find_row(key, by=actor)
    start = asked_page(request.GET.get("before", ""))
    page = history_of(("work.item", found.item.pk), by=actor, before=start)
    context = {
        "actor": actor,
        "row": found,
        "about": found.key,
        "history": page,
        "is_later": start,
        "can_undo": found.can_change,
    }
    return rendered(request, "work/history.html", context)


def rendered(
    request: HtmxRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Answer a template that is another one for htmx."""
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
