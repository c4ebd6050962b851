"""Read a board of Wekan: its JSON, with comments, activities and attachments.

Source: Wekan's exporter, ``wekan-board-1.0.0``.
"""

import base64
import binascii
from collections.abc import Iterator
from typing import BinaryIO, Final

from headway.integrations.importers.content import (
    Check,
    FileAttachment,
    FileComment,
    FileItem,
    TrackerFile,
)
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.attached import Attached
from headway.integrations.importers.reading.columns import (
    column_of,
    read_columns,
)
from headway.integrations.importers.reading.json_file import JsonFile
from headway.integrations.importers.reading.reading import BoardDraft, Reading
from headway.integrations.importers.reading.record import Record
from headway.integrations.importers.wekan.activities import change_of
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

FORMAT: Final = b'"wekan-board-'
HOUR: Final = 60
COLOURS: Final = {
    "white": "#ffffff", "green": "#3cb500", "yellow": "#fad900", "orange": "#ff9f19",
    "red": "#eb4646", "purple": "#a632db", "blue": "#0079bf", "sky": "#00c2e0",
    "lime": "#51e898", "pink": "#ff78cb", "black": "#4d4d4d", "silver": "#c0c0c0",
    "peachpuff": "#ffdab9", "crimson": "#dc143c", "plum": "#dda0dd",
    "darkgreen": "#006400", "slateblue": "#6a5acd", "magenta": "#ff00ff",
    "gold": "#ffd700", "navy": "#000080", "gray": "#808080", "saddlebrown": "#8b4513",
    "paleturquoise": "#afeeee", "mistyrose": "#ffe4e1", "indigo": "#4b0082",
}  # fmt: skip
WHY: Final = kinds.reasons(
    {
        kinds.COMPUTED: """
            modifiedAt dateLastActivity updatedAt isOvertime archivedAt lastActivity
            subtaskSort cardNumber latestCommentAt""",
        kinds.SHOWN: """
            color slug stars view sort coverId backgroundImageURL allowsSubtasks
            hideCheckedChecklistItems hideAllChecklistItems
            showDescriptionTextOnMinicard width starred collapsed isFinished
            showOnCard automaticallyOnCard alwaysOnCard showLabelOnMiniCard
            showSumAtTopOfList""",
        kinds.MARK: """
            _id _format boardId type linkedId swimlaneId listId userId cardId
            checklistId createdAt presentParentTask boardIds settings originRelativeUrl
            subtasksDefaultBoardId subtasksDefaultListId dateSettingsDefaultBoardId
            dateSettingsDefaultListId meteorStoreIdentifier""",
        kinds.NO_PLACE: """
            permission members.isAdmin orgs teams domains rules triggers actions
            integrations watchers wipLimit vote poker file.members file.archived
            services authenticationMethod isActive isAdmin isNoComments isCommentOnly
            isWorker isNormalAssignedOnly isCommentAssignedOnly isReadOnly
            isReadAssignedOnly profile""",
    }
)


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file begins as an export of Wekan does."""
    is_object = start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return is_object and (
        FORMAT in start or (b'"swimlaneId"' in start and b'"listId"' in start)
    )


def read_wekan(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read a board; cards that are part of others are so here.

    Raises :class:`Unreadable` for what is no board.
    """
    reading = Reading(zone, WHY)
    return _Board(JsonFile(file, reading), reading, name).result()


class _Board:
    """One board while it is read."""

    def __init__(self, file: JsonFile, reading: Reading, name: str) -> None:
        self._file, self._reading = file, reading
        self._top = Record(file.rest, reading, "file", name)
        is_board = isinstance(self._top.raw("title"), str) and "_id" in self._top
        if not is_board or "lists" not in {*file.names, *file.rest}:
            raise Unreadable(
                _(
                    "The file is no export of a Wekan board: in Wekan choose Export "
                    "board in the board's menu, as JSON."
                )
            )
        self._top.raw("createdAt")
        self._board: BoardDraft = reading.board(
            self._top.id("_id"),
            self._top.line("title"),
            text=self._top.text("description"),
        )
        self._attached = Attached(reading)
        self._labels: dict[str, str] = {}
        self._closed_lists: set[str] = set()
        self._lanes: dict[str, str] = {}
        self._fields: dict[str, tuple[str, dict[str, str]]] = {}

    def result(self) -> TrackerFile:
        self._read_frame()
        for name in ("cards", "subtaskItems"):
            for card in self._each(name, "item"):
                self._read_card(card)
                card.close()
        self._read_checklists()
        for comment in self._each("comments", "comment"):
            self._read_comment(comment)
            comment.close()
        for file in self._each("attachments", "attachment"):
            self._read_attachment(file)
            file.close()
        for activity in self._each("activities", "change"):
            self._read_activity(activity)
        self._attached.settle()
        self._top.close()
        return self._reading.result()

    def _read_frame(self) -> None:
        """Read what cards refer to."""
        for user in self._each("users", "person"):
            self._read_user(user)
        lists = self._each("lists", "stage")
        self._closed_lists = read_columns(self._board, lists)
        self._read_labels()
        self._read_fields()
        for lane in self._each("swimlanes", "stage"):
            self._lanes[lane.id("_id")] = lane.line("title")
        for name in ("rules", "triggers", "actions"):
            count = sum(1 for __ in self._file.each(name))
            self._reading.unwanted["file", name] += count

    def _each(self, name: str, kind: str) -> Iterator[Record]:
        for value in self._file.each(name):
            title = value.get("title") or value.get("name") or ""
            yield Record(value, self._reading, kind, str(title)[:60])

    def _read_user(self, user: Record) -> None:
        profile = user.record("profile")
        emails = user.records("emails", "person")
        self._reading.person(
            user.id("_id"),
            name=profile.line("fullname") if profile else "",
            login=user.line("username"),
            email=emails[0].line("address") if emails else "",
        )

    def _read_labels(self) -> None:
        """A label without a name is known by its colour."""
        for each in self._each("labels", "label"):
            colour = each.line("color")
            if name := each.line("name") or colour:
                shade = COLOURS.get(colour, "")
                self._labels[each.id("_id")] = self._board.label(name, shade)

    def _read_fields(self) -> None:
        for each in self._each("customFields", "file"):
            settings = each.record("settings")
            items = settings.records("dropdownItems") if settings else []
            options = {item.id("_id"): item.line("name") for item in items}
            name = each.line("name")
            self._fields[each.id("_id")] = name, options
            if name and options:
                self._reading.field(name, "option", options.values())

    def _read_card(self, card: Record) -> None:
        uid = card.id("_id")
        title, description = self._reading.titled(
            card.line("title", 100_000), card.text("description"), uid
        )
        stage = column_of(self._board, card, "listId")
        spent = card.number("spentTime")
        people = [*card.ids("assignees"), *card.ids("members")]
        labels = [self._labels.get(each, "") for each in card.ids("labelIds")]
        item = FileItem(
            id=uid,
            title=title,
            board=self._board.id,
            stage=stage,
            key=card.line("cardNumber"),
            parent=card.id("parentId") or None,
            description=description,
            labels=tuple(dict.fromkeys(filter(None, labels))),
            assignees=tuple(
                filter(None, map(self._reading.person, dict.fromkeys(people)))
            ),
            author=self._reading.person(card.id("userId")),
            created_at=card.instant("createdAt"),
            closed_at=card.instant("endAt"),
            start_on=card.day("startAt"),
            due_on=card.day("dueAt"),
            spent_minutes=None if not spent else round(max(spent, 0) * HOUR),
            is_archived=card.flag("archived") or stage in self._closed_lists,
            position=card.position("sort"),
            fields=self._more(card) or None,
            custom=self._said(card) or None,
        )
        self._reading.add(item)

    def _more(self, card: Record) -> dict[str, str]:
        lane = self._lanes.get(card.id("swimlaneId"), "")
        received = card.day("receivedAt")
        said = {
            "Swimlane": lane if len(self._lanes) > 1 else "",
            "Requested by": card.line("requestedBy"),
            "Assigned by": card.line("assignedBy"),
            "Received": received.isoformat() if received else "",
        }
        return {label: text for label, text in said.items() if text}

    def _said(self, card: Record) -> dict[str, str]:
        """What it says in fields of the board."""
        said: dict[str, str] = {}
        for each in card.records("customFields"):
            name, options = self._fields.get(each.id("_id"), ("", {}))
            value = each.raw("value")
            text = "yes" if value is True else each.line("value", 500) if value else ""
            said[name or each.id("_id")] = options.get(text, text)
        return {label: text for label, text in said.items() if text}

    def _read_checklists(self) -> None:
        lists: dict[str, tuple[str, str, float]] = {}
        for each in self._each("checklists", "checklist"):
            entry = each.id("cardId"), each.line("title"), each.position("sort")
            lists[each.id("_id")] = entry
        for item in self._each("checklistItems", "checklist"):
            place = lists.get(item.id("checklistId"), (item.id("cardId"), "", 0.0))
            card, name, position = place
            check = Check(
                text=item.line("title", 500) or "-",
                is_done=item.flag("isFinished"),
                checklist=name,
            )
            order = position * 1e6 + item.position("sort")
            self._attached.checks[card].append((order, check))

    def _read_comment(self, each: Record) -> None:
        comment = FileComment(
            id=each.id("_id"),
            text=each.text("text"),
            author=self._reading.person(each.id("userId")),
            at=each.instant("createdAt"),
        )
        self._attached.comments[each.id("cardId")].append(comment)

    def _read_attachment(self, each: Record) -> None:
        content = None
        said = each.raw("file")
        if isinstance(said, str) and said:
            try:
                content = base64.b64decode(said, validate=True)
            except (binascii.Error, ValueError):
                each.note(_("its content is not written as it should be"))
        attachment = FileAttachment(
            id=each.id("_id"),
            name=each.line("name") or each.id("_id"),
            address=each.line("url", 2000),
            content=content,
            author=self._reading.person(each.id("userId")),
            at=each.instant("createdAt") or each.instant("uploadedAt"),
        )
        self._attached.files[each.id("cardId")].append(attachment)

    def _read_activity(self, activity: Record) -> None:
        change = change_of(self._reading, activity, self._board)
        card = activity.id("cardId")
        if change is None:
            return
        if not card:
            activity.note(_(kinds.ON_THE_BOARD))
            return
        self._attached.changes[card].append(change)
