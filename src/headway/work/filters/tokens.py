"""A filter's text in pieces; time grows with its length and no faster."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from django.utils.translation import gettext as _

from headway.work.filters.errors import FilterError
from headway.work.filters.tree import Place

LONGEST = 4000
"""No filter has more characters."""

Kind = Literal["string", "word", "operator", "(", ")", ",", "end"]

PIECE = re.compile(
    r"""
    \s*(?:
    (?P<word> (?: [^\s"(),=<>~!] | !(?!=) )+ )
    | (?P<operator> != | <= | >= | = | < | > | ~ )
    | (?P<mark> [(),] )
    | "(?P<string>(?:[^"\\]|\\.)*)"
    )
    """,
    re.VERBOSE | re.DOTALL,
)
REST = re.compile(r"\s*")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def quoted(text: str) -> str:
    """Return a text as a string of the language."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unquoted(text: str) -> str:
    """Return what a string of the language says; a word says itself."""
    return ESCAPED.sub(r"\1", text[1:-1]) if text.startswith('"') else text


class Token(NamedTuple):
    kind: Kind
    text: str
    place: Place
    word: str = ""
    """The text in lower case; empty unless it is a word, which may be a keyword."""

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these keywords, in whichever case."""
        return self.word in words


def tokens_of(text: str) -> list[Token]:
    """Return the tokens, the last of the kind ``end``.

    Raises :class:`FilterError` for a text that is too long or a quote without end.
    """
    if len(text) > LONGEST:
        message = _("A filter has at most %d characters; leave some of it out.")
        raise FilterError(message % LONGEST, Place(LONGEST, len(text) - LONGEST))
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while found := PIECE.match(text, at):
        kind, piece = found.lastgroup, found[found.lastgroup or 0]
        at, length = found.end(), len(piece)
        if kind == "word":
            place = Place(at - length, length)
            yield Token("word", piece, place, piece.lower())
        elif kind == "string":
            place = Place(at - length - 2, length + 2)
            yield Token("string", ESCAPED.sub(r"\1", piece), place)
        elif kind == "operator":
            yield Token("operator", piece, Place(at - length, length))
        else:
            yield Token(piece, piece, Place(at - length, length))  # type: ignore[arg-type]
    at = _behind_space(text, at)
    if at < len(text):
        message = _("This quotation mark has no second one; add it at the end.")
        raise FilterError(message, Place(at, len(text) - at))
    yield Token("end", "", Place(len(text), 0))


def _behind_space(text: str, at: int) -> int:
    found = REST.match(text, at)
    return found.end() if found else at
