"""Change many items in one operation, with as many statements as for a few.

All or none: what is refused of one item is refused of all, and names it.  Items are
locked in the order of their ids, so that two such changes wait for each other.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from headway.actors.models import Actor
from headway.base.rows import write_columns
from headway.events.actions import record
from headway.work.actions.assigning import (
    Part,
    assigned_to,
    check_parts,
    differ,
    rows_of,
)
from headway.work.actions.filling import Values, fill_each
from headway.work.actions.indexing import index_items
from headway.work.actions.items import apply_edit, check_fields
from headway.work.actions.labelling import (
    Relabelling,
    labels_known,
    labels_named,
    relabel_each,
)
from headway.work.actions.moving import (
    SAVED,
    apply_move,
    apply_progress,
    default_statuses,
    hold_to_states,
    known_progress,
    moment_of,
    refuse_open_children,
)
from headway.work.actions.retyping import retype_each
from headway.work.facts import PeopleAssigned
from headway.work.models import Assignment, Item, State, WorkflowState

BATCH = 1000


@transaction.atomic
def change_items(
    ids: Collection[int],
    *,
    by: Actor,
    type_id: int | None = None,
    state: str | None = None,
    at: datetime | None = None,
    parts: Sequence[Part] | None = None,
    accountable_id: int | None = None,
    add_labels: Sequence[str] = (),
    remove_labels: Sequence[str] = (),
    custom: Values | None = None,
    if_versions: Mapping[int, int] | None = None,
    **changes: Any,
) -> list[Item]:
    """Say the same of many items: fields of ``EDITABLE`` and of the workspace, their
    type and state, who does them, the labels that they get and lose.

    ``None`` for ``type_id``, ``state`` or ``parts`` leaves those alone.  An item of
    which all is so already does not change.  Returns the items in the order of their
    ids, each as it is now.  Records the facts that :func:`edit_item`,
    :func:`retype_item`, :func:`move_item`, :func:`assign_people` and
    :func:`set_labels` record, and raises what they raise.
    """
    items = Item.objects.get_many_for_change(ids, by=by)
    for item in items:
        item.check_version((if_versions or {}).get(item.pk))
    edit_each(items, dict.fromkeys(ids, changes), by=by)
    if type_id is not None:
        retype_each(items, dict.fromkeys(ids, type_id), by=by)
    fill_each(items, dict.fromkeys(ids, custom or {}), by=by)
    if state is not None:
        move_to_category(items, State(state), moment_of(at), by=by)
    if parts is not None:
        check_parts(parts, by=by)
        rows = rows_of(parts, accountable_id)
        assign_each(items, dict.fromkeys(ids, rows), by=by)
    if add_labels or remove_labels:
        labels = Relabelling(
            add=labels_named(add_labels, by=by),
            remove=labels_known(remove_labels, by=by),
        )
        relabel_each(items, dict.fromkeys(ids, labels), by=by)
    return items


@transaction.atomic
def edit_each(
    items: Sequence[Item], changes: Mapping[int, Mapping[str, Any]], *, by: Actor
) -> None:
    """Give each of the locked items its own values of fields of ``EDITABLE``."""
    edits = []
    for item in items:
        check_fields(changes[item.pk])
        edits.append((item, apply_edit(item, changes[item.pk])))
    made = [(item, fact) for item, fact in edits if fact is not None]
    names = sorted({name for _, fact in made for name in fact.after})
    write_columns([item for item, _ in made], [*names, "version"])
    index_items([item for item, _ in made], names)
    record(*[fact for _, fact in made], by=by)


@transaction.atomic
def restore_each(
    items: Sequence[Item], progress: Mapping[int, Mapping[str, Any]], *, by: Actor
) -> None:
    """Put each of the locked items back into its own earlier state."""
    known = known_progress(items, progress)
    moves = [(item, apply_progress(item, known[item.pk], by)) for item in items]
    made = [(item, fact) for item, fact in moves if fact is not None]
    write_columns([item for item, _ in made], SAVED)
    hold_to_states()
    record(*[fact for _, fact in made], by=by)


def move_to_category(
    items: Sequence[Item], to: State, moment: datetime, *, by: Actor
) -> None:
    """Bring each of the locked items that is not in the category into its default."""
    moving = [item for item in items if item.state != to]
    if not moving:
        return
    defaults = default_statuses(moving)
    targets = {item.type_id: defaults[item.type_id, to] for item in moving}
    move_each(moving, targets, moment, by=by)


@transaction.atomic
def move_each(
    items: Sequence[Item],
    targets: Mapping[int, WorkflowState],
    moment: datetime,
    *,
    by: Actor,
) -> None:
    """Bring each of the locked items into the state that its type has in ``targets``.

    What is in the bin goes along, and is not told.
    """
    moving = [item for item in items if item.status_id != targets[item.type_id].pk]
    moves = [
        (item, apply_move(item, targets[item.type_id], moment, by)) for item in moving
    ]
    finished = {item.pk for item in moving if item.state == State.DONE}
    if finished:
        refuse_open_children(finished)
    write_columns(moving, SAVED)
    hold_to_states()
    record(*[fact for item, fact in moves if item.deletion_id is None], by=by)


@transaction.atomic
def assign_each(
    items: Sequence[Item], rows: Mapping[int, list[dict[str, Any]]], *, by: Actor
) -> None:
    """Let just its own people work on each of the locked items; rows as logged."""
    before = assigned_to([item.pk for item in items])
    changed = [i for i in items if differ(before.get(i.pk, []), rows[i.pk])]
    Assignment.objects.filter(item_id__in=[item.pk for item in changed]).delete()
    Assignment.objects.bulk_create(
        (
            Assignment(workspace_id=item.workspace_id, item=item, **row)
            for item in changed
            for row in rows[item.pk]
        ),
        batch_size=BATCH,
    )
    for item in changed:
        item.version += 1
    write_columns(changed, ["version"])
    facts = [
        PeopleAssigned(
            subject_id=item.pk,
            project_id=item.project_id,
            before=before.get(item.pk, []),
            after=rows[item.pk],
        )
        for item in changed
    ]
    record(*facts, by=by)
