"""Create a whole outline of items with all that is said of each, in one go."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.events.facts import Fact
from headway.work.actions.assigning import Part, check_parts, rows_of
from headway.work.actions.bulk import assign_each, move_each
from headway.work.actions.estimating import with_range
from headway.work.actions.filling import Values, fill_each
from headway.work.actions.importing_links import ImportedLink, import_links
from headway.work.actions.indexing import index_items
from headway.work.actions.items import beginnings, check_fields
from headway.work.actions.labelling import (
    Relabelling,
    label_key,
    labels_named,
    relabel_each,
)
from headway.work.actions.links import link_items
from headway.work.actions.moving import moment_of
from headway.work.actions.needing import NeededSkill, need_skills
from headway.work.actions.outlining import free_positions
from headway.work.actions.projects import lock_for_items
from headway.work.facts import ItemCreated
from headway.work.models import Item, LinkKind, Project, State, WorkflowState
from headway.work.subtrees import Place

MOST_ROWS = 2000
BATCH = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class NewRow:
    """An item to be; ``fields`` as :func:`create_item` takes them.

    ``above`` is the place among the rows of the one that it is in, which comes before
    it; ``waits_for`` are places of any, ``after_ids`` items that are there already.
    ``status_id`` is the state in which it is to be, None for the first of its type.
    """

    title: str
    above: int | None = None
    type_id: int | None = None
    status_id: int | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    parts: Sequence[Part] = ()
    labels: Sequence[str] = ()
    needs: Sequence[NeededSkill] = ()
    waits_for: Sequence[int] = ()
    after_ids: Sequence[int] = ()
    custom: Values = field(default_factory=dict)


@transaction.atomic
def create_outline(
    project_id: int,
    rows: Sequence[NewRow],
    *,
    by: Actor,
    parent_id: int | None = None,
) -> list[Item]:
    """Create items at the end of the project, or of a parent, in the order given.

    A few statements for any number of rows, one more for each level of the outline,
    and a few for each row with needed skills or ``after_ids``.  Links that would close
    a circle are left out.  Records what :func:`create_item`, :func:`assign_people`,
    :func:`set_labels`, :func:`fill_each`, :func:`move_item`, :func:`need_skills` and
    :func:`link_items` record.  Locks the project.  Raises :class:`Refused` for too many
    rows, and what those raise.
    """
    if len(rows) > MOST_ROWS:
        raise Refused(_("At most %d items can be created at once.") % MOST_ROWS)
    for row in rows:
        check_fields({"title": row.title, **row.fields})
    project = lock_for_items(project_id, by=by)
    parent = None
    if parent_id is not None:
        parent = project.items.visible_to(by).get_for_read(parent_id, by=by)
    items = _insert(project, parent, rows, by=by)
    record(*[_fact(item) for item in items], by=by)
    _assign(items, rows, by=by)
    _label(items, rows, by=by)
    said = {item.pk: row.custom for item, row in zip(items, rows, strict=True)}
    fill_each(items, said, by=by)
    _move(items, rows, by=by)
    for item, row in zip(items, rows, strict=True):
        if row.needs:
            need_skills(item.pk, row.needs, by=by)
            item.version += 1
    _link(project, items, rows, by=by)
    return items


def _fact(item: Item) -> Fact:
    return ItemCreated(
        subject_id=item.pk, project_id=item.project_id, title=item.title[:200]
    )


def _insert(
    project: Project, parent: Item | None, rows: Sequence[NewRow], *, by: Actor
) -> list[Item]:
    """Insert level by level, so that each finds the one that it is in."""
    firsts = beginnings([row.type_id for row in rows], by=by)
    place = Place(parent_id=parent.pk, behind_id=None) if parent else None
    positions = free_positions(project, parent, place, len(rows))
    items = [
        Item(
            workspace_id=project.workspace_id,
            project=project,
            number=project.next_number + n,
            position=position,
            title=row.title,
            **firsts[row.type_id],
            **with_range(Item(), row.fields),
        )
        for n, (row, position) in enumerate(zip(rows, positions, strict=True))
    ]
    levels: defaultdict[int, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        inside = parent if row.above is None else items[row.above]
        items[n].depth = inside.depth + 1 if inside else 0
        levels[items[n].depth].append(n)
    for depth in sorted(levels):
        for n in levels[depth]:
            above = rows[n].above
            items[n].parent = parent if above is None else items[above]
        Item.objects.bulk_create([items[n] for n in levels[depth]], batch_size=BATCH)
    project.next_number += len(items)
    project.save(update_fields=["next_number"])
    index_items(items)
    return items


def _assign(items: Sequence[Item], rows: Sequence[NewRow], *, by: Actor) -> None:
    people = {part.person_id for row in rows for part in row.parts}
    check_parts([Part(person_id=pk) for pk in sorted(people)], by=by)
    wanted = {
        item.pk: rows_of(row.parts, None)
        for item, row in zip(items, rows, strict=True)
        if row.parts
    }
    assign_each([item for item in items if item.pk in wanted], wanted, by=by)


def _label(items: Sequence[Item], rows: Sequence[NewRow], *, by: Actor) -> None:
    names = dict.fromkeys(name for row in rows for name in row.labels)
    made = {label_key(label.name): label for label in labels_named([*names], by=by)}
    wanted = {
        item.pk: Relabelling(
            add=[made[key] for key in dict.fromkeys(map(label_key, row.labels))]
        )
        for item, row in zip(items, rows, strict=True)
        if row.labels
    }
    relabel_each([item for item in items if item.pk in wanted], wanted, by=by)


def _move(items: Sequence[Item], rows: Sequence[NewRow], *, by: Actor) -> None:
    """Bring each into its state; what is in an item is finished before the item is."""
    named = {row.status_id for row in rows if row.status_id is not None}
    states = WorkflowState.objects.visible_to(by).in_bulk(named) if named else {}
    groups: defaultdict[tuple[bool, int, int], list[Item]] = defaultdict(list)
    for item, row in zip(items, rows, strict=True):
        state = states.get(row.status_id or 0)
        if state is not None and state.type_id == item.type_id:
            is_last = state.category == State.DONE
            groups[is_last, -item.depth if is_last else 0, state.pk].append(item)
    moment = moment_of(None)
    for (_is_last, _depth, pk), inside in sorted(groups.items()):
        move_each(inside, {states[pk].type_id: states[pk]}, moment, by=by)


@transaction.atomic
def _link(
    project: Project, items: Sequence[Item], rows: Sequence[NewRow], *, by: Actor
) -> None:
    present = {str(n): item for n, item in enumerate(items)}
    links = [
        ImportedLink(before=str(before), after=str(n), kind=LinkKind.FINISH_START)
        for n, row in enumerate(rows)
        for before in dict.fromkeys(row.waits_for)
    ]
    if links:
        facts: list[Fact] = []
        import_links(project, links, present, facts)
        record(*facts, by=by)
    for item, row in zip(items, rows, strict=True):
        for before_id in row.after_ids:
            link_items(before_id, item.pk, by=by)
