"""Change the labels of a workspace: name, colour, merge, remove; administrators do."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.base.querysets import any_of
from headway.events.actions import record
from headway.work.actions.labelling import (
    LONGEST_LABEL,
    Relabelling,
    keep_names,
    labels_known,
    relabel_each,
    settle_first_labels,
)
from headway.work.actions.saving import rename_in_views
from headway.work.facts_labels import LabelEdited, LabelRemoved, LabelRestored
from headway.work.filters.renaming import with_value_renamed
from headway.work.models import Colour, Item, ItemLabel, Label
from headway.work.models.items import ItemQuerySet
from headway.work.models.labels import ItemLabelQuerySet

EDITABLE = frozenset({"name", "colour"})


@transaction.atomic
def edit_label(label_id: int, *, by: Actor, **changes: Any) -> Label:
    """Call a label otherwise, or give it another colour; items and views follow.

    ``changes`` are fields of ``EDITABLE``.  Records :class:`LabelEdited`, or nothing.
    Raises :class:`Refused` when another label is called so: the two can be merged.
    """
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(f"edit_label cannot change {sorted(unknown)}")
    label = _label(label_id, by=by)
    if "name" in changes:
        changes["name"] = " ".join(changes["name"].split())
        _check_name(label, changes["name"], by=by)
    if changes.get("colour", label.colour) not in Colour.values:
        raise Refused(_("“%s” is no colour of a label.") % changes["colour"])
    after = {name: new for name, new in changes.items() if getattr(label, name) != new}
    if not after:
        return label
    before = {name: getattr(label, name) for name in after}
    for name, new in after.items():
        setattr(label, name, new)
    label.save(update_fields=[*after])
    if "name" in after:
        _settle_carriers(label)
    if old := before.get("name"):
        rename_in_views(
            label.workspace_id,
            old,
            lambda query: with_value_renamed(query, "label", old, label.name),
        )
    record(
        LabelEdited(subject_id=label.pk, name=label.name, before=before, after=after),
        by=by,
    )
    return label


@transaction.atomic
def remove_label(label_id: int, *, by: Actor, into_id: int | None = None) -> None:
    """Take a label off all items, and let them carry another one where one is named.

    Records what :func:`set_labels` records of each item, then :class:`LabelRemoved`,
    which says of items in the bin what is not told of them.
    """
    first, second = sorted((label_id, into_id or label_id))
    locked = {pk: _label(pk, by=by) for pk in dict.fromkeys((first, second))}
    label = locked[label_id]
    into = locked[into_id] if into_id is not None else None
    if into is label:
        raise Refused(_("“%s” cannot be merged with itself.") % label.name)
    carrying = ItemLabel.objects.filter(label=label).values("item_id")
    items = list(Item.objects.locked().filter(pk__in=carrying).order_by("pk"))
    change = Relabelling(add=[into] if into else [], remove=[label])
    relabel_each(items, {item.pk: change for item in items}, by=by)
    binned = _take_off_binned(label, into)
    label.removed_at = timezone.now()
    label.save(update_fields=["removed_at"])
    record(
        LabelRemoved(
            subject_id=label.pk,
            name=label.name,
            into=into.name if into else "",
            label_id=into.pk if into else None,
            binned=binned,
        ),
        by=by,
    )


@transaction.atomic
def restore_label(
    label_id: int,
    *,
    by: Actor,
    binned: Sequence[Mapping[str, Any]] = (),
    instead_of: int | None = None,
) -> None:
    """Let a removed label be there again.  Records :class:`LabelRestored`.

    Items of ``binned`` that are still in the bin carry it again, and not what they got
    ``instead_of`` it.
    """
    by.check_administers()
    gone = Label.objects.locked().filter(workspace_id=by.workspace_id, pk=label_id)
    label = gone.first()
    if label is None or label.removed_at is None:
        raise Refused(_("This is no longer as it was then."))
    _check_name(label, label.name, by=by)
    label.removed_at = None
    label.save(update_fields=["removed_at"])
    rows = {row["item_id"]: row["gained"] for row in binned}
    there = Item.everything.filter(workspace_id=by.workspace_id, pk__in=rows)
    ids, labelled = _binned(there.exclude(deletion=None))
    gained = [pk for pk in ids if rows[pk]]
    ItemLabel.objects.filter(label=instead_of, item__in=gained).delete()
    ItemLabel.objects.bulk_create(
        ItemLabel(workspace_id=by.workspace_id, item_id=pk, label=label) for pk in ids
    )
    settle_first_labels(labelled)
    record(LabelRestored(subject_id=label.pk, name=label.name), by=by)


@transaction.atomic
def _take_off_binned(label: Label, into: Label | None) -> list[dict[str, Any]]:
    """Do to items in the bin what was done to the others; return what that was."""
    held = ItemLabel.objects.filter(label=label)
    ids, labelled = _binned(Item.everything.filter(pk__in=held.values("item_id")))
    mine = ItemLabel.objects.filter(label=into, item__in=ids) if into else None
    has_it = set(mine.values_list("item_id", flat=True)) if mine is not None else set()
    gaining = [pk for pk in ids if into is not None and pk not in has_it]
    held.delete()
    ItemLabel.objects.bulk_create(
        ItemLabel(workspace_id=label.workspace_id, item_id=pk, label=into)
        for pk in gaining
    )
    settle_first_labels(labelled)
    return [{"item_id": pk, "gained": pk in set(gaining)} for pk in ids]


def _settle_carriers(label: Label) -> None:
    """Let all that carries a label stand with its first, by the new name."""
    # waits for those who keep its name, and lets others wait
    Label.objects.select_for_update().get(pk=label.pk)
    carrying = ItemLabel.objects.filter(label=label).values("item_id")
    settle_first_labels(ItemLabel.objects.filter(item__in=carrying))


def _binned(items: ItemQuerySet) -> tuple[list[int], ItemLabelQuerySet]:
    """Lock items in the bin and keep the names of their labels.

    Returns their ids, and all that they carry.
    """
    ids = list(items.locked().order_by("pk").values_list("pk", flat=True))
    labelled = ItemLabel.objects.filter(item_id__in=any_of(ids))
    keep_names(set(labelled.values_list("label_id", flat=True)))
    return ids, labelled


def _label(label_id: int, *, by: Actor) -> Label:
    by.check_administers()
    return Label.objects.get_for_change(label_id, by=by)


def _check_name(label: Label, name: str, *, by: Actor) -> None:
    if not name:
        raise Refused(_("A label needs a name."))
    if len(name) > LONGEST_LABEL:
        message = _("“%s” is longer than the 50 characters of a label.")
        raise Refused(message % name)
    if any(other.pk != label.pk for other in labels_known([name], by=by)):
        raise Refused(_("There is a label “%s”; merge the two.") % name)
