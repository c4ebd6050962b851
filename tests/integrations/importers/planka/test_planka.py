"""Boards of Planka, as its API answers them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from headway.integrations.importers.content import Meaning
from headway.integrations.importers.planka.reader import looks_like
from headway.plan.files.content import Unreadable
from tests.corpus import CORPUS
from tests.integrations.importers.trackers import person, read, reported, stage

FOLDER = CORPUS / "trackers/vikunja-migration/planka/testdata"


def board(**included: Any) -> dict[str, Any]:
    return {
        "item": {"id": "1", "name": "Launch", "projectId": "9"},
        "included": {
            "lists": [
                {"id": "s2", "type": "closed", "position": 2, "name": "Over",
                 "boardId": "1"},
                {"id": "s1", "type": "active", "position": 1, "name": "Doing",
                 "boardId": "1"},
                {"id": "s3", "type": "archive", "name": None, "boardId": "1"},
                {"id": "s4", "type": "trash", "name": None, "boardId": "1"},
            ],
            "cards": [
                {"id": "c1", "name": "Write", "listId": "s2", "boardId": "1",
                 "dueDate": "2024-02-01T23:30:00Z", "creatorUserId": "u1",
                 "listChangedAt": "2024-01-08T10:00:00Z", "stopwatch": {"total": 3600}},
                {"id": "c2", "name": "Old", "listId": "s3", "prevListId": "s1",
                 "boardId": "1"},
                {"id": "c3", "name": "Gone", "listId": "s4", "boardId": "1"},
            ],
            "users": [{"id": "u1", "name": "Ada Blue", "username": "ada"}],
            "cardMemberships": [{"cardId": "c1", "userId": "u1"}],
            "labels": [{"id": "l1", "name": None, "color": "sunny-grass",
                        "boardId": "1"}],
            "cardLabels": [{"cardId": "c1", "labelId": "l1"}],
            "tasks": [{"id": "t1", "cardId": "c1", "name": "of version 1",
                       "isCompleted": True}],
            "actions": [
                {"id": "a1", "type": "commentCard", "cardId": "c1", "userId": "u1",
                 "data": {"text": "hello"}, "createdAt": "2024-01-03T10:00:00Z"},
                {"id": "a2", "type": "moveCard", "cardId": "c1", "userId": "u1",
                 "data": {"fromList": {"name": "Doing"}, "toList": {"name": "Over"}}},
            ],
            **included,
        },
    }  # fmt: skip


def test_a_card_is_taken_whole() -> None:
    file = read("planka", board())
    assert [(s.name, s.meaning) for s in file.boards[0].stages] == [
        ("Doing", Meaning.DOING),
        ("Over", Meaning.DONE),
    ]
    item = file.items[0]
    assert (item.title, item.labels, item.due_on) == (
        "Write",
        ("sunny grass",),
        date(2024, 2, 2),
    )
    assert person(file, item.author) == person(file, item.assignees[0]) == "Ada Blue"
    assert item.closed_at is not None
    assert item.spent_minutes == 60
    assert [(c.text, c.is_done) for c in item.checks] == [("of version 1", True)]
    assert [c.text for c in item.comments] == ["hello"]
    assert [(c.field, c.before, c.after) for c in item.changes] == [
        ("state", "Doing", "Over")
    ]
    old = file.items[1]
    assert (old.is_archived, stage(file, old)) == (True, "Doing")
    assert reported(file, "it was deleted there") == 1


@pytest.mark.parametrize("said", [{}, [], {"item": {"id": "1"}}, {"items": [{"a": 1}]}])
def test_what_holds_no_board_is_refused(said: Any) -> None:
    with pytest.raises(Unreadable, match="Planka"):
        read("planka", said)


@pytest.mark.corpus
def test_real_answers_in_one_file_agree_with_themselves(tmp_path: Path) -> None:
    names = (
        "projects",
        "board_10",
        "board_11",
        "card_2000_comments",
        "list_1003_cards",
    )
    answers = {
        name: json.loads((FOLDER / f"{name}.json").read_text()) for name in names
    }
    path = tmp_path / "answers.json"
    path.write_text("\n".join(map(json.dumps, answers.values())))
    file = read("planka", path)
    assert looks_like(path.read_bytes(), path.name)
    whole = answers["board_10"]["included"]
    more = answers["list_1003_cards"]["items"]
    assert len(file.items) == len(whole["cards"]) + len(more)
    assert sum(len(i.checks) for i in file.items) == len(whole["tasks"])
    files = sum(len(i.attachments) for i in file.items)
    assert files == len(whole["attachments"])
    comments = answers["card_2000_comments"]["items"]
    assert sum(len(i.comments) for i in file.items) == len(comments)
    labels = [
        *whole["cardLabels"],
        *answers["list_1003_cards"]["included"]["cardLabels"],
    ]
    assert sum(len(i.labels) for i in file.items) == len(labels)
    first = next(item for item in file.items if item.id == "2000")
    assert first.custom == {"Priority": "High", "Estimate": "3d"}
    assert first.comments[0].text == "Hello from *someone else*"
    assert [c.text for c in only_with_checks(file.items)] == [
        "first step",
        "second step",
    ]
    assert next(b for b in file.boards if b.id == "10").description == "Two boards"
    assert reported(file, "its colour is unknown") == 1
    archived = next(item for item in file.items if item.id == "2100")
    assert archived.is_archived


def only_with_checks(items: Any) -> Any:
    [found] = [item for item in items if item.checks]
    return found.checks


@pytest.mark.corpus
def test_a_real_board_of_version_1_is_read() -> None:
    file = read("planka", FOLDER / "board_v1.json")
    assert [s.name for s in file.boards[0].stages] == ["Legacy"]
    assert file.items == ()
