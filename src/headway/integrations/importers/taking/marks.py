"""How a project knows what is taken over: from its own board, or from another."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from headway.events.models import Event
from headway.integrations.importers.content import Board
from headway.integrations.importers.models import Import
from headway.work.facts import ItemCreated
from headway.work.models import Project

LONGEST: Final = 200
"""Characters of an ``external_id``."""


@dataclass(frozen=True, kw_only=True)
class Marks:
    """Makes the ``external_id`` of whatever a file says of one board.

    In the board's own project that is the file's, in any other it begins with
    ``board``: files of two boards have the same numbers for different things.  Items
    that came there ``before`` this was so keep theirs; ``others`` are numbers of the
    file by which the project knows items of some other file, or nobody can tell.
    """

    board: str = ""
    before: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def item(self, foreign: str) -> str:
        plain = foreign[:LONGEST]
        is_plain = not self.board or plain in self.before
        return plain if is_plain else self._marked(foreign)

    def plan(self, foreign: str) -> str:
        """Return how a baseline is known, or expected work: as the items are."""
        is_plain = not self.board or bool(self.before)
        return foreign if is_plain else self._marked(foreign)

    def _marked(self, foreign: str) -> str:
        whole = f"{self.board}:{foreign}"
        if len(whole) <= LONGEST:
            return whole
        return sha256(whole.encode()).hexdigest()


def marks_of(
    board: Board,
    ids: Collection[str],
    project: Project | None,
    *,
    external: str,
    source: str,
) -> Marks:
    """Return how the things of a board are known in a project; two queries at most.

    ``external`` is how the board's own project would be known, ``ids`` are the file's
    of its items.  A list of tasks that names no project is no board: its next version
    may have another name, and is to find what this one made.
    """
    is_own = project is None or (
        (project.external_source, project.external_id) == (source, external)
    )
    if project is None or is_own or not board.id:
        return Marks()
    rows = project.items.filter(external_source=source).order_by("pk")
    wanted = {foreign[:LONGEST] for foreign in ids}
    said = rows.values_list("external_id", "pk")
    held = {name: pk for name, pk in said if name in wanted}
    came = _came(board, project, source) if held else frozenset()
    before = frozenset(name for name, pk in held.items() if pk in came)
    return Marks(board=external, before=before, others=frozenset(held) - before)


def _came(board: Board, project: Project, source: str) -> frozenset[int]:
    """Return the items that were made by imports of boards of this name."""
    mine = {"workspace_id": project.workspace_id}
    runs = Import.objects.filter(
        **mine, source=source, found__boards__contains=[board.name]
    )
    made = Event.objects.filter(
        **mine, kind=ItemCreated.kind, operation__in=runs.values("operation")
    )
    return frozenset(made.values_list("subject_id", flat=True))
