"""Read a whole board: Trello's JSON in, ``TrackerFile`` out.

Reference: "Exporting data from Trello" and the objects of its REST API.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO, Final

from headway.integrations.importers.content import (
    Check,
    FileAttachment,
    FileItem,
    TrackerFile,
)
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.columns import (
    column_of,
    read_columns,
)
from headway.integrations.importers.reading.json_file import JsonFile
from headway.integrations.importers.reading.reading import (
    BoardDraft,
    Reading,
    joined,
)
from headway.integrations.importers.reading.record import Record
from headway.integrations.importers.trello.history import CardHistory, Histories
from headway.integrations.importers.trello.members import noted
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

KINDS: Final = {
    "text": "text",
    "number": "number",
    "date": "date",
    "checkbox": "yes_no",
    "list": "option",
}
"""What kind a field is here, by what it is there."""
ID: Final = re.compile(r"[0-9a-f]{24}")
COLOURS: Final = {
    "green": "#4bce97",
    "yellow": "#f5cd47",
    "orange": "#fea362",
    "red": "#f87168",
    "purple": "#9f8fef",
    "blue": "#579dff",
    "sky": "#6cc3e0",
    "lime": "#94c748",
    "pink": "#e774bb",
    "black": "#8590a2",
}
WHY: Final = kinds.reasons(
    {
        kinds.SHOWN: """
            prefs cover idAttachmentCover manualCoverAttachment starred pinned
            dateLastView labelNames badges subscribed cardRole softLimit display
            file.powerUps file.pluginData nodeId previews edgeColor""",
        kinds.COMPUTED: "dateLastActivity ixUpdate idTags limits checkItemStates uses",
        kinds.REPEATED: "item.labels idChecklists idBoard",
        kinds.MARK: """
            url shortLink email id idOrganization idEnterprise enterpriseOwned
            creationMethod premiumFeatures datePluginDisable templateGallery descData
            idMemberCreator idBoardSource appCreator nameData dueReminder
            creationMethodError creationMethodLoadingStartedAt idModel modelType
            fieldGroup isSuggestedField mirrorSourceId pluginData agent
            dateClosed type pos idShort""",
        kinds.NO_PLACE: """
            memberships invitations invited idMembersVoted isTemplate stickers
            file.closed pinnedCards idMember due dueReminder""",
    }
)


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file begins as an export of Trello does."""
    is_object = start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return is_object and (
        b"https://trello.com/" in start
        or (b'"shortLink"' in start and b'"idBoard"' in start)
        or b'"idMemberCreator"' in start
    )


def read_trello(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read a board with its history, as far as Trello exports it.

    Raises :class:`Unreadable` for what is no board.
    """
    reading = Reading(zone, WHY)
    return _Board(JsonFile(file, reading), reading, name).result()


class _Board:
    """One board while it is read."""

    def __init__(self, file: JsonFile, reading: Reading, name: str) -> None:
        self._file, self._reading = file, reading
        self._top = Record(file.rest, reading, "file", name)
        is_board = isinstance(self._top.raw("name"), str) and self._top.id("id")
        if not is_board or not ({"lists", "cards", "actions"} & file.names):
            raise Unreadable(
                _(
                    "The file is no export of a Trello board: in Trello choose Menu, "
                    "Print, export, and share, Export as JSON."
                )
            )
        self._board: BoardDraft = reading.board(
            self._top.id("id"),
            self._top.line("name"),
            text=self._top.text("desc"),
        )
        self._closed_lists: set[str] = set()
        self._labels: dict[str, str] = {}
        self._checks: dict[str, list[tuple[float, list[Check]]]] = {}
        self._custom: dict[str, tuple[str, dict[str, str]]] = {}
        self._histories = Histories(reading)

    def result(self) -> TrackerFile:
        self._top.raw("shortUrl")
        for member in self._each("members", "person"):
            noted(self._reading, member)
            for key in ("initials", "confirmed", "memberType", "status", "avatarHash"):
                member.raw(key)
        columns = self._each("lists", "stage")
        self._closed_lists = read_columns(self._board, columns)
        self._read_labels()
        self._read_fields()
        for checklist in self._each("checklists", "checklist"):
            self._read_checklist(checklist)
            checklist.close()
        for action in self._each("actions", "change"):
            self._histories.take(action)
        for card in self._each("cards", "item"):
            self._read_card(card)
            card.close()
        self._histories.close()
        for owner, lists in self._checks.items():
            for __, checks in lists:
                why = _(kinds.IN_NOTHING)
                self._reading.note(
                    "checklist", checks[0].checklist if checks else owner, why
                )
        self._top.close()
        return self._reading.result()

    def _each(self, name: str, kind: str) -> Iterator[Record]:
        return (
            Record(value, self._reading, kind, str(value.get("name", ""))[:60])
            for value in self._file.each(name)
        )

    def _read_labels(self) -> None:
        """A label without a name is known by its colour."""
        for each in self._each("labels", "label"):
            colour = each.line("color")
            name = each.line("name") or colour.replace("_", " ")
            if name:
                shade = COLOURS.get(colour.partition("_")[0], "")
                self._labels[each.id("id")] = self._board.label(name, shade)
            each.close()

    def _read_fields(self) -> None:
        for each in self._each("customFields", "file"):
            options = {}
            for option in each.records("options"):
                value = option.record("value")
                options[option.id("id")] = value.line("text") if value else ""
            name = each.line("name")
            self._custom[each.id("id")] = name, options
            kind = KINDS.get(each.line("type"), "")
            if name and kind:
                self._reading.field(name, kind, options.values())
            self._histories.words |= options
            each.close()

    def _read_checklist(self, each: Record) -> None:
        name = each.line("name")
        checks = [
            (
                item.position("pos"),
                Check(
                    text=item.line("name", 500) or "-",
                    is_done=item.line("state") == "complete",
                    checklist=name,
                ),
            )
            for item in each.records("checkItems", "checklist")
        ]
        if not checks:
            each.note(_("it has no lines"))
        checks.sort(key=lambda pair: pair[0])
        card = each.id("idCard")
        entry = each.position("pos"), [check for __, check in checks]
        self._checks.setdefault(card, []).append(entry)

    def _read_card(self, card: Record) -> None:
        uid = card.id("id")
        history = self._histories.of(uid)
        title, description = self._reading.titled(
            card.line("name", 100_000), card.text("desc"), card.id("idShort") or uid
        )
        stage = column_of(self._board, card, "idList")
        labels = [self._label(each) for each in card.ids("idLabels")]
        item = FileItem(
            id=uid,
            title=title,
            board=self._board.id,
            stage=stage,
            key=card.id("idShort"),
            address=card.line("shortUrl", 2000) or card.line("url", 2000),
            description=description,
            labels=tuple(dict.fromkeys(filter(None, labels))),
            assignees=tuple(filter(None, map(self._person, card.ids("idMembers")))),
            author=history.author,
            created_at=_created(uid) or history.created_at,
            closed_at=self._closed_at(card, stage, history),
            start_on=card.day("start"),
            due_on=card.day("due"),
            is_archived=card.flag("closed") or stage in self._closed_lists,
            position=card.position("pos"),
            checks=self._checks_of(uid),
            comments=tuple(history.comments),
            changes=tuple(history.changes),
            attachments=tuple(self._attachments(card)),
            fields=self._place(card),
            custom=self._said(card) or None,
        )
        self._reading.add(item)

    def _label(self, uid: str) -> str:
        if uid not in self._labels:
            self._reading.note("label", uid, _("it has neither name nor colour"))
        return self._labels.get(uid, "")

    def _person(self, uid: str) -> str | None:
        return self._reading.person(uid)

    def _closed_at(
        self, card: Record, stage: str | None, history: CardHistory
    ) -> datetime | None:
        """When it was marked complete, or came into a column of what is over."""
        is_complete = card.flag("dueComplete")
        if not is_complete and not self._board.is_over(stage):
            return None
        last = self._board.entered(stage, history.changes)
        marked = history.completed_at if is_complete else None
        return marked or last or card.instant("dateLastActivity")

    def _checks_of(self, card: str) -> tuple[Check, ...]:
        lists = sorted(self._checks.pop(card, []), key=lambda pair: pair[0])
        return tuple(check for __, checks in lists for check in checks)

    def _attachments(self, card: Record) -> Iterator[FileAttachment]:
        for each in card.records("attachments", "attachment"):
            address = each.line("url", 2000)
            yield FileAttachment(
                id=each.id("id"),
                name=each.line("name") or each.line("fileName") or address[:200],
                address=address,
                author=self._person(each.id("idMember")),
                at=each.instant("date"),
            )

    def _said(self, card: Record) -> dict[str, str]:
        """What it says in fields of the board."""
        fields = {}
        for each in card.records("customFieldItems"):
            name, options = self._custom.get(each.id("idCustomField"), ("", {}))
            said = _value(each) or options.get(each.id("idValue"), "")
            if said:
                fields[name or each.id("idCustomField")] = said
        return fields

    def _place(self, card: Record) -> dict[str, str] | None:
        place = [card.line(key) for key in ("locationName", "address")]
        spot = card.record("coordinates")
        if spot is not None:
            place.append(f"{spot.number('latitude')}, {spot.number('longitude')}")
        said = joined(place)
        return {"location": said} if said else None


def _value(item: Record) -> str:
    """What a custom field says: text, number, date or yes."""
    value = item.record("value")
    if value is None:
        return ""
    if value.line("checked"):
        return "yes" if value.flag("checked") else "no"
    return value.line("text", 500) or value.line("number") or value.line("date")


def _created(uid: str) -> datetime | None:
    """Read the time in an id of Trello's: its first eight digits."""
    if not ID.fullmatch(uid):
        return None
    return datetime.fromtimestamp(int(uid[:8], 16), UTC)
