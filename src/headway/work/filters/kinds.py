"""Kinds of values: how they are written, compared and sorted.

A kind knows the column that it reads.  It answers for one value and the operators
``=``, ``<``, ``<=``, ``>``, ``>=`` and ``~``; all others are made of these.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import ClassVar, NamedTuple

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    Expression,
    F,
    Func,
    IntegerField,
    Q,
    Value,
    When,
)
from django.db.models.functions import Length, Lower
from django.db.models.lookups import Contains, Exact
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from headway.base.durations import parse_minutes
from headway.base.errors import Malformed
from headway.base.numbers import MOST_INTEGER, parse_whole
from headway.base.text import shown
from headway.work.filters.errors import did_you_mean
from headway.work.filters.moments import EXAMPLES
from headway.work.filters.reader import Reader
from headway.work.filters.tree import Value as Written

EQUAL = ("=", "!=", "in", "not in")
ORDERED = (*EQUAL, "<", "<=", ">", ">=")
EMPTY = ("is empty", "is not empty")
LOOKUPS = {"=": "exact", "<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}

Words = str | Promise
SortKey = Expression | F


class Offer(NamedTuple):
    """What could be written, and what it is called; ``also`` it may be written so."""

    text: str
    label: str = ""
    also: tuple[str, ...] = ()


class Kind:
    """Reads one column; subclasses say how."""

    words: ClassVar[Words]
    operators: ClassVar[Sequence[str]] = (*ORDERED, *EMPTY)
    examples: ClassVar[Sequence[str]] = ()

    def __init__(self, column: str, *, can_be_empty: bool = True) -> None:
        self.column = column
        self.can_be_empty = can_be_empty

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        """Return what holds of the items; raise :class:`Malformed` for no value."""
        read = self.read(value.text)
        return Q(**{f"{self.column}__{LOOKUPS[operator]}": read})

    def read(self, text: str) -> object:
        raise NotImplementedError

    def empty(self) -> Q:
        return Q(**{f"{self.column}__isnull": True})

    def sort_keys(self) -> Sequence[SortKey]:
        return (F(self.column),)

    def offers(self, reader: Reader) -> Iterable[Offer]:
        """Return values to choose from."""
        return (Offer(text) for text in self.examples)


class Number(Kind):
    words = gettext_lazy("a whole number")

    def __init__(
        self, column: str, *, most: int = MOST_INTEGER, can_be_empty: bool = True
    ) -> None:
        super().__init__(column, can_be_empty=can_be_empty)
        self.most = most

    def read(self, text: str) -> int:
        return parse_whole(text, most=self.most)


class Percent(Kind):
    words = gettext_lazy("a percentage")
    examples = ("50%", "80%")

    def read(self, text: str) -> int:
        return parse_whole(text.removesuffix("%"), most=100)


class Amount(Kind):
    """Working minutes."""

    words = gettext_lazy("an amount of work")
    examples = ("90m", "4h", "2d")

    def read(self, text: str) -> int:
        return parse_minutes(text)


class Moment(Kind):
    """An instant, compared by days of the reader's calendar."""

    words = gettext_lazy("a day")
    examples = EXAMPLES

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        begin, end = reader.clock.span(value.text)
        before, behind = ("lt", "gte") if begin < end else ("lte", "gt")
        conditions = {
            "=": {"gte": begin, before: end},
            "<": {"lt": begin},
            "<=": {before: end},
            ">": {behind: end},
            ">=": {"gte": begin},
        }
        said = conditions[operator].items()
        return Q(**{f"{self.column}__{lookup}": moment for lookup, moment in said})


class Folded(Func):
    """Text as it is compared: without case, accents and other marks."""

    template = (
        r"REGEXP_REPLACE(NORMALIZE(LOWER(%(expressions)s), NFKD), "
        r"'[\u0300-\u036F]', '', 'g')"
    )
    output_field = CharField()


TEXT = CharField()


@cache
def folded(column: str) -> Case:
    """Return a column as it is compared; of what is all ASCII, faster."""
    text = F(column)
    size = Func(text, function="OCTET_LENGTH", output_field=IntegerField())
    is_ascii = When(Exact(size, Length(text)), then=Lower(text))
    return Case(is_ascii, default=Folded(text), output_field=TEXT)


class Text(Kind):
    words = gettext_lazy("text")
    operators: ClassVar[Sequence[str]] = ("~", *EQUAL)

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        said = Folded(Value(value.text, TEXT))
        lookup = Contains if operator == "~" else Exact
        return Q(lookup(folded(self.column), said))

    def sort_keys(self) -> Sequence[SortKey]:
        return (folded(self.column),)


GROUPS: Mapping[str, Words] = {
    "open": pgettext_lazy("items", "Open"),
    "closed": gettext_lazy("Closed"),
}
"""What groups of codes are called."""


class Choice(Kind):
    """One of a few codes, each with a name; ``groups`` are names of several."""

    words = gettext_lazy("one of these")
    operators: ClassVar[Sequence[str]] = EQUAL

    def __init__(
        self,
        column: str,
        names: Mapping[str, Words],
        *,
        groups: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        super().__init__(column, can_be_empty=False)
        self.names = names
        self.groups = groups or {}

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        return Q(**{f"{self.column}__in": self.codes(value.text)})

    def is_code(self, text: str) -> bool:
        """Whether it is a code or a group, rather than the name of a code."""
        return text.casefold() in {*map(str.casefold, self.names), *self.groups}

    def name_of(self, value: Written, reader: Reader) -> str:
        """Return what a value is called that was understood already."""
        codes = self.codes(value.text)
        is_group = value.text.casefold() in self.groups
        return str(GROUPS[value.text.casefold()] if is_group else self.names[codes[0]])

    def codes(self, text: str, *, others: Iterable[str] = ()) -> Sequence[str]:
        """Return what is meant; ``others`` could have been meant as well."""
        wanted = text.casefold()
        if wanted in self.groups:
            return self.groups[wanted]
        english = self._english()
        for code, name in english.items():
            if wanted in (code.casefold(), name.casefold()):
                return (code,)
        known = [*english.values(), *self.names, *self.groups, *others]
        raise Malformed(
            _("There is no “%(text)s” here; there are %(known)s.")
            % {"text": shown(text), "known": ", ".join([*self.names, *self.groups])}
            + f" {did_you_mean(text, known)}".rstrip()
        )

    def _english(self) -> dict[str, str]:
        """The names as they are written, whoever reads: a text means one thing."""
        with translation.override(settings.LANGUAGE_CODE):
            return {code: str(name) for code, name in self.names.items()}

    def sort_keys(self) -> Sequence[SortKey]:
        places = [
            When(**{self.column: code}, then=Value(n))
            for n, code in enumerate(self.names)
        ]
        return (Case(*places, default=Value(len(places))),)

    def offers(self, reader: Reader) -> Iterable[Offer]:
        yield from (Offer(code, str(name)) for code, name in self.names.items())
        yield from map(Offer, self.groups)
