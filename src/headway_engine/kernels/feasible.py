"""What can never be done, found before anything is tried."""

from typing import Final

from headway_engine.kernels.common_time import FAR, next_common
from headway_engine.kernels.compiling import inlined, kernel
from headway_engine.kernels.records import (
    ALONE,
    CAPACITY,
    CODE_AT_FIRST,
    FACT,
    LOST,
    MODE,
    PART_HI,
    PART_LO,
    PERSON,
    TOGETHER,
    Plan,
    Run,
)
from headway_engine.kernels.working_minutes import calendars_of, opening
from headway_engine.problem import NEVER
from headway_engine.schedule import Unplaced

NO_WORKING_TIME: Final = int(Unplaced.NO_WORKING_TIME)


@kernel
def mark_hopeless(plan: Plan, run: Run) -> None:
    """Set the code of items whose calendars, people or groups never work from now."""
    for i in range(len(plan.item)):
        mode = int(plan.item[i, MODE])
        if mode in (FACT, LOST):
            continue
        hopeless = opening(plan, run, i, plan.now) == FAR
        if mode in (ALONE, TOGETHER):
            hopeless |= lacks_people(plan, run, i)
        if hopeless:
            plan.fixed[i, CODE_AT_FIRST] = NO_WORKING_TIME


@inlined
def lacks_people(plan: Plan, run: Run, i: int) -> bool:
    """Tell whether some part has a person who is never there for it."""
    for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
        person = int(plan.part[k, PERSON])
        if plan.person[person, CAPACITY] == 0:
            return True
        if plan.item[i, MODE] == ALONE:
            count = calendars_of(plan, run, i, person)
            if next_common(plan.clock, run.who, count, plan.now) == NEVER:
                return True
    return False
