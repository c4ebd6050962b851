"""Read Redmine's exports, whichever of the two formats a file has."""

import re
from typing import BinaryIO, Final

from headway.integrations.importers.content import TrackerFile
from headway.integrations.importers.redmine.rest import read_rest
from headway.integrations.importers.redmine.table import is_head, read_table

START: Final = 4096
JSON: Final = (b"{", b"[")
LINE_END: Final = re.compile(rb"[\r\n]")
MARK: Final = b"\xef\xbb\xbf"
THEIRS: Final = re.compile(rb'"(?:done_ratio|tracker|assigned_to)"\s*:')


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file begins as one of Redmine's exports does."""
    plain = start.replace(b"\0", b"").removeprefix(MARK).lstrip()
    if plain[:1] in JSON:
        is_page = b'"total_count"' in plain and b'"issues"' in plain
        return is_page or (b'"subject"' in plain and THEIRS.search(plain) is not None)
    line = LINE_END.split(plain[:START], 1)[0].decode("utf-8", "replace").casefold()
    return any(
        is_head([cell.strip(' "') for cell in line.split(separator)])
        for separator in ",;\t"
    )


def read_redmine(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read issues with what the format has of their history and relations.

    Raises :class:`Unreadable` for what is neither.
    """
    file.seek(0)
    start = file.read(START).removeprefix(MARK).lstrip()
    read = read_rest if start[:1] in JSON else read_table
    return read(file, zone=zone, name=name)
