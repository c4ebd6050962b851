"""Rates over REST: for administrators alone."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from headway.people import actions
from headway.people.api.asking import Key, acting, asked, created
from headway.people.models import Rate
from headway.people.schemas.rates import RateIn, RateOut

router = Router()


@router.get("/people/{person}/rates", operation_id="listRates", response=list[RateOut])
def list_rates(request: HttpRequest, workspace: Path[str], person: int) -> Any:
    """List what an hour of a person costs and is sold for, by date."""
    actor, found = asked(request, workspace, person)
    if not actor.is_administrator:
        raise PermissionDenied
    rows = Rate.objects.visible_to(actor).filter(person=found)
    return rows.order_by("kind", "valid_from")


@router.post("/people/{person}/rates", operation_id="setRate", response={201: RateOut})
def set_rate(
    request: HttpRequest,
    workspace: Path[str],
    person: int,
    body: RateIn,
    key: Key = None,
) -> HttpResponse:
    """Say what an hour of a person costs or is sold for, from a day on."""
    actor, found = asked(request, workspace, person)

    def act() -> RateOut:
        return RateOut.from_orm(actions.set_rate(found.pk, by=actor, **body.dict()))

    return created(request, act, by=actor, key=key)


@router.delete("/rates/{rate}", operation_id="removeRate", response={204: None})
def remove_rate(request: HttpRequest, workspace: Path[str], rate: int) -> HttpResponse:
    """Let the rate before go on to hold."""
    actions.remove_rate(rate, by=acting(request, workspace))
    return HttpResponse(status=204)
