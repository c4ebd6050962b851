"""What the delay of an item costs."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import IfMatch, version_of
from headway.events.rest import answer_change, for_programs
from headway.work import actions
from headway.work.api.masked import item_shape
from headway.work.models import CostOfDelay, Item
from headway.work.schemas import ItemOut, ItemPath
from headway.work.schemas.costs import DelayCostIn, DelayCostOut

router = Router()


@router.get(
    "/items/{item}/delay-cost", operation_id="getDelayCost", response=DelayCostOut
)
@for_programs
def get_delay_cost(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """Say what people said that the delay of an item costs; not to guests."""
    found = Item.objects.get_by_key(item, by=actor)
    if actor.is_guest:
        raise PermissionDenied
    cost = CostOfDelay.objects.visible_to(actor).filter(item=found).first()
    said = {"per_week": cost.per_week, "once": cost.once} if cost else {}
    return json_answer({"per_week": 0, "once": 0} | said)


@router.put("/items/{item}/delay-cost", operation_id="costDelay", response=ItemOut)
@for_programs
def cost_delay(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    body: DelayCostIn,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Say what delay costs; the plan then orders the item by it."""
    found = Item.objects.get_by_key(item, by=actor)
    return answer_change(
        lambda: actions.cost_delay(
            found.pk, by=actor, if_version=version_of(if_match), **body.dict()
        ),
        shape=item_shape(actor),
        rows=Item.objects.visible_to(actor).filter(pk=found.pk),
        sent=body,
    )
