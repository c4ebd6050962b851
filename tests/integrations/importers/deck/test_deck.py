"""Boards of Nextcloud Deck."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from headway.integrations.importers.content import LinkKind, Meaning
from headway.integrations.importers.deck.reader import looks_like
from headway.plan.files.content import Unreadable
from tests.corpus import CORPUS
from tests.integrations.importers.trackers import person, read, reported, stage

ADA = {"primaryKey": "ada", "uid": "ada", "displayname": "Ada Blue", "type": 0}
BUG = {"id": 1, "title": "Bug", "color": "FF7A66"}


def card(number: int, **said: Any) -> dict[str, Any]:
    return {"id": number, "title": f"Card {number}", "stackId": 5, "owner": "ada",
            "createdAt": 1689667700, "order": number, **said}  # fmt: skip


def board(*cards: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": 3, "title": "Launch", "owner": ADA, "color": "0082c9", "labels": [BUG],
        "stacks": {
            "6": {"id": 6, "title": "Fertig", "order": 1, "cards": []},
            "5": {"id": 5, "title": "Doing", "order": 0, "isDoneColumn": False,
                  "cards": list(cards)},
            "7": {"id": 7, "title": "End", "order": 2, "isDoneColumn": True},
        },
    }  # fmt: skip


FULL = card(
    1,
    description="# md",
    labels=[BUG],
    assignedUsers=[{"participant": ADA}],
    done="2023-07-18T10:00:00+00:00",
    duedate="2024-02-01T23:30:00+00:00",
    startdate="2024-01-10T08:00:00+00:00",
    archived=True,
    dependentCards=[2, 99],
    comments=[{"id": 4, "message": "hello", "actorId": "ada"}],
    attachments=[{"id": 8, "data": "a.png", "createdBy": "ada"}],
)


@pytest.mark.parametrize("wrap", ["export", "alone", "list"])
def test_a_card_is_taken_whole(wrap: str) -> None:
    whole = board(FULL, card(2), card(3, deletedAt=1689667700))
    said: Any = {"export": {"version": "1", "boards": {"3": whole}}, "alone": whole,
                 "list": [whole]}[wrap]  # fmt: skip
    assert looks_like(json.dumps(said).encode(), "x.json")
    file = read("deck", said)
    assert [(s.name, s.meaning) for s in file.boards[0].stages] == [
        ("Doing", Meaning.DOING),
        ("Fertig", Meaning.DONE),
        ("End", Meaning.DONE),
    ]
    item = file.items[0]
    assert (item.title, item.description, item.labels) == ("Card 1", "# md", ("Bug",))
    assert file.boards[0].labels[0].colour == "#ff7a66"
    assert item.created_at == datetime(2023, 7, 18, 8, 8, 20, tzinfo=UTC)
    assert item.closed_at == datetime(2023, 7, 18, 10, tzinfo=UTC)
    assert (item.start_on, item.due_on) == (date(2024, 1, 10), date(2024, 2, 2))
    assert person(file, item.assignees[0]) == "Ada Blue"
    assert item.is_archived
    assert (item.stage, item.fields) == (None, {"Column": "Doing"})
    assert stage(file, file.items[1]) == "Doing"
    assert reported(file, "closed in a column of open work") == 1
    assert [c.text for c in item.comments] == ["hello"]
    assert [a.name for a in item.attachments] == ["a.png"]
    assert [(k.before, k.after, k.kind) for k in file.links] == [
        ("1", "2", LinkKind.RELATES)
    ]
    assert reported(file, "it was deleted there") == 1
    assert reported(file, "an end of it") == 1


@pytest.mark.parametrize("said", [{}, [], {"boards": {}}, {"title": "x"}])
def test_what_holds_no_board_is_refused(said: Any) -> None:
    with pytest.raises(Unreadable, match="Deck"):
        read("deck", said)


@pytest.mark.corpus
def test_the_real_board_that_deck_begins_with_agrees_with_itself() -> None:
    path = CORPUS / "trackers/nextcloud-deck/lib/Service/fixtures/default-board.json"
    whole = json.loads(path.read_text())
    file = read("deck", path)
    cards = [card for stack in whole["stacks"] for card in stack["cards"]]
    assert [item.title for item in file.items] == [card["title"] for card in cards]
    assert [item.description for item in file.items] == [
        card["description"].strip("\n").rstrip() for card in cards
    ]
    assert [list(item.labels) for item in file.items] == [
        card.get("labels", []) for card in cards
    ]
    assert [s.name for s in file.boards[0].stages] == [
        stack["title"] for stack in whole["stacks"]
    ]
