"""Read boards of Planka: what its API answers, versions 1 and 2.

``GET /api/boards/ID`` gives a board with its cards; ``/api/projects``, comments of a
card (``/api/cards/ID/comments``) and cards of a list may follow in the same file.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from headway.integrations.importers.content import (
    Change,
    Check,
    FileAttachment,
    FileComment,
    FileItem,
    Meaning,
    TrackerFile,
)
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.attached import Attached
from headway.integrations.importers.reading.json_file import JsonFile
from headway.integrations.importers.reading.meanings import guess
from headway.integrations.importers.reading.reading import BoardDraft, Reading
from headway.integrations.importers.reading.record import Record
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

COLOURS: Final = {
    "berry-red": "#e04556", "pumpkin-orange": "#f0982d", "lagoon-blue": "#109dc0",
    "pink-tulip": "#f97394", "light-mud": "#c7a57b", "orange-peel": "#fab623",
    "bright-moss": "#a5c261", "antique-blue": "#6c99bb", "dark-granite": "#8b8680",
    "lagune-blue": "#00b4b1", "sunny-grass": "#bfca02", "morning-sky": "#52bad5",
    "light-orange": "#ffc66d", "midnight-blue": "#004d73", "tank-green": "#8aa177",
    "gun-metal": "#355263", "wet-moss": "#4a8753", "red-burgundy": "#ad5f7d",
    "light-concrete": "#afb0a4", "apricot-red": "#fc736d", "desert-sand": "#edcb76",
    "navy-blue": "#166a8f", "egg-yellow": "#f7d036", "coral-green": "#2b6a6c",
    "light-cocoa": "#87564a",
}  # fmt: skip
CLOSED, ARCHIVE, TRASH = "closed", "archive", "trash"
WHY: Final = kinds.reasons(
    {
        kinds.COMPUTED: "updatedAt commentsTotal listChangedAt boardId",
        kinds.SHOWN: """
            coverAttachmentId showOnFrontOfCard hideCompletedTasks color image position
            isSubscribed isDueDateCompleted defaultView defaultCardType""",
        kinds.MARK: "id type prevListId creatorUserId projectId createdAt",
        kinds.NO_PLACE: """
            boardMemberships projectManagers backgroundImages notificationServices
            linkedCardId assigneeUserId stopwatch""",
    }
)


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file begins as an answer of Planka's does."""
    plain = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    is_answer = plain.startswith(b"{") and b'"included"' in start
    return is_answer and (b'"projectId"' in start or b'"boardMemberships"' in start)


def read_planka(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read a board, or several answers that follow each other.

    Raises :class:`Unreadable` for what holds neither board nor cards.
    """
    reading = Reading(zone, WHY)
    return _Answers(JsonFile(file, reading), reading).result()


class _Answers:
    """The answers of one file while they are read."""

    def __init__(self, file: JsonFile, reading: Reading) -> None:
        self._file, self._reading = file, reading
        self._attached = Attached(reading)
        self._lists: dict[str, tuple[str, str, str]] = {}
        self._labels: dict[str, tuple[str, str]] = {}
        self._cards: dict[str, str] = {}
        self._people: dict[str, list[str]] = {}
        self._marked: dict[str, list[str]] = {}
        self._fields: dict[str, dict[str, str]] = {}
        self._projects: dict[str, str] = {}

    def result(self) -> TrackerFile:
        for user in self._each("users", "person"):
            self._read_user(user)
        for project in (*self._each("projects", "board"), *self._items("description")):
            self._projects[project.id("id")] = project.text("description")
        self._read_boards()
        self._read_lists()
        self._read_labels()
        self._read_memberships()
        self._read_values()
        for card in (*self._each("cards", "item"), *self._items("listId")):
            self._read_card(card)
            card.close()
        if not self._reading.boards:
            raise Unreadable(
                _(
                    "The file holds no board of Planka: save what /api/boards/ID "
                    "answers."
                )
            )
        self._read_tasks()
        for comment in (*self._each("comments", "comment"), *self._items("cardId")):
            self._read_comment(comment)
        for each in self._each("attachments", "attachment"):
            self._read_attachment(each)
        for action in self._each("actions", "change"):
            self._read_action(action)
        self._attached.settle()
        return self._reading.result()

    def _values(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield what answers include under a name."""
        yield from self._file.each(f"included.{name}")
        for answer in self._file.each():
            included = answer.get("included")
            found = included.get(name) if isinstance(included, dict) else None
            if isinstance(found, list):
                yield from (each for each in found if isinstance(each, dict))

    def _each(self, name: str, kind: str) -> Iterator[Record]:
        for value in self._values(name):
            title = str(value.get("name") or value.get("id") or "")[:60]
            yield Record(value, self._reading, kind, title)

    def _items(self, key: str) -> Iterator[Record]:
        """Yield what answers are about: cards, comments, projects, by a field."""
        kind = {"cardId": "comment", "listId": "item"}.get(key, "board")
        answers = [self._file.rest, *self._file.each()]
        several = [self._file.each("items"), *(_list(a.get("items")) for a in answers)]
        for values in several:
            for value in values:
                if key in value and ("boards" not in value):
                    name = str(value.get("name") or value.get("id") or "")[:60]
                    yield Record(value, self._reading, kind, name)

    def _read_user(self, user: Record) -> None:
        self._reading.person(
            user.id("id"),
            name=user.line("name"),
            login=user.line("username"),
            email=user.line("email"),
        )

    def _read_boards(self) -> None:
        answers = [self._file.rest, *self._file.each()]
        boards = [a["item"] for a in answers if isinstance(a.get("item"), dict)]
        for value in [*boards, *self._values("boards")]:
            board = Record(value, self._reading, "board")
            text = self._projects.get(board.id("projectId"), "")
            if "projectId" in board:
                self._reading.board(board.id("id"), board.line("name"), text=text)

    def _board(self, uid: str) -> BoardDraft:
        return self._reading.board(uid or "Planka", f"Board {uid}" if uid else "Planka")

    def _read_lists(self) -> None:
        lists = self._each("lists", "stage")
        for each in sorted(lists, key=lambda record: record.position("position")):
            uid, kind, name = each.id("id"), each.line("type"), each.line("name")
            self._lists[uid] = kind, name, each.id("boardId")
            if kind not in (ARCHIVE, TRASH):
                meaning = guess(name)
                if kind == CLOSED and meaning is not Meaning.CANCELLED:
                    meaning = Meaning.DONE
                self._board(each.id("boardId")).stage(uid, name, meaning)
            each.close()

    def _read_labels(self) -> None:
        """A label without a name is known by its colour."""
        for each in self._each("labels", "label"):
            colour = each.line("color")
            name = each.line("name") or colour.replace("-", " ")
            if colour and colour not in COLOURS:
                each.note(_("its colour is unknown"), value=colour)
            self._labels[each.id("id")] = name, COLOURS.get(colour, "")
            if name:
                self._board(each.id("boardId")).label(name, COLOURS.get(colour, ""))

    def _read_memberships(self) -> None:
        for each in self._each("cardMemberships", "person"):
            self._people.setdefault(each.id("cardId"), []).append(each.id("userId"))
        for each in self._each("cardLabels", "label"):
            self._marked.setdefault(each.id("cardId"), []).append(each.id("labelId"))

    def _read_values(self) -> None:
        names = {f.id("id"): f.line("name") for f in self._each("customFields", "file")}
        for each in self._each("customFieldValues", "item"):
            name = names.get(each.id("customFieldId")) or each.id("customFieldId")
            said = each.text("content")
            if said:
                self._fields.setdefault(each.id("cardId"), {})[name] = said

    def _read_card(self, card: Record) -> None:
        uid = card.id("id")
        place = self._lists.get(card.id("listId"))
        if place and place[0] == TRASH:
            card.note(_("it was deleted there"))
            return
        board = self._board(card.id("boardId") or (place[2] if place else ""))
        title, description = self._reading.titled(
            card.line("name", 100_000), card.text("description"), uid
        )
        stage = self._stage(card, board)
        labels = [
            self._labels.get(each, ("", "")) for each in self._marked.get(uid, ())
        ]
        people = map(self._reading.person, dict.fromkeys(self._people.get(uid, ())))
        is_over = card.flag("isClosed") or board.is_over(stage)
        item = FileItem(
            id=uid,
            title=title,
            board=board.id,
            stage=stage,
            description=description,
            type=card.line("type").removeprefix("project").capitalize(),
            labels=tuple(
                board.label(*each) for each in dict.fromkeys(labels) if each[0]
            ),
            assignees=tuple(filter(None, people)),
            author=self._reading.person(card.id("creatorUserId")),
            created_at=card.instant("createdAt"),
            closed_at=card.instant("listChangedAt") if is_over else None,
            due_on=card.day("dueDate"),
            spent_minutes=self._spent(card),
            is_archived=bool(place and place[0] == ARCHIVE),
            position=card.position("position"),
            custom=self._fields.get(uid),
        )
        self._reading.add(item)

    def _stage(self, card: Record, board: BoardDraft) -> str | None:
        for key in ("listId", "prevListId"):
            if (uid := card.id(key)) in board.stages:
                return uid
        if card.id("listId") not in self._lists:
            card.note(_("its column is not in the file"), value=card.id("listId"))
        return None

    def _spent(self, card: Record) -> int | None:
        watch = card.record("stopwatch") or card.record("timer")
        seconds = watch.number("total") if watch else None
        return round(seconds / 60) if seconds else None

    def _read_tasks(self) -> None:
        """Tasks are in a list of a card or, in version 1, in the card."""
        lists = {}
        for each in self._each("taskLists", "checklist"):
            entry = each.id("cardId"), each.line("name"), each.position("position")
            lists[each.id("id")] = entry
        for task in self._each("tasks", "checklist"):
            alone = task.id("cardId"), "", 0.0
            card, name, position = lists.get(task.id("taskListId"), alone)
            check = Check(
                text=task.line("name", 500) or "-",
                is_done=task.flag("isCompleted"),
                checklist=name,
            )
            order = position * 1e6 + task.position("position")
            self._attached.checks[card].append((order, check))
            task.close()

    def _read_comment(self, each: Record) -> None:
        comment = FileComment(
            id=each.id("id"),
            text=each.text("text"),
            author=self._reading.person(each.id("userId")),
            at=each.instant("createdAt"),
        )
        self._attached.comments[each.id("cardId")].append(comment)

    def _read_attachment(self, each: Record) -> None:
        data = each.record("data")
        attachment = FileAttachment(
            id=each.id("id"),
            name=each.line("name"),
            address=(data or each).line("url", 2000),
            author=self._reading.person(each.id("creatorUserId")),
            at=each.instant("createdAt"),
        )
        self._attached.files[each.id("cardId")].append(attachment)

    def _read_action(self, action: Record) -> None:
        """Read what happened; in version 1 comments are among it."""
        kind, data = action.line("type"), action.record("data")
        data = data or Record({}, self._reading, "change")
        author = self._reading.person(action.id("userId"))
        card, at, uid = (
            action.id("cardId"),
            action.instant("createdAt"),
            action.id("id"),
        )
        if kind == "commentCard":
            text = data.text("text")
            comment = FileComment(id=uid, text=text, author=author, at=at)
            self._attached.comments[card].append(comment)
            return
        ends = [data.record(key) for key in ("fromList", "toList")]
        before, after = (end.line("name") if end else "" for end in ends)
        field = "state" if kind == "moveCard" else kind or "change"
        change = Change(
            id=uid, field=field, before=before, after=after, author=author, at=at
        )
        self._attached.changes[card].append(change)


def _list(value: Any) -> list[dict[str, Any]]:
    return [e for e in value if isinstance(e, dict)] if isinstance(value, list) else []
