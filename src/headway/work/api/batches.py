"""Many items in one request."""

from collections.abc import Iterable, Sequence
from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.errors import Malformed, NotFound, Stale
from headway.base.problems import problem
from headway.base.text import shown
from headway.events.actions import performed
from headway.events.rest import for_programs_once, with_operation
from headway.work import actions
from headway.work.api.items import said_of
from headway.work.api.masked import item_shape
from headway.work.models import Item, Project, State
from headway.work.schemas import (
    MOST_AT_ONCE,
    BatchIn,
    BatchOut,
    ItemChange,
    ItemIn,
    PeopleIn,
)

router = Router()

ABOUT = frozenset(
    {"item", "version", "type_id", "state", "people", "add_labels", "remove_labels"}
)
"""What a change says besides the fields of its item."""


@router.post("/items/batch", operation_id="changeItems", response=BatchOut)
@for_programs_once
def change_items(request: HttpRequest, actor: Actor, body: BatchIn) -> HttpResponse:
    """Create, change and delete up to 500 items: all or none, and undone as one."""
    if len(body.create) + len(body.change) + len(body.delete) > MOST_AT_ONCE:
        raise Malformed(_("Change at most %d items in one request.") % MOST_AT_ONCE)
    found = _items((change.item for change in body.change), by=actor)
    gone = [item.pk for item in _items(body.delete, by=actor).values()]
    new = _new_items(body.create, by=actor)
    changes = [_change(found[c.item.upper()], c) for c in body.change]

    @transaction.atomic
    def act() -> tuple[list[Item], list[Item]]:
        created = actions.create_items(new, by=actor)
        changed = actions.change_each(changes, by=actor)
        if gone:
            actions.delete_items(gone, by=actor)
        return created, changed

    try:
        (created, changed), operation = performed(act)
    except Stale as stale:
        return _stale(stale, body, found, by=actor)
    answer = {"created": _read(created, actor), "changed": _read(changed, actor)}
    return with_operation(json_answer(answer), operation)


def _change(item: Item, sent: ItemChange) -> actions.ItemChange:
    said = said_of(sent.dict(exclude_unset=True, exclude=set(ABOUT)))
    to = State(sent.state) if "state" in sent.model_fields_set else None
    people = sent.people
    return actions.ItemChange(
        item_id=item.pk,
        type_id=sent.type_id,
        custom=said.pop("custom"),
        edits=said,
        to=to,
        parts=_parts(people) if people else None,
        accountable_id=people.accountable_id if people else None,
        add_labels=sent.add_labels,
        remove_labels=sent.remove_labels,
        if_version=sent.version,
    )


def _parts(people: PeopleIn) -> list[actions.Part]:
    return [actions.Part(**part.dict()) for part in people.parts]


def _items(named: Iterable[str], *, by: Actor) -> dict[str, Item]:
    """Return the items that are named, by their keys."""
    keys = {key.upper() for key in named}
    items = Item.objects.visible_to(by).by_keys(keys)
    if missing := keys - items.keys():
        raise NotFound(_("There is no item %s.") % shown(min(missing)))
    return items


def _new_items(rows: Sequence[ItemIn], *, by: Actor) -> list[actions.NewItem]:
    wanted = {row.project for row in rows}
    projects = Project.objects.visible_to(by).filter(key__in=wanted)
    ids = dict(projects.values_list("key", "pk"))
    if missing := wanted - ids.keys():
        raise NotFound(_("There is no project %s.") % shown(min(missing)))
    keys = {row.parent.upper() for row in rows if row.parent}
    parents = Item.objects.visible_to(by).by_keys(keys)
    if unknown := keys - parents.keys():
        raise NotFound(_("There is no item %s.") % shown(min(unknown)))
    apart = {"project", "parent", "title", "type_id"}
    said = [said_of(row.dict(exclude=apart)) for row in rows]
    return [
        actions.NewItem(
            project_id=ids[row.project],
            title=row.title,
            parent_id=parents[row.parent.upper()].pk if row.parent else None,
            type_id=row.type_id,
            custom=fields.pop("custom"),
            fields=fields,
        )
        for row, fields in zip(rows, said, strict=True)
    ]


def _read(items: list[Item], actor: Actor) -> list[object]:
    """Answer the items as lists do, in the order given; none that was deleted."""
    rows = Item.objects.visible_to(actor).filter(pk__in=[item.pk for item in items])
    shown_by_id = {row.id: row for row in item_shape(actor).rows(rows)}
    return [shown_by_id[item.pk] for item in items if item.pk in shown_by_id]


def _stale(
    stale: Stale, body: BatchIn, found: dict[str, Item], *, by: Actor
) -> HttpResponse:
    """Show the item that was changed meanwhile, and what was sent of it."""
    key = next(k for k, item in found.items() if item.pk == stale.subject_id)
    (sent,) = [c for c in body.change if c.item.upper() == key]
    rows = Item.objects.visible_to(by).filter(pk=stale.subject_id)
    return problem(
        HTTPStatus.PRECONDITION_FAILED,
        str(stale),
        current=item_shape(by).one(rows),
        sent=sent.model_dump(mode="json", exclude_unset=True),
    )
