"""Make copies of items."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.work.actions.indexing import index_items
from headway.work.actions.labelling import keep_names
from headway.work.actions.moving import default_statuses
from headway.work.actions.outlining import free_positions
from headway.work.actions.projects import lock_for_items
from headway.work.facts import ItemDuplicated
from headway.work.models import (
    JUDGED,
    Assignment,
    Check,
    CostOfDelay,
    Item,
    ItemLabel,
    Link,
    Need,
    Pause,
    PlannedCost,
    Project,
    State,
)
from headway.work.subtrees import Place, ids_in

MOST_COPIES = 1000
BATCH = 1000

PARTS: Final[Sequence[Any]] = (
    Assignment, ItemLabel, Need, CostOfDelay, Pause, PlannedCost,
)  # fmt: skip
"""Tables of rows that a copy has as its original does."""

COPIED = (
    "title", "description", "drive", "is_joint", "effort_minutes", "duration_minutes",
    "low_minutes", "high_minutes", "chunk_minutes", "priority", "starts_no_earlier",
    "starts_no_later", "finishes_no_earlier", "deadline", "calendar_id",
    "checks_total", "type_id", "custom", *JUDGED,
)  # fmt: skip
"""What a copy is told by its original; nothing has happened to it yet."""


@transaction.atomic
def duplicate_item(item_id: int, *, by: Actor) -> Item:
    """Copy an item, with all in it, right behind it; all copies are to be done.

    Labels, what is said in fields, needed skills, costs of delay, planned costs,
    pauses, people, the lines of checklists and the links among the copied items are
    copied as well; files, history, what was spent and what happened are not.  Records
    :class:`ItemDuplicated` for each copy.  Locks the project.
    """
    project_id = Item.objects.get_for_read(item_id, by=by).project_id
    project = lock_for_items(project_id, by=by)
    item = project.items.get_for_change(item_id, by=by)
    rows = list(Item.objects.filter(pk__in=ids_in(item)).order_by("position", "pk"))
    if len(rows) > MOST_COPIES:
        raise Refused(
            _("“%(title)s” has more than %(most)d items in it; copy parts of it.")
            % {"title": item.title, "most": MOST_COPIES - 1}
        )
    copies = _copies(rows, item, project)
    _copy_parts(copies)
    _copy_links(copies)
    facts = [
        ItemDuplicated(
            subject_id=copies[row.pk].pk,
            project_id=project.pk,
            title=copies[row.pk].title[:200],
            original_id=row.pk,
        )
        for row in rows
    ]
    record(*facts, by=by)
    return copies[item.pk]


def _copies(rows: Sequence[Item], root: Item, project: Project) -> dict[int, Item]:
    """Insert copies level by level, so that each finds its parent; by originals."""
    place = Place(parent_id=root.parent_id, behind_id=root.pk)
    states = default_statuses(rows)
    positions = free_positions(project, root.parent, place, len(rows))
    copies = {
        row.pk: Item(
            workspace_id=row.workspace_id,
            project=project,
            number=project.next_number + n,
            position=position,
            depth=row.depth,
            status=states[row.type_id, State.TODO],
            **{name: getattr(row, name) for name in COPIED},
        )
        for n, (row, position) in enumerate(zip(rows, positions, strict=True))
    }
    first = copies[root.pk]
    first.title = Truncator(_("%s (copy)") % root.title).chars(500)
    for depth in sorted({row.depth for row in rows}):
        level = [row for row in rows if row.depth == depth]
        for row in level:
            is_root = row.pk == root.pk
            copies[row.pk].parent = (
                root.parent if is_root else copies[row.parent_id or 0]
            )
        Item.objects.bulk_create([copies[row.pk] for row in level], batch_size=BATCH)
    index_items(copies.values())
    project.next_number += len(rows)
    project.save(update_fields=["next_number"])
    return copies


def _copy_parts(copies: Mapping[int, Item]) -> None:
    """Copy what is said of items in rows of their own, and unticked checklists."""
    here = {"item__in": copies}
    labelled = ItemLabel.objects.filter(**here)
    keep_names(set(labelled.values_list("label_id", flat=True)))
    for kind in PARTS:
        rows = kind.objects.filter(**here).order_by("pk")
        kind.objects.bulk_create([_of(copies, row) for row in rows], BATCH)
    lines = Check.objects.filter(**here, removed_at=None).order_by("position", "pk")
    unticked = [_of(copies, row) for row in lines]
    for line in unticked:
        line.done_at = line.done_by = None
    Check.objects.bulk_create(unticked, BATCH)


def _of(copies: Mapping[int, Item], row: Any) -> Any:
    """Return the unsaved row of an item as one of its copy."""
    row.pk = None
    row.item = copies[row.item_id]
    return row


def _copy_links(copies: Mapping[int, Item]) -> None:
    links = Link.objects.filter(before__in=copies, after__in=copies).order_by("pk")
    Link.objects.bulk_create(
        (
            Link(
                workspace_id=link.workspace_id,
                before=copies[link.before_id],
                after=copies[link.after_id],
                **link.said,
            )
            for link in links
        ),
        batch_size=BATCH,
    )
