"""Reads all items of a project at once, and follows what its end hangs on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from headway.actors.models import Actor
from headway.ui.words import KEPT
from headway.work.models import Drive, Hidden, Item, Masks, Project, State
from headway.work.models.amounts import minutes_unticked
from headway.work.models.types import CLOSED

MOST_LINKS = 6
"""Items of a chain that are shown, the last ones of it."""


class Planned(NamedTuple):
    """An item with what the plan says of it; columns of ``Item`` and its outlook."""

    pk: int
    parent_id: int | None
    state: str
    drive: str
    effort_minutes: int | None
    duration_minutes: int | None
    remaining_minutes: int | None
    spent_minutes: int
    checks_total: int
    checks_done: int
    deadline: datetime | None
    finished_at: datetime | None
    p50: datetime | None = None
    p85: datetime | None = None
    chance_percent: int | None = None
    start_chance_percent: int | None = None
    cause: str | None = None
    culprit_id: int | None = None
    unplaced: str | None = None
    has_assumed_people: bool | None = None
    has_assumed_effort: bool | None = None

    @property
    def is_open(self) -> bool:
        return self.state not in CLOSED

    @property
    def left_minutes(self) -> int | None:
        """What is left of the estimate, as ``Item.left_minutes`` has it."""
        if not self.is_open or self.drive == Drive.MILESTONE:
            return 0
        if self.remaining_minutes is not None:
            return self.remaining_minutes
        by_effort = self.drive == Drive.EFFORT
        return minutes_unticked(
            self.effort_minutes if by_effort else self.duration_minutes,
            spent=self.spent_minutes,
            done=self.checks_done,
            total=self.checks_total,
        )


OWN = Planned._fields[:12]
PLANNED = Planned._fields[12:]
"""Columns of the outlook."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How many of the items that are no summaries are done, of how many."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True, kw_only=True)
class Contents:
    """The items of a project in the order of their outline, but for the cancelled."""

    items: Sequence[Planned]
    hides: frozenset[str]
    is_planned: bool
    """Not in the archive: there the plan says nothing of them, whatever it said."""

    @classmethod
    def of(cls, project: Project, masks: Masks, *, by: Actor) -> "Contents":
        """Read it; one query."""
        hides, is_planned = masks.of(project.pk), project.archived_at is None
        columns = [*OWN]
        if is_planned and Hidden.FORECAST not in hides:
            columns += [f"outlook__{name}" for name in PLANNED]
        rows = Item.objects.visible_to(by).filter(project=project)
        rows = rows.exclude(state=State.CANCELLED).in_outline()
        found = [Planned(*row) for row in rows.values_list(*columns)]
        return cls(items=found, hides=hides, is_planned=is_planned)

    @cached_property
    def summaries(self) -> frozenset[int]:
        return frozenset(i.parent_id for i in self.items if i.parent_id is not None)

    @cached_property
    def leaves(self) -> list[Planned]:
        return [item for item in self.items if item.pk not in self.summaries]

    @cached_property
    def open(self) -> list[Planned]:
        return [item for item in self.leaves if item.is_open]

    @property
    def progress(self) -> Progress:
        return _progress(self.leaves)

    @property
    def finished_at(self) -> datetime | None:
        """When the last of those that are done was finished."""
        ends = (item.finished_at for item in self.leaves if item.finished_at)
        return max(ends, default=None)

    @property
    def left_minutes(self) -> int | None:
        """What is left of what was estimated; None where that is hidden."""
        if Hidden.EFFORT in self.hides:
            return None
        by_effort = (i for i in self.open if i.drive == Drive.EFFORT)
        return sum(item.left_minutes or 0 for item in by_effort)

    @cached_property
    def phases(self) -> dict[int, Progress]:
        """The outermost items in which others are, and how far each is."""
        inside: dict[int, list[Planned]] = {}
        roots: dict[int | None, int] = {}
        for item in self.items:  # parents come first; the cancelled are not here
            root = roots[item.pk] = roots.get(item.parent_id, item.pk)
            if item.pk not in self.summaries:
                inside.setdefault(root, []).append(item)
        return {
            pk: _progress(leaves)
            for pk, leaves in inside.items()
            if pk in self.summaries
        }

    @property
    def milestones(self) -> list[int]:
        return [i.pk for i in self.leaves if i.drive == Drive.MILESTONE]

    @cached_property
    def chain(self) -> list[Planned]:
        """What the end hangs on, the last item first: each waits for the next.

        It ends where nothing holds an item back, or with work of another project.
        """
        known = {item.pk: item for item in self.open}
        dated = [item for item in self.open if item.p50 is not None]
        item = max(dated, key=_end, default=None)
        found: list[Planned] = []
        while item is not None and item not in found:
            found.append(item)
            waits = item.cause in ("link", "busy")
            item = self._culprit(item, known) if waits else None
        return found[:MOST_LINKS]

    def _culprit(self, item: Planned, known: Mapping[int, Planned]) -> Planned | None:
        """The item at fault; of a summary the one of it that is done last."""
        if item.culprit_id is None or item.culprit_id in known:
            return known.get(item.culprit_id or 0)
        parents = {each.pk: each.parent_id for each in self.items}
        inside = [
            i for i in self.open if i.p50 and _is_in(i.pk, item.culprit_id, parents)
        ]
        return max(inside, key=_end, default=None)

    @property
    def late(self) -> list[Planned]:
        """Open items with a deadline that is at risk, or has passed."""
        return [
            item
            for item in self.open
            if item.chance_percent is not None and item.chance_percent < KEPT
        ]

    @property
    def late_to_start(self) -> list[Planned]:
        """Open items that have to start by a day, at risk, or past it."""
        return [
            item
            for item in self.open
            if item.start_chance_percent is not None
            and item.start_chance_percent < KEPT
        ]

    @property
    def unplaced(self) -> list[Planned]:
        return [item for item in self.open if item.unplaced]

    @property
    def not_estimated(self) -> list[Planned]:
        if Hidden.EFFORT in self.hides:
            return []
        return [item for item in self.open if item.has_assumed_effort]

    @property
    def nobodys(self) -> list[Planned]:
        if Hidden.PEOPLE in self.hides:
            return []
        return [item for item in self.open if item.has_assumed_people]


def _progress(leaves: Sequence[Planned]) -> Progress:
    done = sum(item.state == State.DONE for item in leaves)
    return Progress(done=done, total=len(leaves))


def _end(item: Planned) -> tuple[datetime, int]:
    if item.p50 is None:
        raise ValueError(f"Item {item.pk} has no dates.")
    return item.p50, item.pk


def _is_in(pk: int | None, root: int, parents: Mapping[int, int | None]) -> bool:
    while pk is not None:
        if pk == root:
            return True
        pk = parents.get(pk)
    return False
