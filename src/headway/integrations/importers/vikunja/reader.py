"""Read an export of Vikunja: a zip with ``data.json`` and the files of its tasks."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO, Final

from headway.integrations.importers.content import (
    FileAttachment,
    FileComment,
    FileItem,
    LinkKind,
    Meaning,
    TrackerFile,
)
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.html import from_html
from headway.integrations.importers.reading.json_file import MOST_BYTES, JsonFile
from headway.integrations.importers.reading.meanings import guess
from headway.integrations.importers.reading.reading import BoardDraft, Reading
from headway.integrations.importers.reading.record import Record
from headway.integrations.importers.reading.zip_file import ZipFile
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

DATA: Final = "data.json"
FILTERS: Final = "filters.json"
MOST_FILES: Final = 100 * 1024 * 1024
"""So much of the files is kept; those beyond are named, without their content."""

IMPORTANCES: Final = {1: 2, 2: 3, 3: 4, 4: 5, 5: 5}
HTML: Final = re.compile(
    r"<[/]?(?:p|ul|ol|li|h[1-6]|div|br|strong|em|a|code|pre|blockquote|table|img)\b"
)
RELATIONS: Final = {
    "blocking": (LinkKind.PRECEDES, False),
    "blocked": (LinkKind.PRECEDES, True),
    "precedes": (LinkKind.PRECEDES, False),
    "follows": (LinkKind.PRECEDES, True),
    "duplicateof": (LinkKind.DUPLICATES, False),
    "duplicates": (LinkKind.DUPLICATES, True),
    "related": (LinkKind.RELATES, False),
    "copiedfrom": (LinkKind.RELATES, True),
    "copiedto": (LinkKind.RELATES, False),
}
"""What relations are to us, and whether they are said the other way round."""

WHY: Final = kinds.reasons(
    {
        kinds.COMPUTED: "updated comment_count",
        kinds.SHOWN: """
            hex_color is_favorite position kanban_position cover_image_attachment_id
            background_information background_blur_hash background_file_id views
            limit count reactions is_unread""",
        kinds.MARK: "id project_id index uid project_view_id list_id namespace_id",
        kinds.NO_PLACE: """
            reminder_dates reminders owner subscription is_archived created_by
            parent_project_id max_permission max_right created""",
        kinds.REPEATED: "child_projects",
    }
)


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file begins as an export of Vikunja does."""
    return start.startswith(b"PK\x03\x04") and DATA.encode() in start


def read_vikunja(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read all projects with their tasks, comments and files.

    Raises :class:`Unreadable` for what is no such archive.
    """
    archive = ZipFile(file)
    if DATA not in archive.sizes:
        raise Unreadable(
            _(
                "The archive is no export of Vikunja: in Vikunja choose Settings, "
                "Export your data."
            )
        )
    reading = Reading(zone, WHY)
    data = JsonFile(BytesIO(archive.read(DATA, MOST_BYTES)), reading)
    return _Export(archive, reading).read(data)


class _Export:
    """One export while it is read."""

    def __init__(self, archive: ZipFile, reading: Reading) -> None:
        self._archive, self._reading = archive, reading
        self._left = MOST_FILES
        self._links: list[tuple[str, str, LinkKind]] = []

    def read(self, data: JsonFile) -> TrackerFile:
        count = 0
        for value in data.each():
            for project in self._projects(value):
                count += 1
                self._read_project(project)
                project.close()
        if not count and data.rest:
            raise Unreadable(_("The archive holds no projects of Vikunja."))
        for before, after, kind in self._links:
            self._reading.link(before, after, kind)
        if self._archive.sizes.get(FILTERS, 0) > len("null"):
            self._reading.note(
                "file", FILTERS, _("filters that were saved are not read")
            )
        return self._reading.result()

    def _projects(self, value: dict[str, Any]) -> Iterator[Record]:
        """Yield projects; before version 0.21 they were lists in namespaces."""
        lists = value.get("lists")
        found = lists if isinstance(lists, list) else [value]
        for each in found:
            if isinstance(each, dict) and "title" in each:
                name = str(each["title"])[:60]
                yield Record(each, self._reading, "board", name)

    def _read_project(self, project: Record) -> None:
        board = self._reading.board(
            project.id("id") or project.name,
            project.line("title"),
            key=project.line("identifier"),
            text=_markdown(project.text("description")),
        )
        buckets = project.records("buckets", "stage")
        for each in sorted(buckets, key=lambda record: record.position("position")):
            name = each.line("title")
            meaning = Meaning.DONE if each.flag("is_done_bucket") else guess(name)
            board.stage(each.id("id"), name, meaning)
        for task in project.records("tasks", "item"):
            self._read_task(task, board)
            task.close()

    def _person(self, record: Record | None) -> str | None:
        if record is None:
            return None
        login = record.line("username")
        return self._reading.person(
            login or record.id("id"),
            name=record.line("name"),
            login=login,
            email=record.line("email"),
        )

    def _read_task(self, task: Record, board: BoardDraft) -> None:
        uid = task.id("id")
        key = task.line("identifier")
        if not key or key.startswith("-"):  # of a project without an identifier
            key = f"#{task.id('index') or uid}"
        task.name = key
        title, description = self._reading.titled(
            task.line("title", 100_000), _markdown(task.text("description")), task.name
        )
        is_done, end = task.flag("done"), task.day("end_date")
        share = task.number("percent_done")
        people = [self._person(each) for each in task.records("assignees", "person")]
        if task.raw("repeat_after"):
            task.note(_("it does not recur here"))
        task.raw("repeat_mode")
        item = FileItem(
            id=uid,
            title=title,
            board=board.id,
            stage=self._stage(task, board, is_done=is_done),
            key=key,
            description=description,
            importance=IMPORTANCES.get(round(task.number("priority") or 0)),
            labels=tuple(self._labels(task, board)),
            assignees=tuple(dict.fromkeys(filter(None, people))),
            author=self._person(task.record("created_by", "person")),
            created_at=task.instant("created"),
            closed_at=task.instant("done_at") if is_done else None,
            start_on=task.day("start_date"),
            due_on=task.day("due_date"),
            fields={"End date": end.isoformat()} if end else None,
            percent_complete=round(min(max(share, 0), 1) * 100) if share else None,
            position=task.position("kanban_position") or task.position("position"),
            comments=tuple(self._comments(task)),
            attachments=tuple(self._attachments(task)),
        )
        self._reading.add(item)
        self._relate(uid, task)

    def _stage(self, task: Record, board: BoardDraft, *, is_done: bool) -> str:
        bucket = task.id("bucket_id")
        if bucket in board.stages:
            return bucket
        if is_done:
            return board.stage("done", "Done", Meaning.DONE)
        return board.stage("open", "To do", Meaning.TODO)

    def _labels(self, task: Record, board: BoardDraft) -> Iterator[str]:
        for label in task.records("labels", "label"):
            colour = label.line("hex_color").removeprefix("#")
            if name := label.line("title"):
                yield board.label(name, f"#{colour}" if colour else "")

    def _comments(self, task: Record) -> Iterator[FileComment]:
        for each in task.records("comments", "comment"):
            yield FileComment(
                id=each.id("id"),
                text=_markdown(each.text("comment")),
                author=self._person(each.record("author", "person")),
                at=each.instant("created"),
            )

    def _attachments(self, task: Record) -> Iterator[FileAttachment]:
        for each in task.records("attachments", "attachment"):
            file = each.record("file") or Record({}, self._reading, "attachment")
            name = file.line("name") or each.id("id")
            yield FileAttachment(
                id=each.id("id"),
                name=name,
                content=self._content(file.id("id"), name),
                author=self._person(each.record("created_by", "person")),
                at=each.instant("created"),
            )

    def _content(self, uid: str, name: str) -> bytes | None:
        entry = f"files/{uid}"
        if entry not in self._archive.sizes:
            self._reading.note("attachment", name, _("it is not in the archive"))
            return None
        try:
            content = self._archive.read(entry, self._left)
        except Unreadable as error:
            self._reading.note("attachment", name, str(error).rstrip("."))
            return None
        self._left -= len(content)
        return content

    def _relate(self, uid: str, task: Record) -> None:
        relations = task.record("related_tasks", "link")
        for kind in relations or ():
            for other in relations.records(kind, "link") if relations else ():
                end = other.id("id")
                if kind == "subtask":
                    self._reading.parts.setdefault(end, uid)
                elif kind == "parenttask":
                    self._reading.parts.setdefault(uid, end)
                else:
                    said, is_turned = RELATIONS.get(kind, (LinkKind.RELATES, False))
                    ends = (end, uid) if is_turned else (uid, end)
                    self._links.append((*ends, said))


def _markdown(text: str) -> str:
    """Texts are HTML since version 0.22, and Markdown before."""
    return from_html(text) if HTML.search(text) else text
