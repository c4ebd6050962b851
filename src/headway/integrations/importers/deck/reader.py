"""Read boards of Nextcloud Deck: ``occ deck:export``, or a board as its API has it."""

from collections.abc import Iterator
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
from headway.integrations.importers.reading.json_file import JsonFile
from headway.integrations.importers.reading.meanings import guess
from headway.integrations.importers.reading.reading import BoardDraft, Reading
from headway.integrations.importers.reading.record import Record
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

WHY: Final = kinds.reasons(
    {
        kinds.COMPUTED: """
            lastModified lastEditor attachmentCount commentsUnread commentsCount overdue
            ETag notified""",
        kinds.SHOWN: "item.color board.color",
        kinds.MARK: """
            id boardId cardId stackId board.type item.type version shareToken externalId
            relatedBoard relatedStack board""",
        kinds.NO_PLACE: """
            acl permissions users shared settings board.owner archived addition_labels
            activeSessions""",
    }
)


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file begins as boards of Deck do."""
    plain = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    is_board = b'"stacks"' in plain or b'"stackId"' in plain
    return plain[:1] in (b"{", b"[") and is_board


def read_deck(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read all boards of a file.

    Raises :class:`Unreadable` for what holds none.
    """
    reading = Reading(zone, WHY)
    return _Boards(JsonFile(file, reading), reading, name).result()


class _Boards:
    """The boards of one file while they are read."""

    def __init__(self, file: JsonFile, reading: Reading, name: str) -> None:
        self._file, self._reading = file, reading
        self._name = name.rpartition(".")[0] or name or "Deck"
        self._waiting: list[tuple[str, str]] = []

    def result(self) -> TrackerFile:
        count = 0
        for value in self._values():
            if "stacks" not in value:
                continue
            count += 1
            board = Record(value, self._reading, "board", self._name)
            self._read_board(board, str(value.get("id", count)))
            board.close()
        if not count:
            raise Unreadable(
                _(
                    "The file holds no boards of Nextcloud Deck: export them with "
                    "occ deck:export."
                )
            )
        for one, other in self._waiting:
            self._reading.link(one, other, LinkKind.RELATES)
        return self._reading.result()

    def _values(self) -> Iterator[dict[str, Any]]:
        boards = self._file.rest.get("boards")
        if isinstance(boards, dict):
            yield from (each for each in boards.values() if isinstance(each, dict))
        elif "stacks" in {*self._file.names, *self._file.rest}:
            yield self._file.whole()
        else:
            yield from self._file.each("boards")
            yield from self._file.each()

    def _read_board(self, record: Record, uid: str) -> None:
        board = self._reading.board(uid, record.line("title") or self._name)
        for label in record.records("labels", "label"):
            self._label(board, label)
        if record.raw("deletedAt"):
            record.note(_("it was deleted there"))
        stacks = record.records("stacks", "stage")
        for stack in sorted(stacks, key=lambda each: each.position("order")):
            self._read_stack(board, stack)

    def _label(self, board: BoardDraft, label: Record) -> str:
        colour = label.line("color").removeprefix("#").lower()
        shade = f"#{colour}" if len(colour) == 6 and colour.isalnum() else ""
        name = label.line("title")
        return board.label(name, shade) if name else ""

    def _read_stack(self, board: BoardDraft, stack: Record) -> None:
        name = stack.name = stack.line("title")
        meaning = Meaning.DONE if stack.flag("isDoneColumn") else guess(name)
        uid = board.stage(f"{board.id}/{stack.id('id') or name}", name, meaning)
        if stack.raw("deletedAt"):
            stack.note(_("it was deleted there"))
        for n, card in enumerate(stack.records("cards", "item")):
            self._read_card(board, uid, card, n)
            card.close()
        stack.close()

    def _person(self, value: Record | None, uid: str = "") -> str | None:
        if value is None:
            return self._reading.person(uid)
        login = value.line("uid") or value.line("primaryKey")
        return self._reading.person(login, name=value.line("displayname"), login=login)

    def _who(self, record: Record, key: str) -> str | None:
        """Note somebody who is named, or described."""
        if isinstance(record.raw(key), dict):
            return self._person(record.record(key, "person"))
        return self._person(None, record.id(key))

    def _read_card(self, board: BoardDraft, stage: str, card: Record, n: int) -> None:
        uid = card.id("id") or f"{stage}/{n}"
        card.name = card.line("title")[:60]
        if card.raw("deletedAt"):
            card.note(_("it was deleted there"))
            return
        title, description = self._reading.titled(
            card.line("title", 100_000), card.text("description"), uid
        )
        people = [
            self._who(each, "participant") for each in card.records("assignedUsers")
        ]
        item = FileItem(
            id=uid,
            title=title,
            board=board.id,
            stage=stage,
            description=description,
            labels=tuple(self._labels(board, card)),
            assignees=tuple(dict.fromkeys(filter(None, people))),
            author=self._who(card, "owner"),
            created_at=card.instant("createdAt"),
            closed_at=card.instant("done"),
            start_on=card.day("startdate"),
            due_on=card.day("duedate"),
            is_archived=card.flag("archived"),
            position=card.position("order"),
            comments=tuple(self._comments(card)),
            attachments=tuple(self._attachments(card)),
        )
        self._reading.add(item)
        for other in card.ids("dependentCards"):
            why = _("which of two cards waits is not told: taken as a relation")
            card.note(why)
            self._waiting.append((uid, other))

    def _labels(self, board: BoardDraft, card: Record) -> list[str]:
        found = card.raw("labels")
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            return [board.label(name) for name in card.ids("labels")]
        labels = [self._label(board, each) for each in card.records("labels", "label")]
        return list(dict.fromkeys(filter(None, labels)))

    def _comments(self, card: Record) -> Iterator[FileComment]:
        for each in card.records("comments", "comment"):
            yield FileComment(
                id=each.id("id"),
                text=each.text("message"),
                author=self._person(None, each.id("actorId")),
                at=each.instant("creationDateTime"),
            )

    def _attachments(self, card: Record) -> Iterator[FileAttachment]:
        for each in card.records("attachments", "attachment"):
            yield FileAttachment(
                id=each.id("id"),
                name=each.line("data") or each.id("id"),
                author=self._person(None, each.id("createdBy")),
                at=each.instant("createdAt"),
            )
