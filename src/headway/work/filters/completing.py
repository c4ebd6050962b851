"""What could come next in a filter that somebody is writing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from headway.work.filters.custom import custom_fields
from headway.work.filters.errors import FilterError
from headway.work.filters.field import Field
from headway.work.filters.fields import known_field
from headway.work.filters.flags import FLAGS
from headway.work.filters.kinds import Offer
from headway.work.filters.printing import safe_text
from headway.work.filters.reader import Reader
from headway.work.filters.registry import FIELDS
from headway.work.filters.tokens import LONGEST, Token, quoted, tokens_of

MOST = 12


@dataclass(frozen=True, kw_only=True)
class Completion:
    """``offers`` would take the place of the text from ``begin`` to ``end``."""

    begin: int
    end: int
    offers: Sequence[Offer] = ()


@dataclass(kw_only=True)
class Cursor:
    """Where in the grammar a text ends: what it waits for, and of which field."""

    waits_for: str = "operand"
    field: str = ""
    run: int | None = None
    """Where the value begins that is being written."""

    def step(self, token: Token) -> None:
        self.waits_for = STEPS[self.waits_for](self, token)
        if self.waits_for not in ("value", "item") or token.kind != "word":
            self.run = None
        elif self.run is None:
            self.run = token.place.offset


def complete(text: str, at: int, *, reader: Reader) -> Completion:
    """Return what could be written at the place ``at``; nothing in a long text."""
    before = text[:at]
    tokens = _tokens_before(before)
    if tokens is None:
        return Completion(begin=at, end=at)
    partial = tokens.pop() if tokens and _is_partial(tokens[-1], at) else None
    cursor = Cursor()
    for token in tokens:
        cursor.step(token)
    is_done = cursor.run is not None and partial is None
    begin = partial.place.offset if partial else at
    if cursor.run is not None and partial:
        begin = cursor.run
    typed = before[begin:].strip('"').strip()
    offers = _offers(cursor, reader, is_done=is_done)
    found = sorted(
        (offer for offer in offers if _matches(offer, typed)),
        key=lambda offer: not _plain(offer.text).startswith(typed.casefold()),
    )
    return Completion(begin=begin, end=at, offers=found[:MOST])


def _tokens_before(text: str) -> list[Token] | None:
    """The tokens without the end; None for what is no beginning of a filter."""
    if len(text) > LONGEST:
        return None
    for tried in (text, f'{text}"'):  # a quotation that is not closed yet
        try:
            return tokens_of(tried)[:-1]
        except FilterError:
            continue
    return None


def _is_partial(token: Token, at: int) -> bool:
    return token.kind in ("word", "string") and token.place.end >= at


def _matches(offer: Offer, typed: str) -> bool:
    """Whether what was typed begins a word of it; all of it is nothing to offer."""
    if typed in (offer.text, *offer.also):
        return False
    said = typed.casefold()
    texts = (_plain(offer.text), offer.label.casefold(), *offer.also)
    return any(text.startswith(said) or f" {said}" in text for text in texts)


def _plain(text: str) -> str:
    return text.casefold().strip('"')


def _offers(cursor: Cursor, reader: Reader, *, is_done: bool) -> Iterable[Offer]:
    if is_done:
        return _joints(reader)
    if cursor.waits_for in ("value", "item"):
        return _values(cursor.field, reader)
    if cursor.waits_for == "operator":
        return _operators(cursor.field, reader)
    if cursor.waits_for == "named":
        return (*_operators(cursor.field, reader), *_joints(reader))
    if cursor.waits_for == "flag":
        flags = (flag for flag in FLAGS if flag.verb == cursor.field)
        return (Offer(flag.name, str(flag.words)) for flag in flags)
    return OFFERS[cursor.waits_for](reader)


def _operands(reader: Reader) -> Iterator[Offer]:
    yield from map(_offer, (*FIELDS, *custom_fields(reader)))
    yield from (Offer(flag.text, str(flag.words)) for flag in FLAGS)
    yield Offer("not", _("what is not so"))


def _sortable(reader: Reader) -> Iterable[Offer]:
    fields = (*FIELDS, *custom_fields(reader))
    return (_offer(field) for field in fields if field.can_sort)


def _offer(field: Field) -> Offer:
    return Offer(field.name, str(field.words), field.also)


def _directions(_reader: Reader) -> Iterable[Offer]:
    return (Offer("asc", _("smallest first")), Offer("desc", _("largest first")))


def _joints(_reader: Reader) -> Iterable[Offer]:
    return (
        Offer("and", _("both hold")),
        Offer("or", _("one of both holds")),
        Offer("order by", _("sort it")),
    )


def _operators(name: str, reader: Reader) -> Iterator[Offer]:
    field = known_field(name, reader)
    words = {"~": _("contains"), "in": _("one of several"), "!=": _("is not")}
    words |= {"not in": _("none of several")}
    for operator in field.operators if field else ():
        is_list = operator in ("in", "not in")
        text = f"{operator} (" if is_list else operator
        yield Offer(text, words.get(operator, ""))


def _values(name: str, reader: Reader) -> Iterator[Offer]:
    field = known_field(name, reader)
    if field is None:
        return
    for offer in field.kind.offers(reader):
        yield Offer(safe_text(offer.text), offer.label)


def _operand(cursor: Cursor, token: Token) -> str:
    if token.kind == "string":
        cursor.field = quoted(token.text)
        return "named"
    if token.kind != "word":
        return "operand" if token.kind == "(" else "joint"
    if token.is_word("and", "or", "not"):
        return "operand"
    if token.is_word("order"):
        return "by"
    cursor.field = token.text.lower()
    return "flag" if token.is_word("is", "has") else "operator"


def _operator(cursor: Cursor, token: Token) -> str:
    if token.kind == "operator":
        return "value"
    if token.is_word("in", "not"):
        return "list"
    if token.is_word("is"):
        return "empty"
    return _operand(cursor, token)


def _named(cursor: Cursor, token: Token) -> str:
    """Behind a text in quotes, which is words of a title unless it is compared."""
    is_compared = token.kind == "operator" or token.is_word("in", "is")
    return (_operator if is_compared else _operand)(cursor, token)


def _list(cursor: Cursor, token: Token) -> str:
    return "item" if token.kind == "(" else "list"


def _value(cursor: Cursor, token: Token) -> str:
    if token.is_word("and", "or"):
        return "operand"
    if token.is_word("order"):
        return "by"
    return "value" if token.kind == "word" else "joint"


def _item(cursor: Cursor, token: Token) -> str:
    return "joint" if token.kind == ")" else "item"


def _flag(cursor: Cursor, token: Token) -> str:
    return "flag" if token.is_word("not", "no") else "joint"


def _empty(cursor: Cursor, token: Token) -> str:
    return "joint" if token.is_word("empty") else "empty"


def _sort(cursor: Cursor, token: Token) -> str:
    return "sorted" if token.kind in ("word", "string") else "sort"


def _sorted(cursor: Cursor, token: Token) -> str:
    return "sort" if token.kind == "," else "sorted"


STEPS: dict[str, Callable[[Cursor, Token], str]] = {
    "operand": _operand,
    "operator": _operator,
    "named": _named,
    "list": _list,
    "value": _value,
    "item": _item,
    "flag": _flag,
    "empty": _empty,
    "joint": _operand,
    "by": lambda _cursor, token: "sort" if token.is_word("by") else "by",
    "sort": _sort,
    "sorted": _sorted,
}

OFFERS: dict[str, Callable[[Reader], Iterable[Offer]]] = {
    "operand": _operands,
    "list": lambda _reader: (Offer("("),),
    "empty": lambda _reader: (Offer("empty"), Offer("not empty")),
    "joint": _joints,
    "by": lambda _reader: (Offer("by"),),
    "sort": _sortable,
    "sorted": _directions,
}
