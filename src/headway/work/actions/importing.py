"""Take over a whole outline from elsewhere; doing it again changes nothing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from headway.actors.models import Actor
from headway.base.rows import write_columns
from headway.events.actions import record
from headway.events.facts import Fact
from headway.work.actions.assigning import Part
from headway.work.actions.estimating import ENDS, with_range
from headway.work.actions.filling import Values, fill_each
from headway.work.actions.importing_links import ImportedLink, import_links
from headway.work.actions.indexing import index_items
from headway.work.actions.items import EDITABLE, GAP, beginning
from headway.work.actions.moving import default_statuses
from headway.work.actions.pausing import put_pauses
from headway.work.actions.planning_costs import Cost, put_costs
from headway.work.actions.projects import lock_for_items
from headway.work.facts import ItemCreated, ItemEdited, ItemMoved, PeopleAssigned
from headway.work.models import Assignment, Item, Project, WorkflowState
from headway.work.pauses import Span

PROGRESS = frozenset(
    {
        "type_id", "status_id", "state", "started_at", "finished_at",
        "remaining_minutes",
    }
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedItem:
    """An item as it is elsewhere, in the order of its outline.

    ``parent`` is the ``external_id`` of an item before it; ``said`` are fields of
    ``EDITABLE`` and of ``PROGRESS``: of the state its category alone, or a
    ``status_id`` with its category and type.  ``made_at`` is when it was made there, if
    that is known, ``finished_by_id`` the actor who finished it, ``board_rank`` its
    place on the board, where a new one comes to it, and ``custom`` what it says in
    fields of the workspace.  ``pauses`` are when it rests, in order and apart, and
    ``costs`` what it is planned to cost; None where that is not said.
    """

    external_id: str
    parent: str | None
    said: Mapping[str, Any]
    parts: tuple[Part, ...] = ()
    made_at: datetime | None = None
    finished_by_id: int | None = None
    board_rank: int | None = None
    custom: Values = field(default_factory=dict)
    pauses: tuple[Span, ...] | None = None
    costs: tuple[Cost, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What an import did: numbers of items and links.

    ``missing`` are items that came from there before and are no longer there; they
    stay.  ``circles`` are the links left out, as they would close a circle.
    """

    created: int
    updated: int
    unchanged: int
    missing: tuple[Item, ...]
    links: int
    circles: tuple[ImportedLink, ...]


@transaction.atomic
def import_outline(
    project_id: int,
    rows: Sequence[ImportedItem],
    links: Sequence[ImportedLink],
    *,
    source: str,
    by: Actor,
) -> Imported:
    """Create and update the project's items of ``source``, in a few bulk statements.

    Records one fact for each change of an item.  Locks the project.
    """
    project = lock_for_items(project_id, by=by)
    known = {
        item.external_id: item for item in project.items.filter(external_source=source)
    }
    facts: list[Fact] = []
    present = dict(known)
    new = create_rows(project, rows, present, source, facts)
    changed = update_rows(rows, known, facts)
    _place(project, rows, present)
    assign_rows(rows, present, facts)
    said = {present[r.external_id]: r.pauses for r in rows if r.pauses is not None}
    facts += put_pauses(said) if said else []
    costs = {present[r.external_id]: r.costs for r in rows if r.costs is not None}
    facts += put_costs(costs) if costs else []
    made, circles = import_links(project, links, present, facts)
    if facts:
        record(*facts, by=by)
    fill_rows(rows, present, by=by)
    wanted = {row.external_id for row in rows}
    return Imported(
        created=len(new),
        updated=len(changed),
        unchanged=len(rows) - len(new) - len(changed),
        missing=tuple(item for pk, item in known.items() if pk not in wanted),
        links=made,
        circles=circles,
    )


def create_rows(
    project: Project,
    rows: Sequence[ImportedItem],
    present: dict[str, Item],
    source: str,
    facts: list[Fact],
) -> list[Item]:
    """Insert new items level by level, so that each finds its parent; numbered all."""
    waiting = [row for row in rows if row.external_id not in present]
    first = beginning(project.workspace_id)
    defaults = WorkflowState.objects.defaults_of(
        project.workspace_id, [first["type_id"]]
    )
    numbers = {
        row.external_id: project.next_number + n for n, row in enumerate(waiting)
    }
    created: list[Item] = []
    while waiting:
        level = [r for r in waiting if r.parent is None or r.parent in present]
        items = Item.objects.bulk_create(
            [
                Item(
                    workspace_id=project.workspace_id,
                    project=project,
                    number=numbers[row.external_id],
                    parent=present[row.parent] if row.parent else None,
                    position=0,
                    external_source=source,
                    external_id=row.external_id,
                    finished_by_id=row.finished_by_id,
                    **_status(row, first["type_id"], defaults),
                )
                for row in level
            ],
            batch_size=2000,
        )
        present |= {item.external_id: item for item in items}
        created += items
        placed = {row.external_id for row in level}
        waiting = [row for row in waiting if row.external_id not in placed]
    project.next_number += len(created)
    project.save(update_fields=["next_number"])
    _date_back(rows, created)
    index_items(created)
    facts += [
        ItemCreated(
            subject_id=i.pk, project_id=project.pk, title=i.title[:200], source=source
        )
        for i in created
    ]
    return created


def _status(
    row: ImportedItem, type_id: int, defaults: Mapping[tuple[int, str], WorkflowState]
) -> dict[str, Any]:
    """All that is said of a new item, and a status where that is a category alone."""
    said = dict(row.said)
    if row.board_rank is not None:
        said["board_rank"] = row.board_rank
    if "status_id" in said:
        return said
    status = defaults[type_id, said.get("state", "todo")]
    return {"type_id": type_id, "status_id": status.pk, **said}


def _date_back(rows: Sequence[ImportedItem], created: Sequence[Item]) -> None:
    """Say when the items were made elsewhere; Django says "now" as it inserts them."""
    made = {row.external_id: row.made_at for row in rows if row.made_at}
    dated = [item for item in created if item.external_id in made]
    for item in dated:
        item.created_at = made[item.external_id]
    write_columns(dated, ["created_at"])


def update_rows(
    rows: Sequence[ImportedItem], known: Mapping[str, Item], facts: list[Fact]
) -> list[Item]:
    changed: list[Item] = []
    defaults = default_statuses(known.values())
    for row in rows:
        item = known.get(row.external_id)
        if item is None:
            continue
        said = with_range(item, row.said)
        after = {n: v for n, v in said.items() if getattr(item, n) != v}
        if not after:
            continue
        if "state" in after and "status_id" not in said:
            after["status_id"] = defaults[item.type_id, after["state"]].pk
        facts += _facts_of(item, after)
        for name, value in after.items():
            setattr(item, name, value)
        item.version += 1
        changed.append(item)
    said_of = {name for row in rows for name in row.said} | {"status", "version", *ENDS}
    fields = sorted({Item._meta.get_field(name).name for name in said_of})
    write_columns(changed, fields)
    index_items(changed, fields)
    return changed


def _facts_of(item: Item, after: Mapping[str, Any]) -> list[Fact]:
    """What of a change is an edit, and what is progress."""
    made: list[Fact] = []
    for fact, names in ((ItemEdited, EDITABLE - PROGRESS), (ItemMoved, PROGRESS)):
        said = {n: v for n, v in after.items() if n in names}
        if said:
            before = {name: getattr(item, name) for name in said}
            made.append(
                fact(
                    subject_id=item.pk,
                    project_id=item.project_id,
                    before=before,
                    after=said,
                )
            )
    return made


def _place(
    project: Project, rows: Sequence[ImportedItem], present: Mapping[str, Item]
) -> None:
    """Put the outline in order: what was imported first, then what was added here."""
    imported = [present[row.external_id] for row in rows]
    parents = {row.external_id: row.parent for row in rows}
    inside = {item.pk for item in imported}
    rest = Item.everything.filter(project=project).exclude(pk__in=inside)
    ordered = [*imported, *rest.order_by("position", "pk")] if imported else []
    moved: list[Item] = []
    for place, item in enumerate(ordered, 1):
        parent = parents.get(item.external_id) if item.pk in inside else None
        above = present[parent] if parent else item.parent
        if item.pk in inside and parent is None:
            above = None
        depth = above.depth + 1 if above else 0
        said = (place * GAP, depth, above.pk if above else None)
        if (item.position, item.depth, item.parent_id) != said:
            item.position, item.depth, item.parent = place * GAP, depth, above
            moved.append(item)
    write_columns(moved, ["position", "depth", "parent"])


def assign_rows(
    rows: Sequence[ImportedItem], present: Mapping[str, Item], facts: list[Fact]
) -> None:
    """Let just the people named work on each item."""
    before: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    pks = [present[row.external_id].pk for row in rows]
    names = ("person_id", "share", "units_percent", "is_accountable")
    held = Assignment.objects.filter(item_id__in=pks).order_by("pk")
    for item_id, *values in held.values_list("item_id", *names):
        before[item_id].append(dict(zip(names, values, strict=True)))
    wanted: list[Assignment] = []
    cleared: list[int] = []
    for row in rows:
        item = present[row.external_id]
        after = [
            {
                "person_id": part.person_id,
                "share": part.share,
                "units_percent": part.units_percent,
                "is_accountable": n == 0,
            }
            for n, part in enumerate(row.parts)
        ]
        if before[item.pk] == after:
            continue
        cleared.append(item.pk)
        wanted += [
            Assignment(workspace_id=item.workspace_id, item=item, **a) for a in after
        ]
        facts.append(
            PeopleAssigned(
                subject_id=item.pk,
                project_id=item.project_id,
                before=before[item.pk],
                after=after,
            )
        )
    Assignment.objects.filter(item_id__in=cleared).delete()
    Assignment.objects.bulk_create(wanted, batch_size=2000)


def fill_rows(
    rows: Sequence[ImportedItem], present: Mapping[str, Item], *, by: Actor
) -> None:
    """Say of each item what it says in fields; what is not said stays."""
    said = {present[row.external_id].pk: row.custom for row in rows if row.custom}
    items = [item for item in present.values() if item.pk in said]
    fill_each(sorted(items, key=lambda item: item.pk), said, by=by)
