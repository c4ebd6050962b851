"""Fields of tasks that somebody defined: extended attributes, by their aliases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from headway.integrations.importers.msproject.fields import Fields
from headway.integrations.importers.values import number_in
from headway.plan.files.custom import DefinedField, Said

TAKEN: Final = frozenset({"FieldID", "FieldName", "Alias"})

FIRST: Final = 188743680
"""From here on are the fields of tasks; those of resources begin at 205520896."""
LAST: Final = 205520895

HUNDREDTHS: Final = 100
MINUTES: Final = 60


def numbers(*spans: tuple[int, int]) -> tuple[int, ...]:
    return tuple(chain.from_iterable(range(FIRST + a, FIRST + b + 1) for a, b in spans))


TEXT: Final = (
    *(FIRST + offset for offset in (51, 54, 57, 60, 63)),
    *numbers((66, 70), (317, 336)),
)
NUMBER: Final = numbers((87, 91), (302, 316))
FLAG: Final = numbers((72, 81), (292, 301))
DATE: Final = numbers((265, 274))
COST: Final = numbers((106, 108), (258, 264))
DURATION: Final = numbers((103, 105), (275, 281))
START: Final = tuple(FIRST + n for n in (*range(52, 65, 3), *range(282, 291, 2)))
FINISH: Final = tuple(FIRST + n for n in (*range(53, 66, 3), *range(283, 292, 2)))
OUTLINE: Final = tuple(FIRST + n for n in range(416, 435, 2))

SPANS: Final[Mapping[str, Mapping[str, Sequence[int]]]] = {
    "text": {"Text": TEXT, "OutlineCode": OUTLINE},
    "number": {"Number": NUMBER, "Cost": COST, "Duration": DURATION},
    "yes_no": {"Flag": FLAG},
    "date": {"Date": DATE, "Start": START, "Finish": FINISH},
}
"""The fields that there are of each of our kinds, in their order, by their names."""

KINDS: Final = {
    number: kind
    for kind, spans in SPANS.items()
    for number in chain.from_iterable(spans.values())
}


@dataclass(frozen=True, slots=True)
class Definition:
    """What a field is called: as somebody named it, else by the program's name."""

    number: int
    name: str

    @property
    def as_field(self) -> DefinedField:
        return DefinedField(name=self.name, kind=KINDS.get(self.number, "text"))


class Definitions:
    """The fields of tasks of a file, each with a name of its own."""

    def __init__(self) -> None:
        self._known: dict[int, Definition] = {}

    def read(self, fields: Fields) -> None:
        """Read what a field is called; fields of resources are left out."""
        number = fields.optional_integer("FieldID")
        if number is None or not FIRST <= number <= LAST:
            return
        own = fields.label("FieldName") or f"Field {number}"
        self._add(number, fields.label("Alias") or own, own)

    def _add(self, number: int, name: str, own: str) -> None:
        taken = {each.name for each in self._known.values()}
        if number not in self._known:
            unique = name if name not in taken else f"{name} ({own})"
            self._known[number] = Definition(number, unique)

    def named(self, values: Sequence[tuple[int, str]]) -> Said:
        """Return values by the names of their fields."""
        for number, _said in values:
            self._add(number, f"Field {number}", str(number))
        return tuple((self._known[number].name, said) for number, said in values)

    def fields(self) -> tuple[DefinedField, ...]:
        return tuple(each.as_field for each in self._known.values())


def read_values(fields: Fields) -> Iterator[tuple[int, str]]:
    """Yield the fields in which a task says something, and what it says."""
    for each in fields.children("ExtendedAttribute"):
        number = each.optional_integer("FieldID")
        said = _said(number, each) if number is not None else ""
        if number is not None and said:
            yield number, said


def _said(number: int, fields: Fields) -> str:
    text = fields.text("Value").strip()
    if number in COST:
        amount = number_in(text)
        return "" if amount is None else f"{amount / HUNDREDTHS:.2f}"
    if number in DURATION:
        minutes = fields.minutes("Value")
        return "" if minutes is None else f"{minutes / MINUTES:.2f}"
    if number in FLAG:
        return "yes" if fields.flag("Value") else "no" if text else ""
    if KINDS.get(number) == "date":
        moment = fields.instant("Value")
        return moment.date().isoformat() if moment else ""
    return text
