"""What readers make of what they found: places, columns, people, texts."""

from datetime import UTC, datetime

import pytest

from headway.integrations.importers.content import (
    Change,
    FileItem,
    LinkKind,
    Meaning,
)
from headway.integrations.importers.reading.reading import Reading
from tests.integrations.importers.trackers import check, reported

CLOSED = datetime(2024, 1, 1, tzinfo=UTC)


def reading() -> Reading:
    found = Reading("UTC", {})
    found.board("b", "Board").stage("s", "Kestrel")
    return found


def item(uid: str, **said: object) -> FileItem:
    return FileItem(id=uid, title=f"Item {uid}", board="b", **said)  # type: ignore[arg-type]


def test_a_column_in_which_all_is_closed_is_one_of_what_is_done() -> None:
    found = reading()
    for uid in "123":
        found.add(item(uid, stage="s", closed_at=CLOSED))
    assert found.result().boards[0].stages[0].meaning is Meaning.DONE


def test_what_is_closed_in_a_column_of_open_work_is_done_all_the_same() -> None:
    found = reading()
    found.add(item("1", stage="s", closed_at=CLOSED))
    found.add(item("2", stage="s"))
    file = found.result()
    assert [(i.stage, i.fields) for i in file.items] == [
        (None, {"Column": "Kestrel"}),
        ("s", None),
    ]
    assert reported(file, "closed in a column of open work") == 1


def moved(day: int, after: str) -> Change:
    at = datetime(2024, 1, day, tzinfo=UTC)
    return Change(id=f"{day}", field="state", after=after, at=at)


def test_the_history_says_when_something_was_begun_and_closed() -> None:
    found = reading()
    board = found.boards["b"]
    for name in ("Doing", "Done"):
        board.stage(name, name)
    moves = (moved(2, "Doing"), moved(3, "s"), moved(4, "Doing"), moved(5, "Done"))
    found.add(item("1", stage="Done", changes=moves))
    found.add(item("2", stage="Doing", changes=moves[:1]))
    found.add(item("3", stage="Done", changes=moves[3:], closed_at=CLOSED))
    times = [
        tuple(at.day if at else None for at in (i.started_at, i.closed_at))
        for i in found.result().items
    ]
    assert times == [(2, 5), (2, None), (None, 1)]


def test_parents_come_first_and_circles_are_broken() -> None:
    found = reading()
    parents = {"1": "2", "2": "3", "3": None, "4": "5", "5": "4", "6": "6", "7": "gone"}
    for uid, parent in parents.items():
        found.add(item(uid, parent=parent))
    file = found.result()
    check(file)
    assert [i.id for i in file.items] == ["3", "2", "1", "5", "4", "6", "7"]
    assert reported(file, "part of itself") == 2
    assert reported(file, "not in the file") == 1


def test_links_are_between_two_items_and_said_once() -> None:
    found = reading()
    for uid in "12":
        found.add(item(uid))
    for before, after in (("1", "2"), ("2", "1"), ("1", "1"), ("1", "9"), ("1", "2")):
        found.link(before, after, LinkKind.RELATES)
    file = found.result()
    assert [(k.before, k.after) for k in file.links] == [("1", "2")]
    assert reported(file, "an end of it") == 1
    assert reported(file, "to itself") == 1


@pytest.mark.parametrize("email", ["no address", "@" * 300])
def test_people_are_known_by_all_that_is_said_of_them(email: str) -> None:
    found = reading()
    assert found.person("") is None
    found.person("1", email=email)
    found.person("1", login="ada")
    found.person("1", name="Ada  Blue", email="ada@example.org")
    found.person("2", login="ben")
    file = found.result()
    shown = [(p.name, p.login, p.email) for p in file.people]
    assert shown == [("Ada Blue", "ada", "ada@example.org"), ("ben", "ben", "")]
    assert reported(file, "no e-mail address") == 1


def test_things_without_a_number_or_with_one_twice_are_reported() -> None:
    found = reading()
    for uid in ("", "1", "1"):
        found.add(item(uid))
    file = found.result()
    assert len(file.items) == 1
    assert reported(file, "no number") == 1
    assert reported(file, "another one has the same id") == 1


def test_texts_are_kept_as_far_as_they_can_be() -> None:
    found = reading()
    assert found.text("a\0b\r\nc\rd\ud800", "item", "x") == "ab\nc\nd"
    assert found.text("e\u0301", "item", "x") == "é"
    long = found.text("x" * 200_000, "item", "y")
    assert len(long) == 100_000
    assert found.titled("", "text", "") == ("Untitled", "text")
    file = found.result()
    assert reported(file, "characters that cannot be kept") == 1
    assert reported(file, "the rest was left out") == 1
