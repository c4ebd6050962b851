"""What one did, and how it is taken back."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.errors import Refused
from headway.base.parameters import Cursor, Limit
from headway.events.actions import performed, undo_operation
from headway.events.history import UNDO_DAYS
from headway.events.operations import (
    Operation,
    next_to_redo,
    next_to_undo,
    page_of_operations,
    words_of,
)
from headway.events.rest import for_programs, for_programs_once, sparse, with_operation
from headway.events.schemas import KeptOut, OperationOut, OperationPage, UndoneOut

router = Router()

TheRest = Annotated[
    bool, Query(description="Take back all that can be, and say what was not.")
]


@router.get("/operations", operation_id="listOperations", response=OperationPage)
@for_programs
@sparse(OperationPage)
def list_operations(
    request: HttpRequest, actor: Actor, cursor: Cursor = 0, limit: Limit = 50
) -> HttpResponse:
    """List one's own acts of the last 30 days that can be taken back, newest first."""
    since = timezone.now() - timedelta(days=UNDO_DAYS)
    acts, older = page_of_operations(actor, since=since, before=cursor, most=limit)
    said = words_of([act.pk for act in acts], by=actor)
    items = [
        OperationOut(
            id=act.pk,
            at=act.at,
            events=act.events,
            said=said[act.pk],
            undoes=act.undoes,
            stands=act.stands,
        ).dict()
        for act in acts
    ]
    return json_answer({"items": items, "next_cursor": older})


@router.post("/operations/undo", operation_id="undoLast", response=UndoneOut)
@for_programs_once
def undo_last(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take back what one did last, within a day; 409 when there is nothing."""
    last = next_to_undo(actor)
    return _undo_next(last, _("There is nothing of yours to take back."), by=actor)


@router.post("/operations/redo", operation_id="redoLast", response=UndoneOut)
@for_programs_once
def redo_last(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Do again what one took back last; 409 when something new was done since."""
    last = next_to_redo(actor)
    return _undo_next(last, _("There is nothing to do again."), by=actor)


@router.post(
    "/operations/{operation}/undo", operation_id="undoOperation", response=UndoneOut
)
@for_programs_once
def undo(
    request: HttpRequest, actor: Actor, operation: UUID, *, the_rest: TheRest = False
) -> HttpResponse:
    """Take back what one operation did; 409 when something was changed again since.

    With ``the_rest`` all else is taken back, and the answer says what was not.
    """
    return _undo(operation, by=actor, the_rest=the_rest)


def _undo_next(last: Operation | None, otherwise: str, *, by: Actor) -> HttpResponse:
    if last is None:
        raise Refused(otherwise)
    return _undo(last.pk, by=by, the_rest=False)


def _undo(operation: UUID, *, by: Actor, the_rest: bool) -> HttpResponse:
    kept, again = performed(lambda: undo_operation(operation, by=by, the_rest=the_rest))
    undone = UndoneOut(
        operation=again,
        kept=[
            KeptOut(
                subject_type=each.event.subject_type,
                subject_id=each.event.subject_id,
                why=each.why,
            )
            for each in kept
        ],
    )
    return with_operation(json_answer(undone.dict()), again)
