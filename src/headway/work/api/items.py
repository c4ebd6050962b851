"""Items, one by one and as lists."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.errors import Malformed
from headway.base.numbers import MOST_ID
from headway.base.parameters import Cursor, Fields, IfMatch, Limit, version_of
from headway.base.schemas import Clean
from headway.events.rest import (
    answer_change,
    answer_created,
    answer_done,
    for_programs,
    for_programs_once,
    sparse,
)
from headway.work import actions
from headway.work.api.histories import show_history
from headway.work.api.masked import LEARNED, check_history, check_shown, item_shape
from headway.work.filters import Question
from headway.work.filters.tokens import LONGEST
from headway.work.hiding import masks_of
from headway.work.models import Demand, Hidden, Item, Outlook, Project
from headway.work.models.items import ItemQuerySet
from headway.work.models.outlook import AHEAD, SCORE
from headway.work.precedents import precedents_of
from headway.work.schemas import (
    HistoryPage,
    ItemIn,
    ItemOut,
    ItemPage,
    ItemPatch,
    ItemPath,
    Items,
    OutlookOut,
    StateName,
    TransitionIn,
)

router = Router()


def said_of(sent: dict[str, Any]) -> dict[str, Any]:
    """Return what was sent of an item as actions take it: fields by their ids."""
    custom = sent.pop("custom", None) or {}
    return sent | {"custom": {int(pk): said for pk, said in custom.items()}}


MOST_TODAY = 100

Text = Annotated[str | None, Clean, Query(None, max_length=200)]
FilterText = Annotated[
    str | None,
    Query(
        None,
        max_length=LONGEST,
        description="A filter, `assignee = me and due < 2w order by importance`.",
    ),
]
InProject = Annotated[str | None, Clean, Query(None, max_length=10)]
InParent = Annotated[str | None, Clean, Query(None, max_length=24)]
OfPerson = Annotated[int | None, Query(ge=1, le=MOST_ID)]
IsOpen = Annotated[bool | None, Query(description="Neither done nor cancelled.")]


@router.get("/items", operation_id="listItems", response=ItemPage)
@for_programs
def list_items(
    request: HttpRequest,
    actor: Actor,
    project: InProject = None,
    parent: InParent = None,
    person: OfPerson = None,
    state: Annotated[StateName | None, Query()] = None,
    is_open: IsOpen = None,
    title: Text = None,
    q: FilterText = None,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List items: of a project, in a parent, of a person, with words in them.

    `q` is a filter as the list of work has it, `assignee = me and due < 2w`; what the
    other parameters say holds besides.  Items come by id, or as `q` says by `order by`:
    what has no value comes last, and a page begins behind where the last item of the
    page before is by now.  A filter that is not understood is a 422 whose `offset` and
    `length` say in characters what of it is wrong.  With `q`, work of archived projects
    is there only where a project is named, or `is archived`.
    """
    rows = Item.objects.visible_to(actor)
    if project is not None:
        rows = rows.filter(project__key=project)
    if parent is not None:
        above = Item.objects.get_by_key(parent, by=actor)
        rows = rows.filter(parent=above)
    if person is not None:
        rows = rows.filter(assignments__person=person)
        if nameless := masks_of(actor).projects_hiding(Hidden.PEOPLE):
            rows = rows.exclude(project__in=nameless)
    if state is not None:
        rows = rows.filter(state=state)
    if is_open is not None:
        rows = rows.open() if is_open else rows.closed()
    if title is not None:
        rows = rows.filter(title__icontains=title)
    with_archive = q is None or project is not None or parent is not None
    question = Question.asked(q or "", by=actor, with_archive=with_archive)
    return _page(question, rows, cursor=cursor, limit=limit, fields=fields)


def _page(
    question: Question,
    rows: ItemQuerySet,
    *,
    cursor: int,
    limit: int,
    fields: str | None,
) -> HttpResponse:
    """Answer a page of ``rows`` as a filter asks for them."""
    shape, found = item_shape(question.reader.by), question.narrowed(rows)
    if question.order is None:
        return shape.page(found, cursor=cursor, limit=limit, fields=fields)
    if cursor:
        found = question.order.behind(found, cursor)
    return shape.first_page(found, limit=limit, fields=fields)


@router.get("/today", operation_id="listToday", response=Items)
@for_programs
def list_today(
    request: HttpRequest, actor: Actor, fields: Fields = None
) -> HttpResponse:
    """List your open items in the order of the plan, at most 100."""
    mine = (
        Item.objects.visible_to(actor)
        .unarchived()
        .open()
        .filter(assignments__person__actor=actor)
    )
    shape = item_shape(actor)
    ordered = mine.order_by(F("outlook__rank").asc(nulls_last=True), "pk")
    return json_answer({"items": shape.rows(ordered[:MOST_TODAY], fields=fields)})


@router.post("/items", operation_id="createItem", response={201: ItemOut})
@for_programs_once
def create_item(request: HttpRequest, actor: Actor, body: ItemIn) -> HttpResponse:
    """Create an item at the end of its project, or of its parent."""
    project = Project.objects.get_by_key(body.project, by=actor)
    parent = Item.objects.get_by_key(body.parent, by=actor) if body.parent else None
    return answer_created(
        lambda: actions.create_item(
            project.pk,
            by=actor,
            parent_id=parent.pk if parent else None,
            **said_of(body.dict(exclude={"project", "parent"})),
        ),
        shape=item_shape(actor),
        rows=Item.objects.visible_to(actor),
    )


@router.get("/items/{item}", operation_id="getItem", response=ItemOut)
@for_programs
def get_item(
    request: HttpRequest, actor: Actor, item: ItemPath, fields: Fields = None
) -> HttpResponse:
    """Answer an item; its version is the ETag."""
    pk = Item.objects.pk_by_key(item, by=actor)
    rows = Item.objects.visible_to(actor).filter(pk=pk)
    return item_shape(actor).answer(rows, fields=fields)


@router.patch("/items/{item}", operation_id="editItem", response=ItemOut)
@for_programs
def edit_item(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    body: ItemPatch,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Change what was sent; 412 when ``If-Match`` names another version."""
    pk = Item.objects.pk_by_key(item, by=actor)
    said = said_of(body.dict(exclude_unset=True))
    version = version_of(if_match)
    rows = Item.objects.visible_to(actor).filter(pk=pk)
    return answer_change(
        lambda: actions.edit_item(pk, by=actor, if_version=version, **said),
        shape=item_shape(actor),
        rows=rows,
        sent=body,
    )


@router.post(
    "/items/{item}/transition", operation_id="moveItem", response={200: ItemOut}
)
@for_programs_once
def move_item(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    body: TransitionIn,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Start, finish, cancel or reopen an item, or put it into a place on the board.

    409 while an item in it is open, or where its type has no such state.
    """
    pk = Item.objects.pk_by_key(item, by=actor)
    version = version_of(if_match)
    rows = Item.objects.visible_to(actor).filter(pk=pk)
    act = _transition(pk, body, by=actor, if_version=version)
    return answer_change(act, shape=item_shape(actor), rows=rows, sent=body)


def _transition(
    pk: int, body: TransitionIn, *, by: Actor, if_version: int | None
) -> Callable[[], Item]:
    if (body.to is None) == (body.status_id is None):
        raise Malformed(_("Name a category in “to”, or a state in “status_id”."))
    beside = body.after or body.before
    if beside is None:
        return lambda: actions.move_item(
            pk,
            body.to,
            by=by,
            status_id=body.status_id,
            at=body.at,
            if_version=if_version,
        )
    if body.status_id is None or body.at is not None:
        raise Malformed(_("A place on the board is that of a state, and has no “at”."))
    anchor = Item.objects.pk_by_key(beside, by=by)
    way = "after_id" if body.after else "before_id"
    status_id = body.status_id
    return lambda: actions.place_item(
        pk, status_id, by=by, if_version=if_version, **{way: anchor}
    )


@router.get("/items/{item}/outlook", operation_id="getOutlook", response=OutlookOut)
@for_programs
def get_outlook(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """Say what the plan says of an item, and why it is not earlier."""
    found = Item.objects.get_by_key(item, by=actor)
    check_shown(Hidden.FORECAST, found.project_id, by=actor)
    held = Outlook.objects.filter(item=found).first()
    if held is None:
        return json_answer(OutlookOut().dict())
    apart = ("ahead", "score", "culprit", "due_through", "waiting", "like")
    said = {n: getattr(held, n) for n in OutlookOut.model_fields if n not in apart}
    if actor.is_guest:
        said |= dict.fromkeys(LEARNED)
    seen = Item.objects.visible_to(actor).select_related("project")
    named = (held.culprit_id, held.due_through_id, held.waiting_id)
    others = seen.in_bulk(filter(None, named))
    keys = {pk: other.key for pk, other in others.items()}
    like = precedents_of(found, by=actor) if held.has_assumed_effort else []
    said |= {
        "ahead": dict(zip(AHEAD, held.ahead, strict=True)) if held.ahead else None,
        "culprit": keys.get(held.culprit_id),
        "demand_id": _demand_of(held, by=actor),
        **_score(held, keys, by=actor),
        "due_through": keys.get(held.due_through_id),
        "like": [each.item.key for each in like],
    }
    return json_answer(said)


def _demand_of(held: Outlook, *, by: Actor) -> int | None:
    """Return the expected work that an item waits for, if ``by`` may know of it."""
    if held.demand_id is None:
        return None
    seen = Demand.objects.visible_to(by).filter(pk=held.demand_id)
    return seen.values_list("pk", flat=True).first()


def _score(held: Outlook, keys: Mapping[int, str], *, by: Actor) -> dict[str, Any]:
    """What an item is worth is told to the team, and not to guests."""
    if by.is_guest or not held.score:
        return {"score": None, "score_minutes": None, "waiting": None}
    return {
        "score": dict(zip(SCORE, held.score, strict=True)),
        "waiting": keys.get(held.waiting_id) if held.waiting_id else None,
    }


@router.get("/items/{item}/history", operation_id="getHistory", response=HistoryPage)
@for_programs
@sparse(HistoryPage)
def get_history(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    cursor: Cursor = 0,
    limit: Limit = 50,
) -> HttpResponse:
    """Say what happened to an item, newest first."""
    found = Item.objects.get_by_key(item, by=actor)
    check_history(found.project_id, by=actor)
    thing = ("work.item", found.pk)
    return show_history(thing, by=actor, cursor=cursor, limit=limit)


@router.delete("/items/{item}", operation_id="deleteItem", response={204: None})
@for_programs
def delete_item(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """Put an item into the bin, with all that is in it."""
    found = Item.objects.get_by_key(item, by=actor)
    return answer_done(lambda: actions.delete_items([found.pk], by=actor))
