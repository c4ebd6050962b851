"""How busy people are, by weeks or days."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from headway.actors.models import Actor
from headway.people.http import for_members
from headway.plan.timeline.reading import plan_age
from headway.plan.workload.ask import Ask
from headway.plan.workload.page import Workload
from headway.ui.http import HtmxRequest, render_region


@require_safe
@for_members
def workload(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Show everybody whom the actor may see; to htmx that alone."""
    shown = Workload.asked(Ask.read(request.GET), by=actor)
    context = {
        "actor": actor,
        "workload": shown,
        "age": plan_age(actor.workspace_id),
        "page": reverse("plan:workload", args=[actor.workspace.slug]),
        "panel": reverse("work:item", args=[actor.workspace.slug, "KEY"]),
        "is_refresh": bool(request.htmx),
    }
    if request.htmx:
        return render_region(request, "plan/workload/region.html", context)
    return render(request, "plan/workload/page.html", context)
