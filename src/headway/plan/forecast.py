"""Plan a snapshot and say in dates what came out."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from math import expm1
from typing import Any, NamedTuple

import numpy as np

from headway.plan.allowances import Allowances
from headway.plan.causes import NO_CAUSE, Causes
from headway.plan.compile.compiled import Compiled
from headway.plan.compile.workspace import compile_problem, outline_of
from headway.plan.critical import aims_of, critical_chains, open_items
from headway.plan.learning import Learned
from headway.plan.places import places, score_terms
from headway.plan.rows import ItemRow
from headway.plan.snapshot import Snapshot, next_quarter
from headway.work.actions.outlook import PROJECT_SAID
from headway.work.models import Outlook, ProjectOutlook
from headway.work.models.projects import end_of_day
from headway_engine.levelling import level
from headway_engine.problem import NEVER, NONE, Minutes
from headway_engine.schedule import Scenarios, Schedule, Unplaced
from headway_engine.shares import Common, common_draws, share_of
from headway_engine.simulation import latest, quantiles, simulate

SCENARIOS = 500
PERCENTS = (5, 50, 85, 95)
FIRST_DAYS = 500
"""How far to look at first; doubled until everything fits, or it is too far."""
MOST_DAYS = 20 * 366
MINUTES_A_DAY = 1440
MOST_MINUTES = MOST_DAYS * MINUTES_A_DAY
THREADS = max(1, (os.cpu_count() or 1) // 2)
"""Planning never takes more than half of the machine."""

DATES = ("starts_at", "p50", "p85", "p95")
QUANTILES = tuple(f"p{percent}" for percent in PERCENTS)

_enough: dict[int, int] = {}
"""By workspace, how many days the last forecast needed: the next begins with them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Forecast:
    """All that one run of the engine says about a workspace."""

    at: datetime
    snapshot: Snapshot
    compiled: Compiled
    schedule: Schedule
    scenarios: Scenarios

    @property
    def digest(self) -> str:
        """The SHA-256 of what the snapshot says, a row at a time: it may be long."""
        digest = hashlib.sha256()
        for part in fields(self.snapshot):
            said = getattr(self.snapshot, part.name)
            for row in said if isinstance(said, tuple) else (said,):
                digest.update(repr(row).encode())
        return digest.hexdigest()

    @property
    def allowances(self) -> Allowances:
        """What all of it, and all of a project, may have in common."""
        team, growth = self.compiled.team, self.compiled.growth
        return Allowances(
            team_percent=_percent(team.spread),
            team_periods=team.periods,
            growth_percent=_percent(growth.growth) if growth else None,
            growth_projects=growth.projects if growth else 0,
        )


def _percent(logarithm: float) -> int:
    """Give the per cent by which something is more."""
    return round(100 * expm1(logarithm))


def forecast(
    snapshot: Snapshot,
    *,
    now: datetime,
    scenarios: int = SCENARIOS,
    is_traced: bool = False,
) -> Forecast:
    """Plan everything from ``now``, rounded up to a quarter of an hour.

    Traced, it knows in how many scenarios the end of a project hangs on each item.
    """
    at = next_quarter(now)
    days = _enough.get(snapshot.workspace_id, FIRST_DAYS)
    has_starts = any(item.starts_no_later for item in snapshot.items)
    while True:
        compiled = compile_problem(snapshot, now=at, days=days)
        schedule = level(compiled.problem, wider=compiled.wider)
        is_last = days >= MOST_DAYS
        if is_last or not (schedule.unplaced == Unplaced.HORIZON).any():
            drawn = simulate(
                compiled.problem,
                seed=snapshot.seed,
                scenarios=scenarios,
                threads=THREADS,
                aims=aims_of(compiled) if is_traced else None,
                has_starts=has_starts,
            )
            is_late = (drawn.finish == NEVER).any(axis=0)
            if is_last or not is_late[schedule.unplaced == Unplaced.PLACED].any():
                break
            del drawn  # of many items it is large, and comes again
        days = min(days * 2, MOST_DAYS)
    is_half_empty = int(drawn.finish.max(initial=0)) < days * MINUTES_A_DAY // 2
    _enough[snapshot.workspace_id] = (
        max(days // 2, FIRST_DAYS) if is_half_empty else days
    )
    return Forecast(
        at=at,
        snapshot=snapshot,
        compiled=compiled,
        schedule=schedule,
        scenarios=drawn,
    )


class Dates(NamedTuple):
    """When an item starts and is likely done."""

    item_id: int
    start: datetime | None
    finish: datetime | None


class Outlooks:
    """The rows that a forecast makes of items and projects, unsaved."""

    def __init__(self, made: Forecast, *, run_id: int) -> None:
        self.made, self.run_id = made, run_id
        self.outline = outline_of(made.snapshot.items)
        self.finish_at = quantiles(made.scenarios.finish, PERCENTS)

    @cached_property
    def open(self) -> Mapping[int, Sequence[int]]:
        """The positions of each project's open items."""
        return open_items(self.made.compiled)

    @cached_property
    def chain(self) -> frozenset[int]:
        return critical_chains(self.made.schedule, self.open)

    @cached_property
    def causes(self) -> Causes:
        return Causes(self.made.schedule, self.made.compiled, self.made.snapshot)

    @cached_property
    def order(self) -> Sequence[int]:
        """The positions of all open items, by when they start."""
        start, rank = self.made.schedule.start, self.made.compiled.problem.items.rank
        waiting = sorted(i for positions in self.open.values() for i in positions)
        return sorted(waiting, key=lambda i: (start[i], rank[i]))

    @cached_property
    def place(self) -> Mapping[int, int]:
        return {i: place for place, i in enumerate(self.order, 1)}

    @cached_property
    def ahead(self) -> Mapping[int, Sequence[int]]:
        return places(self.made.compiled, self.order)

    def dates(self, project_id: int) -> Iterator[Dates]:
        """When each item of a project starts and is likely done, and nothing else."""
        made = self.made
        for item in made.snapshot.items:
            if item.project_id != project_id or item.state == "cancelled":
                continue
            if self.outline.is_summary(item.pk):
                said = self._rolled_up([item.pk], deadline=None)
                yield Dates(item.pk, said["starts_at"], said["p50"])
                continue
            i, instant = made.compiled.position[item.pk], made.compiled.instant
            start = item.started_at or instant(int(made.schedule.start[i]))
            yield Dates(item.pk, start, instant(int(self.finish_at[1, i])))

    def items(self) -> Iterator[Outlook]:
        return self.of(self.made.snapshot.items)

    def of(self, rows: Iterable[ItemRow]) -> Iterator[Outlook]:
        """Say it of some of the items, in their order."""
        for item in rows:
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
                start_chance_percent=self._start_chance(item),
                **said,
            )

    def projects(self) -> Iterator[ProjectOutlook]:
        return map(self.project, self.made.snapshot.projects)

    def project(self, project_id: int) -> ProjectOutlook:
        target_on = self.made.snapshot.projects[project_id].target_on
        target = end_of_day(target_on, self.made.snapshot.zone)
        said = self._rolled_up(self._outermost[project_id], deadline=target)
        return ProjectOutlook(
            workspace_id=self.made.snapshot.workspace_id,
            project_id=project_id,
            run_id=self.run_id,
            **{name: said[name] for name in PROJECT_SAID},
            **self._shares(project_id),
        )

    def _shares(self, project_id: int) -> dict[str, int | None]:
        """Where the spread of the end of a project comes from, in per cent."""
        made, schedule = self.made, self.made.schedule
        found: dict[str, int | None] = {}
        placed = [i for i in self.open.get(project_id, ()) if not schedule.unplaced[i]]
        if not placed:
            return found
        finish = latest(made.scenarios.finish, placed)
        problem = made.compiled.problem
        causes = {"team_share": self.common.team}
        for scope in np.flatnonzero(problem.scopes.key == project_id):
            causes["growth_share"] = self.common.growth[:, scope]
        for name, cause in causes.items():
            found[name] = round(100 * share_of(cause, finish, now=problem.now))
        return found

    @cached_property
    def common(self) -> Common:
        """What each scenario drew for several items at once."""
        return common_draws(
            self.made.compiled.problem,
            seed=self.made.snapshot.seed,
            scenarios=len(self.made.scenarios.finish),
        )

    @cached_property
    def _outermost(self) -> Mapping[int, Sequence[int]]:
        """The items of each project that are in no other."""
        found: dict[int, list[int]] = {pk: [] for pk in self.made.snapshot.projects}
        for item in self.made.snapshot.items:
            if item.parent_id is None and item.state != "cancelled":
                found[item.project_id].append(item.pk)
        return found

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
            **self.causes.of(i),
            "is_critical": i in self.chain,
            "critical_percent": self._criticality([i]),
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
        index = compiled.scores.index
        last = int(index.through[i])
        through = None if last == NONE else compiled.nodes[last].item
        return {
            "ahead": list(self.ahead[i]),
            "latest_start": item
            and compiled.instant(max(round(own.latest), -MOST_MINUTES)),
            "due_through_id": item and item.pk,
            "behind_minutes": min(round(own.tail - node.minutes), MOST_MINUTES),
            "score": score_terms(compiled, i),
            "score_minutes": min(round(index.hours[i] * 60), MOST_MINUTES),
            "waiting_id": through and through.pk,
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
        blank = {"rank": None, **NO_CAUSE}
        if not placed:
            empty = dict.fromkeys(("starts_at", *QUANTILES, "chance_percent"))
            return empty | blank | self._flags(leaves)
        finish = latest(made.scenarios.finish, placed)
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
            "critical_percent": self._criticality(leaves),
            "unplaced": next(filter(None, map(self._unplaced, leaves)), ""),
            "has_assumed_people": any(n.has_assumed_people for n in nodes),
            "has_assumed_effort": any(n.has_assumed_effort for n in nodes),
        }

    def _criticality(self, leaves: Sequence[int]) -> int | None:
        """Return in how many per cent of the scenarios an end hangs on one of them."""
        placed = [i for i in leaves if i in self.place and not self._unplaced(i)]
        critical = self.made.scenarios.critical[:, placed]
        if not critical.size:
            return None
        return int(np.floor(critical.any(axis=1).mean() * 100 + 0.5))

    def _start_chance(self, item: ItemRow) -> int | None:
        """Return in how many per cent of the scenarios it starts when it has to.

        A summary starts with the first of its items.  None of what has begun.
        """
        if item.starts_no_later is None:
            return None
        compiled = self.made.compiled
        leaves = [compiled.position[pk] for pk in self.outline.leaves(item.pk)]
        rows = [node.item for node in map(compiled.nodes.__getitem__, leaves)]
        if any(row is None or row.started_at or row.finished_at for row in rows):
            return None
        start = self.made.scenarios.start[:, leaves]
        first = np.where(start == NEVER, MOST_MINUTES, start).min(axis=1)
        return self._chance(first, item.starts_no_later)

    def _chance(self, finish: Minutes, deadline: datetime | None) -> int | None:
        """Return in how many per cent of the scenarios it is done by the deadline."""
        if deadline is None:
            return None
        due = (deadline - self.made.compiled.origin).total_seconds() // 60
        kept = (finish != NEVER) & (finish <= due)
        return int(np.floor(kept.mean() * 100 + 0.5))
