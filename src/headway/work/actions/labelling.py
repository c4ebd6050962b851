"""Put labels on items, and take them off."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.base.querysets import any_of
from headway.base.rows import write_columns
from headway.events.actions import record
from headway.work.facts import LabelsChanged
from headway.work.models import Colour, Item, ItemLabel, Label
from headway.work.models.labels import ItemLabelQuerySet

MOST_LABELS = 30
LONGEST_LABEL = 50
BATCH = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Relabelling:
    """Labels that an item gets and loses."""

    add: Sequence[Label] = field(default_factory=list)
    remove: Sequence[Label] = field(default_factory=list)


@transaction.atomic
def set_labels(
    item_id: int, names: Sequence[str], *, by: Actor, if_version: int | None = None
) -> Item:
    """Let an item carry just these labels; the same ones again change nothing.

    A label that has no such name yet, in any case, is made.  Records
    :class:`LabelsChanged`.
    """
    item = Item.objects.get_for_change(item_id, by=by)
    item.check_version(if_version)
    wanted = labels_named(names, by=by)
    held = list(Label.objects.live().filter(labelled__item=item))
    gone = [label for label in held if label not in wanted]
    relabel_each([item], {item.pk: Relabelling(add=wanted, remove=gone)}, by=by)
    return item


@transaction.atomic
def relabel_each(
    items: Sequence[Item], wanted: Mapping[int, Relabelling], *, by: Actor
) -> None:
    """Give each of the locked items its labels; what is so already does not change.

    A few statements for any number of items.
    """
    held: defaultdict[int, set[int]] = defaultdict(set)
    rows = ItemLabel.objects.filter(item__in=[item.pk for item in items])
    for item_id, label_id in rows.values_list("item_id", "label_id"):
        held[item_id].add(label_id)
    made: list[ItemLabel] = []
    gone: list[tuple[int, int]] = []
    facts = []
    for item in items:
        change, mine = wanted[item.pk], held[item.pk]
        added = [label for label in change.add if label.pk not in mine]
        removed = [label for label in change.remove if label.pk in mine]
        if not added and not removed:
            continue
        if len(mine) + len(added) - len(removed) > MOST_LABELS:
            raise Refused(
                _("“%(title)s” would carry more than %(most)d labels.")
                % {"title": item.title, "most": MOST_LABELS}
            )
        made += [_carrying(item, label) for label in added]
        gone += [(item.pk, label.pk) for label in removed]
        facts.append(_fact(item, added, removed))
    if not facts:
        return
    changed = {fact.subject_id for fact in facts}
    keep_names({row.label_id for row in made}.union(*(held[pk] for pk in changed)))
    _remove(gone)
    ItemLabel.objects.bulk_create(made, batch_size=BATCH)
    settle_first_labels(ItemLabel.objects.filter(item_id__in=any_of(changed)))
    versioned = [item for item in items if item.pk in changed]
    for item in versioned:
        item.version += 1
    write_columns(versioned, ["version"])
    record(*facts, by=by)


def keep_names(label_ids: Collection[int]) -> None:
    """Let no label of these be named anew before this transaction ends.

    Which label is the first depends on the names of all that an item carried and
    carries.  So whoever changes these calls this, then does it, then calls
    :func:`settle_first_labels`.  Waits for who is naming one anew.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM work_label WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE",
            [list(label_ids)],
        )


def settle_first_labels(rows: ItemLabelQuerySet) -> None:
    """Mark of each item the first by name among all of its labels; two statements."""
    rows.no_more_first().update(is_first=False)
    rows.not_yet_first().update(is_first=True)


def _carrying(item: Item, label: Label) -> ItemLabel:
    return ItemLabel(workspace_id=item.workspace_id, item=item, label=label)


def _fact(
    item: Item, added: Sequence[Label], removed: Sequence[Label]
) -> LabelsChanged:
    return LabelsChanged(
        subject_id=item.pk,
        project_id=item.project_id,
        added=[{"label_id": label.pk, "name": label.name} for label in added],
        removed=[{"label_id": label.pk, "name": label.name} for label in removed],
    )


def _remove(pairs: Collection[tuple[int, int]]) -> None:
    by_label: defaultdict[int, list[int]] = defaultdict(list)
    for item_id, label_id in pairs:
        by_label[label_id].append(item_id)
    for label_id, ids in by_label.items():
        ItemLabel.objects.filter(label=label_id, item__in=ids).delete()


def labels_named(names: Sequence[str], *, by: Actor) -> list[Label]:
    """Return the labels of these names, whatever their case; make what is missing.

    Only actions call this: it is part of their transaction.
    """
    cleaned = [" ".join(name.split()) for name in names]
    wanted = {label_key(name): name for name in cleaned if name}
    if not wanted:
        return []
    if long := next((name for name in cleaned if len(name) > LONGEST_LABEL), None):
        raise Refused(_("“%s” is longer than the 50 characters of a label.") % long)
    known = {label_key(label.name): label for label in labels_known(wanted, by=by)}
    colours = list(Colour)
    missing = [name for key, name in wanted.items() if key not in known]
    mine = Label.objects.filter(workspace_id=by.workspace_id)
    count = mine.count() if missing else 0
    for number, name in enumerate(missing, count):
        known[label_key(name)] = Label.objects.create(
            workspace_id=by.workspace_id,
            name=name,
            colour=colours[number % len(colours)],
        )
    return [known[key] for key in wanted]


def label_key(name: str) -> str:
    """Return what names of the same label have in common."""
    return " ".join(name.split()).lower()


def labels_known(names: Iterable[str], *, by: Actor) -> list[Label]:
    """Return the labels of these names that there are."""
    wanted = {label_key(name) for name in names}
    if not wanted:
        return []
    rows = Label.objects.live().filter(workspace_id=by.workspace_id)
    return list(rows.annotate(key=Lower("name")).filter(key__in=wanted))
