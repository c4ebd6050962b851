"""Labels of the workspace, and which of them items carry."""

from collections.abc import Iterable
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.numbers import MOST_ID
from headway.base.parameters import IfMatch, PathId, version_of
from headway.events.actions import performed
from headway.events.rest import (
    answer_change,
    answer_done,
    for_administrators,
    for_programs,
    sparse,
    with_operation,
)
from headway.work import actions
from headway.work.api.masked import item_shape
from headway.work.models import Item, Label
from headway.work.schemas import (
    ItemOut,
    ItemPath,
    LabelOut,
    LabelPatch,
    LabelsIn,
    LabelsOut,
)

router = Router()

Into = Annotated[
    int | None,
    Query(ge=1, le=MOST_ID, description="The label that its items carry instead."),
]


@router.get("/labels", operation_id="listLabels", response=LabelsOut)
@for_programs
@sparse(LabelsOut)
def list_labels(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List all labels of the workspace; for guests none."""
    return _answer(Label.objects.visible_to(actor).order_by("name"))


@router.patch("/labels/{label}", operation_id="editLabel", response=LabelOut)
@for_administrators
def edit_label(
    request: HttpRequest, actor: Actor, label: PathId, body: LabelPatch
) -> HttpResponse:
    """Call a label otherwise, or give it another colour; 409 if the name is taken."""
    said = body.dict(exclude_unset=True)
    row, operation = performed(lambda: actions.edit_label(label, by=actor, **said))
    return with_operation(json_answer(_label(row)), operation)


@router.delete("/labels/{label}", operation_id="removeLabel", response={204: None})
@for_administrators
def remove_label(
    request: HttpRequest, actor: Actor, label: PathId, into: Into = None
) -> HttpResponse:
    """Take a label off all items; with `into` they carry that label instead."""
    return answer_done(lambda: actions.remove_label(label, by=actor, into_id=into))


@router.get("/items/{item}/labels", operation_id="listItemLabels", response=LabelsOut)
@for_programs
@sparse(LabelsOut)
def list_item_labels(
    request: HttpRequest, actor: Actor, item: ItemPath
) -> HttpResponse:
    """List the labels that the item carries."""
    found = Item.objects.get_by_key(item, by=actor)
    held = Label.objects.live().filter(labelled__item=found)
    return _answer(held.order_by("name"))


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
        shape=item_shape(actor),
        rows=Item.objects.visible_to(actor).filter(pk=found.pk),
        sent=body,
    )


def _answer(labels: Iterable[Label]) -> HttpResponse:
    return json_answer({"labels": [_label(label) for label in labels]})


def _label(label: Label) -> dict[str, object]:
    return {name: getattr(label, name) for name in LabelOut.model_fields}
