"""What ages mean, over REST."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.events.rest import for_programs
from headway.plan.ageing.answers import ask_ageing, why_unknown
from headway.plan.ageing.schemas import AgeingOut
from headway.work.api.masked import check_shown
from headway.work.models import Hidden, Item
from headway.work.schemas import ItemPath

router = Router()


@router.get("/items/{item}/ageing", operation_id="getAgeing", response=AgeingOut)
@for_programs
def get_ageing(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """Say how much longer an item in progress takes, given its age.

    By how long finished items took, not by the plan.
    """
    found = Item.objects.get_by_key(item, by=actor)
    check_shown(Hidden.FORECAST, found.project_id, by=actor)
    said = ask_ageing(found, by=actor)
    if said is None:
        return json_answer(AgeingOut(unknown=why_unknown(found)).dict())
    counts = {} if actor.is_guest else said.counts
    return json_answer(
        AgeingOut(
            unknown=None if said.p50 else "old",
            started_at=said.ageing.started_at,
            learned_at=said.learned_at,
            p50=said.p50,
            p85=said.p85,
            **counts,
        ).dict()
    )
