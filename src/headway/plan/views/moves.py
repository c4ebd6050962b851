"""Why the date of an item, or of a project, moved."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from headway.actors.models import Actor
from headway.people.http import for_members
from headway.plan.moves.words import SINCE, day_asked, shown_moves
from headway.plan.views.about import about_item, about_project
from headway.ui.http import HtmxRequest
from headway.work.models import Item, Project

if TYPE_CHECKING:
    from headway.plan.moves.asking import Moves

USUAL = "week"


@require_safe
@for_members
def project_moves(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Say what moved the end of a project."""
    project = Project.objects.get_by_key(key, by=actor)
    from headway.plan.moves.asking import moves_of_project  # loads the engine

    context = {
        "title": _("Why did %s move?") % project.name,
        **about_project(project, actor),
    }
    return _shown(
        request,
        actor,
        lambda day: moves_of_project(project, since=day, by=actor),
        context,
    )


@require_safe
@for_members
def item_moves(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Say what moved the date of an item."""
    item = Item.objects.get_by_key(key, by=actor)
    from headway.plan.moves.asking import moves_of_item  # loads the engine

    context = {
        "title": _("Why did %s move?") % item.key,
        **about_item(item, actor),
    }
    return _shown(
        request, actor, lambda day: moves_of_item(item, since=day, by=actor), context
    )


def _shown(
    request: HtmxRequest,
    actor: Actor,
    moves_since: Callable[[date], "Moves | None"],
    context: dict[str, Any],
) -> HttpResponse:
    asked = request.GET.get("since", USUAL)
    day = day_asked(asked)
    if day is None:
        return HttpResponseBadRequest(_("That is no day."))
    found = moves_since(day)
    context |= {
        "actor": actor,
        "moves": shown_moves(found, by=actor) if found else None,
        "choices": [
            (label, f"?since={name}", name == asked)
            for name, (label, __) in SINCE.items()
        ],
    }
    return render(request, "plan/moves/page.html", context)
