"""Take over the items of another tracker part by part; doing it again changes nothing.

A part is one short transaction, so that readers of the log need not wait long.  In the
end :func:`settle_outline` puts each item behind the one that it is in.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.rows import write_columns
from headway.events.actions import record
from headway.events.facts import Fact
from headway.events.models import Event
from headway.work.actions.importing import (
    ImportedItem,
    assign_rows,
    create_rows,
    fill_rows,
    update_rows,
)
from headway.work.actions.importing_checks import ImportedCheck, import_checks
from headway.work.actions.items import GAP
from headway.work.actions.labelling import (
    MOST_LABELS,
    Relabelling,
    label_key,
    labels_named,
    relabel_each,
)
from headway.work.actions.projects import lock_for_items
from headway.work.facts_imports import ItemChangedElsewhere
from headway.work.models import Item, ItemLabel, Project, State


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedChange:
    """What somebody did to an item elsewhere; see :class:`ItemChangedElsewhere`."""

    external_id: str
    field: str
    before: str
    after: str
    author: str
    person_id: int | None
    at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedCard:
    """An item with all that a tracker says of it besides."""

    item: ImportedItem
    labels: Sequence[str] = ()
    checks: Sequence[ImportedCheck] = ()
    changes: Sequence[ImportedChange] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedPart:
    """What a part came to: numbers, the items by ``external_id``, and who lost labels.

    Labels beyond those that an item can carry are left out.
    """

    created: int
    updated: int
    unchanged: int
    items: Mapping[str, Item]
    too_many_labels: tuple[Item, ...]


@transaction.atomic
def import_part(
    project_id: int, cards: Sequence[ImportedCard], *, source: str, by: Actor
) -> ImportedPart:
    """Create and update some of the project's items of ``source``.

    What they are in is among them, further up, or there already.  Records what
    ``import_outline`` does, and an :class:`ItemChangedElsewhere` for each change that
    is not on the log.  Locks the project.
    """
    project = lock_for_items(project_id, by=by)
    wanted = [card.item for card in cards]
    ids = {row.external_id for row in wanted} | {row.parent for row in wanted}
    held = project.items.filter(external_source=source, external_id__in=ids - {None})
    present = {item.external_id: item for item in held.order_by("pk")}
    known = dict(present)
    rows = [_finished(row, known.get(row.external_id)) for row in wanted]
    facts: list[Fact] = []
    new = create_rows(project, rows, present, source, facts)
    _append(project, new)
    changed = update_rows(rows, known, facts)
    _move_into(rows, known, present)
    assign_rows(rows, present, facts)
    lines = {present[c.item.external_id]: c.checks for c in cards if c.checks}
    import_checks(lines, facts, new=new, by=by)
    record(*_history(cards, present, source, project), *facts, by=by)
    fill_rows(rows, present, by=by)
    cut = _label(cards, present, by=by)
    return ImportedPart(
        created=len(new),
        updated=len(changed),
        unchanged=len(rows) - len(new) - len(changed),
        items=present,
        too_many_labels=cut,
    )


def _finished(row: ImportedItem, item: Item | None) -> ImportedItem:
    """Let what is done without a day of that be so now, or as it is already."""
    if row.said.get("state") != State.DONE or "finished_at" in row.said:
        return row
    is_done = item is not None and item.finished_at is not None
    at = item.finished_at if is_done and item else timezone.now()
    return replace(row, said={**row.said, "finished_at": at})


def _append(project: Project, new: Sequence[Item]) -> None:
    """Let new items stand behind all others, at the depths of those they are in."""
    rows = Item.everything.filter(project=project)
    last = rows.aggregate(last=Max("position"))["last"] or 0
    for place, item in enumerate(new, 1):
        item.position = last + place * GAP
        item.depth = item.parent.depth + 1 if item.parent else 0
    write_columns(new, ["position", "depth"])


def _move_into(
    rows: Sequence[ImportedItem], known: Mapping[str, Item], present: Mapping[str, Item]
) -> None:
    """Let items that were there be in what they are in there."""
    moved = []
    for row in rows:
        item = known.get(row.external_id)
        above = present[row.parent] if row.parent else None
        if item is not None and item.parent_id != (above.pk if above else None):
            item.parent = above
            moved.append(item)
    write_columns(moved, ["parent"])


def _history(
    cards: Sequence[ImportedCard],
    present: Mapping[str, Item],
    source: str,
    project: Project,
) -> list[Fact]:
    """What is not on the log yet, in the order in which it happened."""
    ids = [present[card.item.external_id].pk for card in cards if card.changes]
    if not ids:
        return []
    rows = Event.objects.filter(
        workspace_id=project.workspace_id,
        kind=ItemChangedElsewhere.kind,
        subject_type=ItemChangedElsewhere.subject_type,
        subject_id__in=ids,
    )
    told = {(pk, data["external"]) for pk, data in
            rows.values_list("subject_id", "data")}  # fmt: skip
    return [
        ItemChangedElsewhere(
            subject_id=item.pk,
            project_id=project.pk,
            source=source,
            external=change.external_id,
            field=change.field,
            before=change.before,
            after=change.after,
            author=change.author,
            person_id=change.person_id,
            happened_at=change.at.isoformat() if change.at else None,
        )
        for card in cards
        for item in [present[card.item.external_id]]
        for change in card.changes
        if (item.pk, change.external_id) not in told
    ]


def _label(
    cards: Sequence[ImportedCard], present: Mapping[str, Item], *, by: Actor
) -> tuple[Item, ...]:
    """Put labels on; return the items that would carry too many, which get fewer."""
    names = dict.fromkeys(name for card in cards for name in card.labels)
    if not names:
        return ()
    known = {label_key(label.name): label for label in labels_named([*names], by=by)}
    items = {present[c.item.external_id].pk: c for c in cards if c.labels}
    held: defaultdict[int, set[int]] = defaultdict(set)
    rows = ItemLabel.objects.filter(item__in=items)
    for item_id, label_id in rows.values_list("item_id", "label_id"):
        held[item_id].add(label_id)
    wanted: dict[int, Relabelling] = {}
    cut: list[int] = []
    for pk, card in items.items():
        keys = dict.fromkeys(map(label_key, card.labels))
        more = [known[key] for key in keys if known[key].pk not in held[pk]]
        room = max(MOST_LABELS - len(held[pk]), 0)
        if len(more) > room:
            cut.append(pk)
        wanted[pk] = Relabelling(add=more[:room])
    by_pk = {item.pk: item for item in present.values()}
    relabel_each([by_pk[pk] for pk in sorted(wanted)], wanted, by=by)
    return tuple(by_pk[pk] for pk in cut)


@transaction.atomic
def settle_outline(project_id: int, *, by: Actor) -> None:
    """Put the items of a project in order, each behind what it is in, as they came.

    Records nothing: what was taken over says where it stands.  Locks the project.
    """
    project = lock_for_items(project_id, by=by)
    rows = Item.everything.filter(project=project).order_by("position", "pk")
    inside: defaultdict[int | None, list[Item]] = defaultdict(list)
    for item in rows.only("pk", "position", "depth", "parent_id"):
        inside[item.parent_id].append(item)
    moved: list[Item] = []
    place = 0
    waiting = [(item, 0) for item in reversed(inside[None])]
    while waiting:
        item, depth = waiting.pop()
        place += GAP
        if (item.position, item.depth) != (place, depth):
            item.position, item.depth = place, depth
            moved.append(item)
        waiting += [(child, depth + 1) for child in reversed(inside[item.pk])]
    write_columns(moved, ["position", "depth"])
