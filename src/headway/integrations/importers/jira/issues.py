"""What all exports of Jira have in common: how issues hang together."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from headway.integrations.importers.content import (
    FileItem,
    LinkKind,
    Meaning,
    TrackerFile,
)
from headway.integrations.importers.reading.meanings import guess
from headway.integrations.importers.reading.reading import BoardDraft, Reading
from headway.plan.files.saying import say as _

KEY: Final = re.compile(r"[A-Z][A-Z0-9_]{0,30}-\d{1,9}")
RANK: Final = re.compile(r"\d\|[0-9a-z]*:[0-9a-z]*")
SPRINT_NAME: Final = re.compile(r"[\[,]name=([^,\]]+)")
SECONDS: Final = 60

RELATIONS: Final = {
    "block": LinkKind.PRECEDES,
    "depend": LinkKind.PRECEDES,
    "finish-start": LinkKind.PRECEDES,
    "gantt end to start": LinkKind.PRECEDES,
    "duplicate": LinkKind.DUPLICATES,
    "cause": LinkKind.CAUSES,
    "problem/incident": LinkKind.CAUSES,
    "relate": LinkKind.RELATES,
}
"""By how the names of Jira's kinds of links begin; the others are relations."""

WAITING_FIRST: Final = ("depend",)
"""Kinds whose outward end has to be done first: *depends on*."""

FIELDS: Final = {
    "status": "state",
    "summary": "title",
    "assignee": "assignee",
    "labels": "label",
    "duedate": "deadline",
    "due date": "deadline",
    "key": "key",
    "project": "project",
    "parent": "parent",
    "issueparentassociation": "parent",
    "epic link": "parent",
    "parent link": "parent",
    "description": "description",
    "priority": "priority",
    "issuetype": "type",
    "issue type": "type",
    "timeoriginalestimate": "estimate",
    "timeestimate": "remaining",
    "timespent": "spent",
}
"""What we call the fields of Jira's history; the others keep their names."""


class Issues:
    """The issues of a file, which name each other by key or by id."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._ids: dict[str, str] = {}
        self._ranks: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        self._links: list[tuple[str, str, LinkKind]] = []
        self._others: set[str] = set()
        self._told: set[tuple[str, str]] = set()

    def add(self, item: FileItem, *, rank: str = "") -> None:
        """Note an issue; ``parent`` may be a key."""
        if item.id in self.reading.items and item.key not in self._ids:
            item = replace(item, id=item.key)  # ids that repeat tell nothing apart
        if item.closed_at and self._is_open(item):
            why = _("it is resolved, but its status is one of open work: it is open")
            self.reading.note("item", item.key, why)
            item = replace(item, closed_at=None)
        self._ids.setdefault(item.key, item.id)
        if rank:
            self._ranks[item.id] = rank
        self.reading.add(item)

    def _is_open(self, item: FileItem) -> bool:
        """Say whether its status has a category that says so."""
        is_told = (item.board, item.stage or "") in self._told
        return is_told and not self.reading.boards[item.board].is_over(item.stage)

    def contains(self, parent: str, part: str) -> None:
        """Note what an issue says of its sub-tasks, which may not say it themselves."""
        self._parts.setdefault(part, parent)

    def relate(self, one: str, kind: str, other: str, *, outward: bool) -> None:
        """Note a link: outward, ``one`` does to ``other`` what the kind says."""
        low = kind.casefold()
        said = next((k for name, k in RELATIONS.items() if low.startswith(name)), None)
        if said is None and kind not in self._others:
            self._others.add(kind)
            why = _("this kind of link was taken as a relation")
            self.reading.note("link", kind, why)
        if low.startswith(WAITING_FIRST):
            outward = not outward
        ends = (one, other) if outward else (other, one)
        self._links.append((*ends, said or LinkKind.RELATES))

    def stage(self, board: BoardDraft, uid: str, name: str, category: str) -> str:
        """Note a status; its category says what it means, its name how exactly."""
        meant = guess(name)
        low = category.casefold()
        meaning: Meaning = meant
        if low in ("new", "to do", "todo"):
            meaning = meant if meant is Meaning.WAITING else Meaning.TODO
        elif low in ("done", "complete"):
            meaning = meant if meant is Meaning.CANCELLED else Meaning.DONE
        elif low in ("indeterminate", "in progress"):
            is_closer = meant in (Meaning.REVIEW, Meaning.WAITING)
            meaning = meant if is_closer else Meaning.DOING
        if low:
            self._told.add((board.id, uid or name))
        return board.stage(uid, name, meaning)

    def result(self) -> TrackerFile:
        items = self.reading.items
        order = {
            uid: n for n, (__, uid) in enumerate(
                sorted((rank, uid) for uid, rank in self._ranks.items())
            )
        }  # fmt: skip
        for part, whole in self._parts.items():
            self.reading.parts[self._ids.get(part, part)] = whole
        for uid, item in items.items():
            above = item.parent
            parent = self._ids.get(above, above) if above else None
            place = order.get(uid, item.position)
            items[uid] = replace(item, parent=parent, position=place)
        for before, after, kind in self._links:
            ends = self._ids.get(before, before), self._ids.get(after, after)
            self.reading.link(*ends, kind)
        for board in self.reading.boards.values():
            board.sort()
        return self.reading.result()


def minutes(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds / SECONDS)


def sprint_name(said: str) -> str:
    """Read the name of a sprint, which old servers write as a Java object."""
    found = SPRINT_NAME.search(said)
    return found[1] if found else said


def words(values: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, values)))
