"""The log over REST: what one did, and undo."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.events.actions import performed, undo_operation
from headway.events.history import UNDO_DAYS
from headway.events.operations import operations_of, words_of
from headway.events.rest import for_programs, for_programs_once, with_operation
from headway.events.schemas import KeptOut, OperationOut, UndoneOut

router = Router(tags=["log"])

Limit = Annotated[int, Query(ge=1, le=100)]
TheRest = Annotated[bool, Query()]


@router.get("/operations", operation_id="listOperations", response=list[OperationOut])
@for_programs
def list_operations(
    request: HttpRequest, actor: Actor, limit: Limit = 20
) -> HttpResponse:
    """List one's own last acts that can be taken back, newest first."""
    since = timezone.now() - timedelta(days=UNDO_DAYS)
    acts = operations_of(actor, since=since)[:limit]
    said = words_of([act.pk for act in acts], by=actor)
    return json_answer(
        [
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
    )


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
    kept, again = performed(
        lambda: undo_operation(operation, by=actor, the_rest=the_rest)
    )
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
