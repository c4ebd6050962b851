"""What items say in fields of the workspace, as a file has it."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.plan.files.custom import DefinedField, Said
from headway.work.field_values import typed
from headway.work.models import CustomField, Item
from headway.work.shown_fields import names_in


class FieldsOut:
    """The fields in which some items say anything; two queries, and none without."""

    def __init__(self, items: Sequence[Item], *, by: Actor) -> None:
        keys = {int(key) for item in items for key in item.custom}
        rows = CustomField.objects.visible_to(by).filter(pk__in=keys).by_name()
        self._fields = list(rows) if keys else []
        self._names = names_in(items, by=by)

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
