"""The page on which a project leaves for another program."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from headway.actors.models import Actor
from headway.events.http import for_members
from headway.integrations.exporters.answer import answer_whole, answer_with
from headway.integrations.exporters.headway import what_stays
from headway.integrations.exporters.project import export_project
from headway.ui.http import HtmxRequest
from headway.work.models import Project
from headway.work.project_tabs import frame_of


@require_GET
@for_members
def page(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Say what of a project a file would hold, and what not."""
    project = Project.objects.get_by_key(key, by=actor)
    if actor.is_guest:
        raise PermissionDenied
    exported = export_project(project, by=actor)
    context = {
        "file": exported.file,
        "left_out": exported.left_out,
        "staying": what_stays(project, by=actor),
    }
    frame = frame_of(project, by=actor)
    return render(request, "exporters/project.html", frame | context)


@require_GET
@for_members
def msproject(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Answer with the project as XML; ``?rates`` with what hours cost."""
    project = Project.objects.get_by_key(key, by=actor)
    return answer_with(project, by=actor, with_rates="rates" in request.GET)


@require_GET
@for_members
def headway(request: HtmxRequest, actor: Actor, key: str) -> HttpResponseBase:
    """Answer with the project as the file that Headway reads again."""
    return answer_whole(Project.objects.get_by_key(key, by=actor), by=actor)
