"""Types of items and their states over REST."""

from typing import Annotated

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.numbers import MOST_ID
from headway.base.parameters import IfMatch, version_of
from headway.events.actions import performed
from headway.events.rest import (
    answer_change,
    answer_done,
    for_administrators,
    for_administrators_once,
    for_programs,
    sparse,
    with_operation,
)
from headway.work import actions
from headway.work.api.masked import item_shape
from headway.work.models import Item, ItemType, WorkflowState
from headway.work.schemas import (
    ItemOut,
    ItemPath,
    StateIn,
    StateOrderIn,
    StateOut,
    StatePatch,
    TypeChangeIn,
    TypeIn,
    TypeOut,
    Types,
)

router = Router()

TypeId = Annotated[int, Path(ge=1, le=MOST_ID)]
StateId = Annotated[int, Path(ge=1, le=MOST_ID)]
Into = Annotated[
    int | None,
    Query(ge=1, le=MOST_ID, description="The state into which what is in it goes."),
]


@router.get("/types", operation_id="listTypes", response=Types)
@for_programs
@sparse(Types)
def list_types(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the types of items with their states."""
    kinds = ItemType.objects.visible_to(actor)
    return json_answer({"items": [_type(kind, actor) for kind in kinds]})


@router.post("/types", operation_id="addType", response={201: TypeOut})
@for_administrators_once
def add_type(request: HttpRequest, actor: Actor, body: TypeIn) -> HttpResponse:
    """Add a type, with the usual states."""
    kind, operation = performed(lambda: actions.add_type(by=actor, name=body.name))
    return with_operation(json_answer(_type(kind, actor), 201), operation)


@router.patch("/types/{kind}", operation_id="renameType", response=TypeOut)
@for_administrators
def rename_type(
    request: HttpRequest, actor: Actor, kind: TypeId, body: TypeIn
) -> HttpResponse:
    """Call a type otherwise."""
    row, operation = performed(lambda: actions.rename_type(kind, body.name, by=actor))
    return with_operation(json_answer(_type(row, actor)), operation)


@router.delete("/types/{kind}", operation_id="removeType", response={204: None})
@for_administrators
def remove_type(request: HttpRequest, actor: Actor, kind: TypeId) -> HttpResponse:
    """Remove a type of which there are no items."""
    return answer_done(lambda: actions.remove_type(kind, by=actor))


@router.put("/types/{kind}/order", operation_id="orderStates", response={204: None})
@for_administrators
def order_states(
    request: HttpRequest, actor: Actor, kind: TypeId, body: StateOrderIn
) -> HttpResponse:
    """Put the states of a type, and so the columns of boards, in order."""
    return answer_done(lambda: actions.order_states(kind, body.states, by=actor))


@router.put("/items/{item}/type", operation_id="retypeItem", response=ItemOut)
@for_programs
def retype_item(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    body: TypeChangeIn,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Make the item of another type, in the state there that is like its own."""
    pk = Item.objects.pk_by_key(item, by=actor)
    version = version_of(if_match)
    return answer_change(
        lambda: actions.retype_item(pk, body.type_id, by=actor, if_version=version),
        shape=item_shape(actor),
        rows=Item.objects.visible_to(actor).filter(pk=pk),
        sent=body,
    )


@router.post("/types/{kind}/states", operation_id="addState", response={201: StateOut})
@for_administrators_once
def add_state(
    request: HttpRequest, actor: Actor, kind: TypeId, body: StateIn
) -> HttpResponse:
    """Add a state behind the last of its category."""
    state, operation = performed(
        lambda: actions.add_state(kind, by=actor, **body.dict())
    )
    return with_operation(json_answer(_state(state), 201), operation)


@router.patch("/states/{state}", operation_id="editState", response=StateOut)
@for_administrators
def edit_state(
    request: HttpRequest, actor: Actor, state: StateId, body: StatePatch
) -> HttpResponse:
    """Change what was sent; the category only while nothing is in the state."""
    said = body.dict(exclude_unset=True)
    is_default = said.pop("is_default", False)

    @transaction.atomic
    def act() -> WorkflowState:
        if is_default:
            actions.make_default_state(state, by=actor)
        return actions.edit_state(state, by=actor, **said)

    row, operation = performed(act)
    return with_operation(json_answer(_state(row)), operation)


@router.delete("/states/{state}", operation_id="removeState", response={204: None})
@for_administrators
def remove_state(
    request: HttpRequest, actor: Actor, state: StateId, into: Into = None
) -> HttpResponse:
    """Remove a state; what is in it goes ``into`` another one of its type."""
    return answer_done(lambda: actions.remove_state(state, by=actor, into_id=into))


def _type(kind: ItemType, by: Actor) -> dict[str, object]:
    states = kind.states.visible_to(by)
    return {
        "id": kind.pk,
        "name": kind.name,
        "is_default": kind.is_default,
        "states": [_state(state) for state in states],
    }


def _state(state: WorkflowState) -> dict[str, object]:
    return {name: getattr(state, name) for name in StateOut.model_fields}
