"""Jira's CSV of a search: columns that repeat, dates in the format of who exported."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO, Final

from headway.integrations.importers.content import (
    FileAttachment,
    FileComment,
    FileItem,
    TrackerFile,
)
from headway.integrations.importers.jira.custom import UNSAID, CustomFields
from headway.integrations.importers.jira.issues import (
    Issues,
    minutes,
    sprint_name,
    words,
)
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.importances import importance
from headway.integrations.importers.reading.local_dates import LocalDates
from headway.integrations.importers.reading.reading import BoardDraft, Reading
from headway.integrations.importers.reading.tables import Row, Table
from headway.integrations.importers.reading.wiki import from_jira
from headway.plan.files.saying import say as _

LINKED: Final = re.compile(r"(outward|inward) issue link \((.+)\)")
CUSTOM: Final = re.compile(r"custom field \((.+)\)")
DATES: Final = ("created", "updated", "resolved", "due date", "last viewed")
SAMPLE: Final = 2000
"""So many rows say whether dates have their day or their month first."""

PARTS_OF_COMMENT, PARTS_OF_FILE = 3, 4
KEPT: Final = {
    "Priority": ("priority",),
    "Resolution": ("resolution",),
    "Security level": ("security level",),
    "Components": ("components", "component/s"),
    "Fix versions": ("fix versions", "fix version/s"),
    "Affects versions": ("affects versions", "affects version/s"),
    "Team": ("team name",),
}
"""What is kept as it is called there, and its columns."""

WHY: Final = dict.fromkeys(UNSAID, kinds.MARK) | {
    "Updated": kinds.COMPUTED,
    "Last Viewed": kinds.COMPUTED,
    "Work Ratio": kinds.COMPUTED,
    "Status Category Changed": kinds.COMPUTED,
    "Σ Original Estimate": kinds.COMPUTED,
    "Σ Remaining Estimate": kinds.COMPUTED,
    "Σ Time Spent": kinds.COMPUTED,
    "Progress": kinds.COMPUTED,
    "Σ Progress": kinds.COMPUTED,
    "Votes": kinds.NO_PLACE,
    "Watchers": kinds.NO_PLACE,
    "Watchers Id": kinds.NO_PLACE,
    "Parent summary": kinds.REPEATED,
}


def read_jira_table(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read a search that was exported as CSV, with all fields or the current ones."""
    reading = Reading(zone, WHY)
    return _Rows(Table(file, reading, _is_head), reading).result()


def _is_head(names: Sequence[str]) -> bool:
    return "summary" in names and "issue key" in names


class _Rows:
    """The rows of one file while they are read."""

    def __init__(self, table: Table, reading: Reading) -> None:
        self._table, self._reading = table, reading
        self._issues = Issues(reading)
        self._dates = LocalDates(reading, self._samples())
        names = [name.casefold() for name in table.head]
        shown = dict(zip(names, table.head, strict=True))
        self._links = {name: m for name in shown if (m := LINKED.fullmatch(name))}
        self._custom = {
            name: shown[name][m.start(1) : m.end(1)]
            for name in shown
            if (m := CUSTOM.fullmatch(name))
        }
        self._kinds = {
            name: shown[name][m.start(2) : m.end(2)] for name, m in self._links.items()
        }

    def _samples(self) -> Iterator[str]:
        for row in islice(self._table.rows(), SAMPLE):
            yield from row.all(*DATES[:2])
            yield from row.all(*DATES[2:])

    def result(self) -> TrackerFile:
        for row in self._table.rows():
            self._read(row)
        self._table.close()
        return self._issues.result()

    def _read(self, row: Row) -> None:
        where = str(row.number)
        key = self._reading.line(row.first("issue key"), "row", where)
        if not key:
            self._reading.note("row", where, _("it has no key"))
            return
        board = self._board(row, key)
        custom = self._custom_of(row)
        title, description = self._reading.titled(
            row.first("summary"), self._markup(row.first("description"), key), key
        )
        uid = row.first("issue id") or key
        assignee = self._person(row, "assignee")
        more = self._more(row, key)
        item = FileItem(
            id=uid,
            title=title,
            board=board.id,
            stage=self._stage(row, board),
            key=key,
            parent=row.first("parent id", "parent", "parent key")
            or custom.parent
            or None,
            description=description,
            type=self._reading.line(row.first("issue type"), "item", key),
            importance=importance(more.get("Priority", "")),
            labels=tuple(
                board.label(self._reading.line(label, "label", key))
                for cell in row.all("labels")
                for label in cell.split()
            ),
            assignees=(assignee,) if assignee else (),
            author=self._person(row, "reporter") or self._person(row, "creator"),
            created_at=self._dates.instant(row.first("created"), where),
            closed_at=self._dates.instant(row.first("resolved"), where),
            start_on=custom.start_on,
            due_on=self._dates.day(row.first("due date"), where),
            estimate_minutes=self._seconds(row, "original estimate"),
            remaining_minutes=self._seconds(row, "remaining estimate"),
            spent_minutes=self._seconds(row, "time spent"),
            comments=tuple(self._comments(row, key)),
            attachments=tuple(self._attachments(row, key)),
            fields=more or None,
            custom=custom.fields or None,
        )
        self._issues.add(item, rank=custom.rank)
        self._relations(row, item.id, key)

    def _board(self, row: Row, key: str) -> BoardDraft:
        short = row.first("project key") or key.rpartition("-")[0] or key
        name = row.first("project name") or short
        return self._reading.board(short, name, key=short)

    def _stage(self, row: Row, board: BoardDraft) -> str | None:
        name = self._reading.line(row.first("status"), "stage", "")
        if not name:
            return None
        category = row.first("status category")
        return self._issues.stage(board, name, name, category)

    def _markup(self, said: str, key: str) -> str:
        return from_jira(self._reading.text(said, "item", key))

    def _person(self, row: Row, who: str) -> str | None:
        name, account = row.first(who), row.first(f"{who} id")
        return self._reading.person((account or name)[:200], name=name)

    def _seconds(self, row: Row, name: str) -> int | None:
        said = row.first(name)
        if not said:
            return None
        if said.isdecimal() and len(said) < 10:
            return minutes(int(said))
        why = _("an amount of time is no number of seconds")
        self._reading.note("row", str(row.number), why, value=said)
        return None

    def _custom_of(self, row: Row) -> CustomFields:
        custom = CustomFields(self._reading, self._custom)
        for name, shown in self._custom.items():
            said = words(row.all(name))
            if said and shown.casefold() == "start date":
                day = self._dates.day(said, str(row.number))
                custom.start_on = custom.start_on or day
            elif said:
                custom.take(name, said)
        return custom

    def _more(self, row: Row, key: str) -> dict[str, str]:
        said = {
            label: self._reading.line(words(row.all(*names)), "item", key)
            for label, names in KEPT.items()
        }
        said["Environment"] = self._markup(row.first("environment"), key)
        said["Sprint"] = words(map(sprint_name, row.all("sprint")))
        if said["Security level"]:
            why = _(kinds.SEEN_BY_FEW)
            self._reading.note("item", key, why)
        return {label: text for label, text in said.items() if text}

    def _comments(self, row: Row, key: str) -> Iterator[FileComment]:
        """Read ``date;author;text``; a text that is alone is a comment too."""
        for n, cell in enumerate(row.all("comment", "comments")):
            parts = cell.split(";", PARTS_OF_COMMENT - 1)
            author, at, text = None, None, cell
            if len(parts) == PARTS_OF_COMMENT:
                at = self._dates.instant(parts[0], str(row.number))
                author = self._reading.person(parts[1].strip()[:200])
                text = parts[2]
            body = from_jira(self._reading.text(text, "comment", key))
            yield FileComment(id=f"{key}-{n}", text=body, author=author, at=at)

    def _attachments(self, row: Row, key: str) -> Iterator[FileAttachment]:
        """Read ``date;author;name;address``."""
        for n, cell in enumerate(row.all("attachment")):
            parts = cell.split(";", PARTS_OF_FILE - 1)
            if len(parts) < PARTS_OF_FILE:
                parts = ["", "", cell.rpartition("/")[2], cell]
            yield FileAttachment(
                id=f"{key}-{n}",
                name=self._reading.line(parts[2], "attachment", key),
                address=self._reading.line(parts[3], "attachment", key, 2000),
                author=self._reading.person(parts[1].strip()[:200]),
                at=self._dates.instant(parts[0], str(row.number)),
            )

    def _relations(self, row: Row, uid: str, key: str) -> None:
        for name, found in self._links.items():
            for other in row.all(name):
                is_outward = found[1] == "outward"
                kind = self._kinds[name]
                self._issues.relate(uid, kind, other.strip(), outward=is_outward)
        for _entry in row.all("log work"):
            why = _("entries of time are not read: their sum is")
            self._reading.note("item", key, why)
