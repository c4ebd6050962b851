"""Beginning parts: who takes what, from when to when."""

from typing import Final

from headway_engine.kernels.attendance import at_work, back_at, done_by
from headway_engine.kernels.common_time import (
    FAR,
    add_common,
    latest_start,
    next_common,
)
from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.flow import (
    BOTH,
    HAS_ENDED,
    HAS_STARTED,
    HORIZON,
    fail,
    fetch_links,
    fetch_successors,
    held_finish,
    note,
)
from headway_engine.kernels.queues import EMPTY, ONE, drop, push
from headway_engine.kernels.records import (
    ALONE,
    AT_ONCE,
    BEGINS,
    BEGUN,
    CALENDAR_OF,
    CAPACITY,
    DATED,
    DEFERRED,
    ENDS,
    EST,
    FINISH_AT,
    FIRST,
    FMIN,
    FRESH,
    GROUP,
    IDLE_WORDS,
    ITEM,
    KEPT,
    LAST,
    MEMBERS,
    MODE,
    NEED,
    PART_HI,
    PART_LO,
    PERSON,
    REACHED,
    RETRY,
    SPARE,
    START_AT,
    STARTED,
    STARTS,
    STATE,
    TAKEN_BY,
    TODO,
    UNITS,
    UNSEEN,
    Plan,
    Run,
)
from headway_engine.kernels.stretches import chunk_of, fitting, is_kept
from headway_engine.kernels.turns import (
    begin_turn,
    count_turns,
    expect_next,
    takes_turns,
)
from headway_engine.kernels.waking import (
    give,
    idle_word,
    member_in,
    only_offer,
    prefers,
    rouse,
    take,
    wants,
)
from headway_engine.kernels.working_minutes import (
    calendar_of,
    calendars_of,
    calendars_together,
    minutes_by,
    minutes_together,
    part_minutes,
)
from headway_engine.kernels.working_time import next_open
from headway_engine.problem import NEVER, NONE

BLOCKED: Final = 0
MOVED: Final = 1
NOBODY: Final = -1
LATE_IN_THE_DAY: Final = -2


@inlined
def attempt(plan: Plan, run: Run, k: int, i: int, t: int) -> int:
    """Begin what is wanted, or tell that it has to wait for somebody."""
    mode = int(plan.item[i, MODE])
    fetch_links(plan, i)
    if mode == ALONE:
        return attempt_alone(plan, run, k, i, t)
    if mode == GROUP:
        return attempt_by_group(plan, run, k, i, t)
    return attempt_together(plan, run, i, t)


@inlined
def attempt_alone(plan: Plan, run: Run, k: int, i: int, t: int) -> int:
    """Begin part ``k`` if its person is free and its calendars are open."""
    person = int(plan.part[k, PERSON])
    if units_of(plan, k, person) > run.person[person, SPARE]:
        return BLOCKED
    count = calendars_of(plan, run, i, person)
    opens = opening_for(plan, run, person, count, t)
    if plan.chunked:
        opens = long_enough(plan, run, k, person, count, opens, t)
        if run.part[k, STATE] == KEPT:
            return BLOCKED
    if opens == t:
        finish = done_by(plan, run, person, count, t, part_minutes(plan, run, k))
        begin(plan, run, k, person, t, finish)
    elif opens == NEVER:
        fail(plan, run, i, HORIZON, t)
    else:
        drop(plan, run, k)
        run.part[k, STATE] = DEFERRED
        push(run, opens, k)
    return MOVED


@called
def long_enough(
    plan: Plan, run: Run, k: int, person: int, count: int, opens: int, t: int
) -> int:  # fmt: skip
    """Find when part ``k``, whose hours are open at ``opens``, has enough of a stretch.

    Its person keeps free for it where that costs less than the chunk, else is let go.
    """
    if opens != t or run.part[k, STATE] == KEPT:
        return opens
    need = chunk_of(plan.fixed, int(plan.part[k, ITEM]), part_minutes(plan, run, k))
    opens = fitting(plan.clock, run.who, count, t, need)
    calendar = int(plan.person[person, CALENDAR_OF])
    if opens > t and is_kept(plan.clock, calendar, t, opens, need):
        run.part[k, STATE] = KEPT
        push(run, opens, k)
    return opens


@inlined
def opening_for(plan: Plan, run: Run, person: int, count: int, t: int) -> int:
    """Find when the calendars in ``who`` are open at or after ``t``."""
    if count == 1 and run.who[0] == plan.person[person, CALENDAR_OF]:
        return at_work(plan, run, person, t)
    return next_common(plan.clock, run.who, count, t)


@inlined
def attempt_by_group(plan: Plan, run: Run, k: int, i: int, t: int) -> int:
    """Begin part ``k`` with the best idle member at work who wants nothing better."""
    opens = t
    if calendar_of(plan, i) >= 0:
        opens = next_open(plan.clock, calendar_of(plan, i), t)
    if opens == NEVER:
        fail(plan, run, i, HORIZON, t)
        return MOVED
    if opens > t:
        drop(plan, run, k)
        run.part[k, STATE] = UNSEEN
        push(run, opens, len(plan.part) + i)
        return MOVED
    person = choose(plan, run, i, t)
    if person < 0:
        if person == LATE_IN_THE_DAY:
            put_off(plan, run, k, i, when_long_enough(plan, run, i, t), t)
        return BLOCKED if person == NOBODY else MOVED
    count = calendars_of(plan, run, i, person)
    minutes = minutes_by(plan, run, i, person)
    finish = done_by(plan, run, person, count, t, minutes)
    later = NEVER
    by = int(run.item[i, FMIN])
    if NEVER < finish < by and i >= plan.begun:
        later = latest_start(plan.clock, run.who, count, by, minutes)
    if later > t:
        put_off(plan, run, k, i, later, t)
    else:
        begin(plan, run, k, person, t, finish)
    return MOVED


@called
def put_off(plan: Plan, run: Run, k: int, i: int, later: int, t: int) -> None:
    """Let a group's part be ready again when it will not end too early."""
    if later == FAR:
        fail(plan, run, i, HORIZON, t)
        return
    drop(plan, run, k)
    run.part[k, STATE] = UNSEEN
    run.item[i, EST] = later
    push(run, later, len(plan.part) + i)


@inlined
def choose(plan: Plan, run: Run, i: int, t: int) -> int:
    """Find the best idle member who works at ``t`` and wants nothing better.

    Who has nothing in progress goes before who takes turns.  Otherwise ``NOBODY``, or
    ``LATE_IN_THE_DAY`` where some lack but a stretch.
    """
    why = NOBODY
    busy, at_once = NOBODY, FAR
    group = int(plan.item[i, MEMBERS])
    alone = only_offer(plan, run, group)
    for w in range(plan.group[group, IDLE_WORDS]):
        word = idle_word(plan, run, group, w)
        while word != EMPTY:
            person = int(plan.member[member_in(plan, group, w, word)])
            word &= word - ONE
            if at_work(plan, run, person, t) != t:
                continue
            if prefers(plan, run, person, i, alone):
                continue
            if plan.chunked and begun_by(plan, run, i, person, t) > t:
                why = LATE_IN_THE_DAY
                continue
            if plan.turns and run.person[person, AT_ONCE] > 0:
                if run.person[person, AT_ONCE] < at_once:
                    busy, at_once = person, int(run.person[person, AT_ONCE])
                continue
            return person
    return why if busy == NOBODY else busy


@called
def begun_by(plan: Plan, run: Run, i: int, person: int, t: int) -> int:
    """Find when a member who works at ``t`` has enough of a stretch for ``i``."""
    count = calendars_of(plan, run, i, person)
    need = chunk_of(plan.fixed, i, minutes_by(plan, run, i, person))
    return fitting(plan.clock, run.who, count, t, need)


@called
def when_long_enough(plan: Plan, run: Run, i: int, t: int) -> int:
    """Find when the next member begins a stretch that is long enough for ``i``."""
    group = int(plan.item[i, MEMBERS])
    best = FAR
    for m in range(plan.group[group, FIRST], plan.group[group, LAST]):
        person = int(plan.member[m])
        if plan.person[person, CAPACITY] > 0:
            opens = begun_by(plan, run, i, person, t)
            best = opens if t < opens < best else best
    return best


@called
def attempt_together(plan: Plan, run: Run, i: int, t: int) -> int:
    """Begin all parts of ``i`` if everybody is free, at work and for nothing better."""
    if not all_are_free(plan, run, i, t):
        return BLOCKED
    count = calendars_together(plan, run, i)
    opens = next_common(plan.clock, run.who, count, t)
    if opens == NEVER:
        fail(plan, run, i, HORIZON, t)
        return MOVED
    minutes = minutes_together(plan, run, i)
    if plan.chunked and opens == t:
        need = chunk_of(plan.fixed, i, minutes)
        opens = fitting(plan.clock, run.who, count, t, need)
        if costs_too_much(plan, i, t, opens, need):
            let_go(plan, run, i, opens, t)
            return MOVED
    if opens > t:
        if run.rare[i, RETRY] != opens:
            run.rare[i, RETRY] = opens
            push(run, opens, len(plan.part) + i)
        return BLOCKED
    finish = add_common(plan.clock, run.who, count, t, minutes)
    run.tally[REACHED] = NONE
    for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
        begin(plan, run, k, plan.part[k, PERSON], t, finish)
    return MOVED


@inlined
def all_are_free(plan: Plan, run: Run, i: int, t: int) -> bool:
    """Tell whether nobody of ``i`` is busy, or wants anything better."""
    for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
        person = int(plan.part[k, PERSON])
        if (
            run.part[k, STATE] == BEGUN
            or plan.part[k, UNITS] > run.person[person, SPARE]
        ):
            return False
        if wants(plan, run, person, t) < i:
            rouse(plan, run, person, t)  # it may be somebody else's before they come
            return False
    return True


@inlined
def costs_too_much(plan: Plan, i: int, t: int, opens: int, need: int) -> bool:
    """Tell whether somebody would lose a whole chunk by waiting for ``opens``."""
    if opens == t:
        return False
    for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
        calendar = int(plan.person[plan.part[k, PERSON], CALENDAR_OF])
        if not is_kept(plan.clock, calendar, t, opens, need):
            return True
    return False


@called
def let_go(plan: Plan, run: Run, i: int, opens: int, t: int) -> None:
    """Let the people of ``i`` turn to something else until ``opens``."""
    if run.rare[i, RETRY] != opens:
        push(run, opens, len(plan.part) + i)
    run.rare[i, RETRY] = NEVER
    for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
        drop(plan, run, k)
        run.part[k, STATE] = UNSEEN
    for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
        rouse(plan, run, int(plan.part[k, PERSON]), t)
    run.tally[FRESH] = 1


@inlined
def begin(plan: Plan, run: Run, k: int, person: int, t: int, finish: int) -> None:
    """Book ``person`` for part ``k`` until ``finish``."""
    i = int(plan.part[k, ITEM])
    if finish == NEVER or finish > plan.horizon:
        fail(plan, run, i, HORIZON, t)
        return
    fetch_successors(plan, run, i)
    drop(plan, run, k)
    run.part[k, STATE] = BEGUN
    run.part[k, BEGINS] = t
    run.part[k, TAKEN_BY] = person
    run.tally[STARTS] += 1
    if plan.turns and takes_turns(plan, k, person):
        begin_turn(plan, run, k, person, t)
        return
    run.part[k, ENDS] = finish
    if plan.turns:
        count_turns(plan, run, person, t)
    units = units_of(plan, k, person)
    take(plan, run, person, units)
    if plan.turns:
        expect_next(plan, run, person, t)
    again = back_at(plan, run, person, units, finish)
    push(run, max(again, finish), k)
    date(plan, run, i, t, finish)


@inlined
def units_of(plan: Plan, k: int, person: int) -> int:
    """Give the thousandths of ``person`` that part ``k`` takes."""
    units = int(plan.part[k, UNITS])
    return plan.person[person, NEED] if units < 0 else units


@inlined
def date(plan: Plan, run: Run, i: int, t: int, finish: int) -> None:
    """Note that ``i`` has started with its first part, has ended with its last."""
    first = run.item[i, START_AT] == NEVER
    if first:
        begun = i < plan.begun
        run.item[i, START_AT] = plan.fixed[i, STARTED] if begun else t
    run.item[i, FINISH_AT] = max(run.item[i, FINISH_AT], finish)
    run.item[i, TODO] -= 1
    if run.item[i, TODO] == 0:
        run.item[i, DATED] = t
        run.item[i, FINISH_AT] = held_finish(plan, run, i, run.item[i, FINISH_AT])
        note(run, i, BOTH if first else HAS_ENDED)
    elif first:
        note(run, i, HAS_STARTED)


@inlined
def end(plan: Plan, run: Run, k: int, t: int) -> int:
    """Free the person of part ``k``; return who that is."""
    person = int(run.part[k, TAKEN_BY])
    if plan.turns:
        count_turns(plan, run, person, t)
    give(plan, run, person, units_of(plan, k, person))
    if plan.turns:
        expect_next(plan, run, person, t)
    return person
