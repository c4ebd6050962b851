"""Pages of a project that are not its work."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from headway.actors.models import Actor
from headway.events.actions import performed
from headway.events.history import asked_page, history_of
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.http import answer_change
from headway.work.models import Project


@require_GET
@for_members
def history(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Show all that happened to a project; ``?before=`` an event pages on."""
    project = Project.objects.get_by_key(key, by=actor)
    start = asked_page(request.GET.get("before", ""))
    context = {
        "actor": actor,
        "project": project,
        "about": project.name,
        "history": history_of(("work.project", project.pk), by=actor, before=start),
        "is_later": start,
        "can_undo": Project.objects.contributable_by(actor)
        .filter(pk=project.pk)
        .exists(),
    }
    return render(request, "work/project_history.html", context)


@require_POST
@for_members
def delete(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Put a project into the bin."""
    project = Project.objects.get_by_key(key, by=actor)
    _deletion, operation = performed(
        lambda: actions.delete_project(project.pk, by=actor)
    )
    return answer_change(
        request,
        lambda: redirect("work:list", actor.workspace.slug),
        by=actor,
        text=_("“%s” is in the bin, with all its work.") % project.name,
        operation=operation,
        back=reverse("work:list", args=[actor.workspace.slug]),
    )
