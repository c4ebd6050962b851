"""Zip archives that somebody made to do harm: each refused, none unpacked first."""

import io
import struct
import time
import zipfile
from collections.abc import Callable

import pytest

from headway.integrations.importers.reading.zip_file import (
    MOST_DIRECTORY,
    SMALL,
    ZipFile,
)
from headway.integrations.importers.spreadsheet.workbook import workbook_rows
from headway.plan.files.content import Unreadable

NAME, CONTENT = "data.json", b'{"a": 1}' * 9
LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
CRC, UNPACKED = 16, 24
"""Where numbers of an entry stand in the directory."""


def archive(content: bytes = CONTENT) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(NAME, content)
    return out.getvalue()


def saying(field: int, number: int) -> bytes:
    """An archive whose directory says a number of its entry that is not so."""
    data = bytearray(archive())
    struct.pack_into("<I", data, data.index(CENTRAL) + field, number)
    return bytes(data)


def of_many_entries() -> bytes:
    """A directory of entries that are as short as can be."""
    directory = (CENTRAL + bytes(42)) * 100_000
    end = struct.pack("<4s4H2IH", END, 0, 0, 65535, 65535, len(directory), 0, 0)
    assert len(directory) > MOST_DIRECTORY
    return directory + end


def overlapping() -> bytes:
    """Two entries of the directory are the same bytes of the archive."""
    data = archive()
    first, end = data.index(CENTRAL), data.index(END)
    twin = data[first:end].replace(NAME.encode(), b"twin.json")
    tail = bytearray(data[end:])
    struct.pack_into("<2H", tail, 8, 2, 2)
    struct.pack_into("<I", tail, 12, 2 * (end - first))
    return data[:end] + twin + bytes(tail)


@pytest.mark.parametrize(
    ("made", "name", "words"),
    [
        (lambda: archive(bytes(8 * SMALL)), NAME, "packed too well"),
        (lambda: archive(bytes(50) * 100), NAME, "too large"),
        (lambda: saying(CRC, 7), NAME, "broken"),
        (lambda: saying(UNPACKED, 3), NAME, "broken"),
        (lambda: saying(UNPACKED, 99), NAME, "not as large as it says|broken"),
        (lambda: saying(UNPACKED, 2**32 - 2), NAME, "too large"),
        (of_many_entries, NAME, "too many entries"),
        (overlapping, "twin.json", "broken"),
        (lambda: archive()[:-30], NAME, "is cut"),
        (lambda: b"PK" + END, NAME, "is cut"),
    ],
)
def test_no_archive_says_more_than_it_may(
    made: Callable[[], bytes], name: str, words: str
) -> None:
    data = made()
    begun = time.process_time()
    with pytest.raises(Unreadable, match=words):
        ZipFile(io.BytesIO(data)).read(name, 4000)
    assert time.process_time() - begun < 1


def test_a_whole_archive_is_read() -> None:
    assert ZipFile(io.BytesIO(archive())).read(NAME, 4000) == CONTENT


def test_a_workbook_of_many_parts_is_refused_before_they_are_listed() -> None:
    with pytest.raises(Unreadable, match="unpacks to more"):
        list(workbook_rows(io.BytesIO(of_many_entries())))
