"""Pages of a project: the work that is expected in it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.forms.demands import DemandForm
from headway.work.http import change_and_go, change_form
from headway.work.models import Demand, Project
from headway.work.project_tabs import frame_of

PAGE_ROWS = 50


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def demands(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """All work that is expected in a project; POST expects more."""
    project = _project(key, by=actor)
    form = DemandForm(request.POST or None, by=actor)
    if form.is_valid():
        said = form.said()
        act = lambda: actions.add_demand(project.pk, by=actor, **said)  # noqa: E731
        text = _("The plan counts with “%s”.") % said["title"]
        if change_form(request, form, act, by=actor, text=text):
            return redirect(_page_of(actor, project))
    return _show(request, actor, project, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def demand(
    request: HtmxRequest, actor: Actor, key: str, demand_id: int
) -> HttpResponse:
    """What is said of some expected work; POST says it otherwise."""
    project = _project(key, by=actor)
    row = Demand.objects.filter(project=project).get_for_read(demand_id, by=actor)
    form = DemandForm(request.POST or None, demand=row, by=actor)
    if form.is_valid():
        said, version = form.said(), form.cleaned_data["version"]
        act = lambda: actions.edit_demand(  # noqa: E731
            row.pk, by=actor, if_version=version, **said
        )
        text = _("“%s” is changed.") % said["title"]
        if change_form(request, form, act, by=actor, text=text):
            return redirect(_page_of(actor, project))
    return _show(request, actor, project, form, row=row)


@require_POST
@for_members
def remove(
    request: HtmxRequest, actor: Actor, key: str, demand_id: int
) -> HttpResponse:
    """Expect it no more."""
    project = _project(key, by=actor)
    row = Demand.objects.filter(project=project).get_for_read(demand_id, by=actor)
    return change_and_go(
        request,
        lambda: actions.remove_demand(row.pk, by=actor),
        by=actor,
        text=_("“%s” is no longer expected.") % row,
        to=_page_of(actor, project),
    )


def _project(key: str, *, by: Actor) -> Project:
    if by.is_guest:
        raise NotFound
    return Project.objects.get_by_key(key, by=by)


def _page_of(actor: Actor, project: Project) -> str:
    return reverse("work:demands", args=[actor.workspace.slug, project.key])


def _show(
    request: HtmxRequest,
    actor: Actor,
    project: Project,
    form: DemandForm,
    *,
    row: Demand | None = None,
) -> HttpResponse:
    rows = Demand.objects.visible_to(actor).filter(project=project)
    rows = rows.select_related("skill").order_by("starts_on", "pk")
    context = {
        "form": form,
        "row": row,
        "page": Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page")),
        "can_edit": Project.objects.contributable_by(actor)
        .filter(pk=project.pk)
        .exists(),
    }
    frame = frame_of(project, by=actor)
    status = 422 if form.is_bound else 200
    return render(request, "work/demands/demands.html", frame | context, status=status)
