"""Pages of a project that are not its work."""

from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from headway.actors.models import Actor
from headway.base.errors import Stale
from headway.events.history import asked_page, history_of
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.access import grants_on
from headway.work.forms.project_settings import ProjectSettingsForm
from headway.work.http import change_and_go
from headway.work.models import Project
from headway.work.planned_costs import costs_of_project
from headway.work.project_tabs import frame_of

PAGE_ROWS = 50


@require_GET
@for_members
def history(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Show all that happened to a project; ``?before=`` an event pages on."""
    project = Project.objects.get_by_key(key, by=actor)
    start = asked_page(request.GET.get("before", ""))
    context = {
        "about": project.name,
        "history": history_of(("work.project", project.pk), by=actor, before=start),
        "is_later": start,
        "can_undo": Project.objects.contributable_by(actor)
        .filter(pk=project.pk)
        .exists(),
    }
    frame = frame_of(project, by=actor)
    return render(request, "work/project_history.html", frame | context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def settings(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Show what a project is and who is in it; POST changes what it is."""
    project = Project.objects.get_by_key(key, by=actor)
    if request.method == "POST":
        Project.objects.check_change(project, by=actor)
    form = ProjectSettingsForm(project, data=request.POST or None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if form.is_valid():
        try:
            return _saved(request, actor, project, form)
        except Stale as stale:
            form.add_error(None, str(stale))
            status = stale.status
    frame = frame_of(project, by=actor)
    context = {
        "form": form,
        "grants": grants_on(project, by=actor),
        "planned_costs": costs_of_project(project, by=actor),
        "can_edit": frame["leads_project"] and project.archived_at is None,
    }
    page = "work/project_settings.html"
    return render(request, page, frame | context, status=status)


def _saved(
    request: HtmxRequest, actor: Actor, project: Project, form: ProjectSettingsForm
) -> HttpResponse:
    return change_and_go(
        request,
        lambda: actions.edit_project(
            project.pk,
            by=actor,
            if_version=form.cleaned_data["version"],
            **form.changes(),
        ),
        by=actor,
        text=_("Saved."),
        to=_page_of(actor, project),
    )


def _page_of(actor: Actor, project: Project) -> str:
    return reverse("work:project_settings", args=[actor.workspace.slug, project.key])


@require_GET
@for_members
def archived(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Show which projects are in the archive, those that came last first."""
    rows = Project.objects.visible_to(actor).filter(archived_at__isnull=False)
    rows = rows.select_related("archived_by").order_by("-archived_at", "-pk")
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "work/archive.html", {"actor": actor, "page": page})


@require_POST
@for_members
def archive(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Put a project into the archive."""
    project = Project.objects.get_by_key(key, by=actor)
    return change_and_go(
        request,
        lambda: actions.archive_project(project.pk, by=actor),
        by=actor,
        text=_("“%s” is in the archive.") % project.name,
        to=_page_of(actor, project),
    )


@require_POST
@for_members
def unarchive(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Take a project out of the archive."""
    project = Project.objects.get_by_key(key, by=actor)
    return change_and_go(
        request,
        lambda: actions.unarchive_project(project.pk, by=actor),
        by=actor,
        text=_("“%s” is out of the archive.") % project.name,
        to=reverse("plan:project", args=[actor.workspace.slug, project.key]),
    )


@require_POST
@for_members
def delete(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Put a project into the bin."""
    project = Project.objects.get_by_key(key, by=actor)
    return change_and_go(
        request,
        lambda: actions.delete_project(project.pk, by=actor),
        by=actor,
        text=_("“%s” is in the bin, with all its work.") % project.name,
        to=reverse("work:list", args=[actor.workspace.slug]),
    )
