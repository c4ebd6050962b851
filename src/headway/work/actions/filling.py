"""Say something of items in the fields of their workspace."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.base.rows import write_columns
from headway.events.actions import record
from headway.people.models import Person
from headway.work.actions.indexing import index_items
from headway.work.facts_fields import FieldsFilled
from headway.work.field_values import Kept, Names, kept, people_in, typed
from headway.work.models import CustomField, FieldKind, Item

WRITTEN = frozenset({FieldKind.TEXT, FieldKind.ADDRESS})
"""Kinds by whose words items are found."""

Values = Mapping[int, Any]
"""What is said in fields, by their ids, as :func:`kept` takes it; None for nothing."""


def fill_each(
    items: Sequence[Item], wanted: Mapping[int, Values], *, by: Actor
) -> None:
    """Say of each of the locked items its own; what is so already does not change.

    A few statements for any number of items, and none where nothing is said.  Records
    :class:`FieldsFilled`.  Raises :class:`NotFound` for what is no field or person
    here, and :class:`Refused` where a field is archived or not for such items.
    """
    if any(wanted.values()):
        _fill_each(items, wanted, by=by)


@transaction.atomic
def _fill_each(
    items: Sequence[Item], wanted: Mapping[int, Values], *, by: Actor
) -> None:
    ids = {pk for values in wanted.values() for pk in values}
    fields = _fields(ids, by=by)
    new = {
        item.pk: {
            pk: kept(fields[pk], said) for pk, said in wanted.get(item.pk, {}).items()
        }
        for item in items
    }
    changes = {
        item.pk: {
            pk: value
            for pk, value in new[item.pk].items()
            if item.custom.get(str(pk)) != value
        }
        for item in items
    }
    changed = [item for item in items if changes[item.pk]]
    names = _people(changed, changes, by=by)
    facts = [_fill(item, changes[item.pk], fields, names) for item in changed]
    write_columns(changed, ["custom", "version"])
    written = {pk for pk, field in fields.items() if field.kind in WRITTEN}
    index_items([item for item in changed if written & changes[item.pk].keys()])
    record(*facts, by=by)


def _fill(
    item: Item,
    values: Mapping[int, Kept | None],
    fields: Mapping[int, CustomField],
    names: Names,
) -> FieldsFilled:
    """Say it of an item that is not saved yet, and return what is told of it."""
    before, after = [], []
    custom = dict(item.custom)
    for pk, value in values.items():
        field = fields[pk]
        if value is not None:
            _check_takes(field, item)
        before.append(_row(field, custom.pop(field.key, None), names))
        after.append(_row(field, value, names))
        if value is not None:
            custom[field.key] = value
    item.custom = custom
    item.version += 1
    return FieldsFilled(
        subject_id=item.pk, project_id=item.project_id, before=before, after=after
    )


def _row(field: CustomField, value: Any, names: Names) -> dict[str, Any]:
    """What the log says of a value; its words are those of no language."""
    return {
        "field_id": field.pk,
        "name": field.name,
        "kind": field.kind,
        "value": value,
        "words": typed(field, value, names),
    }


def _check_takes(field: CustomField, item: Item) -> None:
    if field.archived_at is not None:
        raise Refused(_("The field “%s” is archived: it takes nothing.") % field.name)
    if not field.is_for(item.type_id):
        message = _("“%(field)s” is not for items of the type of “%(item)s”.")
        raise Refused(message % {"field": field.name, "item": item.title})


def _fields(ids: set[int], *, by: Actor) -> dict[int, CustomField]:
    found = CustomField.objects.visible_to(by).in_bulk(ids)
    if missing := ids - found.keys():
        raise NotFound(_("There is no field %d.") % min(missing))
    return found


def _people(
    items: Sequence[Item],
    changes: Mapping[int, Mapping[int, Kept | None]],
    *,
    by: Actor,
) -> dict[int, str]:
    """Return the names of all people who are said, or were; two queries."""
    said = people_in([v for item in items for v in changes[item.pk].values()])
    were = people_in([i.custom.get(str(pk)) for i in items for pk in changes[i.pk]])
    if not said | were:
        return {}
    known = Person.objects.visible_to(by).filter(pk__in=said)
    if missing := said - set(known.values_list("pk", flat=True)):
        raise NotFound(_("There is no person %d.") % min(missing))
    rows = Person.objects.filter(workspace_id=by.workspace_id, pk__in=said | were)
    return dict(rows.values_list("pk", "actor__name"))
