"""What the items of a project are planned to cost: for administrators alone."""

from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.base.money import format_minor
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.actions.planning_costs import COLUMNS, Cost, costs_of
from headway.work.forms.planned_costs import PlannedCostForm
from headway.work.http import change_and_go, change_form
from headway.work.models import PlannedCost, Project
from headway.work.planned_costs import total_minor, total_words
from headway.work.project_tabs import frame_of


class ShownCost(NamedTuple):
    row: PlannedCost
    quantity: str
    price: str
    once: str
    total: str


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def costs(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """All planned costs of a project; POST plans one more, of ``?item`` else."""
    project = _project(key, by=actor)
    about = request.GET.get("item", "")[:40]
    form = PlannedCostForm(
        request.POST or None, project_id=project.pk, key=about, by=actor
    )
    if form.is_valid():
        item, cost = form.cleaned_data["item"], form.cleaned_data["cost"]
        said = [*costs_of(item), cost]
        text = _("“%s” is planned.") % cost.name
        if change_form(
            request,
            form,
            lambda: actions.plan_costs(
                item.pk, said, by=actor, if_version=item.version
            ),
            by=actor,
            text=text,
        ):
            return redirect(_page_of(actor, project))
    rows = _rows(project, by=actor)
    context = {
        "form": form,
        "rows": [_shown(row) for row in rows],
        "total": total_words(rows),
    }
    status = 422 if form.is_bound else 200
    frame = frame_of(project, by=actor)
    return render(request, "work/planned_costs.html", frame | context, status=status)


@require_POST
@for_members
def remove(request: HtmxRequest, actor: Actor, key: str, cost_id: int) -> HttpResponse:
    """Plan one cost no more."""
    project = _project(key, by=actor)
    rows = PlannedCost.objects.visible_to(actor).filter(item__project=project)
    row = rows.select_related("item").filter(pk=cost_id).first()
    if row is None:
        raise NotFound
    others = row.item.planned_costs.exclude(pk=row.pk).order_by("pk")
    left = [Cost(**each) for each in others.values(*COLUMNS)]
    return change_and_go(
        request,
        lambda: actions.plan_costs(
            row.item_id, left, by=actor, if_version=row.item.version
        ),
        by=actor,
        text=_("“%s” is no longer planned.") % row.name,
        to=_page_of(actor, project),
    )


def _project(key: str, *, by: Actor) -> Project:
    if not by.is_administrator:
        raise NotFound
    return Project.objects.get_by_key(key, by=by)


def _page_of(actor: Actor, project: Project) -> str:
    return reverse("work:planned_costs", args=[actor.workspace.slug, project.key])


def _rows(project: Project, *, by: Actor) -> Sequence[PlannedCost]:
    rows = PlannedCost.objects.visible_to(by).filter(item__project=project)
    return list(rows.select_related("item").order_by("item__position", "pk"))


def _shown(row: PlannedCost) -> ShownCost:
    return ShownCost(
        row,
        quantity=number_format(f"{row.quantity.normalize():f}"),
        price=format_minor(row.price_minor, row.currency),
        once=format_minor(row.once_minor, row.currency) if row.once_minor else "",
        total=format_minor(total_minor(row), row.currency),
    )
