"""Reads a filter into its tree.

The grammar, in which words of a row that is no term are looked for in titles::

    filter  = [ or ] [ "order by" sort { "," sort } ]
    or      = and { "or" and }
    and     = operand { [ "and" ] operand }
    operand = "(" or ")" | "not" operand | flag | term | words
    flag    = "is" [ "not" ] WORD | "has" [ "no" ] WORD
    term    = name OPERATOR value | name [ "not" ] "in" "(" value { "," value } ")"
            | name "is" [ "not" ] "empty"
    name    = WORD | STRING                   in quotes, a field of the workspace
    value   = STRING | WORD { WORD }          up to "and", "or", "order by"
    sort    = name [ "asc" | "desc" ]
"""

from collections.abc import Callable
from typing import NoReturn

from django.utils.translation import gettext as _

from headway.base.text import shown
from headway.work.filters.errors import FilterError
from headway.work.filters.tokens import Token, quoted, tokens_of
from headway.work.filters.tree import (
    And,
    Filter,
    Flag,
    Node,
    Not,
    Or,
    Place,
    Sort,
    Term,
    Value,
    Words,
)

DEEPEST = 20
"""So many parentheses and nots are around anything at most."""
MOST_TERMS = 100
"""So many conditions and values a filter has at most."""
MOST_SORTS = 5

FLAG_VERBS = {"is": "not", "has": "no"}
NO_WORDS = ("and", "or", "not", *FLAG_VERBS)
"""What begins or joins something; in quotes they are words as all others."""


def parse(text: str) -> Filter:
    """Return the tree of a filter, or raise :class:`FilterError`."""
    return Parser(text).filter()


class Parser:
    """Reads one text, from left to right."""

    def __init__(self, text: str) -> None:
        self._tokens = tokens_of(text)
        self._at = 0
        self._now = self._tokens[0]
        self._depth = 0
        self._terms = 0

    def filter(self) -> Filter:
        starts = not self._is_order() and self._now.kind != "end"
        where = self._or() if starts else None
        order = self._order() if self._is_order() else ()
        if self._now.kind != "end":
            self._refuse_rest()
        return Filter(where=where, order=order)

    @property
    def _next(self) -> Token:
        return self._ahead(1)

    def _ahead(self, steps: int) -> Token:
        return self._tokens[min(self._at + steps, len(self._tokens) - 1)]

    def _take(self) -> Token:
        token = self._now
        if token.kind != "end":
            self._at += 1
            self._now = self._tokens[self._at]
        return token

    def _is_order(self) -> bool:
        return self._now.is_word("order") and self._next.is_word("by")

    def _or(self) -> Node:
        parts = [self._and()]
        while self._now.is_word("or"):
            self._take()
            parts.append(self._and())
        return Or(parts=tuple(parts)) if len(parts) > 1 else parts[0]

    def _and(self) -> Node:
        parts = [self._operand()]
        while self._now.is_word("and") or self._begins_operand():
            if self._now.is_word("and"):
                self._take()
            parts.append(self._operand())
        return And(parts=tuple(parts)) if len(parts) > 1 else parts[0]

    def _begins_operand(self) -> bool:
        if self._now.is_word("or") or self._is_order():
            return False
        return self._now.kind in ("word", "string", "(")

    def _operand(self) -> Node:
        token = self._now
        if token.kind == "(":
            return self._group()
        if token.is_word("not"):
            self._take()
            return Not(part=self._deeper(token, self._operand))
        if token.is_word(*FLAG_VERBS):
            return self._flag()
        if token.kind == "string" and not self._is_name():
            return Words(value=self._value())
        if token.kind == "string":
            return self._term()
        if token.kind != "word" or token.is_word("and", "or") or self._is_order():
            self._refuse_operand()
        return self._term()

    def _is_name(self) -> bool:
        """Whether what stands here is compared with something: then it is a field."""
        if self._next.is_word("is"):
            at = 3 if self._ahead(2).is_word("not") else 2
            return self._ahead(at).is_word("empty")
        at = 2 if self._next.is_word("not") else 1
        is_list = self._ahead(at).is_word("in") and self._ahead(at + 1).kind == "("
        return self._next.kind == "operator" or is_list

    def _group(self) -> Node:
        opening = self._take()
        inside = self._deeper(opening, self._or)
        if self._now.kind != ")":
            message = _("This parenthesis is not closed; add “)” where it ends.")
            raise FilterError(message, opening.place)
        self._take()
        return inside

    def _deeper(self, token: Token, read: Callable[[], Node]) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            message = _("This is nested more than %d deep; leave some of it out.")
            raise FilterError(message % DEEPEST, token.place)
        node = read()
        self._depth -= 1
        return node

    def _flag(self) -> Flag:
        verb = self._take()
        negation = FLAG_VERBS[verb.text.lower()]
        is_not = self._now.is_word(negation)
        if is_not:
            self._take()
        name = self._take()
        if name.kind != "word":
            message = _(
                "After “%s” comes what holds of the work: “is blocked”, "
                "“has children”.  Put quotes around a word of a title."
            )
            raise FilterError(message % verb.text, verb.place)
        self._count(verb.place)
        return Flag(
            verb=verb.text.lower(),
            name=name.text.lower(),
            is_not=is_not,
            place=_from(verb.place, name.place),
        )

    def _term(self) -> Node:
        if self._next.kind == "operator":
            name, operator = self._take(), self._take()
            self._count(name.place)
            values: tuple[Value, ...] = (self._value(),)
            return _term(name, operator.text, values)
        if self._next.is_word("is"):
            return self._emptiness()
        if self._next.is_word("in") and self._ahead(2).kind == "(":
            name, __ = self._take(), self._take()
            return _term(name, "in", self._list(name))
        is_not_in = self._next.is_word("not") and self._ahead(2).is_word("in")
        if is_not_in and self._ahead(3).kind == "(":
            name, __, __ = self._take(), self._take(), self._take()
            return _term(name, "not in", self._list(name))
        token = self._take()
        self._count(token.place)
        return Words(value=Value(text=token.text, place=token.place))

    def _emptiness(self) -> Term:
        name, said = self._take(), self._take()
        self._count(name.place)
        is_not = self._now.is_word("not")
        if is_not:
            self._take()
        if not self._now.is_word("empty"):
            message = _(
                "After “%(name)s is” comes “empty” or “not empty”; else write "
                "“%(name)s = …”.  Put quotes around words of a title."
            )
            raise FilterError(message % {"name": shown(name.text)}, said.place)
        self._take()
        return _term(name, "is not empty" if is_not else "is empty", ())

    def _list(self, name: Token) -> tuple[Value, ...]:
        self._count(name.place)
        opening = self._take()
        values = [self._value()]
        while self._now.kind == ",":
            self._take()
            values.append(self._value())
        if self._now.kind != ")":
            message = _("This list is not closed; add “)” where it ends.")
            raise FilterError(message, opening.place)
        self._take()
        return tuple(values)

    def _value(self) -> Value:
        token = self._now
        self._count(token.place)
        if token.kind == "string":
            self._take()
            return Value(text=token.text, is_quoted=True, place=token.place)
        words: list[Token] = []
        while self._now.kind == "word" and not self._ends_value():
            words.append(self._take())
        if not words:
            message = _("A value is missing here: write one behind the operator.")
            raise FilterError(message, token.place)
        if self._now.kind in ("operator", "("):
            self._refuse_run(words)
        place = _from(words[0].place, words[-1].place)
        return Value(text=" ".join(word.text for word in words), place=place)

    def _ends_value(self) -> bool:
        return self._now.is_word("and", "or") or self._is_order()

    def _refuse_run(self, words: list[Token]) -> NoReturn:
        """Say of ``state = todo due < 2w`` that the next condition needs an "and"."""
        if self._now.kind == "operator" and len(words) > 1:
            message = _("“and” or “or” is missing before “%s”.")
            raise FilterError(message % shown(words[-1].text), words[-1].place)
        message = _("“and” or “or” is missing before “%s”, or quotes around the value.")
        raise FilterError(message % self._now.text, self._now.place)

    def _order(self) -> tuple[Sort, ...]:
        self._take()
        self._take()
        sorts = [self._sort()]
        while self._now.kind == ",":
            self._take()
            sorts.append(self._sort())
        if len(sorts) > MOST_SORTS:
            message = _("Work is ordered by at most %d fields; leave some out.")
            raise FilterError(message % MOST_SORTS, sorts[MOST_SORTS].place)
        return tuple(sorts)

    def _sort(self) -> Sort:
        name = self._now
        if name.kind not in ("word", "string"):
            message = _("A field is missing here: write “order by due”, say.")
            raise FilterError(message, name.place)
        self._take()
        is_said = self._now.is_word("asc", "desc")
        direction = self._take().text.lower() if is_said else ""
        return Sort(name=_name(name), direction=direction, place=name.place)

    def _count(self, place: Place) -> None:
        self._terms += 1
        if self._terms > MOST_TERMS * 2:
            message = _("A filter has at most %d conditions; leave some of it out.")
            raise FilterError(message % MOST_TERMS, place)

    def _refuse_operand(self) -> NoReturn:
        token = self._now
        if token.kind == "end":
            message = _("The filter ends too soon: write a condition, “state = done”.")
        else:
            message = _(
                "A condition is missing before “%s”: write “state = done”, say, or "
                "put quotes around words of a title."
            ) % shown(token.text)
        raise FilterError(message, token.place)

    def _refuse_rest(self) -> NoReturn:
        token = self._now
        if token.kind == ")":
            message = _("This parenthesis was never opened; remove it.")
        elif token.kind == ",":
            message = _("Commas stand in lists alone: “state in (todo, doing)”.")
        elif token.kind == "operator":
            message = _("There is no field before “%s”.") % token.text
        else:
            message = _("Nothing comes behind the order; move “%s” before it.") % shown(
                token.text
            )
        raise FilterError(message, token.place)


def _term(name: Token, operator: str, values: tuple[Value, ...]) -> Term:
    return Term(name=_name(name), operator=operator, values=values, place=name.place)


def _name(token: Token) -> str:
    """Return the name of a field as trees have it: in quotes where it was."""
    return quoted(token.text) if token.kind == "string" else token.word


def _from(first: Place, last: Place) -> Place:
    return Place(first.offset, last.end - first.offset)
