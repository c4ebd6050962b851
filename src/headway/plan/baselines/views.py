"""The baselines of a project, and one of them beside what the plan says now."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.people.http import for_members
from headway.plan.baselines.actions import (
    remove_baseline,
    rename_baseline,
    take_baseline,
)
from headway.plan.baselines.comparison import Comparison, planned_words
from headway.plan.baselines.forms import BaselineForm
from headway.plan.models import LAST_NUMBER, Baseline
from headway.ui.http import HtmxRequest
from headway.ui.words import date_words
from headway.work.http import change_and_go
from headway.work.models import Project
from headway.work.project_tabs import frame_of

PAGE_ROWS = 100


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def baselines(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Show how far a project has moved since its baselines; POST takes one."""
    project = Project.objects.get_by_key(key, by=actor)
    if request.method == "POST":
        Project.objects.check_change(project, by=actor)
    today = {"name": _("Plan of %s") % date_words(timezone.localdate())}
    form = BaselineForm(request.POST or None, initial=today)
    if form.is_valid():
        name = form.cleaned_data["name"]
        return change_and_go(
            request,
            lambda: take_baseline(project.pk, by=actor, name=name),
            by=actor,
            text=_("The plan as it is now is kept as “%s”.") % name,
            to=_page_of(actor, project),
        )
    comparison = Comparison.of(project, by=actor)
    context = {
        "comparison": comparison,
        "form": form,
        "has_room": len(comparison.baselines) <= LAST_NUMBER,
    }
    frame = frame_of(project, by=actor)
    status = 422 if form.is_bound else 200
    return render(request, "plan/baselines.html", frame | context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def baseline(
    request: HtmxRequest, actor: Actor, key: str, baseline_id: int
) -> HttpResponse:
    """Show a baseline's items, those first that slipped most; POST renames it."""
    project = Project.objects.get_by_key(key, by=actor)
    comparison = Comparison.of(project, by=actor)
    kept = comparison.kept_as(baseline_id)
    if kept is None:
        raise NotFound
    if request.method == "POST":
        Baseline.objects.check_change(kept.baseline, by=actor)
    form = BaselineForm(request.POST or None, initial={"name": kept.baseline.name})
    if form.is_valid():
        name = form.cleaned_data["name"]
        return change_and_go(
            request,
            lambda: rename_baseline(baseline_id, by=actor, name=name),
            by=actor,
            text=_("It is called “%s” now.") % name,
            to=reverse("plan:baseline", args=[actor.workspace.slug, key, baseline_id]),
        )
    slips = comparison.slips_of(kept.baseline)
    page = Paginator(slips, PAGE_ROWS).get_page(request.GET.get("page"))
    frame = frame_of(project, by=actor)
    context = {
        "kept": kept,
        "planned": planned_words(kept.end),
        "page": page,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "plan/baseline.html", frame | context, status=status)


@require_POST
@for_members
def removal(
    request: HtmxRequest, actor: Actor, key: str, baseline_id: int
) -> HttpResponse:
    """Let a baseline go."""
    project = Project.objects.get_by_key(key, by=actor)
    rows = Baseline.objects.live().filter(project=project)
    found = rows.get_for_read(baseline_id, by=actor)
    return change_and_go(
        request,
        lambda: remove_baseline(baseline_id, by=actor),
        by=actor,
        text=_("The baseline “%s” is removed.") % found.name,
        to=_page_of(actor, project),
    )


def _page_of(actor: Actor, project: Project) -> str:
    return reverse("plan:baselines", args=[actor.workspace.slug, project.key])
