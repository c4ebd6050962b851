"""When an item rests."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import IfMatch, version_of
from headway.events.rest import answer_change, for_programs, sparse
from headway.work import actions
from headway.work.actions.pausing import paused
from headway.work.api.masked import item_shape
from headway.work.models import Item
from headway.work.schemas import ItemOut, ItemPath
from headway.work.schemas.pauses import PausesIn, PausesOut

router = Router()


@router.get("/items/{item}/pauses", operation_id="listPauses", response=PausesOut)
@for_programs
@sparse(PausesOut)
def list_pauses(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """List the spans in which no work on the item is planned, in order."""
    found = Item.objects.get_by_key(item, by=actor)
    rows = [{"starts_at": first, "ends_at": last} for first, last in paused(found)]
    return json_answer({"pauses": rows})


@router.put("/items/{item}/pauses", operation_id="pauseItem", response=ItemOut)
@for_programs
def pause_item(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    body: PausesIn,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Let the item rest in just these spans; the plan lets nobody work on it then."""
    found = Item.objects.get_by_key(item, by=actor)
    spans = [(pause.starts_at, pause.ends_at) for pause in body.pauses]
    return answer_change(
        lambda: actions.pause_item(
            found.pk, spans, by=actor, if_version=version_of(if_match)
        ),
        shape=item_shape(actor),
        rows=Item.objects.visible_to(actor).filter(pk=found.pk),
        sent=body,
    )
