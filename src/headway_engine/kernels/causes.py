"""Why an item starts at an instant and not before."""

from typing import Final

from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.records import (
    BY_CONSTRAINT,
    BY_NOW,
    CAUSE,
    CULPRIT,
    DOING,
    EST,
    FREE,
    FREED,
    GROUP,
    MODE,
    PART_HI,
    PART_LO,
    PERSON,
    STARTED,
    TOGETHER,
    WHY,
    WITNESS,
    Plan,
    Run,
)
from headway_engine.kernels.working_minutes import opening
from headway_engine.problem import NEVER, NONE
from headway_engine.schedule import Cause

FACT: Final = int(Cause.FACT)
NOW: Final = int(Cause.NOW)
LINK: Final = int(Cause.LINK)
BUSY: Final = int(Cause.BUSY)
AT_CLOSED: Final = int(Cause.CALENDAR)
CONSTRAINT: Final = int(Cause.CONSTRAINT)


@called
def explain(plan: Plan, run: Run, i: int, person: int, t: int) -> None:
    """Store cause and culprit of ``i``, which ``person`` begins at ``t``."""
    cause = FACT
    culprit = NONE
    if plan.item[i, STARTED] == NEVER:
        opens = opening(plan, run, i, run.item[i, EST])
        if t > opens and plan.item[i, MODE] != FREE:
            culprit = keeper(plan, run, i, person, opens)
        if culprit != NONE:
            cause = BUSY
        else:
            cause = reason(plan, run, i, t)
            if cause == LINK:
                culprit = int(run.item[i, WHY])
    run.item[i, CAUSE] = cause
    run.item[i, CULPRIT] = culprit


@inlined
def keeper(plan: Plan, run: Run, i: int, person: int, opens: int) -> int:
    """Find the item that keeps busy whoever could have begun ``i`` at ``opens``."""
    who = int(run.tally[WITNESS])
    if plan.item[i, MODE] == TOGETHER:
        who = last_freed(plan, run, i)
    elif plan.item[i, MODE] == GROUP and run.person[person, FREED] > opens:
        who = person
    culprit = int(run.person[who, DOING])
    return NONE if culprit == i else culprit


@inlined
def last_freed(plan: Plan, run: Run, i: int) -> int:
    """Find the person of ``i`` who finished something last."""
    who = int(plan.part[plan.item[i, PART_LO], PERSON])
    for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
        other = int(plan.part[k, PERSON])
        if run.person[other, FREED] > run.person[who, FREED]:
            who = other
    return who


@inlined
def reason(plan: Plan, run: Run, i: int, t: int) -> int:
    """Tell what else than busy people holds ``i`` back until ``t``."""
    why = int(run.item[i, WHY])
    if t == plan.now:
        return NOW
    if why == BY_NOW:
        return AT_CLOSED
    if plan.item[i, MODE] != FREE and opening(plan, run, i, plan.now) == t:
        return AT_CLOSED
    return CONSTRAINT if why == BY_CONSTRAINT else LINK
