"""From a predecessor's dates to its successors' release, and to people's queues."""

from typing import Final

from headway_engine.kernels.common_time import FAR, add_common
from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.fetching import fetch
from headway_engine.kernels.queues import drop, push, put
from headway_engine.kernels.records import (
    AFTER,
    ALONE,
    ANY_LINK,
    CODE,
    DATED,
    DEFERRED,
    EARLIEST,
    EST,
    FINISH_AT,
    FMIN,
    FREE,
    FRESH,
    GROUP,
    KEPT,
    LAG,
    LAG_CALENDAR,
    LATE,
    LINK_HI,
    LINK_LO,
    LINK_MID,
    MEMBERS,
    MODE,
    OFFERED,
    ONTO_FINISH,
    PART_HI,
    PART_LO,
    PENDING,
    PERSON,
    QUEUED,
    STACK,
    START_AT,
    STARTED,
    STATE,
    TOGETHER,
    UNSEEN,
    Plan,
    Run,
)
from headway_engine.kernels.stretches import chunk_of, fitting
from headway_engine.kernels.waking import act_on, call_later, rouse
from headway_engine.kernels.working_minutes import (
    calendars_together,
    minutes_together,
    start_for,
)
from headway_engine.kernels.working_time import add, subtract
from headway_engine.problem import NEVER
from headway_engine.schedule import Unplaced

HORIZON: Final = int(Unplaced.HORIZON)
RELEASE: Final = 0
HAS_STARTED: Final = 1
HAS_ENDED: Final = 2
BOTH: Final = 3
LAST_INSTANT: Final = FAR - 1


@inlined
def note(run: Run, i: int, what: int) -> None:
    """Remember that ``i`` was released, has started, has ended, or both."""
    run.stack[run.tally[STACK]] = i * 4 + what
    run.tally[STACK] += 1


@inlined
def settle(plan: Plan, run: Run, t: int) -> None:
    """Work off all that was noted at ``t``."""
    while run.tally[STACK] > 0:
        run.tally[STACK] -= 1
        noted = int(run.stack[run.tally[STACK]])
        i = noted >> 2
        what = noted & 3
        if what == RELEASE:
            release(plan, run, i, t)
        else:
            lo = int(plan.item[i, LINK_MID if what == HAS_ENDED else LINK_LO])
            hi = int(plan.item[i, LINK_MID if what == HAS_STARTED else LINK_HI])
            for m in range(lo, hi):
                from_finish = m >= plan.item[i, LINK_MID]
                base = int(run.item[i, FINISH_AT if from_finish else START_AT])
                resolve(plan, run, m, lagged(plan, m, base), t)


@inlined
def fetch_links(plan: Plan, i: int) -> None:
    """Fetch the links from ``i``, which are looked at as soon as it begins."""
    fetch(plan.link, plan.item[i, LINK_LO])


@inlined
def fetch_successors(plan: Plan, run: Run, i: int) -> None:
    """Fetch what these links lead to."""
    for m in range(plan.item[i, LINK_LO], plan.item[i, LINK_HI]):
        after = int(plan.link[m, AFTER])
        fetch(run.item, after)
        fetch(plan.item, after)


@inlined
def lagged(plan: Plan, m: int, base: int) -> int:
    """Give the instant that link ``m`` allows, ``FAR`` where it never comes."""
    lag = int(plan.link[m, LAG])
    calendar = int(plan.link[m, LAG_CALENDAR])
    if calendar < 0:
        return max(min(base + lag, LAST_INSTANT), -LAST_INSTANT)
    if lag >= 0:
        at = add(plan.clock, calendar, base, lag)
        return FAR if at == NEVER else at
    return subtract(plan.clock, calendar, base, -lag)


@inlined
def resolve(plan: Plan, run: Run, m: int, at: int, t: int) -> None:
    """Tell the successor of link ``m`` that it is allowed from ``at`` on."""
    after = int(plan.link[m, AFTER])
    if run.item[after, PENDING] == ANY_LINK:
        if run.item[after, START_AT] == NEVER and at < run.item[after, EST]:
            run.item[after, EST] = at
            push(run, max(at, t), len(plan.part) + after)
        return
    if at == FAR:
        fail(plan, run, after, HORIZON, t)
    elif plan.link[m, ONTO_FINISH]:
        if at > run.item[after, FMIN]:
            run.item[after, FMIN] = at
    elif at > run.item[after, EST]:
        run.item[after, EST] = at
    run.item[after, PENDING] -= 1
    if run.item[after, PENDING] == 0:
        note(run, after, RELEASE)


@called
def fail(plan: Plan, run: Run, i: int, code: int, t: int) -> None:
    """Give up on an item and let its people turn to something else."""
    run.item[i, CODE] = code
    if run.item[i, START_AT] != NEVER:
        run.tally[LATE] = 1
    for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
        if run.part[k, STATE] in (QUEUED, KEPT):
            run.part[k, STATE] = UNSEEN
            drop(plan, run, k)
            if plan.part[k, PERSON] >= 0:
                rouse(plan, run, plan.part[k, PERSON], t)
        elif run.part[k, STATE] == DEFERRED:
            run.part[k, STATE] = UNSEEN  # it does not come back when its hours do
    run.tally[FRESH] = 1


@inlined
def release(plan: Plan, run: Run, i: int, t: int) -> None:
    """Place an item that needs nobody, or queue the others from when they may start."""
    if run.item[i, CODE] != 0:
        return
    if i >= plan.begun:
        hold_finish(plan, run, i)
    if run.item[i, EST] >= FAR:
        fail(plan, run, i, HORIZON, t)
    elif plan.item[i, MODE] == FREE:
        place(plan, run, i, t)
    elif run.item[i, EST] > t:
        push(run, run.item[i, EST], len(plan.part) + i)
    else:
        enqueue(plan, run, i, t)


@inlined
def hold_finish(plan: Plan, run: Run, i: int) -> None:
    """Delay the start so far that the finish is not too early."""
    if plan.item[i, MODE] == FREE and run.item[i, EST] < plan.fixed[i, EARLIEST]:
        run.item[i, EST] = plan.fixed[i, EARLIEST]
    if run.item[i, FMIN] == NEVER:
        return
    if run.item[i, FMIN] > plan.horizon:
        run.item[i, EST] = FAR
        return
    start = start_for(plan, run, i, run.item[i, FMIN])
    if start > run.item[i, EST]:
        run.item[i, EST] = start


@inlined
def held_finish(plan: Plan, run: Run, i: int, done: int) -> int:
    """Let an item finish when it may, where its work is ``done`` just before.

    Its start was delayed for that: no working time lies between, as between Friday
    evening and Monday morning.
    """
    if i < plan.begun:
        return done
    return max(done, int(run.item[i, FMIN]))


@called
def place(plan: Plan, run: Run, i: int, t: int) -> None:
    """Date an item that needs nobody."""
    count = calendars_together(plan, run, i)
    minutes = minutes_together(plan, run, i)
    need = chunk_of(plan.fixed, i, minutes)
    start = fitting(plan.clock, run.who, count, run.item[i, EST], need)
    finish = NEVER
    if start != NEVER:
        finish = add_common(plan.clock, run.who, count, start, minutes)
        finish = NEVER if finish == NEVER else held_finish(plan, run, i, finish)
    if finish == NEVER or finish > plan.horizon:
        fail(plan, run, i, HORIZON, t)
        return
    begun = i < plan.begun
    run.item[i, START_AT] = plan.fixed[i, STARTED] if begun else start
    run.item[i, FINISH_AT] = finish
    run.item[i, DATED] = t
    note(run, i, BOTH)


@inlined
def enqueue(plan: Plan, run: Run, i: int, t: int) -> None:
    """Put the parts of an item before its people."""
    mode = int(plan.item[i, MODE])
    run.tally[FRESH] = 1
    for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
        run.part[k, STATE] = QUEUED
        put(plan, run, k)
        if mode == ALONE:
            rouse(plan, run, plan.part[k, PERSON], t)
    if mode == TOGETHER:
        act_on(plan, run, i)
    elif mode == GROUP:
        call_later(plan, run, int(plan.item[i, MEMBERS]))
        run.tally[OFFERED] = 1
