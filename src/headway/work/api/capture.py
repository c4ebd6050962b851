"""Items from text: a line understood, and an item made of it."""

from http import HTTPStatus
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.schemas import Clean
from headway.base.text import fold
from headway.events.actions import performed
from headway.events.rest import (
    answer_created,
    for_programs,
    for_programs_once,
    with_operation,
)
from headway.work import actions
from headway.work.api.masked import item_shape
from headway.work.capture.adding import Understood, create_understood, understand
from headway.work.capture.known import Known
from headway.work.capture.table import Reading, Table, read_table
from headway.work.capture.telling import told
from headway.work.capture.words import LONGEST
from headway.work.models import Item, Project
from headway.work.schemas import (
    ItemOut,
    LineIn,
    LineOut,
    ProjectPath,
    TableAdded,
    TableIn,
    TableOut,
)

router = Router()

Line = Annotated[
    str,
    Clean,
    Query(
        min_length=1,
        max_length=LONGEST,
        description="A line as `createItemFromText` takes it.",
    ),
]
InProject = Annotated[str, Clean, Query(max_length=10)]
InParent = Annotated[str | None, Clean, Query(None, max_length=24)]


@router.get("/items/text", operation_id="readItemText", response=LineOut)
@for_programs
def read_text(
    request: HttpRequest,
    actor: Actor,
    text: Line,
    project: InProject,
    parent: InParent = None,
) -> HttpResponse:
    """Say how a line is understood, and create nothing.

    `@ben` is a person, `#urgent` a label, `~2-5h` an estimate, `due fri` a deadline,
    `!high` the importance; `type=`, `in=`, `project=`, `after=`, `pin=`, `start-by=`,
    `start-on=` and `needs=` say the rest, and so do names of the workspace's fields.
    The reference is in `docs/reference/quick-add.md`.
    """
    found = _understood(text, project, parent, None, by=actor)
    return json_answer(_shown(found))


@router.post("/items/text", operation_id="createItemFromText", response={201: ItemOut})
@for_programs_once
def create_from_text(request: HttpRequest, actor: Actor, body: LineIn) -> HttpResponse:
    """Create an item from one line; 422 where it could mean several people."""
    found = _understood(body.text, body.project, body.parent, body.type_id, by=actor)
    place = found.project or Project.objects.get_by_key(body.project, by=actor)
    return answer_created(
        lambda: create_understood(found, place.pk, by=actor),
        shape=item_shape(actor),
        rows=Item.objects.visible_to(actor),
    )


@router.post(
    "/projects/{project}/table/reading", operation_id="readTable", response=TableOut
)
@for_programs_once
def read_rows(
    request: HttpRequest, actor: Actor, project: ProjectPath, body: TableIn
) -> HttpResponse:
    """Say how lines or cells are read as items, and create nothing."""
    Project.objects.get_by_key(project, by=actor)
    known = known_by(body, actor)
    table = table_of(body, known)
    rows = [
        {
            "row": row.number,
            "title": row.draft.title,
            "above": new.above,
            "words": told(row.draft, known),
            "notes": row.notes,
        }
        for row, new in zip(table.rows, table.new, strict=True)
    ]
    names = ("separator", "has_head", "columns", "day_first")
    said = {name: getattr(table, name) for name in names}
    unclear = [{"name": text, "people": ids} for text, ids in known.unclear.items()]
    left_out = left_out_of(table)
    return json_answer(said | {"rows": rows, "left_out": left_out, "unclear": unclear})


@router.post(
    "/projects/{project}/table", operation_id="addTable", response={201: TableAdded}
)
@for_programs_once
def add_rows(
    request: HttpRequest, actor: Actor, project: ProjectPath, body: TableIn
) -> HttpResponse:
    """Create items of lines or cells, at most 2,000, in one operation.

    Rows without a title are left out, and so are values that are not understood.
    """
    found = Project.objects.get_by_key(project, by=actor)
    table = table_of(body, known_by(body, actor))
    made, operation = performed(
        lambda: actions.create_outline(found.pk, table.new, by=actor)
    )
    ids = {item.pk: n for n, item in enumerate(made)}
    rows = item_shape(actor).rows(Item.objects.visible_to(actor).filter(pk__in=ids))
    created = sorted(rows, key=lambda row: ids[row.id])
    answer = {"created": created, "left_out": left_out_of(table)}
    return with_operation(json_answer(answer, HTTPStatus.CREATED), operation)


def known_by(body: TableIn, actor: Actor) -> Known:
    """Return what names mean to an actor, who said so of some."""
    meant = {fold(name.name): name.person_id for name in body.people}
    return Known(actor, meant=meant)


def table_of(body: TableIn, known: Known) -> Table:
    """Read the text as the body wants it; raises :class:`Malformed`."""
    wish = Reading(
        separator=body.separator,
        has_head=body.has_head,
        columns=body.columns,
        day_first=body.day_first,
    )
    return read_table(body.text, known, wish)


def left_out_of(table: Table) -> list[dict[str, object]]:
    return [{"row": row.number, "error": row.error} for row in table.left_out]


def _understood(
    text: str, project: str, parent: str | None, type_id: int | None, *, by: Actor
) -> Understood:
    chosen = Project.objects.get_by_key(project, by=by)
    above = Item.objects.get_by_key(parent, by=by) if parent else None
    known = Known(by)
    return understand(text, known, project=chosen, parent=above, type_id=type_id)


WHEN = ("starts_no_earlier", "starts_no_later")


def _shown(found: Understood) -> dict[str, object]:
    draft = found.draft
    names = ("effort_minutes", "low_minutes", "high_minutes", "priority", "deadline")
    return {
        **dict.fromkeys((*names, *WHEN, "chunk_minutes")),
        **draft.fields,
        "title": draft.title,
        "project": found.project.key if found.project else "",
        "parent": draft.parent.key if draft.parent else None,
        "type_id": draft.type_id,
        "people": draft.people,
        "labels": draft.labels,
        "understood": [{"field": c.name, "words": c.words} for c in draft.chips],
        "doubts": [
            {
                "text": doubt.text,
                "message": doubt.message,
                "choices": [{"label": c.label, "text": c.line} for c in doubt.choices],
            }
            for doubt in draft.doubts
        ],
        "errors": list(found.errors),
        "warnings": found.warnings,
    }
