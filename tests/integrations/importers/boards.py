"""A tracker's export as readers return it, and the source that reads it as it is."""

import json
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

from headway.integrations.importers import sources
from headway.integrations.importers.content import (
    Board,
    Change,
    Check,
    FileAttachment,
    FileComment,
    FileItem,
    FileLabel,
    FileLink,
    FilePerson,
    LinkKind,
    Meaning,
    Stage,
    TrackerFile,
)
from headway.integrations.importers.sources import Source
from headway.plan.files.content import NotRead, Unreadable


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


STAGES = (
    Stage(id="s1", name="Ideas", meaning=Meaning.TODO),
    Stage(id="s2", name="Building", meaning=Meaning.DOING),
    Stage(id="s3", name="Check", meaning=Meaning.REVIEW),
    Stage(id="s4", name="Shipped", meaning=Meaning.DONE),
)
PEOPLE = (
    FilePerson(id="u1", name="Ada", email="ada@example.org"),
    FilePerson(id="u2", name="Grace Hopper", email="grace@example.org"),
)
BOARD = Board(
    id="b1",
    name="Boat",
    key="BOAT",
    stages=STAGES,
    labels=(FileLabel(name="Wood", colour="#e0a030"),),
)
HULL = FileItem(
    id="i1",
    title="Hull",
    board="b1",
    stage="s2",
    key="BOAT-7",
    address="https://boats.example.org/7",
    description="Of oak",
    type="Epic",
    importance=4,
    labels=("Wood",),
    assignees=("u1", "u2"),
    author="u2",
    created_at=at(2),
    started_at=at(3),
    due_on=date(2026, 4, 1),
    estimate_minutes=960,
    checks=(Check(text="Buy nails", is_done=True), Check(text="Saw")),
    changes=(
        Change(
            id="c1", field="state", before="Ideas", after="Building", author="u2",
            at=at(3),
        ),
    ),
    comments=(FileComment(id="x", text="Nice", author="u2", at=at(4)),),
    attachments=(
        FileAttachment(id="a1", name="plan.txt", content=b"a plan"),
        FileAttachment(id="a2", name="photo", address="https://boats.example.org/p"),
    ),
    fields={"Sprint": "3"},
)  # fmt: skip
PLANKS = FileItem(
    id="i2", title="Planks", board="b1", stage="s4", parent="i1", closed_at=at(5)
)
MAST = FileItem(id="i3", title="Mast", board="b1", stage="s1", position=2)
LINKS = (
    FileLink(before="i2", after="i3"),
    FileLink(before="i1", after="i3", kind=LinkKind.RELATES),
    FileLink(before="i3", after="i2"),
)
BOAT = TrackerFile(
    boards=(BOARD,),
    items=(HULL, PLANKS, MAST),
    people=PEOPLE,
    links=LINKS,
    not_read=(NotRead(where="card 9", why="it is a template"),),
)


def many(count: int) -> TrackerFile:
    """A board of so many items, each with a change."""
    items = tuple(
        FileItem(
            id=f"n{n}",
            title=f"Plank {n}",
            board="b1",
            stage=STAGES[n % 4].id,
            parent=None if n % 5 == 0 else f"n{n - n % 5}",
            assignees=("u2",),
            labels=("Wood",),
            created_at=at(1),
            changes=(Change(id=f"c{n}", field="title", before="?", after=f"{n}"),),
        )
        for n in range(count)
    )
    return TrackerFile(boards=(BOARD,), items=items, people=PEOPLE)


FILES: dict[str, TrackerFile] = {"boat": BOAT}


def read(file: BinaryIO, **_how: Any) -> TrackerFile:
    """Return the export that the file names."""
    name = json.loads(file.read())
    if name not in FILES:
        raise Unreadable(f"There is no board “{name}”: draw one.")
    return FILES[name]


class Boats(Source):
    """A program whose files name one of ``FILES``."""

    def read(self, file: BinaryIO, **how: Any) -> TrackerFile:
        return read(file, **how)

    def looks_like(self, start: bytes, name: str) -> bool:
        return start.startswith(b'"')


BOATS = Boats(name="boats", called="Boats", suffixes=(".boat",))


def offer_boats(monkeypatch: Any) -> None:
    """Let there be that program among those that Headway knows."""
    offered = (*sources.SOURCES, BOATS)
    monkeypatch.setattr(sources, "SOURCES", offered)
    monkeypatch.setitem(sources.BY_NAME, "boats", BOATS)
