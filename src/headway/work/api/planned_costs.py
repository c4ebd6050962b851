"""What an item, and a project, is planned to cost: for administrators alone."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import IfMatch, version_of
from headway.events.rest import answer_change, for_administrators, sparse
from headway.work import actions
from headway.work.actions.planning_costs import COLUMNS, Cost, costs_of
from headway.work.api.masked import item_shape
from headway.work.models import Item, PlannedCost, Project
from headway.work.planned_costs import Priced, totals
from headway.work.schemas import ItemOut, ItemPath, ProjectPath
from headway.work.schemas.planned_costs import CostsIn, CostsOut

router = Router()


@router.get("/items/{item}/costs", operation_id="listPlannedCosts", response=CostsOut)
@for_administrators
@sparse(CostsOut)
def list_costs(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """List what the item is planned to cost besides the hours of people."""
    found = Item.objects.get_by_key(item, by=actor)
    return _answer(costs_of(found))


@router.get(
    "/projects/{project}/costs", operation_id="listProjectCosts", response=CostsOut
)
@for_administrators
@sparse(CostsOut)
def list_project_costs(
    request: HttpRequest, actor: Actor, project: ProjectPath
) -> HttpResponse:
    """List what all items of a project are planned to cost, in their order."""
    found = Project.objects.get_by_key(project, by=actor)
    rows = PlannedCost.objects.visible_to(actor).filter(item__project=found)
    return _answer(rows.order_by("item__position", "pk"))


@router.put("/items/{item}/costs", operation_id="planCosts", response=ItemOut)
@for_administrators
def plan_costs(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    body: CostsIn,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Let the item cost just these."""
    found = Item.objects.get_by_key(item, by=actor)
    said = [Cost(**cost.dict()) for cost in body.costs]
    return answer_change(
        lambda: actions.plan_costs(
            found.pk, said, by=actor, if_version=version_of(if_match)
        ),
        shape=item_shape(actor),
        rows=Item.objects.visible_to(actor).filter(pk=found.pk),
        sent=body,
    )


def _answer(costs: Iterable[Priced]) -> HttpResponse:
    costs = list(costs)
    rows = [
        {name: getattr(each, name) for name in COLUMNS}
        | {"quantity": float(each.quantity)}
        for each in costs
    ]
    sums = [{"currency": c, "amount_minor": n} for c, n in totals(costs).items()]
    return json_answer({"costs": rows, "totals": sums})
