"""Dates by which a file wants tasks to start or finish: kept where they can be."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from headway.plan.compile.arrays import ints
from headway.plan.files.findings import Findings
from headway.plan.files.problem import Clock
from headway.plan.files.rows import Row
from headway.plan.files.saying import gettext_noop
from headway.plan.files.saying import say as _
from headway_engine.bounding import unhindered
from headway_engine.fronts import by_priority
from headway_engine.priority import DelayCost
from headway_engine.problem import NEVER, Ints, Problem
from headway_engine.schedule import Schedule
from headway_engine.solvers.exact.cpsat import Effort
from headway_engine.solvers.exact.limits import Limits
from headway_engine.solvers.repairing import Broken, repair, waiting

EFFORT: Final = Effort(work=2.0)
"""In work alone, so that a file has one plan, however busy the machine is."""

STAND_AGAINST_EACH_OTHER: Final = gettext_noop(
    "its date cannot be kept together with those of others, whatever is done first"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """What dates by which something has to be done make of a plan.

    ``rank`` is the order then (None: as it was), ``waits`` until when rows are not
    begun, and ``conflict`` the rows whose dates cannot all be kept.
    """

    rank: Ints | None = None
    waits: Mapping[int, int] = field(default_factory=dict)
    conflict: Collection[int] = ()

    @property
    def is_changed(self) -> bool:
        return self.rank is not None

    def within(self, problem: Problem) -> Problem:
        """Return the problem with that in it."""
        if self.rank is None:
            return problem
        items = replace(problem.items, rank=self.rank)
        return waiting(replace(problem, items=items), self.waits)


AS_IT_IS: Final = Kept()


def limits_of(rows: Sequence[Row], clock: Clock) -> Limits:
    """Return until when rows have to start and finish that are not done."""
    return Limits(
        start_by=ints(
            NEVER if row.started_at or row.finished_at else clock.minutes(row.start_by)
            for row in rows
        ),
        finish_by=ints(
            NEVER if row.finished_at else clock.minutes(row.finish_by) for row in rows
        ),
    )


def keep(
    problem: Problem, known: Schedule, limits: Limits, rows: Sequence[Row], seed: int
) -> Kept:
    """Look for a plan that keeps them, where dispatch in the order there is does not.

    Dates that are past, or too early even if nobody were ever busy, are no use.
    """
    earliest = unhindered(problem)
    ahead = Limits(
        start_by=np.where(limits.start_by < earliest.start, NEVER, limits.start_by),
        finish_by=np.where(limits.finish_by < earliest.finish, NEVER, limits.finish_by),
    )
    if not len(ahead.missed(known.start, known.finish)):
        return AS_IT_IS
    broken = Broken(problem=problem, cost=_cost(rows), start=known.start, limits=ahead)
    found = repair(broken, effort=EFFORT, seed=seed)
    return Kept(
        rank=found.rank if found.is_adopted else None,
        waits=found.waits,
        conflict=found.conflict.items if found.conflict else (),
    )


def note_missed(
    limits: Limits,
    schedule: Schedule,
    kept: Kept,
    rows: Sequence[Row],
    findings: Findings,
) -> None:
    """Say which dates are not kept, and where it is proven that not all can be."""
    missed = limits.missed(schedule.start, schedule.finish).tolist()
    for at in sorted({*missed, *kept.conflict}):
        row = rows[at]
        why = STAND_AGAINST_EACH_OTHER if at in kept.conflict else row.limit
        findings.add("task", f"{row.task} {row.name!r}", _(why))


def _cost(rows: Sequence[Row]) -> DelayCost:
    """Let delay cost what a task's priority says; gates are no work."""
    n = len(rows)
    slope = [
        0.0 if row.task is None else by_priority(row.priority).slope for row in rows
    ]
    return DelayCost(
        slope=np.array(slope, np.float64),
        due=np.full(n, NEVER, np.int32),
        late=np.zeros(n),
        cliff=np.zeros(n),
        fading=np.full(n, np.inf),
    )
