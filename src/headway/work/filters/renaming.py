"""A field of the workspace under another name, in filters that are kept."""

from dataclasses import replace

from headway.work.filters.errors import FilterError
from headway.work.filters.fields import BY_NAME
from headway.work.filters.parser import parse
from headway.work.filters.printing import text_of
from headway.work.filters.tokens import LONGEST, quoted, unquoted
from headway.work.filters.tree import And, Filter, Node, Not, Or, Term


def renamed(text: str, before: str, after: str) -> str:
    """Return a filter that asks for the field by its new name.

    A text that does not ask for it, is not understood, or would become too long stays
    as it is written.
    """
    try:
        said = parse(text)
    except FilterError:
        return text
    where = _node(said.where, before, after) if said.where else None
    order = tuple(
        replace(sort, name=_name(sort.name, before, after)) for sort in said.order
    )
    told = Filter(where=where, order=order)
    again = text if told == said else text_of(told)
    return again if len(again) <= LONGEST else text


def _node(node: Node, before: str, after: str) -> Node:
    match node:
        case And(parts=parts) | Or(parts=parts):
            return replace(node, parts=tuple(_node(p, before, after) for p in parts))
        case Not(part=part):
            return Not(part=_node(part, before, after))
        case Term(name=name):
            return replace(node, name=_name(name, before, after))
    return node


def _name(name: str, before: str, after: str) -> str:
    is_it = unquoted(name).casefold() == before.casefold() and name not in BY_NAME
    return quoted(after) if is_it else name
