"""Settings page: how new projects judge work, and how those do that there are."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from headway.actors.models import Actor
from headway.people.http import for_members
from headway.people.members.views import administrators_only
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.actions.judging import front_of_new
from headway.work.forms.judging import FrontForm
from headway.work.http import change_and_go
from headway.work.models import Project


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def judging(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Show how each project judges work; POST chooses for new ones."""
    administrators_only(actor)
    said = {"front": front_of_new(actor.workspace_id)}
    form = FrontForm(request.POST or None, initial=said)
    if form.is_valid():
        front = form.cleaned_data["front"]
        return change_and_go(
            request,
            lambda: actions.choose_front(front, by=actor),
            by=actor,
            text=_("Saved."),
            to=reverse("work:judging", args=[actor.workspace.slug]),
        )
    projects = Project.objects.visible_to(actor).unarchived().order_by("name", "key")
    context = {"actor": actor, "form": form, "projects": projects}
    status = 422 if form.is_bound else 200
    return render(request, "work/judging.html", context, status=status)
