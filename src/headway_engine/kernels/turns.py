"""Several items in progress at once: each gets the same part of its person's time.

That is processor sharing (Kleinrock 1967) on working time.  What every item in progress
has had is one number, so only the one that is done next has an event; it moves whenever
something begins or ends, and an event that nobody expects any more is passed over.
"""

from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.flow import HAS_ENDED, HAS_STARTED, held_finish, note
from headway_engine.kernels.queues import push
from headway_engine.kernels.records import (
    ALONE,
    AT_ONCE,
    CALENDAR_OF,
    CAPACITY,
    DATED,
    ENDS,
    FINISH_AT,
    ITEM,
    MODE,
    NEED,
    SINCE,
    SPARE,
    START_AT,
    STARTED,
    TAKEN_BY,
    TODO,
    UNITS,
    Plan,
    Run,
)
from headway_engine.kernels.waking import give, rouse, take
from headway_engine.kernels.working_minutes import (
    by_turns,
    minutes_by,
    part_minutes,
    whole,
)
from headway_engine.kernels.working_time import add, between
from headway_engine.problem import NEVER


@inlined
def takes_turns(plan: Plan, k: int, person: int) -> bool:
    """Tell whether part ``k`` shares its person's time with the others in progress."""
    if plan.part[k, UNITS] >= 0:
        return False
    return by_turns(plan, int(plan.part[k, ITEM]), person)


@called
def begin_turn(plan: Plan, run: Run, k: int, person: int, t: int) -> None:
    """Let part ``k`` take turns with what its person has in progress."""
    i = int(plan.part[k, ITEM])
    count_turns(plan, run, person, t)
    if plan.item[i, MODE] == ALONE:
        minutes = part_minutes(plan, run, k)
    else:
        minutes = minutes_by(plan, run, i, person)
    run.due[k] = run.had[person] + minutes
    run.turn[person, run.person[person, AT_ONCE]] = k
    run.person[person, AT_ONCE] += 1
    take(plan, run, person, int(plan.person[person, NEED]))
    expect_next(plan, run, person, t)
    if run.item[i, START_AT] == NEVER:
        begun = i < plan.begun
        run.item[i, START_AT] = plan.fixed[i, STARTED] if begun else t
        note(run, i, HAS_STARTED)


@called
def end_turn(plan: Plan, run: Run, k: int, t: int) -> None:
    """End part ``k``, unless something has begun or ended since that was expected."""
    person = int(run.part[k, TAKEN_BY])
    last = int(run.person[person, AT_ONCE]) - 1
    at = 0
    while at <= last and run.turn[person, at] != k:
        at += 1
    if at > last or run.part[k, ENDS] != t:
        return
    count_turns(plan, run, person, t)
    run.turn[person, at] = run.turn[person, last]
    run.person[person, AT_ONCE] = last
    give(plan, run, person, int(plan.person[person, NEED]))
    expect_next(plan, run, person, t)
    i = int(plan.part[k, ITEM])
    run.item[i, FINISH_AT] = max(run.item[i, FINISH_AT], t)
    run.item[i, TODO] -= 1
    if run.item[i, TODO] == 0:
        run.item[i, DATED] = t
        run.item[i, FINISH_AT] = held_finish(plan, run, i, run.item[i, FINISH_AT])
        note(run, i, HAS_ENDED)
    rouse(plan, run, person, t)


@called
def count_turns(plan: Plan, run: Run, person: int, t: int) -> None:
    """Give what is in progress its part of the time up to ``t``.

    To be called before anything of the person is taken or given.
    """
    count = int(run.person[person, AT_ONCE])
    if count > 0:
        calendar = int(plan.person[person, CALENDAR_OF])
        worked = between(plan.clock, calendar, int(run.person[person, SINCE]), t)
        run.had[person] += worked / slowness(plan, run, person)
    run.person[person, SINCE] = t


@called
def expect_next(plan: Plan, run: Run, person: int, t: int) -> None:
    """Expect the end of what is done first if nothing begins or ends before."""
    count = int(run.person[person, AT_ONCE])
    if count == 0:
        return
    first = int(run.turn[person, 0])
    for j in range(count):
        k = int(run.turn[person, j])
        run.part[k, ENDS] = plan.horizon + 1
        if run.due[k] < run.due[first]:
            first = k
    left = (run.due[first] - run.had[person]) * slowness(plan, run, person)
    calendar = int(plan.person[person, CALENDAR_OF])
    finish = add(plan.clock, calendar, t, whole(left))
    if NEVER < finish <= plan.horizon:
        run.part[first, ENDS] = finish
        push(run, finish, first)


@inlined
def slowness(plan: Plan, run: Run, person: int) -> float:
    """Say how many working minutes go by for one that each item in progress gets.

    What is no turn, like work of several together, keeps the units that it takes.
    """
    count = int(run.person[person, AT_ONCE])
    units = int(run.person[person, SPARE]) + count * int(plan.person[person, NEED])
    return count * int(plan.person[person, CAPACITY]) / units
