"""Plan a snapshot and say in dates what came out."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from headway.plan.compile.workspace import Compiled, compile_problem, outline_of
from headway.plan.critical import critical_chains
from headway.plan.learning import Learned
from headway.plan.places import places
from headway.plan.snapshot import ItemRow, Snapshot, next_quarter
from headway.work.actions.outlook import PROJECT_SAID
from headway.work.models import Outlook, ProjectOutlook
from headway.work.models.projects import end_of_day
from headway_engine.levelling import level
from headway_engine.problem import NEVER, NONE, Minutes
from headway_engine.schedule import Cause, Scenarios, Schedule, Unplaced
from headway_engine.simulation import quantiles, simulate

SCENARIOS = 500
PERCENTS = (5, 50, 85, 95)
FIRST_DAYS = 500
"""How far to look at first; doubled until everything fits, or it is too far."""
MOST_DAYS = 20 * 366
MOST_MINUTES = MOST_DAYS * 1440
THREADS = max(1, (os.cpu_count() or 1) // 2)
"""Planning never takes more than half of the machine."""

DATES = ("starts_at", "p50", "p85", "p95")
QUANTILES = tuple(f"p{percent}" for percent in PERCENTS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Forecast:
    """All that one run of the engine says about a workspace."""

    at: datetime
    snapshot: Snapshot
    compiled: Compiled
    schedule: Schedule
    scenarios: Scenarios
    digest: str


def forecast(
    snapshot: Snapshot, *, now: datetime, scenarios: int = SCENARIOS
) -> Forecast:
    """Plan everything from ``now``, rounded up to a quarter of an hour."""
    at = next_quarter(now)
    days = FIRST_DAYS
    while True:
        compiled = compile_problem(snapshot, now=at, days=days)
        drawn = simulate(
            compiled.problem, seed=snapshot.seed, scenarios=scenarios, threads=THREADS
        )
        schedule = level(compiled.problem)
        fits = bool((drawn.finish[:, schedule.unplaced == 0] != NEVER).all())
        too_far = (schedule.unplaced == Unplaced.HORIZON).any() or not fits
        if not too_far or days >= MOST_DAYS:
            break
        days = min(days * 2, MOST_DAYS)
    return Forecast(
        at=at,
        snapshot=snapshot,
        compiled=compiled,
        schedule=schedule,
        scenarios=drawn,
        digest=digest_of(snapshot),
    )


def digest_of(snapshot: Snapshot) -> str:
    """Return the SHA-256 of what the snapshot says."""
    return hashlib.sha256(repr(snapshot).encode()).hexdigest()


class Outlooks:
    """The rows that a forecast makes of items and projects, unsaved."""

    def __init__(self, made: Forecast, *, run_id: int) -> None:
        self.made, self.run_id = made, run_id
        self.outline = outline_of(made.snapshot.items)
        self.finish_at = quantiles(made.scenarios.finish, PERCENTS)
        ranked = made.compiled.problem.items.rank
        nodes = made.compiled.nodes
        inside: dict[int, list[int]] = {}
        for i, node in enumerate(nodes):
            if node.item and node.item.state != "done":
                inside.setdefault(node.item.project_id, []).append(i)
        self.chain = critical_chains(made.schedule, inside)
        waiting = sorted(i for positions in inside.values() for i in positions)
        waiting.sort(key=lambda i: (made.schedule.start[i], ranked[i]))
        self.place = {i: place for place, i in enumerate(waiting, 1)}
        self.ahead = places(made.compiled, waiting)

    def items(self) -> Iterator[Outlook]:
        for item in self.made.snapshot.items:
            if item.state == "cancelled":
                continue
            if self.outline.is_summary(item.pk):
                said = self._rolled_up([item.pk], deadline=item.deadline)
            else:
                said = self._said(item)
            yield Outlook(
                workspace_id=self.made.snapshot.workspace_id,
                item_id=item.pk,
                run_id=self.run_id,
                **said,
            )

    def projects(self) -> Iterator[ProjectOutlook]:
        inside: dict[int, list[int]] = {pk: [] for pk in self.made.snapshot.projects}
        for item in self.made.snapshot.items:
            if item.parent_id is None and item.state != "cancelled":
                inside[item.project_id].append(item.pk)
        for project_id, items in inside.items():
            target_on = self.made.snapshot.projects[project_id].target_on
            target = end_of_day(target_on, self.made.snapshot.zone)
            said = self._rolled_up(items, deadline=target)
            yield ProjectOutlook(
                workspace_id=self.made.snapshot.workspace_id,
                project_id=project_id,
                run_id=self.run_id,
                **{name: said[name] for name in PROJECT_SAID},
            )

    def _said(self, item: ItemRow) -> dict[str, Any]:
        made, i = self.made, self.made.compiled.position[item.pk]
        node, schedule = made.compiled.nodes[i], made.schedule
        instant = made.compiled.instant
        return {
            "starts_at": item.started_at or instant(int(schedule.start[i])),
            **self._quantiles(self.finish_at[:, i]),
            "chance_percent": self._chance(made.scenarios.finish[:, i], item.deadline),
            "rank": self.place.get(i),
            **self._standing(i),
            "cause": Cause(int(schedule.cause[i])).name.lower(),
            "culprit_id": self._culprit(int(schedule.culprit[i])),
            "is_critical": i in self.chain,
            "unplaced": self._unplaced(i),
            "has_assumed_people": node.has_assumed_people,
            "has_assumed_effort": node.has_assumed_effort,
            **self._learned(node.learned),
        }

    def _standing(self, i: int) -> dict[str, Any]:
        """What gives an open item its place, and where that comes from."""
        if i not in self.place:
            return {}
        compiled = self.made.compiled
        node, own = compiled.nodes[i], compiled.inherited[i]
        item = None if own.source is None else compiled.nodes[own.source].item
        return {
            "ahead": list(self.ahead[i]),
            "latest_start": item
            and compiled.instant(max(round(own.latest), -MOST_MINUTES)),
            "due_through_id": item and item.pk,
            "behind_minutes": min(round(own.tail - node.minutes), MOST_MINUTES),
        }

    def _learned(self, learned: Learned | None) -> dict[str, Any]:
        """What finished work says the item will need, and how much of it there is."""
        if learned is None:
            return {}
        return {
            "expected_minutes": max(1, round(learned.minutes)),
            "learned_from": learned.alike,
            "own_percent": learned.own_percent,
        }

    def _quantiles(self, minutes: Minutes) -> dict[str, Any]:
        moments = map(self.made.compiled.instant, map(int, minutes))
        return dict(zip(QUANTILES, moments, strict=True))

    def _culprit(self, position: int) -> int | None:
        """The item at fault; that of a summary's end is the summary."""
        if position == NONE:
            return None
        node = self.made.compiled.nodes[position]
        if node.item is not None:
            return node.item.pk
        return node.end.summary if node.end else None

    def _unplaced(self, i: int) -> str:
        code = Unplaced(int(self.made.schedule.unplaced[i]))
        return "" if code is Unplaced.PLACED else code.name.lower()

    def _rolled_up(
        self, items: Sequence[int], *, deadline: datetime | None
    ) -> dict[str, Any]:
        """A summary starts with the first and is done with the last of its items."""
        made = self.made
        leaves = [
            made.compiled.position[leaf]
            for pk in items
            for leaf in self.outline.leaves(pk)
        ]
        placed = [i for i in leaves if made.schedule.start[i] != NEVER]
        blank = {"rank": None, "cause": "", "culprit_id": None}
        if not placed:
            empty = dict.fromkeys(("starts_at", *QUANTILES, "chance_percent"))
            return empty | blank | self._flags(leaves)
        finish = made.scenarios.finish[:, placed].max(axis=1)
        instant = made.compiled.instant
        return {
            "starts_at": instant(int(made.schedule.start[placed].min())),
            **self._quantiles(quantiles(finish[:, None], PERCENTS)[:, 0]),
            "chance_percent": self._chance(finish, deadline),
            **blank,
            **self._flags(leaves),
        }

    def _flags(self, leaves: Sequence[int]) -> dict[str, Any]:
        nodes = [self.made.compiled.nodes[i] for i in leaves]
        return {
            "is_critical": any(i in self.chain for i in leaves),
            "unplaced": next(filter(None, map(self._unplaced, leaves)), ""),
            "has_assumed_people": any(n.has_assumed_people for n in nodes),
            "has_assumed_effort": any(n.has_assumed_effort for n in nodes),
        }

    def _chance(self, finish: Minutes, deadline: datetime | None) -> int | None:
        """Return in how many per cent of the scenarios it is done by the deadline."""
        if deadline is None:
            return None
        due = (deadline - self.made.compiled.origin).total_seconds() // 60
        kept = (finish != NEVER) & (finish <= due)
        return int(np.floor(kept.mean() * 100 + 0.5))
