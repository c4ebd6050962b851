"""A pasted text in rows and cells, whatever it was copied from.

Spreadsheets put tabs between cells, other programs semicolons or commas, Markdown bars;
else each line is one cell.  Time grows with the length and no faster.
"""

import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from django.utils.translation import gettext as _

from headway.base.delimited import BrokenRow, numbered_rows
from headway.base.errors import Malformed
from headway.base.text import clean_text, shown

LONGEST_TEXT = 200_000
MOST_ROWS = 2000
MOST_CELLS = 50
"""So many cells of a row are read."""

TAB, SEMICOLON, COMMA, BAR, LINES = "\t", ";", ",", "|", ""
SEPARATORS = (TAB, SEMICOLON, COMMA, BAR, LINES)
TAB_WIDTH = 4
SAMPLE = 50
"""So many lines say by what cells are separated."""

ENOUGH = 0.6
"""Of those so many have as many cells as the others."""

RULE = re.compile(r"\|?\s*:?-++:?\s*(?:\|\s*:?-++:?\s*)*\|?")
"""What Markdown writes below the head of a table."""

OUTLINE = re.compile(
    r"(?P<indent>[ \t\N{NO-BREAK SPACE}]*+)(?:"
    r"(?P<bullet>[-*+\N{BULLET}\N{WHITE BULLET}\N{BLACK SMALL SQUARE}\N{EN DASH}])\s++"
    r"|(?:\d{1,4}[.)]|(?P<number>\d{1,4}(?:\.\d{1,4}){1,9}+)[.)]?)\s++"
    r"|(?P<heading>\#{1,6})\s++)?+"
)
BOX = re.compile(r"\[(?P<tick>[ xX\N{CHECK MARK}]?)\]\s++")


class Line(NamedTuple):
    """A row of the text: its ``number``, counted from 1, and its cells as they are."""

    number: int
    cells: Sequence[str]


class Outlined(NamedTuple):
    """A cell without what says where it stands in an outline.

    ``level`` is how deep that is, by indent, number or heading; the levels of a text
    are compared, and nothing else.  ``is_ticked`` is what a box in front of it says,
    None without one.
    """

    text: str
    level: int
    is_ticked: bool | None
    is_heading: bool


def separator_of(text: str) -> str:
    """Return what separates the cells of a text; nothing where each line is one."""
    lines = [line for line in text.split("\n", SAMPLE)[:SAMPLE] if line.strip()]
    if any(TAB in line.strip(" \t") for line in lines):
        return TAB
    if lines and lines[0].lstrip().startswith(BAR):
        return BAR
    for separator in (SEMICOLON, COMMA):
        counts = [count for line in lines if (count := _fields(line, separator)) > 1]
        usual = max(set(counts), key=counts.count) if counts else 0
        is_table = usual and counts.count(usual) >= ENOUGH * len(lines)
        if is_table and len(lines) > 1:
            return separator
    return LINES


def _fields(line: str, separator: str) -> int:
    """How many cells there are; of a sentence with commas only one."""
    if f"{separator} " in line and f'"{separator}' not in line and separator == COMMA:
        return 1
    return line.count(separator) + 1 if '"' not in line else _parsed(line, separator)


def _parsed(line: str, separator: str) -> int:
    try:
        return next((len(cells) for _n, cells in numbered_rows([line], separator)), 0)
    except BrokenRow:  # a cell longer than any that is taken
        return 1


def check_length(text: str) -> None:
    """Raise :class:`Malformed` for a text that is too long."""
    if len(text) > LONGEST_TEXT:
        message = _("A text has at most %d characters; paste it in parts.")
        raise Malformed(message % LONGEST_TEXT)


def lines_of(text: str, separator: str) -> list[Line]:
    """Return the rows of a text but empty ones.

    Raises :class:`Malformed` where there are too many, or a character cannot be kept.
    """
    cleaned = clean_text(text.replace("\r\n", "\n").replace("\r", "\n"))
    found = [
        Line(number, cells[:MOST_CELLS])
        for number, cells in _rows(cleaned, separator)
        if any(cell.strip() for cell in cells)
    ]
    if len(found) > MOST_ROWS + 1:
        message = _("At most %(most)d rows are taken at once; there are %(count)d.")
        raise Malformed(message % {"most": MOST_ROWS, "count": len(found)})
    return found


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row with its number; quotes hold line breaks."""
    if separator in (LINES, BAR):
        for number, line in enumerate(text.split("\n"), 1):
            if separator == LINES:
                yield number, [line]
            elif not RULE.fullmatch(line.strip()):
                yield number, _barred(line)
        return
    try:
        yield from numbered_rows(StringIO(text, newline=""), separator)
    except BrokenRow as row:
        message = _("Row %(number)d is not understood: %(error)s.")
        values = {"number": row.number, "error": shown(row.reason)}
        raise Malformed(message % values) from row


def _barred(line: str) -> list[str]:
    """The cells of a row of a Markdown table."""
    inner = line.strip().removeprefix(BAR).removesuffix(BAR)
    parts = inner.replace(r"\|", "\0").split(BAR)
    return [part.replace("\0", BAR).strip() for part in parts]


def outlined(cell: str, below: int) -> Outlined:
    """Take from a cell what says where it stands.

    What is no heading itself stands ``below`` the last one.
    """
    found = OUTLINE.match(cell)
    said = found.groupdict() if found else {}
    rest = cell[found.end() :] if found else cell
    level = len((said.get("indent") or "").expandtabs(TAB_WIDTH)) + below
    if heading := said.get("heading"):
        level = (len(heading) - 1) * TAB_WIDTH
    if dotted := said.get("number"):
        level += dotted.count(".") * TAB_WIDTH
    ticked = None
    if box := BOX.match(rest):
        rest = rest[box.end() :]
        ticked = box["tick"].strip() != ""
    return Outlined(" ".join(rest.split()), level, ticked, bool(heading))
