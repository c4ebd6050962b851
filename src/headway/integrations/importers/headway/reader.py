"""Read a project that left Headway: all of it, as ``exporters/headway`` wrote it."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import BinaryIO, Final

from headway.integrations.importers.content import (
    Change,
    Check,
    ExactBoard,
    FileAttachment,
    FileComment,
    FileItem,
    LinkKind,
    Meaning,
    TrackerFile,
)
from headway.integrations.importers.headway import plans
from headway.integrations.importers.headway.judged import front_in
from headway.integrations.importers.headway.values import (
    LONGEST_MINUTES,
    NORMAL,
    PRIORITIES,
    exactly,
    lag_ends,
    whole,
)
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.json_file import JsonFile
from headway.integrations.importers.reading.meanings import guess
from headway.integrations.importers.reading.reading import Reading
from headway.integrations.importers.reading.record import Record
from headway.plan.files.content import Unreadable
from headway.plan.files.custom import KINDS
from headway.plan.files.saying import say as _

FORMAT: Final = "headway-project"
VERSION: Final = 1
BEGINNING: Final = re.compile(rb'\s*\{\s*"format"\s*:\s*"headway-project"')
MEANINGS: Final = {
    "todo": Meaning.TODO,
    "doing": Meaning.DOING,
    "waiting": Meaning.WAITING,
    "done": Meaning.DONE,
    "cancelled": Meaning.CANCELLED,
}
ENDS: Final = ("FS", "SS", "FF", "SF")
LONGEST_COMMENT: Final = 65_536
RANKS_A_SECOND: Final = 1 << 30
GAP: Final = 1 << 20
FIRST_RANKED: Final = datetime(1970, 1, 1, tzinfo=UTC)
LAST_RANKED: Final = datetime(2200, 1, 1, tzinfo=UTC)
WHY: Final = kinds.reasons({kinds.MARK: "headway"})


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file says that it is a project of Headway."""
    return bool(BEGINNING.match(start.removeprefix(b"\xef\xbb\xbf")))


def read_headway(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read the project.

    Raises :class:`Unreadable` for what is none, or of a later Headway.
    """
    reading = Reading(zone, WHY)
    return _Project(JsonFile(file, reading), reading, name).result()


class _Project:
    """The project of one file while it is read."""

    def __init__(self, file: JsonFile, reading: Reading, name: str) -> None:
        self._file, self._reading = file, reading
        self._top = Record(file.rest, reading, "file", name)
        if self._top.line("format") != FORMAT:
            raise Unreadable(_("The file is no project that left Headway."))
        if self._top.number("version") != VERSION:
            raise Unreadable(
                _("A later Headway wrote the file: import it with one as new.")
            )
        written = self._top.instant("written_at") or datetime.now(UTC)
        ranked = max(FIRST_RANKED, min(written, LAST_RANKED))
        self._first_rank = int(ranked.timestamp() * RANKS_A_SECOND)
        board = self._top.ids("board")
        self._places = {uid: place for place, uid in enumerate(board)}
        self._people = {each.id("id"): each for each in self._each("people", "person")}

    def result(self) -> TrackerFile:
        self._read_project()
        for kind in self._each("types", "stage"):
            self._read_type(kind)
        for label in self._each("labels", "label"):
            self._board.label(label.line("name"), label.line("colour"))
            label.close()
        for field in self._each("fields", "file"):
            said = field.line("kind")
            known = said if said in KINDS else ""
            self._reading.field(
                field.line("name"),
                known,
                field.ids("options"),
                colours=tuple(_said(field.raw("colours")).items()),
                types=tuple(field.ids("types")),
            )
            field.close()
        for item in self._each("items", "item"):
            self._read_item(item)
            item.close()
        self._read_links()
        self._top.close()
        return self._reading.result()

    def _each(self, name: str, kind: str) -> Iterator[Record]:
        self._top.raw(name)  # empty, it is no record
        for value in self._file.each(name):
            called = str(value.get("title") or value.get("name") or "")
            yield Record(value, self._reading, kind, called[:60])

    def _read_project(self) -> None:
        project = self._top.record("project", "board")
        if project is None or not project.id("id"):
            raise Unreadable(_("The file does not say which project it holds."))
        self._board = self._reading.board(
            project.id("id"), project.line("name"), key=project.line("key")
        )
        priority = whole(project, "priority", most=PRIORITIES)
        self._board.exact = ExactBoard(
            priority=NORMAL if priority is None else priority,
            starts_no_earlier=project.instant("starts_no_earlier"),
            target_on=project.day("target_on"),
            calendar=project.line("calendar"),
            **front_in(project),
            baselines=plans.baselines(
                self._each("baselines", "file"), person=self._person
            ),
            expected=plans.expected(self._each("expected", "file")),
        )
        project.close()

    def _read_type(self, kind: Record) -> None:
        for state in kind.records("states", "stage"):
            meaning = MEANINGS.get(state.line("category"), Meaning.TODO)
            if meaning is Meaning.DOING and state.flag("is_review"):
                meaning = Meaning.REVIEW
            state.raw("is_review")
            self._stage(kind.line("name"), state.line("name"), meaning)
            state.close()
        kind.close()

    def _stage(self, kind: str, name: str, meaning: Meaning | None = None) -> str:
        return self._board.stage(
            f"{kind}/{name}", name, meaning or guess(name), kind=kind
        )

    def _person(self, uid: str) -> str | None:
        """Note somebody whom the file describes; None for nobody."""
        said = self._people.get(uid)
        if said is None:
            return None
        name, email = said.line("name"), said.line("email")
        return self._reading.person(uid, name=name, email=email)

    def _read_item(self, item: Record) -> None:
        uid = item.id("id")
        item.raw("key")  # it gets one of its own
        title, description = self._reading.titled(
            item.line("title", 100_000), item.text("description"), uid
        )
        exact = replace(
            exactly(item, person=self._person),
            baselines=plans.thens(item),
            costs=plans.costs(item),
        )
        place = self._places.get(uid)
        if place is not None:
            exact = replace(exact, board_rank=self._first_rank + place * GAP)
        due = exact.deadline
        self._reading.add(
            FileItem(
                id=uid,
                title=title,
                board=self._board.id,
                stage=self._stage(item.line("type"), item.line("state")),
                parent=item.id("parent") or None,
                description=description,
                labels=tuple(
                    self._board.label(name) for name in item.ids("labels") if name
                ),
                assignees=tuple(part.person for part in exact.parts),
                created_at=item.instant("created_at"),
                closed_at=exact.finished_at,
                due_on=due.astimezone(self._reading.zone).date() if due else None,
                estimate_minutes=exact.effort_minutes,
                checks=tuple(self._checks(item)),
                comments=tuple(self._comments(item)),
                changes=tuple(self._history(item)),
                attachments=tuple(self._files(item)),
                custom=_said(item.raw("fields")) or None,
                exact=exact,
            )
        )

    def _checks(self, item: Record) -> Iterator[Check]:
        for line in item.records("checks", "checklist"):
            done_at = line.instant("done_at")
            yield Check(
                text=line.line("text", 500) or "-",
                checklist=line.line("heading"),
                is_done=done_at is not None,
                done_at=done_at,
                done_by=self._person(line.id("done_by")),
            )
            line.close()

    def _comments(self, item: Record) -> Iterator[FileComment]:
        for each in item.records("comments", "comment"):
            yield FileComment(
                id=each.id("id"),
                text=each.text("text", LONGEST_COMMENT),
                author=self._person(each.id("author")),
                at=each.instant("at"),
                edited_at=each.instant("edited_at"),
            )

    def _history(self, item: Record) -> Iterator[Change]:
        """Who is not described has a name at most, as they had here."""
        for each in item.records("history", "change"):
            name = each.line("author_name")
            yield Change(
                id=each.id("id"),
                field=each.line("field"),
                before=each.text("before", 500),
                after=each.text("after", 500),
                author=self._person(each.id("author")) or name or None,
                at=each.instant("at"),
            )

    def _files(self, item: Record) -> Iterator[FileAttachment]:
        for each in item.records("files", "attachment"):
            name = each.line("name")
            content = _decoded(each.raw("content"))
            if not content:
                each.note(_("the file does not hold what is in it"), value=name)
            yield FileAttachment(
                id=name, name=name, content=content, at=each.instant("at")
            )

    def _read_links(self) -> None:
        for each in self._each("links", "link"):
            ends = each.line("kind")
            if ends not in ENDS:
                each.note(_("%s is not what it should be") % "kind", value=ends)
                continue
            lag = each.number("lag_minutes") or 0
            minutes = round(max(min(lag, LONGEST_MINUTES), -LONGEST_MINUTES))
            self._reading.link(
                each.id("before"),
                each.id("after"),
                LinkKind.PRECEDES,
                ends=ends,
                lag_minutes=minutes,
                **lag_ends(each, minutes),
                lag_is_elapsed=each.flag("lag_is_elapsed"),
            )
            each.close()
        for each in self._each("relations", "link"):
            try:
                kind = LinkKind(each.line("kind"))
            except ValueError:
                each.note(_("%s is not what it should be") % "kind")
                continue
            self._reading.link(each.id("source"), each.id("target"), kind)
            each.close()


def _said(texts: object) -> dict[str, str]:
    """The texts of an object, by their names."""
    if not isinstance(texts, dict):
        return {}
    return {name: text for name, text in texts.items() if isinstance(text, str)}


def _decoded(said: object) -> bytes | None:
    if not isinstance(said, str):
        return None
    try:
        return b64decode(said, validate=True)
    except (binascii.Error, ValueError):
        return None
