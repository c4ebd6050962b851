"""What the actions of a Trello board say of its cards.

Trello exports the last 1,000 actions only, newest first.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from headway.integrations.importers.content import Change, FileComment
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.reading import Reading
from headway.integrations.importers.reading.record import Record
from headway.integrations.importers.trello.members import noted
from headway.plan.files.saying import say as _

MOST_ACTIONS: Final = 1000
CREATIONS: Final = frozenset(
    {"createCard", "copyCard", "emailCard", "convertToCardFromCheckItem"}
)
COMMENTS: Final = frozenset({"commentCard", "copyCommentCard"})
FIELDS: Final = {
    "name": "title",
    "desc": "description",
    "due": "deadline",
    "closed": "archived",
    "dueComplete": "due complete",
}
"""What we call the fields that ``updateCard`` names; the others keep their names."""

SILENT: Final = frozenset({"pos"})


@dataclass(kw_only=True, slots=True)
class CardHistory:
    """What happened to one card, the oldest first once it is read."""

    author: str | None = None
    created_at: datetime | None = None
    completed_at: datetime | None = None
    comments: list[FileComment] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


class Histories:
    """The actions, by the card that they happened to.

    ``words`` say what is meant by ids of options of custom fields.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.words: dict[str, str] = {}
        self._cards: defaultdict[str, CardHistory] = defaultdict(CardHistory)
        self._count = 0

    def take(self, action: Record) -> None:
        """Read one action; the next one in the file happened before it."""
        self._count += 1
        said = action.line("type")
        data = action.record("data") or Record({}, self._reading, "change")
        card = data.record("card")
        action.name = said
        if card is None:
            action.note(_(kinds.ON_THE_BOARD))
            return
        uid = card.id("id")
        author = self._author(action)
        at = action.instant("date")
        if said in CREATIONS:
            self._cards[uid].author, self._cards[uid].created_at = author, at
        elif said in COMMENTS:
            text = data.text("text")
            comment = FileComment(id=action.id("id"), text=text, author=author, at=at)
            self._cards[uid].comments.append(comment)
        else:
            self._change(uid, action, data, author=author, at=at)

    def of(self, card: str) -> CardHistory:
        """Return what happened to a card, which is in the file."""
        history = self._cards.pop(card, None) or CardHistory()
        history.comments.reverse()
        history.changes.reverse()
        return history

    def close(self) -> None:
        """Report what is left when all cards have theirs."""
        for history in self._cards.values():
            why = _(kinds.IN_NOTHING)
            for comment in history.comments:
                self._reading.note("comment", comment.id, why)
            for change in history.changes:
                self._reading.note("change", change.id, why)
            if history.created_at or history.author:
                self._reading.note("change", "createCard", why)
        if self._count >= MOST_ACTIONS:
            why = _(
                "Trello exports the last %d changes: older ones are not in the file"
            )
            self._reading.note("file", "", why % MOST_ACTIONS)

    def _author(self, action: Record) -> str | None:
        uid = action.id("idMemberCreator")
        member = action.record("memberCreator", "person")
        if member is not None:
            return noted(self._reading, member) or self._reading.person(uid)
        return self._reading.person(uid)

    def _change(
        self,
        card: str,
        action: Record,
        data: Record,
        *,
        author: str | None,
        at: datetime | None,
    ) -> None:
        read = KINDS.get(action.name, _other)
        said = read(self._reading, action, data)
        if not said:
            why = _("only where it stood in its column changed")
            self._reading.note("change", action.name, why)
        history = self._cards[card]
        for n, (field_, before, after) in enumerate(said):
            if (field_, after) == ("due complete", "yes"):
                history.completed_at = history.completed_at or at
            change = Change(
                id=action.id("id") + (f"-{n}" if n else ""),
                field=field_,
                before=self.words.get(before, before),
                after=self.words.get(after, after),
                author=author,
                at=at,
            )
            history.changes.append(change)


Said = list[tuple[str, str, str]]
"""Fields with what they were before and after."""


def _updated(reading: Reading, action: Record, data: Record) -> Said:
    """``updateCard``: what is in ``old`` was before, the card has what came after."""
    old, card = data.record("old"), data.record("card")
    if old is None or card is None:
        return _other(reading, action, data)
    if "idList" in old:
        before, after = data.record("listBefore"), data.record("listAfter")
        names = [each.line("name") if each else "" for each in (before, after)]
        return [("state", names[0], names[1])]
    return [
        (FIELDS.get(key, key), _word(old, key), _word(card, key))
        for key in old
        if key not in SILENT
    ]


def _word(record: Record, key: str) -> str:
    value = record.raw(key)
    if isinstance(value, bool):
        return "yes" if value else ""
    return record.text(key) if isinstance(value, (str, int, float)) else ""


def _member(reading: Reading, action: Record, data: Record) -> Said:
    member = action.record("member", "person") or data.record("member", "person")
    name = ""
    if member is not None:
        noted(reading, member)
        name = member.line("fullName") or member.line("name")
    return _turned(action, "assignee", name or data.id("idMember"))


def _label(_reading: Reading, action: Record, data: Record) -> Said:
    label = data.record("label")
    name = (label.line("name") or label.line("color")) if label else data.line("text")
    return _turned(action, "label", name)


def _turned(action: Record, field_: str, name: str) -> Said:
    """Something was added, or removed."""
    is_gone = action.name.startswith(("remove", "delete"))
    return [(field_, name, "") if is_gone else (field_, "", name)]


def _check(_reading: Reading, _action: Record, data: Record) -> Said:
    item, list_ = data.record("checkItem"), data.record("checklist")
    name = item.line("name") if item else list_.line("name") if list_ else ""
    state = item.line("state") if item else ""
    return [("checklist", "", f"{name}: {state}" if state else name)]


def _checklist(_reading: Reading, action: Record, data: Record) -> Said:
    list_ = data.record("checklist")
    return _turned(action, "checklist", list_.line("name") if list_ else "")


def _attachment(_reading: Reading, action: Record, data: Record) -> Said:
    file = data.record("attachment")
    return _turned(action, "attachment", file.line("name") if file else "")


def _custom(_reading: Reading, _action: Record, data: Record) -> Said:
    named, item = data.record("customField"), data.record("customFieldItem")
    old = data.record("old")
    field_ = named.line("name") if named else "custom field"
    return [(field_, _custom_word(old), _custom_word(item))]


def _custom_word(item: Record | None) -> str:
    """The value of a custom field, in whatever wrapping its type has."""
    if item is None:
        return ""
    value = item.raw("value")
    if isinstance(value, dict):
        value = next(iter(value.values()), "")
    return (
        str(value)[:200] if isinstance(value, (str, int, float)) else item.id("idValue")
    )


def _moved(_reading: Reading, action: Record, data: Record) -> Said:
    key = "boardTarget" if action.name == "moveCardFromBoard" else "boardSource"
    board = data.record(key)
    name = (board.line("name") or board.id("id")) if board else ""
    return [("board", name, "") if key == "boardSource" else ("board", "", name)]


def _other(_reading: Reading, action: Record, _data: Record) -> Said:
    return [(action.name or "change", "", "")]


KINDS: Final = {
    "updateCard": _updated,
    "addMemberToCard": _member,
    "removeMemberFromCard": _member,
    "addLabelToCard": _label,
    "removeLabelFromCard": _label,
    "addChecklistToCard": _checklist,
    "removeChecklistFromCard": _checklist,
    "updateCheckItemStateOnCard": _check,
    "createCheckItem": _check,
    "deleteCheckItem": _check,
    "updateCheckItem": _check,
    "addAttachmentToCard": _attachment,
    "deleteAttachmentFromCard": _attachment,
    "updateCustomFieldItem": _custom,
    "moveCardToBoard": _moved,
    "moveCardFromBoard": _moved,
}
