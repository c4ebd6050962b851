"""Activities of a Wekan board as changes of its cards."""

from typing import Final

from headway.integrations.importers.content import Change
from headway.integrations.importers.reading.reading import BoardDraft, Reading
from headway.integrations.importers.reading.record import Record

REPEATED: Final = frozenset({"addComment", "createCard", "addAttachment", "addSubtask"})
"""What they tell is in the file as comments, cards and attachments."""

DATES: Final = {
    "a-dueAt": "deadline",
    "a-startAt": "start",
    "a-endAt": "end",
    "a-receivedAt": "received",
}
TURNED: Final = {
    "joinMember": ("assignee", True),
    "unjoinMember": ("assignee", False),
    "joinAssignee": ("assignee", True),
    "unjoinAssignee": ("assignee", False),
    "addedLabel": ("label", True),
    "removedLabel": ("label", False),
    "archivedCard": ("archived", True),
    "restoredCard": ("archived", False),
    "checkedItem": ("checklist", True),
    "uncheckedItem": ("checklist", False),
}


def change_of(reading: Reading, activity: Record, board: BoardDraft) -> Change | None:
    """Read one activity; None for what the file says in another place."""
    kind = activity.name = activity.line("activityType") or activity.line("type")
    if kind in REPEATED:
        return None
    field, before, after = _said(reading, activity, board, kind)
    return Change(
        id=activity.id("_id"),
        field=field,
        before=before,
        after=after,
        author=reading.person(activity.id("userId")),
        at=activity.instant("createdAt"),
    )


def _said(
    reading: Reading, activity: Record, board: BoardDraft, kind: str
) -> tuple[str, str, str]:
    if kind == "moveCard":
        before, after = (_list(activity, board, end) for end in ("oldListId", "listId"))
        return "state", before, after
    if kind in DATES:
        return DATES[kind], activity.line("timeOldValue"), activity.line("timeValue")
    field, is_on = TURNED.get(kind, (kind or "activity", True))
    said = _value(reading, activity, field, kind)
    return (field, "", said) if is_on else (field, said, "")


def _list(activity: Record, board: BoardDraft, key: str) -> str:
    found = board.stages.get(activity.id(key))
    if found is not None:
        return found.name
    return activity.line("listName") if key == "listId" else ""


def _value(reading: Reading, activity: Record, field: str, kind: str) -> str:
    if field == "assignee":
        uid = activity.id("memberId") or activity.id("assigneeId")
        person = reading.people.get(uid)
        return (person.name or person.login) if person else uid
    if field == "label":
        labels = list(board_labels(activity))
        return labels[0] if labels else ""
    if field == "archived":
        return "yes"
    return activity.line("value", 500) or activity.line("checklistItemName", 500)


def board_labels(activity: Record) -> list[str]:
    """The name of a label, which activities have under one of two names."""
    return [name for key in ("label", "labelId") if (name := activity.line(key))]
