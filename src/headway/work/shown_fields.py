"""What items say in the fields of their workspace, ready to be shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from headway.actors.models import Actor
from headway.people.models import Person
from headway.work.field_values import PERSON, Names, people_in, words
from headway.work.models import CustomField, FieldKind, Item

Written = str | int | float | date | None
"""A value as tables have it."""


@dataclass(frozen=True, kw_only=True)
class ShownField:
    """What an item says in a field; ``takes`` where it may say something else."""

    field: CustomField
    value: Any
    words: str
    takes: bool
    who: str = ""

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def column(self) -> str:
        return self.field.column

    @property
    def is_number(self) -> bool:
        return self.field.kind == FieldKind.NUMBER

    @property
    def href(self) -> str:
        """Where it leads, if it is an address."""
        is_address = self.field.kind == FieldKind.ADDRESS
        return self.value if is_address and self.value else ""

    @property
    def options(self) -> list[tuple[str, str]]:
        """Name and colour of each option that is chosen."""
        chosen = self.value if isinstance(self.value, list) else [self.value]
        rows = self.field.option_rows
        return [(rows[pk]["name"], rows[pk]["colour"]) for pk in chosen if pk in rows]

    @property
    def written(self) -> Written:
        """The value as a table has it."""
        if self.field.kind == FieldKind.DATE and self.value is not None:
            return date.fromisoformat(self.value)
        is_number = self.is_number and self.value is not None
        return self.value if is_number else self.words


def fields_of(item: Item, *, by: Actor) -> list[ShownField]:
    """Return what a page of the item shows: what it could say, and what it does."""
    fields = CustomField.objects.visible_to(by).by_name()
    shown = [each for each in fields if takes(each, item) or each.key in item.custom]
    names = names_in([item], by=by)
    return [said_in(field, item, names) for field in shown]


def said_in(field: CustomField, item: Item, names: Names) -> ShownField:
    value = item.custom.get(field.key)
    return ShownField(
        field=field,
        value=value,
        words=words(field, value, names),
        takes=takes(field, item) or value is not None,
        who=names.get(value[PERSON], "") if isinstance(value, dict) else "",
    )


def takes(field: CustomField, item: Item) -> bool:
    """Whether something can be said of the item in it."""
    return field.archived_at is None and field.is_for(item.type_id)


def names_in(items: Iterable[Item], *, by: Actor) -> Mapping[int, str]:
    """Return the names of all people who are said; a query, where anybody is."""
    said = people_in([value for item in items for value in item.custom.values()])
    if not said:
        return {}
    rows = Person.objects.filter(workspace_id=by.workspace_id, pk__in=said)
    return dict(rows.values_list("pk", "actor__name"))


def said_by_each(
    items: Sequence[Item], ids: Sequence[int], *, by: Actor
) -> dict[int, list[ShownField]]:
    """Return what each of the items says in some fields; two queries at most."""
    fields = list(CustomField.objects.visible_to(by).filter(pk__in=ids))
    names = names_in(items, by=by)
    return {
        item.pk: [said_in(field, item, names) for field in fields] for item in items
    }
