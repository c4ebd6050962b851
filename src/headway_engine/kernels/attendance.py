"""When people are at work, asked again and again as time goes on.

The working interval that each was last asked about is kept beside them: while time is
before its end nothing has to be looked for.
"""

from headway_engine.kernels.common_time import add_common
from headway_engine.kernels.compiling import inlined
from headway_engine.kernels.records import (
    CALENDAR_OF,
    CAPACITY,
    INTERVAL,
    OPENS,
    REACHED,
    SHUTS,
    Plan,
    Run,
)
from headway_engine.kernels.working_time import (
    END,
    HI,
    START,
    TOTAL,
    done_from,
    instant_in,
    interval_of,
    seek,
)
from headway_engine.problem import NEVER, NONE


@inlined
def at_work(plan: Plan, run: Run, person: int, t: int) -> int:
    """Find when a person works at or after ``t``, which never goes back."""
    if t >= run.person[person, SHUTS]:
        clock = plan.clock
        c = int(plan.person[person, CALENDAR_OF])
        k = seek(clock, c, t)
        if k == clock.calendar[c, HI]:
            return NEVER
        run.person[person, INTERVAL] = k
        run.person[person, OPENS] = clock.interval[k, START]
        run.person[person, SHUTS] = clock.interval[k, END]
    return max(t, int(run.person[person, OPENS]))


@inlined
def back_at(plan: Plan, run: Run, person: int, units: int, t: int) -> int:
    """Find when a person works at or after some later ``t``, when they are done.

    Whom it takes whole nobody asks before then: it is what they are asked about next.
    """
    if t < run.person[person, SHUTS]:
        return max(t, int(run.person[person, OPENS]))
    clock = plan.clock
    c = int(plan.person[person, CALENDAR_OF])
    k = int(run.tally[REACHED])
    if k < 0:
        k = seek(clock, c, t)
    hi = int(clock.calendar[c, HI])
    while k < hi and clock.interval[k, END] <= t:
        k += 1
    if k == hi:
        return NEVER
    opens = int(clock.interval[k, START])
    if units == plan.person[person, CAPACITY]:
        run.person[person, INTERVAL] = k
        run.person[person, OPENS] = opens
        run.person[person, SHUTS] = clock.interval[k, END]
    return max(t, opens)


@inlined
def done_by(plan: Plan, run: Run, person: int, count: int, t: int, minutes: int) -> int:
    """Add ``minutes`` on the calendars in ``who``, from when ``person`` is at work.

    ``tally[REACHED]`` is the interval of their calendar in which that is, if known.
    """
    own = int(plan.person[person, CALENDAR_OF])
    is_known = run.person[person, OPENS] <= t < run.person[person, SHUTS]
    run.tally[REACHED] = NONE
    if is_known and minutes > 0 and count == 1 and run.who[0] == own:
        clock = plan.clock
        k = int(run.person[person, INTERVAL])
        done = done_from(clock, k, t, minutes)
        if done > clock.calendar[own, TOTAL]:
            return NEVER
        k = interval_of(clock, own, k, done)
        run.tally[REACHED] = k
        return instant_in(clock, k, done)
    return add_common(plan.clock, run.who, count, t, minutes)
