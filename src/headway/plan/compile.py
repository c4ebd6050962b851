"""From a snapshot of a workspace to the engine's problem."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headway.plan.calendars import CalendarBook
from headway.plan.outline import End, Outline, expand
from headway.plan.ranking import NO_DEADLINE, Ranked, ranks
from headway.plan.snapshot import ItemRow, LinkRow, Snapshot
from headway.work.models.items import ASSUMED_MINUTES
from headway_engine.checking import FARTHEST
from headway_engine.effort import DEFAULT_SPREAD, minutes_left
from headway_engine.problem import (
    NEVER,
    NONE,
    WHOLE,
    Drive,
    Groups,
    Items,
    LinkKind,
    Links,
    Parts,
    Problem,
)

MINUTE = timedelta(minutes=1)

UNKNOWN_SPREAD = 1.07
"""Of what nobody estimated: the widest that records of estimated work show."""

DRIVES = {
    "effort": Drive.EFFORT,
    "duration": Drive.DURATION,
    "elapsed": Drive.ELAPSED,
    "milestone": Drive.MILESTONE,
}
KINDS = {
    "FS": LinkKind.FINISH_START,
    "SS": LinkKind.START_START,
    "FF": LinkKind.FINISH_FINISH,
    "SF": LinkKind.START_FINISH,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """What the engine knows under one position: an item, or the end of a summary."""

    item: ItemRow | None
    end: End | None
    minutes: float
    spread: float
    has_assumed_people: bool = False
    has_assumed_effort: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Compiled:
    """A problem, and what its numbers stand for; minute 0 is ``origin``."""

    problem: Problem
    origin: datetime
    nodes: tuple[Node, ...]
    position: dict[int, int]
    people: tuple[int, ...]

    def instant(self, minute: int) -> datetime | None:
        return None if minute == NEVER else self.origin + minute * MINUTE


def compile_problem(snapshot: Snapshot, *, now: datetime, days: int) -> Compiled:
    """Lay the snapshot out for the engine, planning ``days`` days from ``now``.

    Done and cancelled items are left out, but for the done ones that something waits
    for.
    """
    return _Compiler(snapshot, now, days).compile()


class _Compiler:
    """One compilation; the fields are what its steps share."""

    def __init__(self, snapshot: Snapshot, now: datetime, days: int) -> None:
        self.snapshot = snapshot
        midnight = now.astimezone(UTC).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        self.origin = midnight - timedelta(days=2)
        self.now = now
        self.book = CalendarBook(snapshot, origin=self.origin.date(), days=days)
        self.outline = Outline(snapshot.items)
        self.nodes: list[Node] = []
        self.position: dict[int, int] = {}
        self.ends: dict[End, int] = {}
        self.links: list[tuple[int, int, LinkRow]] = []

    def compile(self) -> Compiled:
        for item in self.snapshot.items:
            if item.state != "cancelled" and not self.outline.is_summary(item.pk):
                self._add_item(item)
        self._link()
        problem = Problem(
            now=self.minute(self.now),
            calendars=self.book.compiled(),
            people=self.book.people(),
            items=self._items(),
            parts=self._parts(),
            groups=self._groups(),
            links=self._links(),
        )
        return Compiled(
            problem=problem,
            origin=self.origin,
            nodes=tuple(self.nodes),
            position=self.position,
            people=tuple(p.pk for p in self.snapshot.people),
        )

    def minute(self, instant: datetime | None) -> int:
        if instant is None:
            return NEVER
        span = (instant - self.origin) // MINUTE
        return max(min(span, FARTHEST), -FARTHEST)

    def _add_item(self, item: ItemRow) -> None:
        is_open = item.state != "done"
        people = self.snapshot.parts.get(item.pk, ())
        minutes, spread, is_assumed = _amount(item)
        self.position[item.pk] = len(self.nodes)
        self.nodes.append(
            Node(
                item=item,
                end=None,
                minutes=minutes,
                spread=spread,
                has_assumed_people=is_open and item.drive == "effort" and not people,
                has_assumed_effort=is_open and is_assumed,
            )
        )

    def _point(self, end: End) -> int:
        """Return the position of a summary's end, made at first use."""
        if end in self.ends:
            return self.ends[end]
        position = self.ends[end] = len(self.nodes)
        self.nodes.append(Node(item=None, end=end, minutes=0, spread=0))
        kind = "SS" if end.is_start else "FS"
        for leaf in self.outline.leaves(end.item_id):
            if leaf in self.position:
                row = LinkRow(leaf, NONE, kind, 0, lag_is_elapsed=True)
                self.links.append((self.position[leaf], position, row))
        return position

    def _link(self) -> None:
        """Fill ``links`` with positions; links of cancelled items count for nothing."""
        ends: dict[int, int] = {}

        def point(end: End) -> int:
            position = self._point(end)
            ends[-position - 1] = position  # told apart from the ids of items
            return -position - 1

        for before, after, link in expand(self.snapshot.links, self.outline, point):
            source = ends[before] if before < 0 else self.position.get(before)
            target = self.position.get(after)
            if source is not None and target is not None:
                self.links.append((source, target, link))

    def _items(self) -> Items:
        rows = [self._row(node) for node in self.nodes]
        columns = list(zip(*rows, strict=True)) or [()] * 10

        def column(number: int, kind: type) -> NDArray[Any]:
            return np.array(columns[number], dtype=kind)

        return Items(
            key=column(0, np.int64),
            drive=column(1, np.int8),
            rank=np.array(self._ranks(), dtype=np.int32),
            minutes=np.array([n.minutes for n in self.nodes], dtype=np.float64),
            spread=np.array([n.spread for n in self.nodes], dtype=np.float64),
            not_before=column(2, np.int32),
            finish_not_before=column(3, np.int32),
            started_at=column(4, np.int32),
            finished_at=column(5, np.int32),
            calendar=column(6, np.int32),
            group=column(7, np.int32),
            is_joint=column(8, np.bool_),
            opens_on_any=column(9, np.bool_),
        )

    def _row(self, node: Node) -> tuple[int, ...]:
        item = node.item
        if item is None:
            end = node.end
            is_start = end is not None and end.is_start
            key = -2 * (end.item_id if end else 0) - is_start
            dates = (NEVER, NEVER, NEVER, NEVER)
            return (key, Drive.MILESTONE, *dates, NONE, NONE, False, is_start)
        project = self.snapshot.projects[item.project_id]
        not_before = max(
            self.minute(item.starts_no_earlier), self.minute(project.starts_no_earlier),
            self._inherited_start(item),
        )  # fmt: skip
        is_started = item.state == "doing" and item.started_at is not None
        is_done = item.state == "done"
        group = self.book.group_of(item.project_id) if node.has_assumed_people else NONE
        return (
            item.pk,
            DRIVES[item.drive],
            not_before,
            self.minute(item.finishes_no_earlier),
            self.minute(item.started_at) if is_started or is_done else NEVER,
            self.minute(item.finished_at) if is_done else NEVER,
            self.book.item_calendar(item),
            group,
            item.is_joint,
            False,
        )

    def _inherited_start(self, item: ItemRow) -> int:
        """What holds back a summary holds back all that is in it."""
        return max((self.minute(d) for d in self.book.pins_above(item)), default=NEVER)

    def _ranks(self) -> list[int]:
        ranked = [
            Ranked(
                priority=self._priority(node),
                deadline=self._deadline(node),
                minutes=node.minutes,
                order=order,
            )
            for order, node in enumerate(self.nodes)
        ]
        return ranks(ranked, [(before, after) for before, after, _ in self.links])

    def _priority(self, node: Node) -> tuple[int, int]:
        if node.item is None:
            return (2**15, 0)
        return (
            self.snapshot.projects[node.item.project_id].priority,
            node.item.priority,
        )

    def _deadline(self, node: Node) -> float:
        if node.item is None or node.item.deadline is None:
            return NO_DEADLINE
        return self.minute(node.item.deadline)

    def _parts(self) -> Parts:
        offsets, people, shares, units = [0], [], [], []
        for node in self.nodes:
            rows = self.snapshot.parts.get(node.item.pk, ()) if node.item else ()
            whole = sum(row.share for row in rows)
            for row in rows:
                people.append(self.book.person[row.person_id])
                shares.append(row.share / whole)
                units.append(row.units_percent * WHOLE // 100)
            offsets.append(len(people))
        return Parts(
            offsets=np.array(offsets, dtype=np.int32),
            person=np.array(people, dtype=np.int32),
            share=np.array(shares, dtype=np.float64),
            units=np.array(units, dtype=np.int32),
        )

    def _groups(self) -> Groups:
        offsets, people = [0], []
        for group in self.book.groups:
            people += group
            offsets.append(len(people))
        return Groups(
            offsets=np.array(offsets, dtype=np.int32),
            person=np.array(people, dtype=np.int32),
        )

    def _links(self) -> Links:
        columns = np.array(
            [
                (
                    before,
                    after,
                    KINDS[row.kind],
                    row.lag_minutes,
                    self._lag_calendar(after, row),
                )
                for before, after, row in self.links
            ],
            dtype=np.int32,
        ).reshape(-1, 5)
        before, after, kind, lag, calendar = (c.copy() for c in columns.T)
        return Links(
            before=before,
            after=after,
            kind=kind.astype(np.int8),
            lag=lag,
            lag_calendar=calendar,
        )

    def _lag_calendar(self, after: int, row: LinkRow) -> int:
        item = self.nodes[after].item
        if row.lag_is_elapsed or item is None or row.lag_minutes == 0:
            return NONE
        return self.book.project_calendar(item.project_id)


def _amount(item: ItemRow) -> tuple[float, float, bool]:
    """Return the minutes left at the median, their spread, and whether assumed."""
    if item.state == "done" or item.drive == "milestone":
        return 0.0, 0.0, False
    is_effort = item.drive == "effort"
    estimate = item.effort_minutes if is_effort else item.duration_minutes
    left = estimate if item.remaining_minutes is None else item.remaining_minutes
    if left is None:
        return float(ASSUMED_MINUTES), UNKNOWN_SPREAD, True
    if item.drive == "elapsed":
        return float(left), 0.0, False
    if item.remaining_minutes is None and item.spent_minutes:
        return (*minutes_left(left, item.spent_minutes, DEFAULT_SPREAD), False)
    return max(float(left), 1.0), DEFAULT_SPREAD, False
