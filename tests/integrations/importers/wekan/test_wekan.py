"""Boards of Wekan."""

import base64
from datetime import UTC, date, datetime
from typing import Any

import pytest

from headway.integrations.importers.content import Check, Meaning
from headway.integrations.importers.wekan.reader import looks_like
from headway.plan.files.content import Unreadable
from tests.integrations.importers.trackers import only, person, read, reported, stage


def activity(kind: str, day: int, **said: Any) -> dict[str, Any]:
    at = f"2024-01-{day:02}T10:00:00.000Z"
    return {"_id": f"a{day}", "activityType": kind, "userId": "u1", "cardId": "c1",
            "createdAt": at, **said}  # fmt: skip


def board(**changes: Any) -> dict[str, Any]:
    return {
        "_format": "wekan-board-1.0.0", "_id": "b1", "title": "Launch",
        "users": [{"_id": "u1", "username": "ada", "profile": {"fullname": "Ada Blue"},
                   "emails": [{"address": "ada@example.org"}]}],
        "labels": [{"_id": "l1", "name": "Press", "color": "green"},
                   {"_id": "l2", "name": "", "color": "crimson"}],
        "lists": [{"_id": "s2", "title": "Done", "sort": 2, "archived": False},
                  {"_id": "s1", "title": "Doing", "sort": 1}],
        "swimlanes": [{"_id": "w1", "title": "Usual"}, {"_id": "w2", "title": "Fast"}],
        "customFields": [{"_id": "f1", "name": "Size", "type": "dropdown", "settings":
                          {"dropdownItems": [{"_id": "o1", "name": "L"}]}}],
        "cards": [
            {"_id": "c2", "title": "Part", "listId": "s1", "parentId": "c1", "sort": 1},
            {"_id": "c1", "title": "Write", "description": "**md**", "listId": "s2",
             "swimlaneId": "w2", "labelIds": ["l1", "l2"], "members": ["u1"],
             "assignees": ["u1", "u9"], "userId": "u1", "sort": 3, "cardNumber": 7,
             "startAt": "2024-01-10T08:00:00Z", "dueAt": "2024-02-01T23:30:00Z",
             "createdAt": "2024-01-02T10:00:00Z", "spentTime": 1.5, "novelty": 1,
             "requestedBy": "Cem", "customFields": [{"_id": "f1", "value": "o1"}]},
        ],
        "checklists": [{"_id": "k1", "cardId": "c1", "title": "Steps", "sort": 0}],
        "checklistItems": [
            {"_id": "i2", "checklistId": "k1", "title": "second", "sort": 1},
            {"_id": "i1", "checklistId": "k1", "title": "first", "isFinished": True},
            {"_id": "i3", "checklistId": "gone", "cardId": "gone", "title": "lost"},
        ],
        "comments": [{"_id": "m1", "text": "hello", "cardId": "c1", "userId": "u1",
                      "createdAt": "2024-01-03T10:00:00Z"}],
        "attachments": [
            {"_id": "t1", "cardId": "c1", "name": "a.txt",
             "file": base64.b64encode(b"content").decode()},
            {"_id": "t2", "cardId": "c1", "name": "b.txt", "file": "not base 64!"},
        ],
        "activities": [
            activity("moveCard", 8, oldListId="s1", listId="s2"),
            activity("joinMember", 4, memberId="u1"),
            activity("a-dueAt", 5, timeOldValue="", timeValue="2024-02-01"),
            activity("addComment", 3), activity("createCard", 2),
            activity("createList", 1, cardId=None),
        ],
        "rules": [{"_id": "r1"}],
        **changes,
    }  # fmt: skip


def test_a_card_is_taken_whole() -> None:
    file = read("wekan", board())
    [found] = file.boards
    stages = [(each.name, each.meaning) for each in found.stages]
    assert stages == [("Doing", Meaning.DOING), ("Done", Meaning.DONE)]
    labels = [(each.name, each.colour) for each in found.labels]
    assert labels == [("Press", "#3cb500"), ("crimson", "#dc143c")]
    assert [item.id for item in file.items] == ["c1", "c2"]
    assert file.items[1].parent == "c1"
    item = only(file, "7")
    assert (item.title, item.description) == ("Write", "**md**")
    assert (item.start_on, item.due_on) == (date(2024, 1, 10), date(2024, 2, 2))
    assert item.spent_minutes == 90
    assert stage(file, item) == "Done"
    assert [person(file, each) for each in item.assignees] == ["Ada Blue", "u9"]
    assert item.fields == {"Swimlane": "Fast", "Requested by": "Cem"}
    assert item.custom == {"Size": "L"}
    assert [(each.kind, each.options) for each in file.fields] == [("option", ("L",))]
    assert item.checks == (
        Check(text="first", is_done=True, checklist="Steps"),
        Check(text="second", checklist="Steps"),
    )
    assert [c.text for c in item.comments] == ["hello"]
    assert [(a.name, a.content) for a in item.attachments] == [
        ("a.txt", b"content"),
        ("b.txt", None),
    ]


def test_activities_become_changes_and_what_is_left_is_reported() -> None:
    file = read("wekan", board())
    item = only(file, "7")
    assert [(c.field, c.before, c.after) for c in item.changes] == [
        ("assignee", "", "Ada Blue"),
        ("deadline", "", "2024-02-01"),
        ("state", "Doing", "Done"),
    ]
    assert item.closed_at == datetime(2024, 1, 8, 10, tzinfo=UTC)
    assert reported(file, "happened to the board") == 1
    assert reported(file, "an item that is not in the file", "checklist") == 1
    assert reported(file, "not written as it should be") == 1
    assert reported(file, "does not know this field: novelty") == 1
    assert reported(file, "no place for it: rules") == 1


@pytest.mark.parametrize("said", [{}, [], {"_id": "x", "title": 1}, {"lists": []}])
def test_what_is_no_board_is_refused(said: Any) -> None:
    with pytest.raises(Unreadable, match="Wekan"):
        read("wekan", said)


def test_a_board_is_recognised() -> None:
    assert looks_like(b'\n{"_format": "wekan-board-1.0.0"', "x.json")
    assert not looks_like(b'{"idBoard": 1}', "x.json")
