"""Take over fields from elsewhere, with what items say in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from headway.actors.models import Actor
from headway.work.actions.custom_fields import (
    MOST_FIELDS,
    MOST_OPTIONS,
    add_field,
    edit_field,
    field_key,
    fields_named,
)
from headway.work.actions.importing_labels import nearest
from headway.work.models import CustomField, ItemType
from headway.work.models.custom_fields import WITH_OPTIONS


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedField:
    """A field as it is elsewhere; ``options`` are names, in their order.

    ``colours`` are those of options, ``#rrggbb``, by their names; ``types`` are names
    of the types that it is for, all without any that is here.
    """

    name: str
    kind: str
    options: tuple[str, ...] = ()
    colours: Mapping[str, str] = field(default_factory=dict)
    types: tuple[str, ...] = ()


@transaction.atomic
def import_fields(
    rows: Sequence[ImportedField], *, by: Actor
) -> dict[str, CustomField]:
    """Make the fields that there are not yet; return all by their :func:`field_key`.

    What is called so already stays what it is, and gets the options that it lacks.
    What is archived is not among them, nor what finds no room.  Only administrators
    may.  Records what :func:`add_field` and :func:`edit_field` record.
    """
    by.check_administers()
    known = fields_named((row.name for row in rows), by=by)
    mine = CustomField.objects.filter(workspace_id=by.workspace_id, removed_at=None)
    room = MOST_FIELDS - mine.count()
    types = ItemType.objects.visible_to(by)
    for row in rows:
        key = field_key(row.name)
        if key in known:
            known[key] = _with_options(known[key], row, by=by)
        elif room > 0:
            some = types.filter(name__in=row.types) if row.types else types.none()
            known[key] = add_field(
                by=by,
                name=row.name,
                kind=row.kind,
                options=_new(row.options, row),
                type_ids=some.values_list("pk", flat=True),
            )
            room -= 1
    return {key: each for key, each in known.items() if each.archived_at is None}


def _with_options(known: CustomField, row: ImportedField, *, by: Actor) -> CustomField:
    held = {each["name"].casefold() for each in known.options}
    lacking = [
        name for name in row.options if " ".join(name.split()).casefold() not in held
    ]
    is_open = known.kind in WITH_OPTIONS and known.archived_at is None
    if not lacking or not is_open:
        return known
    options = [*known.options, *_new(lacking, row)][:MOST_OPTIONS]
    return edit_field(known.pk, by=by, options=options)


def _new(names: Sequence[str], row: ImportedField) -> list[dict[str, str]]:
    unique = {" ".join(name.split()).casefold(): name for name in names}
    return [
        {"name": name, "colour": nearest(row.colours.get(name, ""))}
        for name in unique.values()
    ][:MOST_OPTIONS]
