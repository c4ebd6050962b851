"""Writes a tree as text that reads as the same tree."""

from headway.work.filters.parser import NO_WORDS
from headway.work.filters.tokens import PIECE, quoted
from headway.work.filters.tree import (
    And,
    Filter,
    Flag,
    Node,
    Not,
    Or,
    Sort,
    Term,
    Value,
    Words,
)


def text_of(said: Filter) -> str:
    """Return the filter in its canonical text."""
    parts = [part_text(said.where)] if said.where else []
    if said.order:
        parts.append("order by " + ", ".join(map(_sort, said.order)))
    return " ".join(parts)


def part_text(node: Node) -> str:
    """Return a part of a filter by itself."""
    match node:
        case And(parts=parts):
            return " and ".join(_inside(part) for part in parts)
        case Or(parts=parts):
            return " or ".join(_inside(part) for part in parts)
        case Not(part=part):
            return f"not {_inside(part)}"
        case Words(value=value):
            return value_text(value)
        case Flag(verb=verb, name=name, is_not=is_not):
            negation = {"is": " not", "has": " no"}[verb] if is_not else ""
            return f"{verb}{negation} {name}"
    return _term(node)


def _inside(node: Node) -> str:
    text = part_text(node)
    return f"({text})" if isinstance(node, And | Or) else text


def _term(term: Term) -> str:
    if term.operator in ("in", "not in"):
        return (
            f"{term.name} {term.operator} ({', '.join(map(value_text, term.values))})"
        )
    return " ".join([term.name, term.operator, *map(value_text, term.values)])


def value_text(value: Value) -> str:
    """Return a value as it stands behind an operator."""
    return quoted(value.text) if value.is_quoted else value.text


def safe_text(text: str) -> str:
    """Return a text that somebody chose as a value: in quotes where it needs them."""
    words = text.split(" ")
    is_plain = all(is_plain_word(word) for word in words)
    has_keyword = any(word.lower() in (*NO_WORDS, "order") for word in words)
    return text if is_plain and not has_keyword else quoted(text)


def is_plain_word(text: str) -> bool:
    found = PIECE.fullmatch(text)
    return found is not None and found["word"] == text


def _sort(sort: Sort) -> str:
    return f"{sort.name} {sort.direction}".rstrip()
