"""What was deleted, and how it comes back."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import Cursor, Limit
from headway.events.rest import answer_done, for_programs, for_programs_once, sparse
from headway.work import actions
from headway.work.bin import binned
from headway.work.schemas import BinPage, DeletionOut, RestoreIn

router = Router()


@router.get("/bin", operation_id="listBin", response=BinPage)
@for_programs
@sparse(BinPage)
def list_bin(
    request: HttpRequest, actor: Actor, cursor: Cursor = 0, limit: Limit = 50
) -> HttpResponse:
    """List what was deleted, newest first."""
    rows = binned(by=actor).order_by("-pk")
    if cursor:
        rows = rows.filter(pk__lt=cursor)
    page = list(rows[: limit + 1])
    last = page[limit - 1].pk if len(page) > limit else None
    items = [DeletionOut.of(row).dict() for row in page[:limit]]
    return json_answer({"items": items, "next_cursor": last})


@router.post("/bin/restoration", operation_id="restore", response={204: None})
@for_programs_once
def restore(request: HttpRequest, actor: Actor, body: RestoreIn) -> HttpResponse:
    """Put back what was deleted, all of it or nothing; 409 says what is in the way."""
    return answer_done(lambda: actions.restore(body.deletions, by=actor))
