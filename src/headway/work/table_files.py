"""A list as a file: CSV row by row, or an Excel workbook."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from itertools import islice
from typing import Final

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from headway.base.files import incoming
from headway.events.log import safe_cell
from headway.work.listing import Listing
from headway.work.tables import Cell, head_of, rows_of

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"
WIDE, NARROW = 60, 14
BATCH = 200


def table_file(listing: Listing, kind: str) -> HttpResponseBase:
    """Answer all that a list has as ``csv`` or ``xlsx``, in its columns and its order.

    Raises :class:`Refused` where that is more than a table can have.
    """
    head, rows = head_of(listing), rows_of(listing)
    name = f"{_name(listing)}-{timezone.localdate().isoformat()}.{kind}"
    answer: HttpResponseBase
    if kind == "xlsx":
        answer = HttpResponse(_workbook(head, rows), content_type=XLSX)
    else:
        answer = StreamingHttpResponse(_lines(head, rows), content_type=CSV)
    said = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Disposition"] = said or "attachment"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _name(listing: Listing) -> str:
    shown = listing.view.name if listing.view else ""
    project = listing.project.key.lower() if listing.project else ""
    return slugify(shown) or project or "work"


def _lines(head: list[str], rows: Iterator[list[Cell]]) -> Iterator[str]:
    """Yield many rows at a time; Excel takes the file for Latin-1 without a mark."""
    yield "\ufeff" + _text([[safe_cell(name) for name in head]])
    while some := list(islice(rows, BATCH)):
        yield _text([[_written(cell) for cell in row] for row in some])


def _text(rows: list[list[str]]) -> str:
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        return safe_cell(cell)
    return "" if cell is None else str(cell)


def _workbook(head: list[str], rows: Iterator[list[Cell]]) -> bytes:
    """Write row by row: of many, memory holds one.  Texts are never formulas."""
    import xlsxwriter  # heavy, and seldom needed

    out = BytesIO()
    how = {
        "constant_memory": True,
        "tmpdir": str(incoming()),
        "default_date_format": "yyyy-mm-dd",
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(out, how) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.freeze_panes(1, 0)
        for n, name in enumerate(head):
            sheet.set_column(n, n, min(max(len(name) + 2, NARROW), WIDE))
            sheet.write_string(0, n, name, bold)
        for number, row in enumerate(rows, 1):
            for n, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, n, cell)
                elif isinstance(cell, int | float):
                    sheet.write_number(number, n, cell)
                elif cell is not None:
                    sheet.write_datetime(number, n, cell, day)
    return out.getvalue()
