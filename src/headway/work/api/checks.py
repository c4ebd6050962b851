"""The checklists of items."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.errors import NotFound
from headway.base.parameters import PathId
from headway.events.actions import performed
from headway.events.rest import (
    answer_done,
    for_programs,
    for_programs_once,
    sparse,
    with_operation,
)
from headway.work import actions
from headway.work.models import Check, Item
from headway.work.schemas import CheckIn, ChecklistOut, CheckOut, CheckPatch, ItemPath

router = Router()


@router.get("/items/{item}/checks", operation_id="listChecks", response=ChecklistOut)
@for_programs
@sparse(ChecklistOut)
def list_checks(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """List the lines of the item's checklist, in their order."""
    found = Item.objects.get_by_key(item, by=actor)
    lines = found.checks.filter(removed_at=None).order_by("position", "pk")
    return json_answer({"checks": [_shown(check) for check in lines]})


@router.post("/items/{item}/checks", operation_id="addCheck", response={201: CheckOut})
@for_programs_once
def add_check(
    request: HttpRequest, actor: Actor, item: ItemPath, body: CheckIn
) -> HttpResponse:
    """Add a line at the end."""
    found = Item.objects.get_by_key(item, by=actor)
    check, operation = performed(
        lambda: actions.add_check(found.pk, body.text, by=actor, heading=body.heading)
    )
    return with_operation(json_answer(_shown(check), status=201), operation)


@router.patch(
    "/items/{item}/checks/{check}", operation_id="changeCheck", response=CheckOut
)
@for_programs
def change_check(
    request: HttpRequest, actor: Actor, item: ItemPath, check: PathId, body: CheckPatch
) -> HttpResponse:
    """Say a line anew, tick it or not, or move it."""
    pk = _found(item, check, by=actor)
    said = body.dict(exclude_unset=True)
    changed, operation = performed(lambda: actions.change_check(pk, by=actor, **said))
    return with_operation(json_answer(_shown(changed)), operation)


@router.delete(
    "/items/{item}/checks/{check}", operation_id="removeCheck", response={204: None}
)
@for_programs
def remove_check(
    request: HttpRequest, actor: Actor, item: ItemPath, check: PathId
) -> HttpResponse:
    """Take a line off the checklist."""
    pk = _found(item, check, by=actor)
    return answer_done(lambda: actions.remove_check(pk, by=actor))


def _found(key: str, check_id: int, *, by: Actor) -> int:
    item = Item.objects.get_by_key(key, by=by)
    if not item.checks.filter(pk=check_id, removed_at=None).exists():
        raise NotFound
    return check_id


def _shown(check: Check) -> dict[str, object]:
    return {
        "id": check.pk,
        "text": check.text,
        "heading": check.heading,
        "done_at": check.done_at,
        "done_by_id": check.done_by_id,
    }
