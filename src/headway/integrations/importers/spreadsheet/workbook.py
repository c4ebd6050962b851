"""The rows of an Excel workbook (XLSX), read only once it is seen to be harmless.

A workbook is a zip archive: what it unpacks to, and how far out its cells are, says
nothing of how large it looks.  Both are looked at before anything is laid out.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO, Final
from zipfile import ZipFile

from headway.integrations.importers.reading.zip_file import (
    BROKEN,
    MOST_DIRECTORY,
    directory_bytes,
)
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import gettext_noop
from headway.plan.files.saying import say as _

MOST_PARTS: Final = 2000
MOST_UNPACKED: Final = 400 << 20
MOST_RATIO: Final = 200
MOST_AREA: Final = 4_000_000
CHUNK: Final = 1 << 20
SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
CELL: Final = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Za-z]{1,3})(\d{1,9})"')
TAIL: Final = 200
TOO_LARGE: Final = gettext_noop(
    "The workbook unpacks to more than Headway reads: save it as CSV."
)
LETTERS: Final = 26


def workbook_rows(file: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first sheet that has any, each with its number.

    Raises :class:`Unreadable`.
    """
    _check(file)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(file) as book:
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                if sheet.height:
                    first = (sheet.start or (0, 0))[0]
                    for number, row in enumerate(sheet.iter_rows(), first + 1):
                        yield number, [_written(cell) for cell in row]
                    return
    except CalamineError as error:
        said = _("The workbook cannot be read (%s): save it anew as XLSX.")
        raise Unreadable(said % str(error)[:200]) from error


def _check(file: BinaryIO) -> None:
    if (directory_bytes(file) or 0) > MOST_DIRECTORY:
        raise Unreadable(_(TOO_LARGE))
    try:
        with ZipFile(file) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            packed = sum(part.compress_size for part in parts) or 1
            if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
                raise Unreadable(_(TOO_LARGE))
            if unpacked > CHUNK and unpacked > MOST_RATIO * packed:
                raise Unreadable(
                    _("The workbook is packed as no real one is: save it as CSV.")
                )
            sheets = [part for part in parts if SHEET.fullmatch(part.filename)]
            if not sheets:
                raise Unreadable(_("The archive is no workbook: import an XLSX file."))
            for part in sheets:
                _check_cells(archive, part.filename)
    except BROKEN as error:
        said = _("The workbook is damaged, or locked by a password: save it anew.")
        raise Unreadable(said) from error
    finally:
        file.seek(0)


def _check_cells(archive: ZipFile, name: str) -> None:
    """Refuse a sheet whose cells are so far apart that few of them fill the memory."""
    right = bottom = 0
    rest, read = b"", 0
    with archive.open(name, mode="r") as sheet:
        while block := sheet.read(CHUNK):
            read += len(block)
            if read > MOST_UNPACKED:
                raise Unreadable(_(TOO_LARGE))
            text = rest + block
            for found in CELL.finditer(text):
                right = max(right, _column(found[1]))
                bottom = max(bottom, int(found[2]))
            rest = text[-TAIL:]
    if right * bottom > MOST_AREA:
        said = _(
            "A cell of the workbook is far from all others (row %(row)d, column "
            "%(column)d): delete what is out there, or save the table as CSV."
        )
        raise Unreadable(said % {"row": bottom, "column": right})


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * LETTERS + letter - ord("A") + 1
    return number


def _written(value: Any) -> str:
    """Write a cell as people would, and dates as nobody can mistake them."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return f"{value.total_seconds() / 3600:g} h"
    return str(value)
