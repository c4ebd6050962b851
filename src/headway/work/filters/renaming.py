"""What filters that are kept ask for, under another name."""

from collections.abc import Callable
from dataclasses import replace

from headway.work.filters.errors import FilterError
from headway.work.filters.fields import BY_NAME
from headway.work.filters.parser import parse
from headway.work.filters.printing import text_of
from headway.work.filters.tokens import LONGEST, quoted, unquoted
from headway.work.filters.tree import And, Filter, Node, Not, Or, Term, Value

Change = Callable[[Term], Term]


def renamed(text: str, before: str, after: str) -> str:
    """Return a filter that asks for a field of the workspace by its new name.

    A text that does not ask for it, is not understood, or would become too long stays
    as it is written.
    """

    def named(name: str) -> str:
        is_it = unquoted(name).casefold() == before.casefold() and name not in BY_NAME
        return quoted(after) if is_it else name

    return _told_again(
        text, lambda term: replace(term, name=named(term.name)), sort=named
    )


def with_value_renamed(text: str, field: str, before: str, after: str) -> str:
    """Return a filter that compares a field with the new name of what it asked for.

    ``field`` is one of all work, such as ``label``.  Else as :func:`renamed`.
    """

    def called(value: Value) -> Value:
        is_it = value.text.casefold() == before.casefold()
        return Value(text=after, is_quoted=True) if is_it else value

    def changed(term: Term) -> Term:
        known = BY_NAME.get(term.name)
        if known is None or known.name != field:
            return term
        return replace(term, values=tuple(map(called, term.values)))

    return _told_again(text, changed, sort=lambda name: name)


def _told_again(text: str, change: Change, *, sort: Callable[[str], str]) -> str:
    try:
        said = parse(text)
    except FilterError:
        return text
    where = _node(said.where, change) if said.where else None
    order = tuple(replace(each, name=sort(each.name)) for each in said.order)
    told = Filter(where=where, order=order)
    again = text if told == said else text_of(told)
    return again if len(again) <= LONGEST else text


def _node(node: Node, change: Change) -> Node:
    match node:
        case And(parts=parts) | Or(parts=parts):
            return replace(node, parts=tuple(_node(part, change) for part in parts))
        case Not(part=part):
            return Not(part=_node(part, change))
        case Term():
            return change(node)
    return node
