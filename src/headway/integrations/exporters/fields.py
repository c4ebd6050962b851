"""What items say in fields of the workspace, as a file has it."""

from collections.abc import Iterable, Mapping
from typing import Any

from headway.actors.models import Actor
from headway.people.models import Person
from headway.plan.files.custom import DefinedField, Said
from headway.work.field_values import people_in, typed
from headway.work.models import CustomField, Item


class FieldsOut:
    """The fields in which some items say anything; two queries, and none without.

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

    def result(self) -> tuple[DefinedField, ...]:
        return tuple(
            DefinedField(
                name=field.name,
                kind=field.kind,
                options=tuple(row["name"] for row in field.options),
            )
            for field in self._fields
        )

    def said(self, item: Item) -> Said:
        return tuple(
            (field.name, typed(field, item.custom[field.key], self._names))
            for field in self._fields
            if field.key in item.custom
        )
