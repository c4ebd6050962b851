"""The rows of a file, whichever kind of table it is; nothing of it is understood yet.

Time and memory grow with the file and no faster: what is beyond bounds is refused.
"""

import io
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from headway.base.delimited import BrokenRow, numbered_rows
from headway.base.text import shown
from headway.integrations.importers.reading.tables import (
    MARKS,
    SEPARATORS,
    old_encoding,
)
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _
from headway.work.capture.cells import LINES, separator_of

SAMPLE_BYTES: Final = 1 << 18
LONGEST_LINE: Final = 1 << 20
LONGEST_CELL: Final = 1 << 18
MOST_ROWS: Final = 200_000
MOST_CELLS: Final = 1000
ZIP: Final = b"PK\x03\x04"
OTHERS: Final = {
    b"\xd0\xcf\x11\xe0": "Excel 97-2003 (.xls)",
    b"%PDF": "PDF",
    b"\x1f\x8b": "gzip",
}

Row = Sequence[str]


def rows_of(file: BinaryIO) -> Iterator[tuple[int, Row]]:
    """Yield the rows that are not empty, each with its number in the file, from 1.

    Raises :class:`Unreadable` for what is no table, and for one beyond all bounds.
    """
    start = file.read(SAMPLE_BYTES)
    file.seek(0)
    for mark, name in OTHERS.items():
        if start.startswith(mark):
            said = _("The file is %s: save it as XLSX or CSV, and import that.")
            raise Unreadable(said % name)
    if start.startswith(ZIP):
        from headway.integrations.importers.spreadsheet.workbook import workbook_rows

        rows: Iterator[tuple[int, Row]] = workbook_rows(file)
    else:
        rows = _text_rows(file, start)
    count = 0
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > MOST_CELLS:
            said = _("Row %(row)d has more than %(most)d cells: leave columns out.")
            raise Unreadable(said % {"row": number, "most": MOST_CELLS})
        count += 1
        if count > MOST_ROWS:
            raise Unreadable(_("The file has more than 200,000 rows: split it."))
        yield number, cells


def _text_rows(file: BinaryIO, start: bytes) -> Iterator[tuple[int, Row]]:
    encoding = encoding_of(start)
    head = start.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace")
    try:
        yield from _parsed(_lines(text), _separator(head))
    finally:
        text.detach()


def encoding_of(start: bytes) -> str:
    """Return how a text is written: as it says, in UTF-8, or as it seems."""
    for mark, name in MARKS:
        if start.startswith(mark):
            return name
    if b"\0" in start[:2]:
        return "utf-16-be" if start[0] == 0 else "utf-16-le"
    try:
        getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return old_encoding(start)
    return "utf-8"


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            said = _("Line %d is longer than any in a table: is a quote left open?")
            raise Unreadable(said % number)
        yield line.replace("\0", "")


def _separator(head: str) -> str:
    """Return what separates the cells; a table of one column has commas, perhaps."""
    found = separator_of(head)
    if found != LINES:
        return found
    first = head.split("\n", 1)[0]
    return max(SEPARATORS, key=lambda each: (first.count(each), each == ","))


def _parsed(lines: Iterator[str], separator: str) -> Iterator[tuple[int, Row]]:
    try:
        yield from numbered_rows(lines, separator, longest=LONGEST_CELL)
    except BrokenRow as row:
        said = _("Row %(row)d is not understood (%(error)s): is a quote left open?")
        values = {"row": row.number, "error": shown(row.reason)}
        raise Unreadable(said % values) from row
