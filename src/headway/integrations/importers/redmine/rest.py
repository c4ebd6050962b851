"""Redmine's REST API: issues, alone or many, with what ``include`` adds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO, Final

from headway.integrations.importers.content import (
    Change,
    FileAttachment,
    FileComment,
    FileItem,
    LinkKind,
    Meaning,
    TrackerFile,
)
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.importances import importance
from headway.integrations.importers.reading.json_file import JsonFile
from headway.integrations.importers.reading.meanings import guess
from headway.integrations.importers.reading.reading import (
    BoardDraft,
    Reading,
    joined,
)
from headway.integrations.importers.reading.record import Record
from headway.integrations.importers.reading.wiki import from_redmine
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

MINUTES: Final = 60
NAMED: Final = {
    "status": "status_id",
    "priority": "priority_id",
    "tracker": "tracker_id",
    "category": "category_id",
    "fixed_version": "fixed_version_id",
    "assigned_to": "assigned_to_id",
    "author": "assigned_to_id",
    "project": "project_id",
}
"""Where names of things stand, and in which field of the history their numbers."""

FIELDS: Final = {
    "status_id": "state",
    "subject": "title",
    "assigned_to_id": "assignee",
    "due_date": "deadline",
    "project_id": "project",
    "parent_id": "parent",
    "priority_id": "priority",
    "tracker_id": "type",
    "estimated_hours": "estimate",
    "done_ratio": "percent complete",
    "category_id": "category",
    "fixed_version_id": "target version",
}
RELATIONS: Final = {
    "precedes": (LinkKind.PRECEDES, False),
    "follows": (LinkKind.PRECEDES, True),
    "blocks": (LinkKind.PRECEDES, False),
    "blocked": (LinkKind.PRECEDES, True),
    "duplicates": (LinkKind.DUPLICATES, False),
    "duplicated": (LinkKind.DUPLICATES, True),
    "relates": (LinkKind.RELATES, False),
    "copied_to": (LinkKind.RELATES, False),
    "copied_from": (LinkKind.RELATES, True),
}
"""What relations are to us, and whether they are said the other way round."""

WHY: Final = kinds.reasons(
    {
        kinds.COMPUTED: """
            updated_on total_estimated_hours total_spent_hours allowed_statuses""",
        kinds.MARK: """
            total_count offset limit backend_name backend_version category origin
            perceval_version tag timestamp updated_on uuid search_fields
            classified_fields_filtered""",
        kinds.REPEATED: "author_data assigned_to_data user_data",
        kinds.NO_PLACE: "watchers changesets",
    }
)


def read_rest(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read issues of a search, of several pages, one alone, or one in each line."""
    reading = Reading(zone, WHY)
    return _Issues(JsonFile(file, reading), reading).result()


class _Issues:
    """The issues of one file while they are read."""

    def __init__(self, file: JsonFile, reading: Reading) -> None:
        self._file, self._reading = file, reading
        self._names: defaultdict[str, dict[str, str]] = defaultdict(dict)

    def result(self) -> TrackerFile:
        count = 0
        for value in self._values():
            self._learn(value)
        for value in self._values():
            if "subject" not in value and "tracker" not in value:
                self._reading.note("row", str(value.get("id", "")), _("it is no issue"))
                continue
            count += 1
            self._read(Record(dict(value), self._reading, "item"))
        if not count and "issues" not in self._file.rest:
            raise Unreadable(
                _(
                    "The file holds no issues of Redmine: fetch issues.json, or export "
                    "its list of issues as CSV."
                )
            )
        for board in self._reading.boards.values():
            board.sort()
        return self._reading.result()

    def _values(self) -> Iterator[Mapping[str, Any]]:
        """Yield issues, whatever they are wrapped in."""
        for value in self._file.records("issues"):
            alone, pages = value.get("issue"), value.get("issues")
            if isinstance(pages, list):
                yield from (each for each in pages if isinstance(each, dict))
            else:
                yield alone if isinstance(alone, dict) else value

    def _learn(self, value: Mapping[str, Any]) -> None:
        """Remember what is called how, for a history that has numbers only."""
        for key, field in NAMED.items():
            named = value.get(key)
            if isinstance(named, dict) and isinstance(named.get("name"), str):
                name = self._reading.line(named["name"], "item", "")
                self._names[field][str(named.get("id"))] = name
        own = value.get("custom_fields")
        for each in own if isinstance(own, list) else ():
            if isinstance(each, dict) and isinstance(each.get("name"), str):
                name = self._reading.line(each["name"], "item", "")
                self._names["cf"][str(each.get("id"))] = name

    def _person(self, record: Record, key: str) -> str | None:
        """Note somebody, with what dumps add to them."""
        named = record.record(key, "person")
        if named is None:
            return None
        more = record.record(f"{key}_data", "person")
        whole = (
            " ".join(more.line(k) for k in ("firstname", "lastname")) if more else ""
        )
        return self._reading.person(
            named.id("id") or named.line("name"),
            name=named.line("name") or whole.strip(),
            login=more.line("login") if more else "",
            email=more.line("mail") if more else "",
        )

    def _read(self, issue: Record) -> None:
        uid = issue.id("id")
        key = issue.name = f"#{uid}"
        board = self._board(issue)
        title, description = self._reading.titled(
            issue.line("subject", 100_000), from_redmine(issue.text("description")), key
        )
        parent, assignee = issue.record("parent"), self._person(issue, "assigned_to")
        done, stage = issue.number("done_ratio"), self._stage(issue, board)
        item = FileItem(
            id=uid,
            title=title,
            board=board.id,
            stage=stage,
            key=key,
            parent=parent.id("id") or None if parent else None,
            description=description,
            type=_name(issue, "tracker"),
            importance=importance(_name(issue, "priority")),
            assignees=(assignee,) if assignee else (),
            author=self._person(issue, "author"),
            created_at=issue.instant("created_on"),
            closed_at=self._closed_at(issue, board, stage),
            start_on=issue.day("start_date"),
            due_on=issue.day("due_date"),
            estimate_minutes=_minutes(issue, "estimated_hours"),
            spent_minutes=_minutes(issue, "spent_hours"),
            percent_complete=None if done is None else round(min(max(done, 0), 100)),
            comments=tuple(self._comments(issue)),
            changes=tuple(self._changes(issue, board)),
            attachments=tuple(self._attachments(issue)),
            fields=self._fields(issue) or None,
            custom=self._custom(issue) or None,
        )
        self._reading.add(item)
        self._relate(issue)
        issue.close()

    def _board(self, issue: Record) -> BoardDraft:
        project = issue.record("project", "board")
        uid = project.id("id") if project else ""
        name = project.line("name") if project else ""
        return self._reading.board(uid or name or "Redmine", name or uid or "Redmine")

    def _stage(self, issue: Record, board: BoardDraft) -> str | None:
        status = issue.record("status", "stage")
        if status is None:
            return None
        name = status.line("name")
        meaning = guess(name)
        is_closed = status.flag("is_closed")
        if is_closed and meaning not in (Meaning.DONE, Meaning.CANCELLED):
            meaning = Meaning.DONE
        return board.stage(status.id("id"), name, meaning)

    def _closed_at(
        self, issue: Record, board: BoardDraft, stage: str | None
    ) -> datetime | None:
        """Redmine keeps when an issue was closed although it is open again."""
        closed = issue.instant("closed_on")
        if closed is None or board.is_over(stage):
            return closed
        issue.note(_("it was closed before and is open again"))
        return None

    def _comments(self, issue: Record) -> Iterator[FileComment]:
        for journal in issue.records("journals", "comment"):
            text = from_redmine(journal.text("notes"))
            if not text:
                continue
            if journal.flag("private_notes"):
                journal.note(_(kinds.READ_BY_FEW))
            yield FileComment(
                id=journal.id("id"),
                text=text,
                author=self._person(journal, "user"),
                at=journal.instant("created_on"),
            )

    def _changes(self, issue: Record, board: BoardDraft) -> Iterator[Change]:
        for journal in issue.records("journals", "change"):
            author = self._person(journal, "user")
            at, uid = journal.instant("created_on"), journal.id("id")
            for n, detail in enumerate(journal.records("details")):
                name = detail.line("name")
                if detail.line("property") not in ("attr", ""):
                    name = self._named(detail.line("property"), name)
                before, after = (
                    self._word(board, name, detail, k)
                    for k in ("old_value", "new_value")
                )
                field = FIELDS.get(name, name)
                yield Change(
                    id=f"{uid}-{n}",
                    field=field,
                    before=before,
                    after=after,
                    author=author,
                    at=at,
                )

    def _named(self, kind: str, name: str) -> str:
        """Name what is no field of Redmine's own: custom fields, files, relations."""
        if kind == "cf":
            return self._names["cf"].get(name, f"custom field {name}")
        return kind

    def _word(self, board: BoardDraft, name: str, detail: Record, key: str) -> str:
        value = detail.raw(key)
        said = joined(map(str, value)) if isinstance(value, list) else detail.text(key)
        if name == "status_id" and said:
            word = self._names[name].get(said, f"Status {said}")
            board.past(word)
            return word
        return self._names[name].get(said, said) if name in FIELDS else said

    def _attachments(self, issue: Record) -> Iterator[FileAttachment]:
        for each in issue.records("attachments", "attachment"):
            yield FileAttachment(
                id=each.id("id"),
                name=each.line("filename"),
                address=each.line("content_url", 2000),
                author=self._person(each, "author"),
                at=each.instant("created_on"),
            )

    def _fields(self, issue: Record) -> dict[str, str]:
        said = {
            "Priority": _name(issue, "priority"),
            "Category": _name(issue, "category"),
            "Target version": _name(issue, "fixed_version"),
        }
        if issue.flag("is_private"):
            issue.note(_(kinds.SEEN_BY_FEW))
        return {label: text for label, text in said.items() if text}

    def _custom(self, issue: Record) -> dict[str, str]:
        """What it says in fields that somebody defined there."""
        said = {}
        for field in issue.records("custom_fields"):
            name, value = field.line("name") or field.id("id"), field.raw("value")
            several = isinstance(value, list)
            said[name] = joined(map(str, value)) if several else field.text("value")
        return {label: text for label, text in said.items() if text}

    def _relate(self, issue: Record) -> None:
        for relation in issue.records("relations", "link"):
            kind, is_turned = RELATIONS.get(
                relation.line("relation_type"), (LinkKind.RELATES, False)
            )
            ends = relation.id("issue_id"), relation.id("issue_to_id")
            if relation.number("delay"):
                relation.note(_("its lag was left out"), value=relation.raw("delay"))
            before, after = reversed(ends) if is_turned else ends
            self._reading.link(before, after, kind)
        for child in issue.records("children"):
            self._reading.parts.setdefault(child.id("id"), issue.id("id"))


def _name(record: Record, key: str) -> str:
    inner = record.record(key)
    return inner.line("name") if inner else ""


def _minutes(record: Record, key: str) -> int | None:
    hours = record.number(key)
    return None if hours is None else round(max(hours, 0) * MINUTES)
