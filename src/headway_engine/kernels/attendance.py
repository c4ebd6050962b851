"""When people are at work, asked again and again as time goes on.

The working interval that each was last asked about is kept beside them: while time is
before its end nothing has to be looked for.
"""

from headway_engine.kernels.common_time import add_common
from headway_engine.kernels.compiling import inlined
from headway_engine.kernels.records import (
    CALENDAR_OF,
    INTERVAL,
    OPENS,
    SHUTS,
    Plan,
    Run,
)
from headway_engine.kernels.working_time import (
    END,
    HI,
    START,
    add_from,
    next_open,
    seek,
)
from headway_engine.problem import NEVER


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
def back_at(plan: Plan, run: Run, person: int, t: int) -> int:
    """Find when a person works at or after some later ``t``."""
    if t < run.person[person, SHUTS]:
        return max(t, int(run.person[person, OPENS]))
    return next_open(plan.clock, plan.person[person, CALENDAR_OF], t)


@inlined
def done_by(plan: Plan, run: Run, person: int, count: int, t: int, minutes: int) -> int:
    """Add ``minutes`` on the calendars in ``who``, from when ``person`` is at work."""
    own = int(plan.person[person, CALENDAR_OF])
    is_known = run.person[person, OPENS] <= t < run.person[person, SHUTS]
    if is_known and minutes > 0 and count == 1 and run.who[0] == own:
        k = int(run.person[person, INTERVAL])
        return add_from(plan.clock, own, k, t, minutes)
    return add_common(plan.clock, run.who, count, t, minutes)
