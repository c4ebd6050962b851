"""Finding: a page for everybody, and the lines of the palette."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from headway.actors.models import Actor
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.ui.search import search
from headway.work.palette import creation, groups_for
from headway.work.search import LONGEST

MOST = 50


@require_GET
@for_members
def search_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Show what ``?q=`` finds."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    context = {
        "actor": actor,
        "text": text,
        "longest": LONGEST,
        "hits": search(text, actor, most=MOST) if text else [],
    }
    return render(request, "work/search/search.html", context)


@require_GET
@for_members
def palette(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Show what ``?q=`` asks for, ``item`` being in focus; ``recent`` were open."""
    groups = groups_for(
        request.GET.get("q", ""),
        actor,
        focused=request.GET.get("item", ""),
        recent=request.GET.get("recent", "").split(),
    )
    text = request.GET.get("q", "").strip()
    made = creation(text, actor)
    context = {
        "groups": [*groups, made] if made else groups,
        "is_nothing": not groups,
        "text": text,
    }
    return render(request, "work/search/palette.html", context)
