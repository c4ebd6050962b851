"""Rows with what some columns of a list need besides."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from headway.actors.models import Actor
from headway.work.models import Item, ItemType
from headway.work.models.custom_fields import id_of_column
from headway.work.reading import Row
from headway.work.shown_fields import ShownField, said_by_each


def with_more(rows: Sequence[Row], columns: Collection[str], *, by: Actor) -> list[Row]:
    """Return the rows with what some columns need besides; a query for each of those.

    ``parent`` is what an item is in, ``type`` what its type is called, and fields of
    the workspace are what it says in them.
    """
    parents: dict[int, Item] = {}
    types: dict[int, str] = {}
    said: dict[int, list[ShownField]] = {}
    if "parent" in columns:
        ids = {row.item.parent_id for row in rows if row.item.parent_id}
        parents = Item.objects.only("number", "title").in_bulk(ids)
    if "type" in columns:
        kinds = ItemType.objects.filter(pk__in={row.item.type_id for row in rows})
        types = dict(kinds.values_list("pk", "name"))
    if ids_of_fields := [pk for name in columns if (pk := id_of_column(name))]:
        said = said_by_each([row.item for row in rows], ids_of_fields, by=by)
    if not parents and not types and not said:
        return [*rows]
    return [
        replace(
            row,
            parent=parents.get(row.item.parent_id or 0),
            type_name=types.get(row.item.type_id, ""),
            fields=said.get(row.item.pk, row.fields),
        )
        for row in rows
    ]
