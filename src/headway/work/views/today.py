"""Today, and the address that leads there."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from headway.actors.models import Actor
from headway.people.http import for_members
from headway.people.models import Person
from headway.ui.http import HtmxRequest, render_region
from headway.work.models import Project
from headway.work.today import today_of

TODAY = "today"
"""Id of the region that holds the queue."""

LAST_WORKSPACE = "workspace"
"""The session's key for the slug of the workspace that was opened last."""


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Lead to Today of the workspace that the user opened last, else of the first.

    Who comes first to one without any project is led to where one begins.
    """
    people = Person.objects.filter(user__username=request.user.get_username())
    people = people.select_related("actor", "workspace").order_by("pk")
    by_slug = {person.workspace.slug: person for person in people}
    if not by_slug:
        return render(request, "people/no_workspace.html")
    last = request.session.get(LAST_WORKSPACE)
    if last in by_slug:
        return redirect("work:today", workspace=last)
    slug, person = next(iter(by_slug.items()))
    has_work = Project.objects.filter(workspace_id=person.workspace_id).exists()
    if has_work or person.actor.is_guest:
        return redirect("work:today", workspace=slug)
    return redirect("plan:start", workspace=slug)


@require_GET
@for_members
def today(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Show the reader's day; to htmx its region alone.

    ``?shown=`` is the order before the reader's eyes, which stays until they ask.
    """
    if request.htmx:
        return show_today(request, actor, shown=request.GET.get("shown", ""))
    slug = actor.workspace.slug
    if request.session.get(LAST_WORKSPACE) != slug:
        request.session[LAST_WORKSPACE] = slug
    context = {
        "actor": actor,
        "today": today_of(actor),
        "panel": reverse("work:item", args=[slug, "KEY"]),
    }
    response = render(request, "work/today.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def show_today(request: HtmxRequest, actor: Actor, *, shown: str = "") -> HttpResponse:
    """Answer the region of the queue."""
    context = {"actor": actor, "today": today_of(actor, shown=shown)}
    return render_region(request, "work/today_region.html", context)
