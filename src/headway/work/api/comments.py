"""The conversations about items."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.base.parameters import Cursor, Fields, IfMatch, Limit, PathId, version_of
from headway.comms.models.threads import CommentQuerySet
from headway.events.rest import (
    answer_change,
    answer_created,
    answer_done,
    for_programs,
    for_programs_once,
)
from headway.work import actions
from headway.work.conversation import comments_on
from headway.work.models import Item
from headway.work.schemas import ItemPath
from headway.work.schemas.comments import (
    CommentIn,
    CommentOut,
    CommentPage,
    comment_shape,
)

router = Router()


@router.get("/items/{item}/comments", operation_id="listComments", response=CommentPage)
@for_programs
def list_comments(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List what was said about an item, in the order in which it came here.

    None where descriptions are hidden from you.
    """
    found = Item.objects.get_by_key(item, by=actor)
    rows = comments_on(found, by=actor)
    shape = comment_shape(actor)
    return shape.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.post(
    "/items/{item}/comments", operation_id="addComment", response={201: CommentOut}
)
@for_programs_once
def add_comment(
    request: HttpRequest, actor: Actor, item: ItemPath, body: CommentIn
) -> HttpResponse:
    """Say something about an item; commenters may, and who may do more."""
    found = Item.objects.get_by_key(item, by=actor)
    return answer_created(
        lambda: actions.add_comment(found.pk, body.text, by=actor),
        shape=comment_shape(actor),
        rows=comments_on(found, by=actor),
    )


@router.patch(
    "/items/{item}/comments/{comment}", operation_id="editComment", response=CommentOut
)
@for_programs
def edit_comment(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    comment: PathId,
    body: CommentIn,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Say it otherwise; only its author may."""
    rows = _found(item, comment, by=actor)
    version = version_of(if_match)
    return answer_change(
        lambda: actions.edit_comment(comment, body.text, by=actor, if_version=version),
        shape=comment_shape(actor),
        rows=rows,
        sent=body,
    )


@router.delete(
    "/items/{item}/comments/{comment}",
    operation_id="removeComment",
    response={204: None},
)
@for_programs
def remove_comment(
    request: HttpRequest, actor: Actor, item: ItemPath, comment: PathId
) -> HttpResponse:
    """Take a comment away; its author may, and who leads the project."""
    _found(item, comment, by=actor)
    return answer_done(lambda: actions.remove_comment(comment, by=actor))


def _found(key: str, comment_id: int, *, by: Actor) -> CommentQuerySet:
    item = Item.objects.get_by_key(key, by=by)
    rows = comments_on(item, by=by).filter(pk=comment_id)
    if not rows.exists():
        raise NotFound
    return rows
