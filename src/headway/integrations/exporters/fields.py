"""What items say in fields of the workspace, as a file has it."""

from collections.abc import Iterable, Mapping
from typing import Any

from headway.actors.models import Actor
from headway.people.models import Person
from headway.plan.files.custom import DefinedField, Said
from headway.work.actions.importing_labels import hex_of
from headway.work.field_values import people_in, typed
from headway.work.models import CustomField, Item, ItemType


class FieldsOut:
    """The fields in which some items say anything; few queries, and none without.

    ``customs`` are what the items say; they are gone through once.
    """

    def __init__(self, customs: Iterable[Mapping[str, Any]], *, by: Actor) -> None:
        keys: set[str] = set()
        people: set[int] = set()
        for custom in customs:
            keys.update(custom)
            people |= people_in([*custom.values()])
        fields = CustomField.objects.visible_to(by).filter(pk__in=map(int, keys))
        named = Person.objects.filter(workspace_id=by.workspace_id, pk__in=people)
        self._fields = list(fields.by_name()) if keys else []
        self._names = dict(named.values_list("pk", "actor__name")) if people else {}
        some = {pk for field in self._fields for pk in field.type_ids}
        types = ItemType.objects.visible_to(by).filter(pk__in=some)
        self._types = dict(types.values_list("pk", "name")) if some else {}

    def result(self) -> tuple[DefinedField, ...]:
        return tuple(
            DefinedField(
                name=field.name,
                kind=field.kind,
                options=tuple(row["name"] for row in field.options),
                colours=tuple(
                    (row["name"], hex_of(row["colour"]))
                    for row in field.options
                    if row["colour"]
                ),
                types=tuple(
                    name for pk, name in self._types.items() if pk in field.type_ids
                ),
            )
            for field in self._fields
        )

    def said(self, item: Item) -> Said:
        return tuple(
            (field.name, typed(field, item.custom[field.key], self._names))
            for field in self._fields
            if field.key in item.custom
        )
