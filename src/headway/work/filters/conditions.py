"""A condition as a row of a form: a field, an operator of it, a value."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Self

from django.utils.translation import gettext as _

from headway.work.filters.chips import verb_of
from headway.work.filters.custom import custom_fields
from headway.work.filters.errors import FilterError
from headway.work.filters.fields import FLAGS_BY_NAME, known_field
from headway.work.filters.flags import FLAGS
from headway.work.filters.kinds import EMPTY, Offer
from headway.work.filters.parser import parse
from headway.work.filters.printing import safe_text, value_text
from headway.work.filters.reader import Reader
from headway.work.filters.registry import FIELDS
from headway.work.filters.tree import Flag, Node, Term, Value, Words

LISTS = ("in", "not in")
HOLDS, HOLDS_NOT = "holds", "holds not"
WORDS = "words"
"""What rows call words by themselves, which are looked for in titles."""
MOST_OFFERS = 60


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One row, as the form names its parts; ``value`` is text of the language.

    Without a field it is a row still to be filled.
    """

    field: str = ""
    operator: str = ""
    value: str = ""
    reader: Reader | None = dataclasses.field(default=None, compare=False)
    """Through whom fields of the workspace are known."""

    @classmethod
    def of(cls, node: Node, reader: Reader | None = None) -> Self | None:
        """Return the row that says the same; None where no row does."""
        match node:
            case Words(value=value):
                return cls(field=WORDS, operator="~", value=value_text(value))
            case Flag(verb=verb, name=name, is_not=is_not):
                flag = FLAGS_BY_NAME.get(f"{verb} {name}")
                operator = HOLDS_NOT if is_not else HOLDS
                return cls(field=flag.text, operator=operator) if flag else None
            case Term(name=name, operator=operator, values=values):
                known = known_field(name, reader)
                said = ", ".join(map(value_text, values))
                return (
                    cls(field=known.name, operator=operator, value=said, reader=reader)
                    if known and operator in known.operators
                    else None
                )
        return None

    @property
    def takes_value(self) -> bool:
        return bool(self.field) and self.chosen not in (*EMPTY, HOLDS, HOLDS_NOT)

    @property
    def operators(self) -> list[tuple[str, str]]:
        """What could be said of its field, each with what it is called."""
        if self.field in FLAGS_BY_NAME:
            return [(HOLDS, _("holds")), (HOLDS_NOT, _("does not hold"))]
        name = "title" if self.field == WORDS else self.field
        known = known_field(name, self.reader) if name else None
        if known is None:
            return []
        operators = ("~",) if self.field == WORDS else known.operators
        return [(each, verb_of(each, known)) for each in operators]

    @property
    def chosen(self) -> str:
        """The operator, or the first of its field where that has no such one."""
        known = [operator for operator, _words in self.operators]
        return self.operator if self.operator in known or not known else known[0]

    @property
    def node(self) -> Node | None:
        """What it says; nothing while something of it is missing."""
        if flag := FLAGS_BY_NAME.get(self.field):
            is_not = self.chosen == HOLDS_NOT
            return Flag(verb=flag.verb, name=flag.name, is_not=is_not)
        if not self.operators or (self.takes_value and not self.value.strip()):
            return None
        if self.field == WORDS:
            return Words(value=_read_value(self.value))
        return self._term()

    def _term(self) -> Term:
        operator, value = self.chosen, self.value.strip()
        if operator in EMPTY:
            return Term(name=self.field, operator=operator)
        listed = f"({value})" if operator in LISTS else value
        if said := _read(f"{self.field} {operator} {listed}", operator):
            return said
        texts = value.split(",") if operator in LISTS else [value]
        values = tuple(_value(text) for text in texts if text.strip())
        values = values or (_value(value),)
        return Term(name=self.field, operator=operator, values=values)

    def offers(self, reader: Reader) -> Iterable[Offer]:
        """Return values to choose from, as texts of the language."""
        known = known_field(self.field, reader) if self.field else None
        found = known.kind.offers(reader) if known else ()
        for offer in islice(found, MOST_OFFERS):
            yield Offer(safe_text(offer.text), offer.label)


def _read(text: str, operator: str) -> Term | None:
    """Read a condition as people write it; nothing where it is not just that one."""
    try:
        parts = parse(text).parts
    except FilterError:
        return None
    term = parts[0] if len(parts) == 1 else None
    return term if isinstance(term, Term) and term.operator == operator else None


def _read_value(text: str) -> Value:
    """Read words, in quotes or not."""
    try:
        parts = parse(text).parts
    except FilterError:
        return _value(text)
    is_one = len(parts) == 1 and isinstance(parts[0], Words)
    return parts[0].value if is_one else _value(text)  # type: ignore[union-attr]


def _value(text: str) -> Value:
    """Return a value that is exactly this text, in quotes where it needs them."""
    clean = text.strip()
    return Value(text=clean, is_quoted=safe_text(clean) != clean)


def choices(
    reader: Reader | None = None,
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return all that a row can be about, by what it is, each with its words."""
    fields = [(field.name, str(field.words)) for field in FIELDS]
    customs = custom_fields(reader) if reader else []
    own = [(field.name, str(field.words)) for field in customs]
    flags = [(flag.text, f"{flag.text}: {flag.words}") for flag in FLAGS]
    return [
        (_("Fields"), [(WORDS, _("Words of the title")), *fields]),
        *([(_("Fields of the workspace"), own)] if own else []),
        (_("What holds or not"), flags),
    ]
