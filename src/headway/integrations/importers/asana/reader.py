"""Read a project of Asana exported as CSV."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from headway.integrations.importers.content import FileItem, LinkKind, TrackerFile
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.importances import importance
from headway.integrations.importers.reading.local_dates import LocalDates
from headway.integrations.importers.reading.reading import Reading
from headway.integrations.importers.reading.tables import Row, Table
from headway.plan.files.saying import say as _

DATES: Final = ("created at", "completed at", "start date", "due date")
SAMPLE: Final = 2000
BLOCKED: Final = ("blocked by (dependencies)", "dependencies")
BLOCKING: Final = ("blocking (dependencies)",)
KNOWN: Final = {
    "task id", "created at", "completed at", "last modified", "name", "section/column",
    "assignee", "assignee email", "start date", "due date", "tags", "notes", "projects",
    "parent task", *BLOCKED, *BLOCKING,
}  # fmt: skip
"""The columns with a place of their own; others are fields that somebody defined."""

OURS: Final = frozenset({"Priority", "Projects", "Last Modified"})
"""Columns that are Asana's own and have no place here."""
WHY: Final = {"Last Modified": kinds.COMPUTED}


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file begins as a CSV of Asana does."""
    head = start.replace(b"\0", b"").partition(b"\n")[0]
    return b"Task ID" in head and b"Section/Column" in head


def read_asana(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read tasks; sections are stages, sub-tasks are part of their task.

    Raises :class:`Unreadable` for what is no such table.
    """
    reading = Reading(zone, WHY)
    return _Rows(Table(file, reading, _is_head), reading, name).result()


def _is_head(names: Sequence[str]) -> bool:
    return {"task id", "name"} <= set(names)


class _Rows:
    """The rows of one file while they are read."""

    def __init__(self, table: Table, reading: Reading, name: str) -> None:
        self._table, self._reading = table, reading
        projects: Counter[str] = Counter()
        samples: list[str] = []
        self._named: dict[str, list[str]] = {}
        for row in table.rows():
            projects.update(
                filter(None, map(str.strip, row.first("projects").split(",")))
            )
            self._named.setdefault(_folded(row.first("name")), []).append(
                row.first("task id")
            )
            if len(samples) < SAMPLE:
                samples += [row.first(each) for each in DATES]
        common = next((each for each, __ in projects.most_common(1)), "")
        self._home = common or name.rpartition(".")[0] or name or "Asana"
        self._dates = LocalDates(reading, samples)
        self._own = {
            each.casefold(): each
            for each in table.head
            if each and each.casefold() not in KNOWN
        }

    def result(self) -> TrackerFile:
        for row in self._table.rows():
            self._read(row)
        self._table.close()
        return self._reading.result()

    def _read(self, row: Row) -> None:
        where = str(row.number)
        uid = self._reading.line(row.first("task id"), "row", where) or where
        board = self._reading.board(self._home, self._home)
        title, description = self._reading.titled(
            row.first("name"),
            self._reading.text(row.first("notes"), "item", where),
            where,
        )
        section = self._reading.line(row.first("section/column"), "stage", where)
        fields = {
            shown: self._reading.text(row.first(name), "item", title)
            for name, shown in self._own.items()
        }
        if "," in (projects := row.first("projects")):
            fields["Projects"] = self._reading.line(projects, "item", title)
        person = self._person(row)
        item = FileItem(
            id=uid,
            title=title,
            board=board.id,
            stage=board.stage("", section) if section else None,
            parent=self._other(row.first("parent task"), where),
            description=description,
            importance=importance(fields.get("Priority", "")),
            labels=tuple(
                board.label(self._reading.line(tag, "label", title))
                for tag in dict.fromkeys(row.first("tags").split(","))
                if tag.strip()
            ),
            assignees=(person,) if person else (),
            created_at=self._dates.instant(row.first("created at"), where),
            closed_at=self._dates.instant(row.first("completed at"), where),
            start_on=self._dates.day(row.first("start date"), where),
            due_on=self._dates.day(row.first("due date"), where),
            fields={n: s for n, s in fields.items() if s and n in OURS} or None,
            custom={n: s for n, s in fields.items() if s and n not in OURS} or None,
        )
        self._reading.add(item)
        for other in self._others(row, BLOCKED):
            self._reading.link(other, uid, LinkKind.PRECEDES)
        for other in self._others(row, BLOCKING):
            self._reading.link(uid, other, LinkKind.PRECEDES)

    def _person(self, row: Row) -> str | None:
        name = self._reading.line(row.first("assignee"), "person", str(row.number))
        email = row.first("assignee email")
        return self._reading.person((email or name)[:200], name=name, email=email)

    def _others(self, row: Row, names: Sequence[str]) -> Iterator[str]:
        """Yield the tasks that a cell names: one, or several with commas between."""
        for cell in row.all(*names):
            alone = _folded(cell) in self._named
            for said in [cell] if alone else cell.split(","):
                other = self._other(said.strip(), str(row.number))
                if other:
                    yield other

    def _other(self, said: str, where: str) -> str | None:
        """Find a task by its number, else by its name, which several may have."""
        if not said:
            return None
        found = self._named.get(_folded(said))
        if not found:
            return said.strip()[:200]
        if len(found) > 1:
            why = _("several tasks have the name it gives: the first was taken")
            self._reading.note("row", where, why, value=said)
        return found[0]


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
