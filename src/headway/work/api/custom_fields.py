"""Fields of the workspace over REST; what items say in them is part of the items."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import PathId
from headway.events.actions import performed
from headway.events.rest import (
    answer_done,
    for_administrators,
    for_administrators_once,
    for_programs,
    sparse,
    with_operation,
)
from headway.work import actions
from headway.work.models import CustomField
from headway.work.schemas.custom_fields import FieldIn, FieldOut, FieldPatch, FieldsOut

router = Router()


@router.get("/fields", operation_id="listFields", response=FieldsOut)
@for_programs
@sparse(FieldsOut)
def list_fields(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the fields of the workspace, archived ones too; guests know some of them."""
    rows = CustomField.objects.visible_to(actor).by_name()
    return json_answer({"fields": [_field(row) for row in rows]})


@router.post("/fields", operation_id="addField", response={201: FieldOut})
@for_administrators_once
def add_field(request: HttpRequest, actor: Actor, body: FieldIn) -> HttpResponse:
    """Give the workspace a field; 409 if the name is taken."""
    row, operation = performed(lambda: actions.add_field(by=actor, **body.dict()))
    return with_operation(json_answer(_field(row), 201), operation)


@router.patch("/fields/{field}", operation_id="editField", response=FieldOut)
@for_administrators
def edit_field(
    request: HttpRequest, actor: Actor, field: PathId, body: FieldPatch
) -> HttpResponse:
    """Change a field; 409 if an option would go that an item has."""
    said = body.dict(exclude_unset=True)
    row, operation = performed(lambda: actions.edit_field(field, by=actor, **said))
    return with_operation(json_answer(_field(row)), operation)


@router.put("/fields/{field}/archive", operation_id="archiveField", response=FieldOut)
@for_administrators
def archive_field(request: HttpRequest, actor: Actor, field: PathId) -> HttpResponse:
    """Let a field take nothing more; what was said in it stays."""
    row, operation = performed(lambda: actions.archive_field(field, by=actor))
    return with_operation(json_answer(_field(row)), operation)


@router.delete(
    "/fields/{field}/archive", operation_id="unarchiveField", response=FieldOut
)
@for_administrators
def unarchive_field(request: HttpRequest, actor: Actor, field: PathId) -> HttpResponse:
    """Let items say something in an archived field again."""
    row, operation = performed(lambda: actions.unarchive_field(field, by=actor))
    return with_operation(json_answer(_field(row)), operation)


@router.delete("/fields/{field}", operation_id="removeField", response={204: None})
@for_administrators
def remove_field(request: HttpRequest, actor: Actor, field: PathId) -> HttpResponse:
    """Remove a field in which nothing is said."""
    return answer_done(lambda: actions.remove_field(field, by=actor))


def _field(row: CustomField) -> dict[str, object]:
    said = {n: getattr(row, n) for n in FieldOut.model_fields if n != "is_archived"}
    return said | {"is_archived": row.archived_at is not None}
