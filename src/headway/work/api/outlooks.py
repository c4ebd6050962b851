"""What the plan says of many items, what holds one, and which wait for which."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import Cursor, Fields, Limit
from headway.events.rest import for_programs
from headway.work.api.masked import check_shown, outlook_shape
from headway.work.holds import holds_of
from headway.work.models import Hidden, Item, Link, Project
from headway.work.schemas import (
    LINK,
    ItemOutlookPage,
    ItemPath,
    LinkPage,
    Projects,
    WhyOut,
)

router = Router()


@router.get("/outlooks", operation_id="listOutlooks", response=ItemOutlookPage)
@for_programs
def list_outlooks(
    request: HttpRequest,
    actor: Actor,
    project: Projects,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List what the plan says of the items of some projects, or of all, by id."""
    rows = Item.objects.visible_to(actor).filter(
        project__in=_projects(project, by=actor)
    )
    return outlook_shape(actor).page(rows, cursor=cursor, limit=limit, fields=fields)


@router.get("/items/{item}/why", operation_id="explainItem", response=WhyOut)
@for_programs
def explain_item(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """Say why an item is not done earlier: what holds it, and what holds that.

    `explainMoves` says why its date moved.
    """
    found = Item.objects.get_by_key(item, by=actor)
    check_shown(Hidden.FORECAST, found.project_id, by=actor)
    holds = holds_of(found, by=actor)
    people, demands = holds.witnesses(by=actor), holds.demands(by=actor)
    chain = [
        {
            "item": hold.item.key,
            "cause": hold.outlook.cause,
            "culprit": hold.culprit.key if hold.culprit else None,
            "person_id": people.get(hold.item.pk),
            "demand_id": d if (d := hold.outlook.demand_id) in demands else None,
            "starts_at": hold.outlook.starts_at,
            "p50": hold.outlook.p50,
        }
        for hold in holds.chain
    ]
    return json_answer({"chain": chain, "is_whole": holds.is_whole})


@router.get("/links", operation_id="listAllLinks", response=LinkPage)
@for_programs
def list_all_links(
    request: HttpRequest,
    actor: Actor,
    project: Projects,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List which items wait for which in some projects, or in all, by id."""
    rows = Link.objects.visible_to(actor).filter(
        before__project__in=_projects(project, by=actor)
    )
    return LINK.page(rows, cursor=cursor, limit=limit, fields=fields)


def _projects(keys: Projects, *, by: Actor) -> QuerySet[Project]:
    seen = Project.objects.visible_to(by)
    return seen.filter(key__in=keys) if keys else seen
