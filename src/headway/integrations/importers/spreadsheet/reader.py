"""A table becomes a board, or as many as its column of projects names."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import chain, islice
from typing import Any, BinaryIO, Final

from headway.base.durations import parse_minutes
from headway.base.errors import Refused
from headway.base.text import fold
from headway.integrations.importers.content import FileItem, LinkKind, TrackerFile
from headway.integrations.importers.reading.local_dates import LocalDates
from headway.integrations.importers.reading.meanings import guess
from headway.integrations.importers.reading.reading import Reading
from headway.integrations.importers.reading.shelf import Shelf
from headway.integrations.importers.spreadsheet.columns import (
    FIELD,
    SAMPLED_ROWS,
    Column,
    columns_in,
    is_head,
)
from headway.integrations.importers.spreadsheet.rows import ZIP, Row, rows_of
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _
from headway.work.capture.cells import TAB_WIDTH
from headway.work.capture.columns import BY_NAME, NOTHING, TITLE, Manner, unit_in
from headway.work.capture.drafts import Draft
from headway.work.capture.known import Known
from headway.work.capture.outlines import Entry, arrange
from headway.work.judgements import read_judgement

DATES: Final = ("start", "start-by", "due", "created", "started", "finished")
SEVERAL: Final = re.compile(r"\s*[;,&/\n]\s*")
COMMAS: Final = re.compile(r"\s*[;,\n]\s*")
LAG: Final = re.compile(r"(\S+)\s+(\d+\s*[A-Za-z]+)")
MASKED: Final = ("'=", "'+", "'-", "'@", "'\t", "'\r")
"""How exports keep spreadsheets from running what somebody wrote."""

IMPORTANCES: Final[Mapping[str, int]] = {
    "urgent": 5, "immediate": 5, "critical": 5, "blocker": 5, "p1": 5, "sehr hoch": 5,
    "major": 4, "p2": 4, "medium": 3, "p3": 3, "mittel": 3, "minor": 2, "p4": 2,
    "trivial": 1, "p5": 1, "sehr niedrig": 1, "hoch": 4, "niedrig": 2,
}  # fmt: skip
SUFFIXES: Final = (".csv", ".tsv", ".xlsx", ".txt")
STEP: Final = 200
"""Between two words of importance, as items have it."""


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file is a table, by its name or as one with separated heads."""
    if start.startswith(ZIP):
        return b"xl/" in start or name.casefold().endswith(".xlsx")
    return name.casefold().endswith(SUFFIXES)


def columns_of_spreadsheet(
    file: BinaryIO, *, name: str, columns: Mapping[str, str]
) -> list[Column]:
    """Return the columns of a table, and what they hold; ``columns`` are chosen."""
    return _begun(file, columns)[0]


def read_spreadsheet(
    file: BinaryIO, *, zone: str, name: str, columns: Mapping[str, str] | None = None
) -> TrackerFile:
    """Read a table; ``columns`` are the kinds that somebody chose, by heads.

    Raises :class:`Unreadable` for what is no table, or has nothing below its head.
    """
    found, rows = _begun(file, columns or {})
    table = _Table(found, Reading(zone, {}), name)
    table.look_at(rows)
    file.seek(0)  # rather than hold all rows
    return table.read(_begun(file, columns or {})[1])


def _begun(
    file: BinaryIO, chosen: Mapping[str, str]
) -> tuple[list[Column], Iterator[tuple[int, Row]]]:
    """Return the columns, and the rows below the head."""
    rows = rows_of(file)
    sample = list(islice(rows, SAMPLED_ROWS))
    if not sample:
        raise Unreadable(_("The table is empty."))
    width = max(len(cells) for _number, cells in sample)
    head: Row = sample[0][1]
    if is_head(head):
        sample = sample[1:]
    else:
        head = [""] * width
    head = [*head, *[""] * (width - len(head))]
    found = columns_in(head, [cells for _number, cells in sample], chosen)
    return found, chain(sample, rows)


class _Table:
    """Makes items of rows, and puts them where they say that they are."""

    def __init__(self, columns: list[Column], reading: Reading, name: str) -> None:
        self.columns, self.reading, self.name = columns, reading, name
        self.known = Known(None)  # type: ignore[arg-type]  # nobody's names are asked for
        self.same: Counter[str] = Counter()
        self.entries: list[Entry] = []
        self.items = Shelf()
        self.ids: list[str] = []
        units = [unit_in(c.head) for c in columns if c.kind == "estimate"]
        self.manner = Manner(unit=units[0] if units else "h")

    def look_at(self, rows: Iterator[tuple[int, Row]]) -> None:
        """Find out how dates are written."""
        first = next(rows, None)
        if first is None:
            raise Unreadable(_("The table has a head and no rows below it."))
        self.dates = LocalDates(self.reading, self._samples(chain([first], rows)))

    def read(self, rows: Iterator[tuple[int, Row]]) -> TrackerFile:
        for number, cells in rows:
            self._take(number, cells)
        self._arrange()
        return self.reading.result()

    def _samples(self, rows: Iterable[tuple[int, Row]]) -> Iterator[str]:
        at = [n for n, column in enumerate(self.columns) if column.kind in DATES]
        for _number, cells in rows:
            for n in at:
                if n < len(cells) and cells[n].strip():
                    yield cells[n]

    def _take(self, number: int, cells: Row) -> None:
        row = _Cells(self.columns, cells)
        raw = row.first(TITLE)
        title = " ".join(raw.split())
        if not title:
            self.reading.note("row", str(number), _("it has no title: left out"))
            return
        where = f"{number} {title}"[:100]
        board = self.reading.board(*self._board(row))
        stage = row.line("state")
        item = FileItem(
            id=self._id(row, title),
            title=self.reading.line(title, "row", where),
            board=board.id,
            stage=board.stage(fold(stage) or stage, stage, guess(stage))
            if stage
            else None,
            key=row.line("number") if not row.line("number").isdecimal() else "",
            address=row.line("address"),
            description=self.reading.text(row.first("description"), "row", where),
            type=row.line("type"),
            labels=tuple(map(board.label, row.several("labels", COMMAS))),
            assignees=tuple(self._people(row.several("people", SEVERAL))),
            author=next(iter(self._people([row.line("author")])), None),
            fields=row.named(NOTHING) or None,
            custom=row.named(FIELD) or None,
        )
        self.items[str(len(self.ids))] = self._measured(item, row, where)
        self.ids.append(item.id)
        self.entries.append(self._entry(row, raw, title, where))

    def _board(self, row: "_Cells") -> tuple[str, str]:
        project = row.line("project")
        return (fold(project) or project, project) if project else ("", self.name)

    def _id(self, row: "_Cells", title: str) -> str:
        """Its number, else its title: rows may move in a later version of the table."""
        said = row.line("number") or f"= {title[:150]}"
        self.same[said] += 1
        return said if self.same[said] == 1 else f"{said} #{self.same[said]}"

    def _people(self, names: list[str]) -> Iterator[str]:
        for name in filter(None, names):
            email = name if "@" in name else ""
            uid = self.reading.person(fold(name) or name, name=name, email=email)
            if uid is not None:
                yield uid

    def _measured(self, item: FileItem, row: "_Cells", where: str) -> FileItem:
        estimate = self._estimate(row.line("estimate"), where)
        left = self._minutes(row.line("remaining"), where)
        return replace(
            item,
            importance=self._importance(row.line("importance"), where),
            judged=self._judged(row.line("judgement"), where),
            created_at=self._instant(row, "created", where),
            started_at=self._instant(row, "started", where),
            closed_at=self._instant(row, "finished", where),
            start_on=self._day(row, "start", where),
            start_by=self._day(row, "start-by", where),
            due_on=self._day(row, "due", where),
            estimate_minutes=estimate,
            spent_minutes=self._minutes(row.line("spent"), where),
            remaining_minutes=None if left == estimate else left,
            percent_complete=self._percent(row.line("percent"), where),
        )

    def _instant(self, row: "_Cells", kind: str, where: str) -> datetime | None:
        return self.dates.instant(row.line(kind), where)

    def _day(self, row: "_Cells", kind: str, where: str) -> date | None:
        said = row.line(kind)
        return self.dates.day(said, where) if said else None

    def _importance(self, said: str, where: str) -> int | None:
        if not said:
            return None
        word = self.known.importances.get(fold(said))
        if word is not None:
            return (int(word) + STEP // 2) // STEP
        found = IMPORTANCES.get(fold(said))
        if found is None:
            why = _("it says no importance that Headway knows")
            self.reading.note("row", where, why, value=said)
        return found

    def _judged(self, said: str, where: str) -> dict[str, Any] | None:
        if not said:
            return None
        try:
            return dict(read_judgement(said))
        except Refused as error:
            self.reading.note("row", where, str(error))
            return None

    def _estimate(self, said: str, where: str) -> int | None:
        """As in a pasted table; a range is what is likely of it."""
        if not said:
            return None
        draft = Draft()
        try:
            BY_NAME["estimate"].read(said, draft, self.known, self.manner)
        except Refused as error:
            self.reading.note("row", where, str(error))
            return None
        return draft.estimate.likely if draft.estimate else None

    def _minutes(self, said: str, where: str) -> int | None:
        if not said:
            return None
        try:
            return parse_minutes(said)
        except Refused as error:
            self.reading.note("row", where, str(error))
            return None

    def _percent(self, said: str, where: str) -> int | None:
        text = said.rstrip("% ").replace(",", ".")
        if not text:
            return None
        try:
            share = float(text)
            number = round(share * 100 if 0 < share < 1 else share)
        except (ValueError, OverflowError):
            number = -1
        if not 0 <= number <= 100:
            self.reading.note("row", where, _("it is no share in per cent"), value=said)
            return None
        return number

    def _entry(self, row: "_Cells", raw: str, title: str, where: str) -> Entry:
        """What it says of its place; an indented title is in the one above."""
        lead = raw[: len(raw) - len(raw.lstrip())].replace("\N{NO-BREAK SPACE}", " ")
        entry = Entry(
            title=title,
            level=len(lead.expandtabs(TAB_WIDTH)),
            number=row.line("number") or row.line("wbs"),
            parent=row.line("parent"),
            after=", ".join(self._before(row, where)),
        )
        level, wbs = row.line("level"), row.line("wbs")
        if level.isdecimal() and level.isascii():
            entry.level = min(int(level[:9]), 1000)
        elif wbs:
            entry.level = wbs.strip(".").count(".")
        return entry

    def _before(self, row: "_Cells", where: str) -> Iterator[str]:
        """What it waits for, without lags, which the report names."""
        for said in row.several("after", COMMAS):
            found = LAG.fullmatch(said)
            if found:
                why = _("the time between the two is left out")
                self.reading.note("row", where, why, value=said)
            yield found[1] if found else said

    def _arrange(self) -> None:
        """Say of items in which they are, and what they wait for."""
        numbered = any(entry.number for entry in self.entries)
        for entry in self.entries:
            if entry.parent.startswith("#") and not numbered:
                entry.notes.append(_("What it is in is not in the table: %s.")
                                   % entry.parent[:40])  # fmt: skip
                entry.parent = ""
        order = arrange(self.entries)
        above = {entry.above for entry in self.entries}
        for n in order:
            entry, item = self.entries[n], self.items.pop(str(n))
            if n in above:  # what is left of it is what is left in it
                item = replace(item, remaining_minutes=None)
            for note in entry.notes:
                self.reading.note("row", item.title[:100], note)
            parent = None if entry.above is None else self.ids[entry.above]
            self.reading.add(replace(item, parent=parent))
            for before in entry.waits_for:
                self.reading.link(self.ids[before], item.id, LinkKind.PRECEDES)


class _Cells:
    """The cells of a row by the kinds of their columns."""

    def __init__(self, columns: list[Column], cells: Row) -> None:
        self._held: dict[str, list[tuple[Column, str]]] = {}
        for n, cell in enumerate(cells):
            column = (
                columns[n]
                if n < len(columns)
                else Column(head=_("Column %d") % (n + 1), kind=NOTHING)
            )
            text = cell[1:] if cell.startswith(MASKED) else cell
            if text.strip():
                self._held.setdefault(column.kind, []).append((column, text))

    def first(self, kind: str) -> str:
        """The cell as it stands; empty for none."""
        return self._held[kind][0][1] if kind in self._held else ""

    def line(self, kind: str) -> str:
        return " ".join(self.first(kind).split())

    def several(self, kind: str, parting: re.Pattern[str]) -> list[str]:
        found = [text for _column, text in self._held.get(kind, ())]
        parts = (part for text in found for part in parting.split(text.strip()))
        return [
            *dict.fromkeys(" ".join(part.split()) for part in parts if part.strip())
        ]

    def named(self, kind: str) -> dict[str, str]:
        """What stands in columns of a kind, by their heads."""
        found: dict[str, list[str]] = {}
        for column, text in self._held.get(kind, ()):
            found.setdefault(column.head, []).append(text.strip())
        return {head: ", ".join(texts) for head, texts in found.items()}
