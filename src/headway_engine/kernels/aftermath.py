"""What is done when nothing more happens: leftovers get a reason."""

from typing import Final

from headway_engine.kernels.common_time import FAR
from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.flow import HORIZON, lagged
from headway_engine.kernels.records import (
    ACTORS,
    AFTER,
    ALONE,
    ANY_LINK,
    CODE,
    CULPRIT,
    FACT,
    FINISH_AT,
    GROUP,
    HEAP,
    LATE,
    LINK_HI,
    LINK_LO,
    LINK_MID,
    MODE,
    PART_LO,
    PENDING,
    QUEUED,
    STACK,
    START_AT,
    STATE,
    TODO,
    TOGETHER,
    WAITS,
    Plan,
    Run,
)
from headway_engine.kernels.waking import act_on, rouse, wants
from headway_engine.problem import NEVER
from headway_engine.schedule import Unplaced

BEHIND: Final = int(Unplaced.BEHIND)


@called
def rescue(plan: Plan, run: Run, t: int) -> bool:
    """Ask everybody once more who has something ready; tell if anybody may move."""
    for person in range(len(plan.person)):
        if wants(plan, run, person, t) != FAR:
            rouse(plan, run, person, t)
    for i in range(len(plan.item)):
        if plan.item[i, MODE] == TOGETHER:
            k = int(plan.item[i, PART_LO])
            if run.part[k, STATE] == QUEUED:
                act_on(plan, run, i)
    return bool(run.tally[ACTORS] > 0 or run.tally[HEAP] > 0)


@called
def give_up(plan: Plan, run: Run) -> None:
    """Say of what was ready but never done that it does not fit."""
    for i in range(len(plan.item)):
        mode = int(plan.item[i, MODE])
        if run.item[i, CODE] == 0 and ALONE <= mode <= GROUP and run.item[i, TODO] > 0:
            if run.item[i, PENDING] > 0:
                continue
            run.item[i, CODE] = HORIZON
        if run.item[i, CODE] != 0:
            if run.item[i, START_AT] != NEVER:
                run.tally[LATE] = 1
            run.item[i, START_AT] = NEVER
            run.item[i, FINISH_AT] = NEVER


@called
def withdraw(plan: Plan, run: Run) -> None:
    """Take back what followed the start of an item that then never ended."""
    for i in range(len(plan.item)):
        if run.item[i, CODE] != 0:
            run.stack[run.tally[STACK]] = i
            run.tally[STACK] += 1
    while run.tally[STACK] > 0:
        run.tally[STACK] -= 1
        i = int(run.stack[run.tally[STACK]])
        for m in range(plan.item[i, LINK_LO], plan.item[i, LINK_HI]):
            after = int(plan.link[m, AFTER])
            if run.item[after, START_AT] != NEVER and may_withdraw(plan, run, after):
                run.item[after, CODE] = BEHIND
                run.rare[after, CULPRIT] = i
                run.item[after, START_AT] = NEVER
                run.item[after, FINISH_AT] = NEVER
                run.stack[run.tally[STACK]] = after
                run.tally[STACK] += 1


@inlined
def may_withdraw(plan: Plan, run: Run, i: int) -> bool:
    """Tell whether ``i`` has lost what let it start."""
    if plan.item[i, MODE] == FACT or i < plan.begun:
        return False
    return bool(plan.fixed[i, WAITS] != ANY_LINK) or not is_open(plan, run, i)


@called
def is_open(plan: Plan, run: Run, gate: int) -> bool:
    """Tell whether some link still lets a milestone start that needs only one."""
    for i in range(len(plan.item)):
        if run.item[i, CODE] != 0:
            continue
        for m in range(plan.item[i, LINK_LO], plan.item[i, LINK_HI]):
            if plan.link[m, AFTER] == gate:
                is_finish = m >= plan.item[i, LINK_MID]
                base = int(run.item[i, FINISH_AT if is_finish else START_AT])
                if base != NEVER and lagged(plan, m, base) <= run.item[gate, START_AT]:
                    return True
    return False
