"""Read a backup of TickTick: a CSV of all lists, below a few lines about it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import BinaryIO, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from headway.integrations.importers.content import (
    Check,
    FileItem,
    Meaning,
    TrackerFile,
)
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.local_dates import LocalDates
from headway.integrations.importers.reading.reading import BoardDraft, Reading
from headway.integrations.importers.reading.tables import Row, Table
from headway.plan.files.saying import say as _

IMPORTANCES: Final = {"0": None, "1": 2, "3": 3, "5": 4}
OPEN, COMPLETED, ARCHIVED, ABANDONED = "0", "1", "2", "-1"
BOXES: Final = {"▫": False, "▪": True}
"""How lines of a checklist begin."""

WHY: Final = {
    "Reminder": kinds.NO_PLACE,
    "View Mode": kinds.SHOWN,
    "Is Floating": kinds.SHOWN,
    "Column Order": kinds.SHOWN,
}


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file begins as a backup of TickTick does."""
    return b'"List Name"' in start and b'"taskId"' in start


def read_ticktick(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read tasks; a list is a board, its columns are stages.

    Raises :class:`Unreadable` for what is no such table.
    """
    reading = Reading(zone, WHY)
    return _Rows(Table(file, reading, _is_head), reading).result()


def _is_head(names: Sequence[str]) -> bool:
    return {"list name", "title", "taskid"} <= set(names)


class _Rows:
    """The rows of one file while they are read."""

    def __init__(self, table: Table, reading: Reading) -> None:
        self._table, self._reading = table, reading
        self._dates = LocalDates(reading, [])

    def result(self) -> TrackerFile:
        for row in self._table.rows():
            self._read(row)
        self._table.close()
        for board in self._reading.boards.values():
            board.sort()
        return self._reading.result()

    def _line(self, row: Row, name: str) -> str:
        return self._reading.line(row.first(name), "row", str(row.number))

    def _read(self, row: Row) -> None:
        where = str(row.number)
        uid = self._line(row, "taskid") or where
        board = self._board(row)
        text = self._reading.text(row.first("content"), "item", where)
        checks, text = (
            _checks(text) if row.first("is check list") == "Y" else ((), text)
        )
        title, description = self._reading.titled(row.first("title"), text, where)
        repeat = self._line(row, "repeat")
        if repeat:
            self._reading.note("item", title, _("it does not recur here"))
        status = self._line(row, "status")
        is_over = status in (COMPLETED, ARCHIVED, ABANDONED)
        completed = self._dates.instant(row.first("completed time"), where)
        item = FileItem(
            id=uid,
            title=title,
            board=board.id,
            stage=self._stage(row, board, status),
            parent=self._line(row, "parentid") or None,
            description=description,
            type="Note" if self._line(row, "kind") == "NOTE" else "",
            importance=self._importance(row),
            labels=tuple(
                board.label(self._reading.line(tag, "label", where))
                for tag in dict.fromkeys(row.first("tags").split(","))
                if tag.strip()
            ),
            created_at=self._dates.instant(row.first("created time"), where),
            closed_at=completed if is_over else None,
            start_on=self._day(row, "start date"),
            due_on=self._day(row, "due date"),
            is_archived=status == ARCHIVED,
            position=self._position(row),
            checks=checks,
            fields={"Repeat": repeat} if repeat else None,
        )
        self._reading.add(item)

    def _board(self, row: Row) -> BoardDraft:
        folder, name = self._line(row, "folder name"), self._line(row, "list name")
        uid = f"{folder}/{name}" if folder else name
        return self._reading.board(uid or "Inbox", name or "Inbox")

    def _stage(self, row: Row, board: BoardDraft, status: str) -> str:
        if status in (COMPLETED, ARCHIVED):
            return board.stage("completed", "Completed", Meaning.DONE)
        if status == ABANDONED:
            return board.stage("abandoned", "Won't do", Meaning.CANCELLED)
        if status not in ("", OPEN):
            why = _("its status is unknown: it was taken as open")
            self._reading.note("row", str(row.number), why, value=status)
        column = self._line(row, "column name")
        return board.stage("", column) if column else board.stage("open", "To do")

    def _importance(self, row: Row) -> int | None:
        said = self._line(row, "priority")
        if said and said not in IMPORTANCES:
            why = _("its priority is unknown")
            self._reading.note("row", str(row.number), why, value=said)
        return IMPORTANCES.get(said)

    def _day(self, row: Row, name: str) -> date | None:
        """Read a day where whoever wrote it was."""
        instant: datetime | None = self._dates.instant(row.first(name), str(row.number))
        row.first("is all day")
        named = row.first("timezone")
        if instant is None:
            return None
        try:
            zone = ZoneInfo(named or self._reading.zone.key)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            zone = self._reading.zone
        return instant.astimezone(zone).date()

    def _position(self, row: Row) -> float:
        said = row.first("order")
        is_number = said.removeprefix("-").isdecimal() and len(said) < 20
        return float(said) if is_number else 0.0


def _checks(text: str) -> tuple[tuple[Check, ...], str]:
    """Take the lines with a box out of a text."""
    checks, rest = [], []
    for line in text.split("\n"):
        mark, said = line[:1], line[1:].strip()
        if mark in BOXES and said:
            checks.append(Check(text=said[:500], is_done=BOXES[mark]))
        else:
            rest.append(line)
    return tuple(checks), "\n".join(rest).strip()
