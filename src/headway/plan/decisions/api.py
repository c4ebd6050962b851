"""Decisions over REST."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import Cursor, Fields, Limit
from headway.base.schemas import Clean
from headway.events.rest import answer_done, for_programs, for_programs_once, sparse
from headway.people.models import Person
from headway.plan.decisions.actions import remove_decisions
from headway.plan.decisions.reading import Asked, decisions_in_force, item_to_price
from headway.plan.decisions.schemas import (
    DECISION,
    DecisionPage,
    DecisionPricesOut,
    DecisionsIn,
    KindName,
)
from headway.work.filters.tokens import LONGEST
from headway.work.schemas import ItemPath

router = Router()

InProject = Annotated[
    str, Clean, Query("", max_length=10, description="Those of one project.")
]
OfItems = Annotated[
    str,
    Query(
        "",
        max_length=LONGEST,
        description="Of items that a filter finds, `assignee = me and due < 2w`.",
    ),
]
OfKind = Annotated[KindName | None, Query()]


@router.get("/decisions", operation_id="listDecisions", response=DecisionPage)
@for_programs
def list_decisions(
    request: HttpRequest,
    actor: Actor,
    project: InProject,
    q: OfItems,
    kind: OfKind = None,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List what people decided by hand, each with its price; guests are shown none."""
    asked = Asked(project=project, kind=kind or "", text=q)
    rows = decisions_in_force(asked, by=actor)
    return DECISION.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.get(
    "/items/{item}/decision-prices",
    operation_id="priceDecisions",
    response=DecisionPricesOut,
)
@for_programs
@sparse(DecisionPricesOut)
def price_decisions(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """Say what all that was decided about an item costs now, each without the others.

    For those who may change it.
    """
    found = item_to_price(item, by=actor)
    from headway.plan.decisions.following import prices_now  # loads the engine

    prices = prices_now(found)
    ids = {pk for price in prices.values() for pk in price.others}
    seen = Person.objects.visible_to(actor).select_related("actor").in_bulk(ids)
    return json_answer(
        {
            "prices": [
                {
                    "kind": kind,
                    "cost": price.cost,
                    "item_minutes": price.item_minutes,
                    "project_minutes": price.project_minutes,
                    "others": [
                        seen[pk].actor.name for pk in price.others if pk in seen
                    ],
                }
                for kind, price in prices.items()
            ]
        }
    )


@router.post("/decisions/removal", operation_id="removeDecisions", response={204: None})
@for_programs_once
def remove(request: HttpRequest, actor: Actor, body: DecisionsIn) -> HttpResponse:
    """Leave to the plan what people decided: dates, people and what goes first.

    One change of all of it; what holds no more stays as it is.
    """
    return answer_done(lambda: remove_decisions(body.decisions, by=actor))
