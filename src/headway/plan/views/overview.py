"""The first page of a project."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from headway.actors.models import Actor
from headway.people.http import for_members
from headway.plan.overview.expected import expected_lines
from headway.plan.overview.pace import ShownPace
from headway.plan.overview.page import Overview
from headway.plan.timeline.reading import plan_age
from headway.ui.http import HtmxRequest, render_region
from headway.work.filters.addresses import of_project
from headway.work.models import Project
from headway.work.project_tabs import frame_of


@require_safe
@for_members
def overview(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Show when a project will be done and what that hangs on; to htmx that alone."""
    project = Project.objects.get_by_key(key, by=actor)
    contributed = Project.objects.contributable_by(actor).filter(pk=project.pk)
    age = plan_age(actor.workspace_id)
    # to guests nothing: it speaks of work that they may not see
    allows = [] if age is None or actor.is_guest else age.allowances.lines
    context = {
        "overview": Overview.of(project, by=actor),
        "age": age,
        "allows": [*allows, *expected_lines(project, by=actor)],
        "pace": ShownPace.of(project, request.GET, by=actor),
        "can_add": contributed.exists(),
        "in_list": of_project(key),
        "panel": reverse("work:item", args=[actor.workspace.slug, "KEY"]),
        "is_refresh": bool(request.htmx),
    }
    context |= frame_of(project, by=actor)
    if request.htmx:
        return render_region(request, "plan/overview/region.html", context)
    return render(request, "plan/overview/page.html", context)
