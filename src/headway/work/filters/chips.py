"""A filter as sentences: one for each part, that can be taken away by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.work.filters.custom import SaidPerson
from headway.work.filters.field import Field
from headway.work.filters.fields import field_of
from headway.work.filters.kinds import Choice, Moment
from headway.work.filters.parts import without_each
from headway.work.filters.printing import part_text, text_of
from headway.work.filters.reader import Reader
from headway.work.filters.references import Persons, Projects, person_id, project_id
from headway.work.filters.tree import (
    NOWHERE,
    Filter,
    Node,
    Sort,
    Term,
    Value,
    Words,
)

VERBS: Mapping[str, Promise] = {
    "=": gettext_lazy("is"),
    "!=": gettext_lazy("is not"),
    "in": gettext_lazy("is one of"),
    "not in": gettext_lazy("is none of"),
    "~": gettext_lazy("contains"),
    "is empty": gettext_lazy("is empty"),
    "is not empty": gettext_lazy("is not empty"),
}
ORDERED: Mapping[str, Promise] = {
    "<": gettext_lazy("is less than"),
    "<=": gettext_lazy("is at most"),
    ">": gettext_lazy("is more than"),
    ">=": gettext_lazy("is at least"),
}
DATED: Mapping[str, Promise] = {
    "<": gettext_lazy("is before"),
    "<=": gettext_lazy("is by"),
    ">": gettext_lazy("is after"),
    ">=": gettext_lazy("is from"),
}


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A part of a filter in words, and the text of the filter without it."""

    label: str
    verb: str
    value: str
    without: str

    @property
    def words(self) -> str:
        """All of it; what is empty has no value."""
        return " ".join(each for each in (self.label, self.verb, self.value) if each)


def chips_of(said: Filter, reader: Reader) -> Iterator[Chip]:
    """Yield what a filter says that was understood already."""
    for part, rest in without_each(said):
        label, verb, value = _words(part, reader)
        yield Chip(label=label, verb=verb, value=value, without=text_of(rest))
    if said.order:
        fields = ", ".join(_sorted(sort, reader) for sort in said.order)
        rest = Filter(where=said.where)
        yield Chip(label=_("Order"), verb=_("by"), value=fields, without=text_of(rest))


def _words(part: Node, reader: Reader) -> tuple[str, str, str]:
    if isinstance(part, Words):
        return _("Title"), str(VERBS["~"]), part.value.text
    if not isinstance(part, Term):
        return _("Only"), "", part_text(part)
    values = ", ".join(_named(part, value, reader) for value in part.values)
    field = _field(part.name, reader)
    return str(field.words), verb_of(part.operator, field), values


def _field(name: str, reader: Reader) -> Field:
    return field_of(name, NOWHERE, reader)


def verb_of(operator: str, field: Field) -> str:
    """Return what an operator of a field is called."""
    compared = DATED if isinstance(field.kind, Moment) else ORDERED
    return str(VERBS.get(operator) or compared[operator])


def _named(term: Term, value: Value, reader: Reader) -> str:
    """What a value is called: a person by name, where it was a number."""
    kind = _field(term.name, reader).kind
    if isinstance(kind, Persons | SaidPerson):
        pk = person_id(value, reader)
        return _("me") if pk == reader.own_id else dict(reader.people)[pk]
    if isinstance(kind, Projects):
        names = {pk: name for pk, __, name in reader.projects}
        return names[project_id(value, reader)]
    if isinstance(kind, Choice):
        return kind.name_of(value, reader)
    return value.text


def _sorted(sort: Sort, reader: Reader) -> str:
    words = str(_field(sort.name, reader).words)
    arrow = {"asc": " ↑", "desc": " ↓"}.get(sort.direction, "")
    return words + arrow
