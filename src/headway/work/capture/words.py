"""A line in words, and what of it could say more than a title.

``@ben`` and ``assignee=ben`` are the same.  Time grows with the length and no faster.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

LONGEST = 1000
"""No line has more characters."""

WORD = re.compile(
    r"""
    (?P<sign> [@\#~!] ) (?: "(?P<quoted> [^"]+ )"(?!\S) | (?P<plain> [^\s"]\S*+ ) )
    | (?P<name> [^\W_][\w-]{0,59}+ | "[^"]{1,60}+" ) [=:]
      (?: "(?P<text> [^"]+ )"(?!\S) | (?P<bare> [^\s"]\S*+ ) )
    | \S++
    """,
    re.VERBOSE,
)
"""A quote that does not end is none."""

ENDINGS = ",;"
"""What ends a word without being of it."""


class Word(NamedTuple):
    """A word of a line; with a ``sign`` or a ``name`` its ``value`` may mean something.

    ``begin`` and ``end`` are its places in the line.
    """

    text: str
    begin: int
    end: int
    sign: str = ""
    name: str = ""
    value: str = ""
    is_quoted: bool = False


def words_of(line: str, names: Mapping[str, str]) -> Sequence[Word]:
    """Return the words of a line; ``names`` has what each name of a field stands for.

    What has a name that is not there is a word like all others, and so is a longer
    text between quotes.
    """
    found: list[Word] = []
    at = 0
    while match := WORD.search(line, at):
        word = _word(match, names)
        found.append(word)
        at = word.end
    return found


def _word(match: re.Match[str], names: Mapping[str, str]) -> Word:
    said, (begin, end) = match.groupdict(), match.span()
    quoted = said["quoted"] or said["text"]
    value = quoted or (said["plain"] or said["bare"] or "").rstrip(ENDINGS)
    name = names.get((said["name"] or "").lower(), "")
    if value and (said["sign"] or name):
        return Word(
            text=match[0],
            begin=begin,
            end=end,
            sign=said["sign"] or "",
            name=name,
            value=value,
            is_quoted=quoted is not None,
        )
    text = match[0].split()[0]
    return Word(text=text, begin=begin, end=begin + len(text))
