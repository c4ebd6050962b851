"""The file as records: its encoding, what separates values, and its lines."""

import codecs
import csv
from collections.abc import Iterator
from typing import BinaryIO, Final

from headway.integrations.importers.documents import check_size
from headway.integrations.importers.msproject.text import TRUSTED
from headway.plan.files.content import Unreadable
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

MARK: Final = b"MPX"
HEAD: Final = 200
MOST_BYTES: Final = 50 * 1024 * 1024
MOST_RECORDS: Final = 500_000
CODE_PAGES: Final = {
    "ANSI": "cp1252",
    "MAC": "mac_roman",
    "437": "cp437",
    "850": "cp850",
}
LINE_END: Final = "\x7f"
"""How a line end within a text is written."""

ENDS: Final = "\x1a\x00"
"""What old programs write behind the last line."""


def read_records(file: BinaryIO, findings: Findings) -> Iterator[tuple[str, list[str]]]:
    """Yield records after the first: their number, and their values as they stand.

    Raises
    ------
    Unreadable
        It is no MPX, or too large.
    """
    check_size(file, MOST_BYTES)
    head = file.read(HEAD)
    delimiter, encoding = _how(head)
    file.seek(0)
    content = file.read()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        why = _("it is not all in the encoding that it declares: check the names")
        findings.add("file", "", why, value=encoding)
        text = content.decode(encoding, "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = (line.rstrip(ENDS) for line in text.split("\n"))
    try:
        rows = csv.reader(_logical(lines), delimiter=delimiter, strict=False)
        for count, row in enumerate(rows):
            if count > MOST_RECORDS:
                raise Unreadable(_("The file has more than 500,000 records: split it."))
            if count and row:
                values = [value.replace(LINE_END, "\n") for value in row[1:]]
                yield row[0].strip(), values
    except csv.Error as error:
        raise Unreadable(
            _("The file is broken: a text in it does not end. Fetch it again.")
        ) from error


def _logical(lines: Iterator[str]) -> Iterator[str]:
    return (f"{line}\n" for line in lines if line.strip())


def _how(head: bytes) -> tuple[str, str]:
    """Return what separates values, and the encoding, by the first line."""
    if not head.startswith(MARK) or len(head) < 4:
        said = _(
            "The file is no MPX: it does not begin with MPX. Save it as MPX, or "
            "better as Microsoft Project XML."
        )
        raise Unreadable(said)
    delimiter = head[3:4].decode("latin-1")
    if delimiter.isalnum() or delimiter in '"\r\n':
        raise Unreadable(_("The file is broken: its first line is no MPX."))
    first = head.splitlines()[0].decode("latin-1").split(delimiter)
    page = first[3].strip().upper() if len(first) > 3 else "ANSI"
    return delimiter, _encoding(page)


def _encoding(page: str) -> str:
    """Return the codec of a code page; programs of other countries name theirs."""
    if page in CODE_PAGES:
        return CODE_PAGES[page]
    for name in (page.lower(), f"cp{page}"):
        if TRUSTED.match(name):
            try:
                return codecs.lookup(name).name
            except LookupError:
                continue
    return CODE_PAGES["ANSI"]
