"""Give the workspace fields of its own, and take them away; administrators do."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.base.characters import is_seen
from headway.base.errors import NotFound, Refused
from headway.events.actions import record
from headway.work.actions.saving import rename_in_views
from headway.work.facts_fields import (
    FieldAdded,
    FieldArchived,
    FieldEdited,
    FieldRemoved,
    FieldRestored,
    FieldUnarchived,
)
from headway.work.filters.renaming import renamed
from headway.work.models import (
    Colour,
    CustomField,
    FieldKind,
    Item,
    ItemType,
)
from headway.work.models.custom_fields import LONGEST_NAME, WITH_OPTIONS

MOST_FIELDS = 100
MOST_OPTIONS = 100
EDITABLE = frozenset({"name", "options", "type_ids", "is_shown_to_guests"})


@transaction.atomic
def add_field(
    *,
    by: Actor,
    name: str,
    kind: str,
    options: Sequence[Mapping[str, Any]] = (),
    type_ids: Collection[int] = (),
    is_shown_to_guests: bool = False,
) -> CustomField:
    """Give the workspace a field; what kind it is of it stays.

    ``options`` are rows of a ``name`` and a ``colour``, that may be left out.  Records
    :class:`FieldAdded`.
    """
    by.check_administers()
    field = CustomField(
        workspace_id=by.workspace_id,
        name=_named(name),
        kind=FieldKind(kind),
        type_ids=_types(type_ids, by=by),
        is_shown_to_guests=is_shown_to_guests,
    )
    _refuse_taken(field.name, by=by)
    mine = CustomField.objects.filter(workspace_id=by.workspace_id, removed_at=None)
    if mine.count() >= MOST_FIELDS:
        message = _("A workspace has at most %d fields; remove one that is not used.")
        raise Refused(message % MOST_FIELDS)
    field.options = _options(field, options)
    field.save()
    record(FieldAdded(subject_id=field.pk, name=field.name), by=by)
    return field


@transaction.atomic
def edit_field(field_id: int, *, by: Actor, **changes: Any) -> CustomField:
    """Change fields of ``EDITABLE``; all options are named, old ones with their ``id``.

    An option goes only while no item has it.  Saved views ask for it by its new name.
    Records :class:`FieldEdited`, or nothing when all stays as it was.
    """
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(f"edit_field cannot change {sorted(unknown)}")
    field = _field(field_id, by=by)
    if "name" in changes:
        changes["name"] = _named(changes["name"])
        _refuse_taken(changes["name"], by=by, but=field.pk)
    if "type_ids" in changes:
        changes["type_ids"] = _types(changes["type_ids"], by=by, held=field.type_ids)
    if "options" in changes:
        changes["options"] = _options(field, changes["options"])
        _refuse_lost(field, changes["options"])
    before = {name: getattr(field, name) for name in changes}
    after = {name: new for name, new in changes.items() if before[name] != new}
    if not after:
        return field
    for name, new in after.items():
        setattr(field, name, new)
    field.save(update_fields=[*after, "last_option"])
    if "name" in after:
        rename_in_views(
            field.workspace_id,
            before["name"],
            lambda query: renamed(query, before["name"], field.name),
        )
    old = {name: before[name] for name in after}
    fact = FieldEdited(subject_id=field.pk, name=field.name, before=old, after=after)
    record(fact, by=by)
    return field


@transaction.atomic
def archive_field(field_id: int, *, by: Actor) -> CustomField:
    """Let a field take nothing more.  Records :class:`FieldArchived`, or nothing."""
    field = _field(field_id, by=by)
    if field.archived_at is None:
        field.archived_at = timezone.now()
        field.save(update_fields=["archived_at"])
        record(FieldArchived(subject_id=field.pk, name=field.name), by=by)
    return field


@transaction.atomic
def unarchive_field(field_id: int, *, by: Actor) -> CustomField:
    """Let items say something in it again.  Records :class:`FieldUnarchived`."""
    field = _field(field_id, by=by)
    if field.archived_at is not None:
        field.archived_at = None
        field.save(update_fields=["archived_at"])
        record(FieldUnarchived(subject_id=field.pk, name=field.name), by=by)
    return field


@transaction.atomic
def remove_field(field_id: int, *, by: Actor) -> None:
    """Remove a field in which nothing is said.  Records :class:`FieldRemoved`."""
    field = _field(field_id, by=by)
    if count := _saying(field).count():
        said = ngettext(
            "%(count)d item says something in “%(field)s”, those in the bin counted; "
            "archive the field instead.",
            "%(count)d items say something in “%(field)s”, those in the bin counted; "
            "archive the field instead.",
            count,
        )
        raise Refused(said % {"count": count, "field": field.name})
    field.removed_at = timezone.now()
    field.save(update_fields=["removed_at"])
    record(FieldRemoved(subject_id=field.pk, name=field.name), by=by)


@transaction.atomic
def restore_field(field_id: int, *, by: Actor) -> None:
    """Let a removed field be there again.  Records :class:`FieldRestored`."""
    by.check_administers()
    gone = CustomField.objects.locked().filter(workspace_id=by.workspace_id)
    field = gone.filter(pk=field_id).first()
    if field is None or field.removed_at is None:
        raise Refused(_("This is no longer as it was then."))
    _refuse_taken(field.name, by=by)
    field.removed_at = None
    field.save(update_fields=["removed_at"])
    record(FieldRestored(subject_id=field.pk, name=field.name), by=by)


def fields_named(names: Iterable[str], *, by: Actor) -> dict[str, CustomField]:
    """Return the fields of these names that there are, by their :func:`field_key`."""
    wanted = {field_key(name) for name in names}
    rows = CustomField.objects.filter(workspace_id=by.workspace_id, removed_at=None)
    found = rows.annotate(folded=Lower("name")).filter(folded__in=wanted)
    return {field_key(field.name): field for field in found}


def field_key(name: str) -> str:
    """Return what names of the same field have in common."""
    return " ".join(name.split()).lower()


def _field(field_id: int, *, by: Actor) -> CustomField:
    by.check_administers()
    return CustomField.objects.get_for_change(field_id, by=by)


def _named(name: str) -> str:
    clean = " ".join(name.split())
    if not is_seen(clean):
        raise Refused(_("A field needs a name."))
    if len(clean) > LONGEST_NAME:
        message = _("“%(name)s” is longer than the %(most)d characters of a name.")
        raise Refused(message % {"name": clean, "most": LONGEST_NAME})
    return clean


def _refuse_taken(name: str, *, by: Actor, but: int | None = None) -> None:
    known = fields_named([name], by=by).get(field_key(name))
    if known is not None and known.pk != but:
        raise Refused(_("“%s” is there already; choose another name.") % known.name)


def _types(
    type_ids: Collection[int], *, by: Actor, held: Collection[int] = ()
) -> list[int]:
    """Return types that there are, or that the field ``held``: some may be gone."""
    known = ItemType.objects.visible_to(by).filter(pk__in=type_ids)
    found = {*known.values_list("pk", flat=True), *held} & set(type_ids)
    if unknown := set(type_ids) - found:
        raise NotFound(_("There is no type of items %s.") % min(unknown))
    return sorted(found)


def _options(
    field: CustomField, given: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return the options as they are kept; new ones get ids that never were."""
    if given and field.kind not in WITH_OPTIONS:
        raise Refused(_("“%s” has no options: it is of another kind.") % field.name)
    if len(given) > MOST_OPTIONS:
        message = _("A field has at most %d options.")
        raise Refused(message % MOST_OPTIONS)
    rows: list[dict[str, Any]] = []
    taken: set[str] = set()
    for each in given:
        name, pk = _named(each["name"]), each.get("id")
        if name.casefold() in taken:
            raise Refused(_("“%s” is there twice.") % name)
        taken.add(name.casefold())
        if pk is None:
            field.last_option += 1
            pk = field.last_option
        elif not 1 <= pk <= field.last_option or any(row["id"] == pk for row in rows):
            raise Refused(_("“%s” is no option that this field had.") % name)
        colour = each.get("colour") or ""
        if colour and colour not in Colour.values:
            raise Refused(_("“%s” is no colour of an option.") % colour)
        rows.append({"id": pk, "name": name, "colour": colour})
    return rows


def _refuse_lost(field: CustomField, after: Sequence[Mapping[str, Any]]) -> None:
    """Refuse to take away an option that some item has."""
    kept = {row["id"] for row in after}
    for row in field.options:
        is_list = field.kind == FieldKind.OPTIONS
        value = [row["id"]] if is_list else row["id"]
        if row["id"] not in kept and _saying(field, value).exists():
            message = _("“%s” is chosen by items; choose another one there first.")
            raise Refused(message % row["name"])


def _saying(field: CustomField, value: Any = None) -> Any:
    """The items that say something in a field, or just that, in the bin or not."""
    items = Item.everything.filter(workspace_id=field.workspace_id)
    if value is None:
        return items.filter(custom__has_key=field.key)
    return items.filter(custom__contains={field.key: value})
