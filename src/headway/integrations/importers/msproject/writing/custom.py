"""Fields of the workspace as extended attributes, by their aliases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from headway.integrations.importers.msproject.custom import SPANS
from headway.integrations.importers.msproject.writing.elements import Elements
from headway.plan.files.content import Task
from headway.plan.files.custom import DefinedField

NAMES: Final = {"text": "Text", "number": "Number", "yes_no": "Flag", "date": "Date"}
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
    used = dict.fromkeys(SPANS, 0)
    found: dict[str, Attribute] = {}
    for field in fields:
        kind = field.kind if field.kind in SPANS else "text"
        place = used[kind]
        if place < len(SPANS[kind]):
            number = SPANS[kind][place]
            found[field.name] = Attribute(number, kind, f"{NAMES[kind]}{place + 1}")
            used[kind] += 1
    return found


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
                number = attributes[name].number
                out.add(FieldID=number, Value=_value(attributes[name].kind, said))


def _value(kind: str, said: str) -> str:
    if kind == "yes_no":
        return "1" if said == "yes" else "0"
    return f"{said}{MIDNIGHT}" if kind == "date" else said
