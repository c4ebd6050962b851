"""The bytes of files, as lines of their own behind the rows of their versions."""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from headway.base.errors import Refused
from headway.base.files import check_size, open_content
from headway.base.media import HEAD_BYTES, media_type
from headway.comms.models import FileVersion
from headway.keeping.exchange.kinds import CONTENT
from headway.keeping.exchange.lines import Line, check_number, read_lines

PART = 1 << 20
"""Bytes on a line, which are a third more characters."""


def content_lines(version: FileVersion, number: int) -> Iterator[dict[str, Any]]:
    """Yield the lines of a version whose row has that number."""
    try:
        file = open_content(version.content)
    except FileNotFoundError as error:
        raise Refused(
            f"The content of the file “{version.file}” is not there; headway doctor "
            "says which are, and a backup may have them."
        ) from error
    with file:
        while part := file.read(PART):
            yield {"row": CONTENT, "n": number, "data": b64encode(part).decode()}


def contents_in(path: Path) -> Iterator[tuple[int, Iterator[bytes]]]:
    """Yield the numbers of versions, each with its content, to be read at once."""
    lines = (line for line in read_lines(path) if line.values["row"] == CONTENT)
    for number, run in groupby(lines, key=lambda line: line.values["n"]):
        yield number, (part_of(line) for line in run)


def part_of(line: Line) -> bytes:
    try:
        part = b64decode(line.values["data"], validate=True)
    except (KeyError, TypeError, ValueError) as error:
        raise line.refuse("data is no base64.") from error
    if not part:
        raise line.refuse("data is empty.")
    return part


class ContentSurvey:
    """Holds the content of each version against what its row says of it."""

    def __init__(self) -> None:
        self._expected: dict[int, dict[str, Any]] = {}
        self._number = 0
        self._head = b""
        self._size = 0
        self._digest = hashlib.sha256()

    def note_row(self, line: Line, number: int, values: dict[str, Any]) -> None:
        try:
            check_size(values["size"], name=f"comms.fileversion {number}")
        except Refused as refused:
            raise line.refuse(str(refused)) from refused
        self._expected[number] = {n: values[n] for n in ("size", "type", "sha256")}

    def note_part(self, line: Line) -> None:
        number = check_number(line, "n", line.values.get("n"))
        if number != self._number:
            self._finish(line)
            self._number, self._head, self._size = number, b"", 0
            self._digest = hashlib.sha256()
        if number not in self._expected:
            raise line.refuse(f"no comms.fileversion {number} before it lacks content.")
        part = part_of(line)
        self._size += len(part)
        if self._size > self._expected[number]["size"]:
            raise line.refuse(f"comms.fileversion {number} has more content than said.")
        self._head += part[: HEAD_BYTES - len(self._head)]
        self._digest.update(part)

    def _finish(self, line: Line) -> None:
        if not self._number:
            return
        found = {
            "size": self._size,
            "type": media_type(self._head),
            "sha256": self._digest.hexdigest(),
        }
        if found != self._expected.pop(self._number):
            raise line.refuse(
                f"the content of comms.fileversion {self._number} before this line is "
                "not what its row says."
            )

    def end(self, line: Line) -> None:
        """Refuse a file in which the content of a version is missing."""
        self._finish(line)
        if missing := sorted(self._expected):
            raise line.refuse(f"comms.fileversion {missing[0]} has no content.")
