"""Reading exports of trackers in tests, and counting what reports say was left out."""

import io
import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

from headway.integrations.importers.content import FileItem, TrackerFile

ZONE = "Europe/Berlin"
COUNT = re.compile(r"(\d+) ")


def read(source: str, said: Any, name: str = "export") -> TrackerFile:
    """Read bytes, a text, a path, or anything that becomes JSON."""
    reader = import_module(f"headway.integrations.importers.{source}.reader")
    if isinstance(said, Path):
        name, said = said.name, said.read_bytes()
    elif isinstance(said, str):
        said = said.encode()
    elif not isinstance(said, bytes):
        said = json.dumps(said).encode()
    file: TrackerFile = getattr(reader, f"read_{source}")(
        io.BytesIO(said), zone=ZONE, name=name
    )
    check(file)
    return file


def check(file: TrackerFile) -> None:
    """Hold a result to what ``content`` promises, whatever is in it."""
    boards = {board.id: {s.id for s in board.stages} for board in file.boards}
    labels = {board.id: {each.name for each in board.labels} for board in file.boards}
    people = {person.id for person in file.people}
    assert all(person.id and person.name for person in file.people)
    seen: set[str] = set()
    for item in file.items:
        assert item.id not in seen
        assert item.parent is None or item.parent in seen, "parents come first"
        seen.add(item.id)
        assert item.title.strip()
        assert len(item.title) <= 500
        assert item.stage is None or item.stage in boards[item.board]
        assert set(item.labels) <= labels[item.board]
        authors = [item.author, *(c.author for c in (*item.comments, *item.changes))]
        assert {*authors, *item.assignees} <= people | {None}
        stamps = [item.created_at, item.closed_at, *(c.at for c in item.comments)]
        assert all(at.tzinfo for at in stamps if at)
    for link in file.links:
        assert {link.before, link.after} <= seen
        assert link.before != link.after
    for each in file.not_read:
        assert each.where
        assert each.why
        assert "\0" not in each.where + each.why
        (each.where + each.why).encode()  # no halves of characters


def only(file: TrackerFile, key: str = "") -> FileItem:
    """Return the item with that key, or the only one."""
    [found] = [item for item in file.items if not key or item.key == key]
    return found


def reported(file: TrackerFile, why: str, where: str = "") -> int:
    """Count the things that were left out, or changed, for a reason like that."""
    return sum(
        int(found[1]) if (found := COUNT.match(each.where)) else 1
        for each in file.not_read
        if why in each.why and where in each.where
    )


def stage(file: TrackerFile, item: FileItem) -> str:
    """Name the column of an item."""
    names = {(b.id, s.id): s.name for b in file.boards for s in b.stages}
    return names[item.board, item.stage or ""]


def person(file: TrackerFile, uid: str | None) -> str:
    """Name somebody."""
    return {each.id: each.name for each in file.people}[uid or ""]
