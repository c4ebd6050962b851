"""Boards of Trello: cards with their history, counted against the files themselves."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from headway.integrations.importers.content import Check, Meaning
from headway.integrations.importers.trello.reader import looks_like
from headway.plan.files.content import Unreadable
from tests.corpus import CORPUS
from tests.integrations.importers.trackers import only, person, read, reported, stage

CARD = "65a0b2c0aaaaaaaaaaaaaaaa"
LISTS = ("65a0b2c0bbbbbbbbbbbbbb01", "65a0b2c0bbbbbbbbbbbbbb02")
BOARDS = [
    "trello-dekk/trello.json",
    "trello-wekan/docs/Features/ImportExport/Trello/trello/trello-project100.json",
    "nextcloud-deck/tests/data/data-trelloJson.json",
]


def action(kind: str, day: int, **data: Any) -> dict[str, Any]:
    return {
        "id": f"a{day}",
        "type": kind,
        "date": f"2024-01-{day:02}T10:00:00.000Z",
        "idMemberCreator": "m1",
        "memberCreator": {"id": "m1", "fullName": "Ada Blue", "username": "ada"},
        "data": {"card": {"id": CARD}, **data},
    }


def board(**changes: Any) -> dict[str, Any]:
    return {
        "id": "b1",
        "name": "Launch",
        "desc": "All of it",
        "url": "https://trello.com/b/x/launch",
        "shortLink": "x",
        "lists": [
            {"id": LISTS[1], "name": "Done", "pos": 2, "closed": False},
            {"id": LISTS[0], "name": "Doing", "pos": 1, "closed": False},
        ],
        "labels": [
            {"id": "l1", "name": "Press", "color": "green"},
            {"id": "l2", "name": "", "color": "red_dark"},
        ],
        "members": [{"id": "m2", "fullName": "Ben Grey", "username": "ben"}],
        "checklists": [
            {
                "id": "c1",
                "idCard": CARD,
                "name": "Steps",
                "pos": 1,
                "checkItems": [
                    {"id": "i2", "name": "second", "pos": 2, "state": "incomplete"},
                    {"id": "i1", "name": "first", "pos": 1, "state": "complete"},
                ],
            }
        ],
        "customFields": [
            {
                "id": "f1",
                "name": "Size",
                "options": [{"id": "o1", "value": {"text": "L"}}],
            },
            {"id": "f2", "name": "Ready", "type": "checkbox"},
        ],
        "actions": [
            action("updateCard", 9, old={"pos": 1}, card={"id": CARD, "pos": 2}),
            action(
                "updateCard",
                8,
                old={"idList": LISTS[0]},
                listBefore={"id": LISTS[0], "name": "Doing"},
                listAfter={"id": LISTS[1], "name": "Done"},
            ),
            action("commentCard", 7, text="later"),
            action("commentCard", 6, text="sooner"),
            action(
                "updateCard", 5, old={"name": "Old"}, card={"id": CARD, "name": "New"}
            ),
            action("addMemberToCard", 4, member={"id": "m2", "fullName": "Ben Grey"}),
            action("createCard", 2),
        ],
        "cards": [
            {
                "id": CARD,
                "idShort": 7,
                "name": "Write the text",
                "desc": "**Markdown**",
                "idList": LISTS[1],
                "idMembers": ["m2"],
                "idLabels": ["l1", "l2"],
                "due": "2024-02-01T23:30:00.000Z",
                "start": "2024-01-10T08:00:00.000Z",
                "shortUrl": "https://trello.com/c/y",
                "pos": 3.5,
                "attachments": [
                    {
                        "id": "t1",
                        "name": "a.pdf",
                        "url": "https://x/a.pdf",
                        "idMember": "m2",
                    }
                ],
                "customFieldItems": [
                    {"id": "v1", "idCustomField": "f1", "idValue": "o1"},
                    {"id": "v2", "idCustomField": "f2", "value": {"checked": "true"}},
                ],
            }
        ],
        **changes,
    }


def test_a_card_is_taken_whole() -> None:
    file = read("trello", board())
    [found] = file.boards
    assert (found.name, found.description) == ("Launch", "All of it")
    stages = [(each.name, each.meaning) for each in found.stages]
    assert stages == [("Doing", Meaning.DOING), ("Done", Meaning.DONE)]
    labels = [(each.name, each.colour) for each in found.labels]
    assert labels == [("Press", "#4bce97"), ("red dark", "#f87168")]
    item = only(file)
    assert (item.key, item.title, item.description) == (
        "7",
        "Write the text",
        "**Markdown**",
    )
    assert item.labels == ("Press", "red dark")
    assert item.created_at == datetime(2024, 1, 12, 3, 32, 16, tzinfo=UTC)
    assert (item.start_on, item.due_on) == (date(2024, 1, 10), date(2024, 2, 2))
    assert person(file, item.author) == "Ada Blue"
    assert [person(file, each) for each in item.assignees] == ["Ben Grey"]
    assert item.checks == (
        Check(text="first", is_done=True, checklist="Steps"),
        Check(text="second", checklist="Steps"),
    )
    assert [(a.name, a.address) for a in item.attachments] == [
        ("a.pdf", "https://x/a.pdf")
    ]
    assert (item.fields, item.custom) == (None, {"Size": "L", "Ready": "yes"})


def test_moves_become_changes_of_state_the_oldest_first() -> None:
    item = only(read("trello", board()))
    assert [(c.field, c.before, c.after) for c in item.changes] == [
        ("assignee", "", "Ben Grey"),
        ("title", "Old", "New"),
        ("state", "Doing", "Done"),
    ]
    assert item.changes[2].at == item.closed_at == datetime(2024, 1, 8, 10, tzinfo=UTC)
    assert [each.text for each in item.comments] == ["sooner", "later"]
    assert reported(read("trello", board()), "where it stood") == 1


def test_what_is_archived_or_complete_is_so_here() -> None:
    whole = board()
    whole["lists"][0]["closed"] = True
    assert only(read("trello", whole)).is_archived
    whole = board()
    whole["cards"][0] |= {"dueComplete": True, "idList": LISTS[0], "closed": True}
    complete = {"id": CARD, "dueComplete": True}
    whole["actions"] = [
        action("updateCard", 3, old={"dueComplete": False}, card=complete)
    ]
    item = only(read("trello", whole))
    assert item.is_archived
    assert (item.stage, (item.fields or {})["Column"]) == (None, "Doing")
    assert item.closed_at == datetime(2024, 1, 3, 10, tzinfo=UTC)


def test_what_belongs_to_nothing_is_reported() -> None:
    whole = board(cards=[])
    file = read("trello", whole)
    assert file.items == ()
    why = "an item that is not in the file"
    assert reported(file, why, "comment") == 2
    assert reported(file, why, "change") == 4
    assert reported(file, why, "checklist") == 1
    whole = board()
    whole["cards"][0] |= {"idList": "gone", "idLabels": ["gone"], "idMembers": ["gone"]}
    file = read("trello", whole)
    assert reported(file, "column is not in the file") == 1
    assert reported(file, "neither name nor colour") == 1
    assert person(file, only(file).assignees[0]) == "gone"


def test_unknown_fields_are_named_and_long_or_odd_texts_reported() -> None:
    whole = board(novelty={"a": 1})
    whole["cards"][0] |= {"name": "x" * 600, "desc": "a\0b\ud800c", "sparkle": 7}
    file = read("trello", whole)
    assert reported(file, "does not know this field: novelty") == 1
    assert reported(file, "does not know this field: sparkle") == 1
    item = only(file)
    assert item.description == "x" * 600 + "\n\nabc"
    assert reported(file, "characters that cannot be kept") == 1
    assert reported(file, "title is whole in the description") == 1


@pytest.mark.parametrize(
    "said", [{}, [], [board()], {"id": "b1"}, {"name": "x", "id": "y", "issues": [{}]}]
)
def test_what_is_no_board_is_refused(said: Any) -> None:
    with pytest.raises(Unreadable, match="Trello"):
        read("trello", said)


@pytest.mark.corpus
@pytest.mark.parametrize("name", BOARDS)
def test_real_boards_agree_with_themselves(name: str) -> None:
    path = CORPUS / "trackers" / name
    whole = json.loads(path.read_text())
    file = read("trello", path)
    assert looks_like(path.read_bytes()[:65536], path.name)
    cards = {card["id"]: card for card in whole["cards"]}
    assert {item.id for item in file.items} == set(cards)
    assert len(file.boards[0].stages) == len(whole["lists"])
    counted = count_actions(whole, cards)
    assert sum(len(item.comments) for item in file.items) == counted["comment"]
    moves = [c for item in file.items for c in item.changes if c.field == "state"]
    assert len(moves) == counted["move"]
    taken = sum(len(i.comments) + len(i.changes) for i in file.items)
    left = reported(file, "", "change")
    assert taken + left + counted["create"] == len(whole["actions"])
    checks = sum(len(each["checkItems"]) for each in whole["checklists"])
    assert sum(len(item.checks) for item in file.items) == checks
    for item in file.items:
        card = cards[item.id]
        assert item.title == " ".join(card["name"].split())[:500]
        assert len(item.labels) == len({each["id"] for each in card["labels"]})
        assert item.assignees == tuple(card["idMembers"])
        assert stage(file, item) in {each["name"] for each in whole["lists"]}
        assert len(item.custom or ()) == len(card.get("customFieldItems", ()))


def count_actions(whole: dict[str, Any], cards: dict[str, Any]) -> dict[str, int]:
    counts = {"comment": 0, "move": 0, "create": 0}
    for each in whole["actions"]:
        if each["data"].get("card", {}).get("id") not in cards:
            continue
        counts["comment"] += each["type"] == "commentCard"
        counts["create"] += each["type"] == "createCard"
        counts["move"] += "listAfter" in each["data"]
    return counts


@pytest.mark.corpus
def test_a_real_move_keeps_its_author_and_time() -> None:
    file = read("trello", Path(CORPUS / "trackers" / BOARDS[0]))
    item = next(item for item in file.items if item.title == "Setup cluster.")
    move = next(c for c in item.changes if c.after == "TODO after quasi-productivity")
    assert (move.field, move.before) == ("state", "TODO")
    assert person(file, move.author) == "Dr. Christian Betz"
