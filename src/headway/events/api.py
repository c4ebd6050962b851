"""The log over REST: what one did, and undo."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router

from headway.events.actions import performed, undo_operation
from headway.events.history import UNDO_DAYS
from headway.events.http import acting
from headway.events.operations import operations_of, words_of
from headway.events.schemas import KeptOut, OperationOut, UndoneOut

router = Router(tags=["log"])

Limit = Annotated[int, Query(ge=1, le=100)]


@router.get("/operations", operation_id="listOperations", response=list[OperationOut])
def list_operations(
    request: HttpRequest, workspace: Path[str], limit: Limit = 20
) -> list[OperationOut]:
    """List one's own last acts that can be taken back, newest first."""
    actor = acting(request, workspace)
    since = timezone.now() - timedelta(days=UNDO_DAYS)
    acts = operations_of(actor, since=since)[:limit]
    said = words_of([act.pk for act in acts], by=actor)
    return [
        OperationOut(
            id=act.pk,
            at=act.at,
            events=act.events,
            said=said[act.pk],
            undoes=act.undoes,
            stands=act.stands,
        )
        for act in acts
    ]


@router.post(
    "/operations/{operation}/undo", operation_id="undoOperation", response=UndoneOut
)
def undo(
    request: HttpRequest,
    workspace: Path[str],
    operation: UUID,
    the_rest: bool = False,  # noqa: FBT001, FBT002 - a parameter of the query
) -> UndoneOut:
    """Take back what one operation did; 409 when something was changed again since.

    With ``the_rest`` all else is taken back, and the answer says what was not.
    """
    actor = acting(request, workspace)
    kept, again = performed(
        lambda: undo_operation(operation, by=actor, the_rest=the_rest)
    )
    return UndoneOut(
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
