"""Create and change many items at once: all of them, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.work.actions.assigning import Part, check_parts, rows_of
from headway.work.actions.bulk import assign_each, edit_each, move_to_category
from headway.work.actions.estimating import with_range
from headway.work.actions.filling import Values, fill_each
from headway.work.actions.indexing import index_items
from headway.work.actions.items import GAP, beginnings, check_fields, create_item
from headway.work.actions.labelling import (
    Relabelling,
    label_key,
    labels_known,
    labels_named,
    relabel_each,
)
from headway.work.actions.moving import moment_of
from headway.work.actions.projects import lock_for_items
from headway.work.actions.retyping import retype_each
from headway.work.facts import ItemCreated
from headway.work.models import Item, Label, State

CLOSED_LAST = (State.TODO, State.DOING, State.WAITING, State.CANCELLED, State.DONE)
"""So that what is in an item is closed before the item is finished."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewItem:
    """An item to be; ``fields`` as :func:`create_item` takes them."""

    project_id: int
    title: str
    parent_id: int | None = None
    type_id: int | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    custom: Values = field(default_factory=dict)

    @property
    def place(self) -> tuple[int, int | None]:
        return self.project_id, self.parent_id


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemChange:
    """What to say of an item, and the state to bring it ``to``, None to leave it.

    So is ``type_id``.
    """

    item_id: int
    type_id: int | None = None
    edits: Mapping[str, Any] = field(default_factory=dict)
    custom: Values = field(default_factory=dict)
    parts: Sequence[Part] | None = None
    accountable_id: int | None = None
    add_labels: Sequence[str] = ()
    remove_labels: Sequence[str] = ()
    to: State | None = None
    if_version: int | None = None


@transaction.atomic
def create_items(rows: Sequence[NewItem], *, by: Actor) -> list[Item]:
    """Create items in the order given, as :func:`create_item` does one.

    A run of items at the end of one project takes a few statements, however many.
    """
    created: list[Item] = []
    for (project_id, parent_id), run in groupby(rows, key=lambda row: row.place):
        if parent_id is None:
            created += _append(project_id, list(run), by=by)
            continue
        created += [
            create_item(
                project_id,
                by=by,
                title=row.title,
                parent_id=parent_id,
                type_id=row.type_id,
                custom=row.custom,
                **row.fields,
            )
            for row in run
        ]
    return created


@transaction.atomic
def _append(project_id: int, rows: Sequence[NewItem], *, by: Actor) -> list[Item]:
    for row in rows:
        check_fields({"title": row.title, **row.fields})
    project = lock_for_items(project_id, by=by)
    rows_there = Item.everything.filter(project=project)
    last = rows_there.aggregate(last=Max("position"))["last"] or 0
    first = beginnings([row.type_id for row in rows], by=by)
    items = Item.objects.bulk_create(
        Item(
            workspace_id=by.workspace_id,
            project=project,
            number=project.next_number + n,
            position=last + (n + 1) * GAP,
            title=row.title,
            **first[row.type_id],
            **with_range(Item(), row.fields),
        )
        for n, row in enumerate(rows)
    )
    project.next_number += len(items)
    project.save(update_fields=["next_number"])
    index_items(items)
    facts = [
        ItemCreated(subject_id=i.pk, project_id=project.pk, title=i.title[:200])
        for i in items
    ]
    record(*facts, by=by)
    said = {item.pk: row.custom for item, row in zip(items, rows, strict=True)}
    fill_each(items, said, by=by)
    return items


@transaction.atomic
def change_each(changes: Sequence[ItemChange], *, by: Actor) -> list[Item]:
    """Say of each item its own; returns them in the order given.

    Records and raises what :func:`change_items` does, and :class:`Refused` when an
    item is there twice.
    """
    wanted = {change.item_id: change for change in changes}
    if len(wanted) < len(changes):
        raise Refused(_("An item is there twice; say all of it at once."))
    items = Item.objects.get_many_for_change(wanted, by=by)
    for item in items:
        item.check_version(wanted[item.pk].if_version)
    edit_each(items, {pk: change.edits for pk, change in wanted.items()}, by=by)
    retype_each(items, {pk: change.type_id for pk, change in wanted.items()}, by=by)
    fill_each(items, {pk: change.custom for pk, change in wanted.items()}, by=by)
    for state in CLOSED_LAST:
        moved = [item for item in items if wanted[item.pk].to == state]
        move_to_category(moved, state, moment_of(None), by=by)
    _assign(items, changes, by=by)
    relabel_each(items, _relabellings(changes, by=by), by=by)
    by_id = {item.pk: item for item in items}
    return [by_id[change.item_id] for change in changes]


def _assign(items: list[Item], changes: Sequence[ItemChange], *, by: Actor) -> None:
    """Let the people work on each item that its change names."""
    rows = {}
    checked: list[Sequence[Part]] = []
    for change in changes:
        if change.parts is None:
            continue
        if change.parts not in checked:
            check_parts(change.parts, by=by)
            checked.append(change.parts)
        rows[change.item_id] = rows_of(change.parts, change.accountable_id)
    assign_each([item for item in items if item.pk in rows], rows, by=by)


def _relabellings(
    changes: Sequence[ItemChange], *, by: Actor
) -> dict[int, Relabelling]:
    """Return what each item gets and loses; two queries for the labels there are."""
    names = dict.fromkeys(name for change in changes for name in change.add_labels)
    gone = dict.fromkeys(name for change in changes for name in change.remove_labels)
    added = {label_key(label.name): label for label in labels_named([*names], by=by)}
    known = {label_key(label.name): label for label in labels_known(gone, by=by)}

    def labels(names: Sequence[str], among: Mapping[str, Label]) -> list[Label]:
        keys = dict.fromkeys(map(label_key, names))
        return [among[key] for key in keys if key in among]

    return {
        change.item_id: Relabelling(
            add=labels(change.add_labels, added),
            remove=labels(change.remove_labels, known),
        )
        for change in changes
    }
