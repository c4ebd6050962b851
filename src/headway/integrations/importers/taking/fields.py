"""Fields that a file has of its own, as fields of the workspace."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Final

from headway.actors.models import Actor
from headway.base.characters import UNKEEPABLE, composed
from headway.base.errors import Refused
from headway.people.models import Person
from headway.plan.files.custom import DefinedField
from headway.work.actions.custom_fields import field_key
from headway.work.actions.importing_fields import ImportedField, import_fields
from headway.work.field_values import PERSON, kept, number_in, read
from headway.work.models import CustomField, FieldKind
from headway.work.models.custom_fields import LONGEST_NAME

ADDRESSES: Final = ("https://", "http://")
SAID: Final = frozenset({"yes", "no", "true", "false"})
"""What has to be said of a field for yes or no, so that it is no number."""


class Fields:
    """The fields of the workspace in which a file says something, by their names."""

    def __init__(
        self,
        known: Mapping[str, CustomField] | None = None,
        people: Mapping[str, int] | None = None,
    ) -> None:
        self._known, self._people = known or {}, people or {}

    @classmethod
    def taken(
        cls,
        declared: Iterable[DefinedField],
        said: Iterable[Mapping[str, str]],
        *,
        by: Actor,
    ) -> "Fields":
        """Find or make all in which something is ``said``."""
        rows = wanted_fields(declared, said)
        known = import_fields(rows, by=by) if rows else {}
        has_people = any(each.kind == FieldKind.PERSON for each in known.values())
        return cls(known, people_named(by) if has_people else {})

    def read(
        self, said: Mapping[str, str], *, type_id: int | None = None
    ) -> tuple[dict[int, Any], dict[str, str]]:
        """Return values by fields, and what is said that no field takes.

        Without a type, of what is for some types alone nothing is taken.
        """
        values: dict[int, Any] = {}
        rest: dict[str, str] = {}
        for name, text in said.items():
            field = self._known.get(field_key(named(name)))
            value = value_in(field, text, self._people) if field else None
            if field is None or value is None or not field.is_for(type_id or 0):
                rest[name] = text
            else:
                values[field.pk] = value
        return values, {name: text for name, text in rest.items() if text.strip()}


def wanted_fields(
    declared: Iterable[DefinedField], said: Iterable[Mapping[str, str]]
) -> list[ImportedField]:
    """Return the fields in which something is said, each of the kind that fits."""
    kinds = {field_key(named(each.name)): each for each in declared}
    names: dict[str, str] = {}
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for each in said:
        for name, text in each.items():
            if text.strip() and (shown := named(name)):
                names.setdefault(field_key(shown), shown)
                texts[field_key(shown)].append(text.strip())
    rows = []
    for key, name in names.items():
        known = kinds.get(key)
        kind = known.kind if known and known.kind else kind_of(texts[key])
        defined = known or DefinedField(name=name)
        rows.append(
            ImportedField(
                name=name,
                kind=kind,
                options=defined.options,
                colours=dict(defined.colours),
                types=defined.types,
            )
        )
    return rows


def kind_of(texts: Collection[str]) -> str:
    """Return the kind that takes all of them."""
    tests = (
        (FieldKind.YES_NO, lambda text: text.casefold() in SAID),
        (FieldKind.NUMBER, lambda text: number_in(text) is not None),
        (FieldKind.DATE, is_day),
        (FieldKind.ADDRESS, lambda text: text.startswith(ADDRESSES)),
    )
    for kind, is_so in tests:
        if all(map(is_so, texts)):
            return kind.value
    return FieldKind.TEXT.value


def is_day(text: str) -> bool:
    return day_in(text) is not None


def day_in(text: str) -> date | None:
    """Return the day of a date or an instant in ISO 8601."""
    try:
        return date.fromisoformat(text.strip()[:10]) if len(text.strip()) > 9 else None
    except ValueError:
        return None


def named(name: str) -> str:
    """Return a name as a field can have it."""
    plain = composed(UNKEEPABLE.sub(" ", name))
    return " ".join(plain.split())[:LONGEST_NAME].strip()


def people_named(by: Actor) -> dict[str, int]:
    """Return the people whom one name alone means, by it."""
    rows = Person.objects.visible_to(by).values_list("actor__name", "pk")
    found = [(name.casefold(), pk) for name, pk in rows]
    times = Counter(name for name, _pk in found)
    return {name: pk for name, pk in found if times[name] == 1}


def value_in(field: CustomField, text: str, people: Mapping[str, int]) -> Any:
    """Return what a text says of a field; None where the field does not take it."""
    if field.kind == FieldKind.PERSON:
        pk = people.get(text.strip().casefold())
        return None if pk is None else {PERSON: pk}
    if field.kind == FieldKind.DATE:
        day = day_in(text)
        return kept(field, day) if day else None
    try:
        return kept(field, read(field, composed(UNKEEPABLE.sub(" ", text))))
    except Refused:
        return None
