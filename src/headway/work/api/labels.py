"""Labels of the workspace, and which of them items carry."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import IfMatch, version_of
from headway.events.rest import answer_change, for_programs
from headway.work import actions
from headway.work.models import Item, Label
from headway.work.schemas import ITEM, ItemOut, ItemPath, LabelsIn, LabelsOut

router = Router()


@router.get("/labels", operation_id="listLabels", response=LabelsOut)
@for_programs
def list_labels(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List all labels of the workspace; for guests none."""
    return _answer(Label.objects.visible_to(actor).order_by("name"))


@router.get("/items/{item}/labels", operation_id="listItemLabels", response=LabelsOut)
@for_programs
def list_item_labels(
    request: HttpRequest, actor: Actor, item: ItemPath
) -> HttpResponse:
    """List the labels that the item carries."""
    found = Item.objects.get_by_key(item, by=actor)
    return _answer(Label.objects.filter(labelled__item=found).order_by("name"))


@router.put("/items/{item}/labels", operation_id="setLabels", response=ItemOut)
@for_programs
def set_labels(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    body: LabelsIn,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Let the item carry just these labels; new names make new labels."""
    found = Item.objects.get_by_key(item, by=actor)
    version = version_of(if_match)
    return answer_change(
        lambda: actions.set_labels(found.pk, body.labels, by=actor, if_version=version),
        shape=ITEM,
        rows=Item.objects.visible_to(actor).filter(pk=found.pk),
        sent=body,
    )


def _answer(labels: Iterable[Label]) -> HttpResponse:
    shown = [{"name": label.name, "colour": label.colour} for label in labels]
    return json_answer({"labels": shown})
