"""One levelled schedule: everybody's items in rank order on their own calendars."""

import numpy as np

from headway_engine.checking import check_wider
from headway_engine.effort import medians
from headway_engine.explanation import Causes, causes
from headway_engine.kernels import records as r
from headway_engine.kernels.scenarios import dispatch_scenarios
from headway_engine.network import blame
from headway_engine.packing import Packed, pack
from headway_engine.problem import NEVER, NONE, Groups, Problem
from headway_engine.schedule import Schedule, Unplaced


def level(problem: Problem, *, wider: Groups | None = None) -> Schedule:
    """Dispatch the items at their median minutes, and say what holds each.

    What cannot be placed gets a reason in ``unplaced``, the rest is planned.  Parts of
    a started item begin at the earliest now, also where the item's start is past.
    ``wider`` has a list for each of the problem's groups: who could do its work if
    skill were not asked for.

    Raises
    ------
    InvalidProblem
        Arrays of the wrong length or type, positions out of range, negative minutes;
        in ``wider`` as well.
    """
    packed = pack(problem)
    if wider is not None:
        check_wider(problem, wider)
    run = r.new_run(packed.plan)
    unused = np.empty((1, len(packed.order)), np.int32)
    draws = medians(problem, packed)
    dispatch_scenarios(packed.plan, run, draws, 0, 0, packed.order, unused, unused)
    return _schedule(problem, packed, run, causes(packed, run, wider))


def _schedule(problem: Problem, packed: Packed, run: r.Run, why: Causes) -> Schedule:
    """Put the results back into the problem's order."""
    order, n = packed.order, len(packed.order)
    record = np.empty((n, r.RUN_COLUMNS), np.int32)
    record[order] = run.item
    unplaced = record[:, r.CODE].copy()
    back = np.append(order, NONE).astype(np.int32)
    missing = np.empty(n, np.int32)
    missing[order] = back[run.rare[:, r.CULPRIT]]
    culprit = np.where(unplaced == Unplaced.PLACED, why.culprit, missing)
    waiting = (unplaced == Unplaced.PLACED) & (record[:, r.FINISH_AT] == NEVER)
    blame(problem, unplaced, culprit, waiting)
    placed = unplaced == Unplaced.PLACED
    finished = problem.items.finished_at != NEVER
    counts = np.diff(packed.part_offsets)
    owner = np.repeat(np.arange(n), counts)
    part, given = run.part[packed.parts], packed.plan.part[packed.parts]
    begun = (part[:, r.STATE] == r.BEGUN) & placed[owner]
    facts = finished[owner]
    start, finish = record[:, r.START_AT], record[:, r.FINISH_AT]
    person = np.where(begun, part[:, r.TAKEN_BY], given[:, r.PERSON])
    kept = person != NONE
    part_start = np.where(begun, part[:, r.BEGINS], NEVER)
    part_finish = np.where(begun, part[:, r.ENDS], NEVER)
    part_start[facts], part_finish[facts] = start[owner[facts]], finish[owner[facts]]
    offsets = np.concatenate([[0], np.cumsum(np.bincount(owner[kept], minlength=n))])
    return Schedule(
        start=np.where(placed, start, NEVER).astype(np.int32),
        finish=np.where(placed, finish, NEVER).astype(np.int32),
        cause=why.cause,
        culprit=culprit.astype(np.int32),
        link=why.link,
        witness=why.witness,
        since=why.since,
        ties=why.ties,
        unplaced=unplaced.astype(np.int8),
        part_offsets=offsets.astype(np.int32),
        person=person[kept].astype(np.int32),
        part_start=part_start[kept].astype(np.int32),
        part_finish=part_finish[kept].astype(np.int32),
    )
