"""Take over fields from elsewhere, with what items say in them."""

from collections.abc import Sequence
from dataclasses import dataclass

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
from headway.work.models import CustomField
from headway.work.models.custom_fields import WITH_OPTIONS


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedField:
    """A field as it is elsewhere; ``options`` are names, in their order."""

    name: str
    kind: str
    options: tuple[str, ...] = ()


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
    for row in rows:
        key = field_key(row.name)
        if key in known:
            known[key] = _with_options(known[key], row.options, by=by)
        elif room > 0:
            known[key] = add_field(
                by=by, name=row.name, kind=row.kind, options=_new(row.options)
            )
            room -= 1
    return {key: field for key, field in known.items() if field.archived_at is None}


def _with_options(
    field: CustomField, names: Sequence[str], *, by: Actor
) -> CustomField:
    held = {row["name"].casefold() for row in field.options}
    lacking = [name for name in names if " ".join(name.split()).casefold() not in held]
    is_open = field.kind in WITH_OPTIONS and field.archived_at is None
    if not lacking or not is_open:
        return field
    options = [*field.options, *_new(lacking)][:MOST_OPTIONS]
    return edit_field(field.pk, by=by, options=options)


def _new(names: Sequence[str]) -> list[dict[str, str]]:
    unique = {" ".join(name.split()).casefold(): name for name in names}
    return [{"name": name} for name in unique.values()][:MOST_OPTIONS]
