"""Check a file from its first line to its last, before anything is written."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db.models import Model

from headway.actors.models import Workspace
from headway.base.errors import Refused
from headway.comms.models import FileVersion
from headway.events.models import Event
from headway.keeping.exchange.contents import ContentSurvey
from headway.keeping.exchange.kinds import (
    BY_NAME,
    CONTENT,
    DATA,
    END,
    FORMAT,
    LEFT_OUT,
    THINGS,
    VERSION,
    kind_of_subject,
)
from headway.keeping.exchange.lines import Line, check_number, read_lines, read_row
from headway.keeping.exchange.naming import references


class Numbers:
    """Which numbers of a kind have rows, a bit each, and the largest one named."""

    def __init__(self) -> None:
        self._bits = bytearray()
        self.largest = 0

    def add(self, number: int) -> bool:
        """Take note of a row; return False when there was one before."""
        self.name(number)
        byte, bit = divmod(number, 8)
        if byte >= len(self._bits):
            self._bits.extend(bytes(byte + 1 - len(self._bits)))
        is_new = not self._bits[byte] >> bit & 1
        self._bits[byte] |= 1 << bit
        return is_new

    def name(self, number: int) -> None:
        self.largest = max(self.largest, number)

    def __contains__(self, number: int) -> bool:
        byte, bit = divmod(number, 8)
        return byte < len(self._bits) and bool(self._bits[byte] >> bit & 1)


class Survey:
    """What a file holds: filled by its first reading."""

    def __init__(self) -> None:
        self.rows: defaultdict[str, Numbers] = defaultdict(Numbers)
        self.counts: dict[str, int] = dict.fromkeys(BY_NAME, 0)
        self.contents = ContentSurvey()
        self.slug = ""


def survey(path: Path) -> Survey:
    """Read a file once; raise :class:`Refused` with the line that is wrong, and why."""
    found = Survey()
    last = None
    for line in read_lines(path):
        if line.number == 1:
            _check_head(line)
        elif last is not None and last.values["row"] == END:
            raise line.refuse("there is a line behind the end.")
        elif line.values["row"] == END:
            _check_end(line, found)
        elif line.values["row"] == CONTENT:
            found.contents.note_part(line)
        else:
            _take_note(line, found)
        last = line
    if last is None or last.values["row"] != END:
        raise Refused(f"{path} is cut off: it has no end.")
    return found


def _check_head(line: Line) -> None:
    if line.values["row"] != FORMAT:
        raise line.refuse("this is no workspace that Headway exported.")
    if line.values.get("version") != VERSION:
        made = line.values.get("headway")
        raise line.refuse(
            f"version {line.values.get('version')} of the format, made by Headway "
            f"{made}, is not known here; install that Headway or a later one."
        )


def _check_end(line: Line, found: Survey) -> None:
    counts = {name: count for name, count in found.counts.items() if count}
    if line.values.get("rows") != counts:
        raise line.refuse("the rows are not as many as were exported.")
    if found.counts["actors.workspace"] != 1:
        raise line.refuse("there is not exactly one workspace.")
    found.contents.end(line)


def _take_note(line: Line, found: Survey) -> None:
    name = line.values["row"]
    kind = BY_NAME.get(name)
    if kind is None:
        raise line.refuse(f"there are no rows {name[:60]!r}.")
    number, values = read_row(line, kind)
    if not found.rows[name].add(number):
        raise line.refuse(f"{name} {number} was there before.")
    found.counts[name] += 1
    for each in kind.fields():
        target = kind.target(each)
        if target is not None and values[each.name] is not None:
            found.rows[target].name(values[each.name])
    for target, number in kind.mentioned(values):
        found.rows[target].name(check_number(line, name, number))
    if note := NOTES.get(kind.model):
        note(line, number, values, found)


def _note_workspace(
    line: Line, number: int, values: dict[str, Any], found: Survey
) -> None:
    if number != 1:
        raise line.refuse("the number of the workspace is not 1.")
    found.slug = values["slug"]


def _note_version(
    line: Line, number: int, values: dict[str, Any], found: Survey
) -> None:
    found.contents.note_row(line, number, values)


def _note_event(line: Line, number: int, values: dict[str, Any], found: Survey) -> None:
    """An event may name rows that are gone, of kinds that stay behind too."""
    for named, kind_of in THINGS.items():
        if values[named] is None:
            continue
        subject = kind_of_subject(values[kind_of])
        if subject not in BY_NAME and subject not in LEFT_OUT:
            raise line.refuse(f"there are no rows {subject!r}.")
        found.rows[subject].name(values[named])
    for target, number in references(values[DATA]):
        found.rows[target].name(check_number(line, DATA, number))


NOTES: dict[type[Model], Callable[[Line, int, dict[str, Any], Survey], None]] = {
    Workspace: _note_workspace,
    FileVersion: _note_version,
    Event: _note_event,
}
"""What is to be noted of rows of some kinds, besides their numbers."""
