"""Redmine's CSV of a list of issues, and tables that its own import takes.

Heads are in the language of who exported: English, German, French and Spanish are
known.  In tables for the import, rows are numbered and point at each other by that.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO, Final

from headway.integrations.importers.content import FileItem, LinkKind, TrackerFile
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.importances import importance
from headway.integrations.importers.reading.local_dates import LocalDates
from headway.integrations.importers.reading.reading import BoardDraft, Reading
from headway.integrations.importers.reading.tables import Row, Table
from headway.integrations.importers.reading.wiki import from_redmine
from headway.plan.files.saying import say as _

SUBJECT: Final = ("subject", "thema", "sujet", "asunto", "题目", "主题", "題名")
STATUS: Final = ("status", "statut", "estado")
TRACKER: Final = ("tracker", "tipo")
PRIORITY: Final = ("priority", "priorität", "priorité", "prioridad")
ID: Final = ("#", "id", "row")
PARENT: Final = (
    "parent task", "parent", "übergeordnete aufgabe", "tâche parente", "tarea padre",
)  # fmt: skip
DESCRIPTION: Final = ("description", "beschreibung", "descripción")
ASSIGNEE: Final = (
    "assignee", "assigned to", "user", "zugewiesen an", "assigné à", "asignado a",
)  # fmt: skip
AUTHOR: Final = ("author", "autor", "auteur")
PROJECT: Final = ("project", "projekt", "projet", "proyecto")
START: Final = (
    "start date", "start_date", "start", "beginn", "début", "fecha de inicio",
)  # fmt: skip
DUE: Final = (
    "due date", "due_date", "due", "abgabedatum", "échéance", "fecha fin",
)  # fmt: skip
CREATED: Final = ("created", "angelegt", "créé", "creado")
CLOSED: Final = ("closed", "geschlossen", "fermé", "cerrada")
ESTIMATE: Final = (
    "estimated time", "estimated_hours", "geschätzter aufwand", "temps estimé",
    "tiempo estimado",
)  # fmt: skip
SPENT: Final = ("spent time", "aufgewendete zeit", "temps passé", "tiempo dedicado")
DONE: Final = ("% done", "progress", "% erledigt", "% réalisé", "% realizado")
RELATED: Final = ("related issues", "zugehörige tickets", "demandes liées")
KEPT: Final = {
    "Category": ("category", "kategorie", "catégorie", "categoría"),
    "Target version": ("target version", "version", "zielversion", "version cible"),
}
WAITS: Final = {
    "follows": LinkKind.PRECEDES,
    "blocked by": LinkKind.PRECEDES,
    "related to": LinkKind.RELATES,
    "duplicates": LinkKind.DUPLICATES,
}
PRECEDES: Final = ("precedes", "blocks")
NUMBER: Final = re.compile(r"#?(\d{1,12})(?:\s+(-?\d+)d)?")
NAMED: Final = re.compile(r"#(\d{1,12})")
SAID: Final = re.compile(r"([A-Za-z][A-Za-z ]+?)\s+#(\d{1,12})")
KNOWN: Final = {
    name
    for names in (
        SUBJECT, STATUS, TRACKER, PRIORITY, ID, PARENT, DESCRIPTION, ASSIGNEE, AUTHOR,
        PROJECT, START, DUE, CREATED, CLOSED, ESTIMATE, SPENT, DONE, RELATED,
        *KEPT.values(), WAITS, PRECEDES,
    )
    for name in names
}  # fmt: skip
"""The columns with a place of their own; others are fields that somebody defined."""

SAMPLE: Final = 2000
MINUTES: Final = 60
WHY: Final = {
    "Updated": kinds.COMPUTED,
    "Total estimated time": kinds.COMPUTED,
    "Total spent time": kinds.COMPUTED,
    "Last updated by": kinds.COMPUTED,
    "Parent task subject": kinds.REPEATED,
    "Private": kinds.NO_PLACE,
    "private": kinds.NO_PLACE,
}


def is_head(names: Sequence[str]) -> bool:
    """Say whether these are the names, in lower case, of columns of Redmine's."""
    known = {*STATUS, *TRACKER, *PRIORITY, *DESCRIPTION, "#"}
    return not known.isdisjoint(names) and not set(SUBJECT).isdisjoint(names)


def read_table(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read a list of issues."""
    reading = Reading(zone, WHY)
    return _Rows(Table(file, reading, is_head), reading, name).result()


class _Rows:
    """The rows of one file while they are read."""

    def __init__(self, table: Table, reading: Reading, name: str) -> None:
        self._table, self._reading = table, reading
        self._home = name.rpartition(".")[0] or name or "Redmine"
        self._dates = LocalDates(reading, self._samples())
        known = {*KNOWN, *(name.casefold() for name in WHY)}
        self._own = {
            name.casefold(): name
            for name in table.head
            if name and name.casefold() not in known
        }

    def _samples(self) -> Iterator[str]:
        for row in islice(self._table.rows(), SAMPLE):
            for names in (START, DUE, CREATED, CLOSED):
                yield row.first(*names)

    def result(self) -> TrackerFile:
        for n, row in enumerate(self._table.rows(), 1):
            self._read(row, n)
        self._table.close()
        for board in self._reading.boards.values():
            board.sort()
        return self._reading.result()

    def _line(self, row: Row, names: Sequence[str]) -> str:
        return self._reading.line(row.first(*names), "row", str(row.number))

    def _read(self, row: Row, n: int) -> None:
        where = str(row.number)
        uid = self._line(row, ID) or str(n)
        if not row.first(*SUBJECT):
            self._reading.note("row", where, _("it has no title"))
            return
        board = self._board(row)
        text = self._reading.text(row.first(*DESCRIPTION), "item", uid)
        title, description = self._reading.titled(
            row.first(*SUBJECT), from_redmine(text), uid
        )
        assignee = self._person(row, ASSIGNEE)
        status = self._line(row, STATUS)
        priority = self._line(row, PRIORITY)
        fields = {"Priority": priority} | {
            label: self._line(row, names) for label, names in KEPT.items()
        }
        custom = {
            shown: self._reading.text(row.first(name), "item", uid)
            for name, shown in self._own.items()
        }
        item = FileItem(
            id=uid,
            title=title,
            board=board.id,
            stage=board.stage("", status) if status else None,
            key=f"#{uid}",
            parent=self._number(row, PARENT),
            description=description,
            type=self._line(row, TRACKER),
            importance=importance(priority),
            assignees=(assignee,) if assignee else (),
            author=self._person(row, AUTHOR),
            created_at=self._dates.instant(row.first(*CREATED), where),
            closed_at=self._dates.instant(row.first(*CLOSED), where),
            start_on=self._dates.day(row.first(*START), where),
            due_on=self._dates.day(row.first(*DUE), where),
            estimate_minutes=self._hours(row, ESTIMATE),
            spent_minutes=self._hours(row, SPENT),
            percent_complete=self._percent(row),
            fields={label: said for label, said in fields.items() if said} or None,
            custom={label: said for label, said in custom.items() if said} or None,
        )
        self._reading.add(item)
        self._relate(row, uid)

    def _board(self, row: Row) -> BoardDraft:
        name = self._line(row, PROJECT) or self._home
        return self._reading.board(name, name)

    def _person(self, row: Row, names: Sequence[str]) -> str | None:
        name = self._line(row, names)
        return self._reading.person(name, name=name)

    def _number(self, row: Row, names: Sequence[str]) -> str | None:
        """Read the number of another issue; ``Task #12: Title`` names one too."""
        said = self._line(row, names)
        found = NUMBER.fullmatch(said) or NAMED.search(said)
        if said and not found:
            why = _("it does not say which issue it is part of")
            self._reading.note("row", str(row.number), why, value=said)
        return found[1] if found else None

    def _hours(self, row: Row, names: Sequence[str]) -> int | None:
        said = row.first(*names)
        try:
            hours = float(said.replace(",", ".")) if said else None
        except ValueError:
            hours = float("nan")
        if hours is not None and not 0 <= hours < 1e6:
            why = _("an amount of time is no number of hours")
            self._reading.note("row", str(row.number), why, value=said)
            return None
        return None if hours is None else round(hours * MINUTES)

    def _percent(self, row: Row) -> int | None:
        said = row.first(*DONE).rstrip(" %")
        return min(int(said), 100) if said.isdecimal() and len(said) < 4 else None

    def _relate(self, row: Row, uid: str) -> None:
        for found in SAID.finditer(row.first(*RELATED)):
            self._link(uid, found[1].strip().casefold(), found[2])
        for kind in (*WAITS, *PRECEDES):
            for said in filter(None, row.first(kind).split(",")):
                other = NUMBER.fullmatch(said.strip())
                if other is None:
                    why = _("it does not say which issue it belongs to")
                    self._reading.note("link", uid, why, value=said)
                    continue
                if other[2]:
                    why = _("its lag was left out")
                    self._reading.note("link", uid, why, value=said)
                self._link(uid, kind, other[1])

    def _link(self, uid: str, kind: str, other: str) -> None:
        if kind in PRECEDES:
            self._reading.link(uid, other, LinkKind.PRECEDES)
            return
        known = WAITS.get(kind, LinkKind.RELATES)
        ends = (uid, other) if known is LinkKind.DUPLICATES else (other, uid)
        self._reading.link(*ends, known)
