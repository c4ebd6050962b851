"""Imports step by step over REST: send a file, say what it means, start, undo."""

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.file_names import MOST_NAME, file_name
from headway.base.files import Draft
from headway.base.media import OCTETS
from headway.base.parameters import Cursor, Limit, PathId
from headway.base.schemas import Clean
from headway.base.uploads import length_of
from headway.comms.actions import check_room
from headway.events.actions import performed
from headway.events.rest import (
    for_administrators,
    for_administrators_once,
    for_uploads_once,
    sparse,
    with_operation,
)
from headway.integrations.importers import actions
from headway.integrations.importers.models import Finding, Import
from headway.integrations.importers.schemas import (
    ChoicesIn,
    FindingPage,
    ImportOut,
    ImportPage,
    UndoImportIn,
)

router = Router()

SENT: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}},
    }
}
FileName = Annotated[
    str,
    Clean,
    Query(
        min_length=1,
        max_length=1000,
        description=f"What the file is called, {MOST_NAME} characters of it.",
    ),
]
SourceName = Annotated[
    str,
    Clean,
    Query("", max_length=64, description="Where it is from; recognised if left out."),
]


@router.get("/imports", operation_id="listImports", response=ImportPage)
@for_administrators
@sparse(ImportPage)
def list_imports(
    request: HttpRequest, actor: Actor, cursor: Cursor = 0, limit: Limit = 50
) -> HttpResponse:
    """List the imports of the workspace, newest first."""
    rows = Import.objects.visible_to(actor).order_by("-pk")
    page = list((rows.filter(pk__lt=cursor) if cursor else rows)[: limit + 1])
    last = page[limit - 1].pk if len(page) > limit else None
    items = [ImportOut.from_orm(run).dict() for run in page[:limit]]
    return json_answer({"items": items, "next_cursor": last})


def _check_upload(request: HttpRequest, actor: Actor, *, name: str, source: str) -> str:
    actor.check_administers()
    called = file_name(name)
    check_room(length_of(request), by=actor, name=called)
    return called


@router.post(
    "/imports/files",
    operation_id="addImport",
    response={201: ImportOut},
    openapi_extra=SENT,
)
@for_uploads_once(_check_upload)
def add_import(
    request: HttpRequest, actor: Actor, draft: Draft, name: FileName, source: SourceName
) -> HttpResponse:
    """Send a file; a worker looks it through: its state is `checked` then."""
    return _changed(
        lambda: actions.add_import(file_name(name), draft, by=actor, source=source),
        status=201,
    )


@router.get("/imports/{run}", operation_id="getImport", response=ImportOut)
@for_administrators
def get_import(request: HttpRequest, actor: Actor, run: PathId) -> HttpResponse:
    """Look how far an import is."""
    return _shown(Import.objects.get_for_read(run, by=actor))


@router.get(
    "/imports/{run}/findings", operation_id="listFindings", response=FindingPage
)
@for_administrators
@sparse(FindingPage)
def list_findings(
    request: HttpRequest,
    actor: Actor,
    run: PathId,
    cursor: Cursor = 0,
    limit: Limit = 50,
) -> HttpResponse:
    """List all that was not taken as it stands, and why."""
    found = Import.objects.get_for_read(run, by=actor)
    rows = Finding.objects.visible_to(actor).filter(run=found, pk__gt=cursor)
    page = list(rows.order_by("pk").values("id", "where", "why")[: limit + 1])
    last = page[limit - 1]["id"] if len(page) > limit else None
    return json_answer({"items": page[:limit], "next_cursor": last})


@router.patch("/imports/{run}", operation_id="chooseForImport", response=ImportOut)
@for_administrators
def choose(
    request: HttpRequest, actor: Actor, run: PathId, body: ChoicesIn
) -> HttpResponse:
    """Say what the file means; it is looked through again.  409 once it was started."""
    return _changed(
        lambda: actions.choose_for_import(
            run, body.choices, by=actor, source=body.source
        )
    )


@router.post("/imports/{run}/start", operation_id="startImport", response=ImportOut)
@for_administrators_once
def start(request: HttpRequest, actor: Actor, run: PathId) -> HttpResponse:
    """Take the file over; one that failed or was cancelled, again.

    One that could not be looked through is looked through again, and checked then.
    All that it changes is of the import's ``operation``.
    """
    return _changed(lambda: actions.start_import(run, by=actor))


@router.post("/imports/{run}/cancel", operation_id="cancelImport", response=ImportOut)
@for_administrators_once
def cancel(request: HttpRequest, actor: Actor, run: PathId) -> HttpResponse:
    """End it behind the step that it is at; what is taken over stays."""
    return _changed(lambda: actions.cancel_import(run, by=actor))


@router.post("/imports/{run}/undo", operation_id="undoImport", response=ImportOut)
@for_administrators_once
def undo(
    request: HttpRequest, actor: Actor, run: PathId, body: UndoImportIn
) -> HttpResponse:
    """Take back what it did.  People, types and labels stay.

    Where somebody changed something since, nothing is taken back; `problem` says who.
    """
    return _changed(lambda: actions.undo_import(run, by=actor, the_rest=body.the_rest))


def _changed(act: Callable[[], Import], status: int = 200) -> HttpResponse:
    run, operation = performed(act)
    return with_operation(_shown(run, status), operation)


def _shown(run: Import, status: int = 200) -> HttpResponse:
    return json_answer(ImportOut.from_orm(run).dict(), status)
