"""How long the parts of an item take, and on which calendars."""

from typing import Final

import numpy as np

from headway_engine.kernels.common_time import FAR, latest_start, next_common
from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.records import (
    ALONE,
    CALENDAR_OF,
    CAPACITY,
    DRIVE_BITS,
    FIRST,
    GROUP,
    HOURS,
    ITEM,
    LAST,
    LIMIT,
    MEMBERS,
    MODE,
    NEED,
    PART_HI,
    PART_LO,
    PERSON,
    Plan,
    Run,
)
from headway_engine.problem import NEVER, WHOLE, Drive

EFFORT: Final = int(Drive.EFFORT)
ELAPSED: Final = int(Drive.ELAPSED)
MILESTONE: Final = int(Drive.MILESTONE)
LONGEST: Final = 1 << 30
HAIR: Final = 1e-6


@inlined
def whole(minutes: float) -> int:
    """Round up to minutes, and down to what an instant can hold."""
    return int(min(np.ceil(max(minutes - HAIR, 0.0)), LONGEST))


@inlined
def drive_of(plan: Plan, i: int) -> int:
    """Tell what makes ``i`` take as long as it takes."""
    return int(plan.item[i, HOURS] & ((1 << DRIVE_BITS) - 1))


@inlined
def calendar_of(plan: Plan, i: int) -> int:
    """Give the calendar of ``i``, -1 for none."""
    return int(plan.item[i, HOURS] >> DRIVE_BITS)


@inlined
def part_minutes(plan: Plan, run: Run, k: int) -> int:
    """Count the working minutes of one person on a part of their own."""
    minutes = run.draw[plan.part[k, ITEM]] * plan.factor[k]
    return whole(minutes * run.slow[plan.part[k, PERSON]])


@inlined
def minutes_by(plan: Plan, run: Run, i: int, person: int) -> int:
    """Count the minutes that a group's member takes for the whole item."""
    if drive_of(plan, i) != EFFORT:
        return whole(run.draw[i])
    units = int(plan.person[person, NEED])
    if by_turns(plan, i, person):
        units = int(plan.person[person, CAPACITY])
    minutes = run.draw[i] * WHOLE / units * run.slow[person]
    if len(plan.kind) and plan.kind[i] >= 0:
        minutes /= plan.speed[person, plan.kind[i]]
    return whole(minutes)


@inlined
def by_turns(plan: Plan, i: int, person: int) -> bool:
    """Tell whether what a group's member does of ``i`` takes turns with the rest."""
    return bool(
        plan.turns
        and plan.person[person, LIMIT] > 1
        and drive_of(plan, i) == EFFORT
        and calendar_of(plan, i) < 0
    )


@inlined
def minutes_together(plan: Plan, run: Run, i: int) -> int:
    """Count the minutes that an item takes while all its people are at it."""
    if drive_of(plan, i) == MILESTONE:
        return 0
    if drive_of(plan, i) != EFFORT:
        return whole(run.draw[i])
    longest = 0
    for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
        longest = max(longest, part_minutes(plan, run, k))
    return longest


@inlined
def calendars_of(plan: Plan, run: Run, i: int, person: int) -> int:
    """Write the calendars of one person's work on ``i`` to ``who``; count them."""
    own = calendar_of(plan, i)
    if drive_of(plan, i) >= ELAPSED:
        return 0
    theirs = int(plan.person[person, CALENDAR_OF])
    run.who[0] = theirs
    if own < 0 or own == theirs:
        return 1
    if drive_of(plan, i) != EFFORT:
        run.who[0] = own
        return 1
    run.who[1] = own
    return 2


@inlined
def calendars_together(plan: Plan, run: Run, i: int) -> int:
    """Write the calendars that all work on ``i`` must suit to ``who``; count them."""
    if drive_of(plan, i) >= ELAPSED:
        return 0
    count = 0
    if calendar_of(plan, i) >= 0:
        run.who[0] = calendar_of(plan, i)
        count = 1
        if drive_of(plan, i) != EFFORT:
            return 1
    for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
        theirs = int(plan.person[plan.part[k, PERSON], CALENDAR_OF])
        if count == 0 or run.who[count - 1] != theirs:
            run.who[count] = theirs
            count += 1
    return count


@called
def opening(plan: Plan, run: Run, i: int, t: int) -> int:
    """Find when work on ``i`` could begin at or after ``t`` if all were free.

    ``FAR`` if nobody can.
    """
    mode = int(plan.item[i, MODE])
    best = FAR
    if mode == ALONE:
        for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
            best = earlier(plan, run, i, plan.part[k, PERSON], t, best)
    elif mode == GROUP:
        group = int(plan.item[i, MEMBERS])
        for m in range(plan.group[group, FIRST], plan.group[group, LAST]):
            best = earlier(plan, run, i, plan.member[m], t, best)
    else:
        count = calendars_together(plan, run, i)
        opens = next_common(plan.clock, run.who, count, t)
        if opens != NEVER:
            best = opens
    return best


@inlined
def earlier(plan: Plan, run: Run, i: int, person: int, t: int, best: int) -> int:
    """Improve on ``best`` if ``person`` can begin earlier."""
    count = calendars_of(plan, run, i, person)
    opens = next_common(plan.clock, run.who, count, t)
    return opens if NEVER < opens < best else best


@called
def start_for(plan: Plan, run: Run, i: int, by: int) -> int:
    """Find the start with which ``i`` finishes no earlier than ``by``.

    ``NEVER`` where any will do, ``FAR`` where none does.  Of several parts the one
    that is held up least is enough; of a group nobody knows yet who it will be.
    """
    mode = int(plan.item[i, MODE])
    if mode == ALONE:
        best = FAR
        for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
            count = calendars_of(plan, run, i, plan.part[k, PERSON])
            minutes = part_minutes(plan, run, k)
            best = min(best, latest_start(plan.clock, run.who, count, by, minutes))
        return best
    if mode == GROUP:
        return NEVER
    count = calendars_together(plan, run, i)
    return latest_start(plan.clock, run.who, count, by, minutes_together(plan, run, i))
