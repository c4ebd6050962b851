"""What would help a project's target, or an item's deadline."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from headway.actors.models import Actor
from headway.people.http import for_members
from headway.plan.helping import shown_levers
from headway.plan.views.about import about_item, about_project
from headway.ui.http import HtmxRequest
from headway.work.models import Item, Project

if TYPE_CHECKING:
    from headway.plan.levers import Levers


@require_safe
@for_members
def project_levers(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Rank what would help the target of a project."""
    project = Project.objects.get_by_key(key, by=actor)
    from headway.plan import levers  # loads the engine

    context = {
        "title": _("What helps %s?") % project.name,
        "project": project,
        **about_project(project, actor),
    }
    found = levers.levers_for_project(project, by=actor)
    return _shown(request, actor, found, context)


@require_safe
@for_members
def item_levers(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Rank what would help the deadline of an item."""
    item = Item.objects.get_by_key(key, by=actor)
    from headway.plan import levers  # loads the engine

    context = {
        "title": _("What helps %s?") % item.key,
        **about_item(item, actor),
    }
    found = levers.levers_for_item(item, by=actor)
    return _shown(request, actor, found, context)


def _shown(
    request: HtmxRequest, actor: Actor, found: "Levers | None", context: dict[str, Any]
) -> HttpResponse:
    levers = shown_levers(found) if found else None
    return render(
        request, "plan/levers.html", {"actor": actor, "levers": levers, **context}
    )
