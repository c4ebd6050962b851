"""Who works on an item."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import IfMatch, version_of
from headway.events.rest import answer_change, for_programs, sparse
from headway.work import actions
from headway.work.api.masked import check_shown, item_shape
from headway.work.models import Hidden, Item
from headway.work.schemas import (
    ItemOut,
    ItemPath,
    PartOut,
    PeopleIn,
    PeopleOut,
)

router = Router()


@router.get("/items/{item}/people", operation_id="listItemPeople", response=PeopleOut)
@for_programs
@sparse(PeopleOut)
def list_people(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """List who works on the item, and with which part."""
    found = Item.objects.get_by_key(item, by=actor)
    check_shown(Hidden.PEOPLE, found.project_id, by=actor)
    parts = found.assignments.select_related("person__actor").order_by("pk")
    shown = [
        PartOut(
            person_id=part.person_id,
            name=part.person.actor.name,
            share=part.share,
            units_percent=part.units_percent,
            is_accountable=part.is_accountable,
        ).dict()
        for part in parts
    ]
    return json_answer({"parts": shown})


@router.put("/items/{item}/people", operation_id="assignPeople", response=ItemOut)
@for_programs
def assign_people(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    body: PeopleIn,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Let just these people work on the item."""
    found = Item.objects.get_by_key(item, by=actor)
    parts = [actions.Part(**part.dict()) for part in body.parts]
    version = version_of(if_match)
    rows = Item.objects.visible_to(actor).filter(pk=found.pk)
    return answer_change(
        lambda: actions.assign_people(
            found.pk,
            parts,
            by=actor,
            accountable_id=body.accountable_id,
            if_version=version,
        ),
        shape=item_shape(actor),
        rows=rows,
        sent=body,
    )
