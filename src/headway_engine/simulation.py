"""Many schedules of one problem, each with its own draw of how long things take."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np

from headway_engine.checking import check_draw
from headway_engine.criticality import Tracing
from headway_engine.effort import draws
from headway_engine.kernels.records import new_run
from headway_engine.kernels.scenarios import dispatch_scenarios
from headway_engine.levelling import level
from headway_engine.packing import pack
from headway_engine.problem import (
    NEVER,
    NO_LINKS,
    NONE,
    WHOLE,
    Calendars,
    Groups,
    Ints,
    Items,
    Minutes,
    Parts,
    People,
    Problem,
)
from headway_engine.schedule import Scenarios

BLOCK: Final = 1024
"""Columns sorted at a time: few enough to stay in the cache."""


def simulate(
    problem: Problem,
    *,
    seed: int,
    scenarios: int,
    threads: int = 1,
    first_scenario: int = 0,
    aims: Ints | None = None,
    has_starts: bool = False,
) -> Scenarios:
    """Level the problem again in each of ``scenarios`` draws of minutes.

    Scenario ``j`` depends on ``seed``, ``first_scenario + j`` and the items' keys
    only: the same bytes for any number of threads, and the same draws for an item
    whatever else is in the problem.  The GIL is free while it runs.

    ``aims`` gives each item the number of the aim that it belongs to, its project for
    example, or ``NONE``: then the answer says in which of the scenarios traced each
    was on the chain that decides when its aim ends.  Without ``has_starts`` it leaves
    out when items start, which takes as much memory as when they are done.

    Raises
    ------
    InvalidProblem
        As ``level``; or a seed that no 64 bits hold, scenarios below 0, an aim that is
        none of as many as there are items.
    """
    check_draw(seed=seed, scenarios=scenarios, first_scenario=first_scenario)
    packed = pack(problem)
    work = draws(problem, packed)
    width = len(packed.order)
    finish = np.empty((scenarios, width), np.int32)
    start = np.empty((scenarios if has_starts else 0, width), np.int32)
    tracing = Tracing(packed, aims, first=first_scenario, scenarios=scenarios)

    def run_block(lo: int, hi: int) -> None:
        plan = packed.plan._replace(link=packed.plan.link.copy())  # lags are drawn
        run = new_run(plan)
        for rows in tracing.blocks(plan, run, lo, hi):
            first, done = first_scenario + rows.start, finish[rows]
            begun = start[rows] if has_starts else done  # each is written over
            dispatch_scenarios(plan, run, work, seed, first, packed.order, begun, done)

    bounds = np.linspace(0, scenarios, max(threads, 1) + 1).astype(int).tolist()
    with ThreadPoolExecutor(max(threads, 1)) as pool:
        list(pool.map(run_block, bounds[:-1], bounds[1:]))
    return Scenarios(start=start, finish=finish, critical=tracing.critical)


def quantiles(matrix: Minutes, percents: Sequence[float]) -> Minutes:
    """Give the ``percents`` of each column: shape ``(len(percents), n)``.

    ``matrix`` has shape ``(s, n)``.  The smallest value that at least ``percent`` per
    cent of the scenarios do not exceed; ``NEVER`` counts as later than everything,
    and is the answer where that many scenarios do not place the item, or there are
    none.
    """
    rows, width = matrix.shape
    if not rows:
        return np.full((len(percents), width), NEVER, np.int32)
    ranks = np.ceil(np.asarray(percents, np.float64) * rows / 100).astype(int) - 1
    found = np.empty((len(ranks), width), np.int32)
    for left in range(0, width, BLOCK):
        # One less makes of NEVER, the smallest int32, the largest.
        columns = matrix[:, left : left + BLOCK].T - np.int32(1)
        columns.sort(axis=1)
        found[:, left : left + BLOCK] = columns[:, np.clip(ranks, 0, rows - 1)].T
    return found + np.int32(1)


def latest(matrix: Minutes, columns: Sequence[int]) -> Minutes:
    """Give the last of some columns in each row: shape ``(s,)``.

    ``NEVER`` where none of them is placed.  No copy of the columns is made.
    """
    found = np.full(len(matrix), NEVER, np.int32)
    for left in range(0, len(columns), BLOCK):
        block = matrix[:, columns[left : left + BLOCK]]
        np.maximum(found, block.max(axis=1), out=found)
    return found


def last_by(matrix: Minutes, columns: Sequence[int], percent: float) -> int:
    """Give by when the last of some columns is, with so many per cent; see above."""
    return int(quantiles(latest(matrix, columns)[:, None], [percent])[0, 0])


def warm() -> None:
    """Compile or load every kernel, by planning a tiny problem."""
    problem = _tiny()
    level(problem)
    simulate(problem, seed=0, scenarios=1)


def _tiny() -> Problem:
    """Make a problem of one item, of one person who works for one day."""
    never = np.full(1, NEVER, np.int32)
    none = np.full(1, NONE, np.int32)
    zero, one = np.zeros(1, np.int32), np.ones(1, np.int32)
    span = np.array([0, 1], np.int32)
    whole = np.full(1, WHOLE, np.int32)
    empty = np.zeros(0, np.int32)
    return Problem(
        now=0,
        calendars=Calendars(offsets=span, starts=zero, ends=one * 1440, horizon=1440),
        people=People(calendar=zero, capacity=whole),
        items=Items(
            key=np.zeros(1, np.int64),
            drive=np.zeros(1, np.int8),
            rank=zero,
            minutes=np.ones(1),
            spread=np.ones(1),
            not_before=never,
            finish_not_before=never,
            started_at=never,
            finished_at=never,
            calendar=none,
            group=none,
            is_joint=np.zeros(1, np.bool_),
            opens_on_any=np.zeros(1, np.bool_),
            chunk=zero,
        ),
        parts=Parts(offsets=span, person=zero, share=np.ones(1), units=whole),
        groups=Groups(offsets=zero, person=empty),
        links=NO_LINKS,
    )
