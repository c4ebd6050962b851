"""Fields of the workspace as extended attributes, by their aliases."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from headway.integrations.importers.msproject.custom import (
    COST,
    DURATION,
    HUNDREDTHS,
    MINUTES,
    SPANS,
)
from headway.integrations.importers.msproject.writing.elements import Elements
from headway.plan.files.content import Task
from headway.plan.files.custom import DefinedField

MIDNIGHT: Final = "T00:00:00"


@dataclass(frozen=True, slots=True)
class Attribute:
    """The attribute that stands for a field."""

    number: int
    kind: str
    name: str


def attributes_of(fields: Iterable[DefinedField]) -> dict[str, Attribute]:
    """Return the attribute of each field, by its name, as far as there are any.

    What is chosen, a person and an address are texts there.
    """
    free = {kind: _attributes(kind) for kind in SPANS}
    found: dict[str, Attribute] = {}
    for field in fields:
        kind = field.kind if field.kind in SPANS else "text"
        attribute = next(free[kind], None)
        if attribute:
            found[field.name] = attribute
    return found


def _attributes(kind: str) -> Iterator[Attribute]:
    for name, span in SPANS[kind].items():
        for place, number in enumerate(span, 1):
            yield Attribute(number, kind, f"{name}{place}")


def without_place(fields: Iterable[DefinedField]) -> list[str]:
    """Return the names of the fields for which there is no attribute."""
    fields = list(fields)
    attributes = attributes_of(fields)
    return [field.name for field in fields if field.name not in attributes]


def write_definitions(attributes: Mapping[str, Attribute], out: Elements) -> None:
    if not attributes:
        return
    with out.inside("ExtendedAttributes"):
        for alias, each in attributes.items():
            with out.inside("ExtendedAttribute"):
                out.add(FieldID=each.number, FieldName=each.name, Alias=alias)


def write_values(
    task: Task, attributes: Mapping[str, Attribute], out: Elements
) -> None:
    for name, said in task.custom:
        if name in attributes:
            with out.inside("ExtendedAttribute"):
                attribute = attributes[name]
                out.add(FieldID=attribute.number, Value=_value(attribute, said))


def _value(attribute: Attribute, said: str) -> str:
    if attribute.kind == "yes_no":
        return "1" if said == "yes" else "0"
    if attribute.number in COST:
        return str(round(float(said) * HUNDREDTHS))
    if attribute.number in DURATION:
        hours, minutes = divmod(round(float(said) * MINUTES), MINUTES)
        return f"PT{hours}H{minutes}M0S"
    return f"{said}{MIDNIGHT}" if attribute.kind == "date" else said
