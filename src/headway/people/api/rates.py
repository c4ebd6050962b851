"""Rates over REST: for administrators alone."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.parameters import PathId
from headway.events.rest import (
    answer_done,
    for_administrators,
    for_administrators_once,
    sparse,
)
from headway.people import actions
from headway.people.api.asking import asked, changed, listed
from headway.people.models import Rate
from headway.people.schemas.rates import RateIn, RateList, RateOut

router = Router()


@router.get("/people/{person}/rates", operation_id="listRates", response=RateList)
@for_administrators
@sparse(RateList)
def list_rates(request: HttpRequest, actor: Actor, person: PathId) -> HttpResponse:
    """List what an hour of a person costs and is sold for, by date."""
    found = asked(person, by=actor)
    rows = Rate.objects.visible_to(actor).filter(person=found)
    return listed(map(RateOut.from_orm, rows.order_by("kind", "valid_from")))


@router.post("/people/{person}/rates", operation_id="setRate", response={201: RateOut})
@for_administrators_once
def set_rate(
    request: HttpRequest,
    actor: Actor,
    person: PathId,
    body: RateIn,
) -> HttpResponse:
    """Say what an hour of a person costs or is sold for, from a day on."""
    found = asked(person, by=actor)
    return changed(
        lambda: actions.set_rate(found.pk, by=actor, **body.dict()),
        RateOut.from_orm,
        status=201,
    )


@router.delete("/rates/{rate}", operation_id="removeRate", response={204: None})
@for_administrators
def remove_rate(request: HttpRequest, actor: Actor, rate: PathId) -> HttpResponse:
    """Let the rate before go on to hold."""
    return answer_done(lambda: actions.remove_rate(rate, by=actor))
