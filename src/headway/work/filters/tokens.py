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
    "(?P<string>(?:[^"\\]|\\.)*)"
    | (?P<operator> != | <= | >= | = | < | > | ~ )
    | (?P<mark> [(),] )
    | (?P<word> (?: [^\s"(),=<>~!] | !(?!=) )+ )
    """,
    re.VERBOSE | re.DOTALL,
)
SPACE = re.compile(r"\s*")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


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
    at = _behind_space(text, 0)
    while at < len(text):
        found = PIECE.match(text, at)
        if found is None:
            message = _("This quotation mark has no second one; add it at the end.")
            raise FilterError(message, Place(at, len(text) - at))
        place = Place(at, found.end() - at)
        if found["string"] is not None:
            yield Token("string", ESCAPED.sub(r"\1", found["string"]), place)
        elif found["word"]:
            yield Token("word", found["word"], place, found["word"].lower())
        elif found["operator"]:
            yield Token("operator", found["operator"], place)
        else:
            yield Token(found["mark"], found["mark"], place)  # type: ignore[arg-type]
        at = _behind_space(text, found.end())
    yield Token("end", "", Place(len(text), 0))


def _behind_space(text: str, at: int) -> int:
    found = SPACE.match(text, at)
    return found.end() if found else at
