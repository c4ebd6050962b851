"""Files of items over REST: their bytes as they are, not inside of JSON."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.file_names import MOST_NAME, file_name
from headway.base.files import Draft
from headway.base.media import OCTETS
from headway.base.numbers import MOST_INTEGER
from headway.base.parameters import Cursor, Limit, PathId
from headway.base.schemas import Clean
from headway.base.uploads import length_of
from headway.comms.actions import check_room
from headway.comms.http import answer_with
from headway.comms.schemas import FileOut, FilePage
from headway.events.actions import performed
from headway.events.rest import for_programs, for_uploads_once, sparse, with_operation
from headway.work import actions
from headway.work.models import Attachment, Item
from headway.work.schemas import ItemPath

router = Router()

BYTES = {"content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}}}
SENT: dict[str, Any] = {"requestBody": {"required": True, **BYTES}}
ANSWERED: dict[str, Any] = {"responses": {200: {"description": "The bytes", **BYTES}}}

Name = Annotated[
    str,
    Clean,
    Query(
        min_length=1,
        max_length=1000,
        description=f"What the file is called, {MOST_NAME} characters of it. A file of "
        "that name gets a new version.",
    ),
]
Number = Annotated[
    int | None,
    Query(ge=1, le=MOST_INTEGER, description="An older version; else the newest."),
]


@router.get("/items/{item}/files", operation_id="listFiles", response=FilePage)
@for_programs
@sparse(FilePage)
def list_files(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    cursor: Cursor = 0,
    limit: Limit = 50,
) -> HttpResponse:
    """List the files of an item with their versions."""
    found = Item.objects.get_by_key(item, by=actor)
    rows = Attachment.objects.visible_to(actor).filter(item=found, pk__gt=cursor)
    page = list(rows.with_versions().order_by("pk")[: limit + 1])
    last = page[limit - 1].pk if len(page) > limit else None
    items = [FileOut.of(row.pk, row.file, by=actor).dict() for row in page[:limit]]
    return json_answer({"items": items, "next_cursor": last})


def _check_upload(request: HttpRequest, actor: Actor, *, item: str, name: str) -> str:
    found = Item.objects.get_by_key(item, by=actor)
    Item.objects.check_change(found, by=actor)
    called = file_name(name)
    check_room(length_of(request), by=actor, name=called)
    return called


@router.post(
    "/items/{item}/files",
    operation_id="uploadFile",
    response={201: FileOut},
    openapi_extra=SENT,
)
@for_uploads_once(_check_upload)
def upload_file(
    request: HttpRequest, actor: Actor, draft: Draft, item: ItemPath, name: Name
) -> HttpResponse:
    """Attach the body of the request to the item, whatever it is.

    The same content again changes nothing. 413 when it is too large or the workspace
    is full, 411 without a `Content-Length`.
    """
    found = Item.objects.get_by_key(item, by=actor)
    attachment, operation = performed(
        lambda: actions.attach_file(found.pk, file_name(name), draft, by=actor)
    )
    row = Attachment.objects.with_versions().get_for_read(attachment.pk, by=actor)
    answer = json_answer(FileOut.of(row.pk, row.file, by=actor).dict(), 201)
    return with_operation(answer, operation)


@router.get(
    "/items/{item}/files/{file}",
    operation_id="downloadFile",
    response={200: None},
    openapi_extra=ANSWERED,
)
@for_programs
def download_file(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    file: PathId,
    version: Number = None,
) -> StreamingHttpResponse:
    """Answer with the bytes of a file."""
    attachment = _attachment(item, file, by=actor)
    return answer_with(attachment.file.version(version))


@router.delete(
    "/items/{item}/files/{file}", operation_id="removeFile", response={204: None}
)
@for_programs
def remove_file(
    request: HttpRequest, actor: Actor, item: ItemPath, file: PathId
) -> HttpResponse:
    """Put a file into the bin, with all its versions."""
    attachment = _attachment(item, file, by=actor)
    __, operation = performed(lambda: actions.remove_files([attachment.pk], by=actor))
    return with_operation(HttpResponse(status=204), operation)


def _attachment(key: str, pk: int, *, by: Actor) -> Attachment:
    item = Item.objects.get_by_key(key, by=by)
    return Attachment.objects.filter(item=item).with_versions().get_for_read(pk, by=by)
