"""Event-driven dispatch: the parallel schedule generation scheme on calendars.

At each instant at which something ends, is released or somebody comes to work, those
who are free take what is ready, best priority first.  Nobody begins a part while a
better one that they could begin waits for them, so an item that needs several people
keeps them until all are free: the order is total, hence nobody waits in a circle.
"""

from headway_engine.kernels.aftermath import give_up, rescue, withdraw
from headway_engine.kernels.common_time import FAR
from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.flow import BOTH, RELEASE, enqueue, note, release, settle
from headway_engine.kernels.queues import (
    EMPTY,
    foresee,
    next_event,
    pop,
    put,
    set_bit,
)
from headway_engine.kernels.records import (
    ACTING,
    ACTORS,
    ANY_LINK,
    AT_ONCE,
    AWAY_UNTIL,
    BEGUN,
    CALLED,
    CAPACITY,
    CODE,
    CODE_AT_FIRST,
    COUNT,
    CULPRIT,
    DATED,
    DEFERRED,
    EARLIEST,
    ENDED,
    EST,
    FACT,
    FINISH_AT,
    FINISH_FROM,
    FMIN,
    FREE,
    FRESH,
    GROUP,
    HEAP,
    IDLE_BIT,
    IS_CALLED,
    LATE,
    LOW,
    MEMBER_HI,
    MEMBER_LO,
    MEMBERS,
    MODE,
    OFFERED,
    PART_HI,
    PART_LO,
    PENDING,
    PERSON,
    QUEUED,
    RESCUES,
    RETRY,
    SHUTS,
    SPARE,
    START_AT,
    STARTED,
    STARTS,
    STATE,
    TAKEN_BY,
    TODO,
    TOP_ITEM,
    TOP_PART,
    UNSEEN,
    WAITS,
    WAKE,
    WANTS,
    WHICH,
    WHO,
    WITH,
    Plan,
    Run,
)
from headway_engine.kernels.starting import BLOCKED, attempt, end
from headway_engine.kernels.turns import end_turn, takes_turns
from headway_engine.kernels.waking import (
    act,
    act_on,
    arrive,
    call,
    favourite,
    may_have_idle,
    rouse,
)
from headway_engine.kernels.widths import assume_widths
from headway_engine.problem import NEVER, NONE


@called
def dispatch(plan: Plan, run: Run) -> None:
    """Fill ``run`` with one schedule of ``plan`` for the minutes in ``run.draw``."""
    assume_widths(plan, run)
    prepare_people(plan, run)
    prepare_items(plan, run)
    t = plan.now
    rescued_at = -1
    while True:
        assign(plan, run, t)
        if run.tally[HEAP] > 0:
            t = next_event(run)
            while run.tally[HEAP] > 0 and next_event(run) == t:
                what = pop(run)
                foresee(plan, run)
                handle(plan, run, what, t)
            continue
        if 0 <= rescued_at < run.tally[STARTS]:
            run.tally[RESCUES] += 1
        if rescued_at == run.tally[STARTS] or not rescue(plan, run, t):
            break
        rescued_at = int(run.tally[STARTS])
    give_up(plan, run)
    if run.tally[LATE]:
        withdraw(plan, run)


@inlined
def prepare_people(plan: Plan, run: Run) -> None:
    """Let everybody be free and every queue be empty."""
    run.tally[:] = 0
    run.words[:] = 0
    run.top[:, TOP_ITEM] = FAR
    run.top[:, LOW] = FAR
    run.top[:, COUNT] = 0
    run.offers[0] = EMPTY
    run.waiting[:] = 0
    run.called[:, IS_CALLED] = 0
    run.called[:, AWAY_UNTIL] = NEVER
    run.part[:, STATE] = 0
    for p in range(len(plan.person)):
        run.person[p, SPARE] = plan.person[p, CAPACITY]
        run.person[p, WAKE] = NEVER
        run.person[p, ACTING] = 0
        run.person[p, SHUTS] = NEVER
        run.person[p, AT_ONCE] = 0
        run.had[p] = 0.0
        if plan.person[p, CAPACITY] > 0:
            for m in range(plan.person[p, MEMBER_LO], plan.person[p, MEMBER_HI]):
                set_bit(run.words, 0, plan.membership[m, IDLE_BIT])


@inlined
def prepare_items(plan: Plan, run: Run) -> None:
    """Begin from what is known: facts, constraints and who waits for how many."""
    for i in range(len(plan.item)):
        waits = int(plan.fixed[i, WAITS])
        earliest = int(plan.fixed[i, EARLIEST])
        run.item[i, EST] = FAR if waits == ANY_LINK else earliest
        run.item[i, FMIN] = plan.fixed[i, FINISH_FROM]
        run.item[i, PENDING] = waits
        run.item[i, TODO] = plan.item[i, PART_HI] - plan.item[i, PART_LO]
        run.item[i, START_AT] = NEVER
        run.item[i, FINISH_AT] = NEVER
        run.item[i, CODE] = plan.fixed[i, CODE_AT_FIRST]
        run.rare[i, CULPRIT] = NONE
        run.rare[i, RETRY] = NEVER
        if plan.item[i, MODE] == FACT:
            run.item[i, START_AT] = plan.fixed[i, STARTED]
            run.item[i, FINISH_AT] = plan.fixed[i, ENDED]
            run.item[i, DATED] = plan.now
            note(run, i, BOTH)
        elif waits == 0:
            note(run, i, RELEASE)


@inlined
def assign(plan: Plan, run: Run, t: int) -> None:
    """Let all who can choose at ``t`` begin what they want, best priority first."""
    is_last = False
    taken_from = NONE
    while True:
        settle(plan, run, t)
        is_for_all = is_last or run.tally[OFFERED] > 0
        if is_for_all or taken_from >= 0:  # called in one place: compiled once
            run.tally[OFFERED] = 0
            run.tally[FRESH] &= run.tally[ACTORS] > 0
            found = call_groups(plan, run, t, NONE if is_for_all else taken_from)
            if is_last and not found:
                break
        a = best_actor(plan, run, t)
        taken_from = NONE
        is_last = a < 0
        if is_last:
            continue
        k, i = int(run.actor[a, WITH]), int(run.actor[a, WANTS])
        if attempt(plan, run, k, i, t) == BLOCKED:
            dismiss(plan, run, a)
            continue
        run.actor[a, WITH] = -1
        if plan.item[i, MODE] == GROUP and run.called[plan.item[i, MEMBERS], IS_CALLED]:
            taken_from = int(plan.item[i, MEMBERS])
    for c in range(run.tally[CALLED]):
        run.called[run.called[c, WHICH], IS_CALLED] = 0
    run.tally[CALLED] = 0


@inlined
def best_actor(plan: Plan, run: Run, t: int) -> int:
    """Find who wants the item of best priority; dismiss those who want none.

    Of several parts the first goes first: where one does not fit, the others fail.
    """
    fresh = run.tally[FRESH] > 0
    run.tally[FRESH] = 0
    best = -1
    item, part = FAR, FAR
    a = 0
    while a < run.tally[ACTORS]:
        if fresh or is_stale(plan, run, a):
            choose_again(plan, run, a, t)
        if run.actor[a, WANTS] == FAR:
            dismiss(plan, run, a)
            continue
        wanted, k = int(run.actor[a, WANTS]), int(run.actor[a, WITH])
        if wanted < item or (wanted == item and k < part):
            best, item, part = a, wanted, k
        a += 1
    return best


@inlined
def is_stale(plan: Plan, run: Run, a: int) -> bool:
    """Tell whether what actor ``a`` wants is gone, or not yet known."""
    k = int(run.actor[a, WITH])
    return k < 0 or run.part[k, STATE] != QUEUED


@inlined
def choose_again(plan: Plan, run: Run, a: int, t: int) -> None:
    """Find what actor ``a`` wants now."""
    who = int(run.actor[a, WHO])
    if who >= len(plan.person):
        i = who - len(plan.person)
        k = int(plan.item[i, PART_LO])
        waiting = run.part[k, STATE] == QUEUED
        run.actor[a, WITH] = k
        run.actor[a, WANTS] = i if waiting else FAR
        return
    if run.person[who, SPARE] > 0:
        q = favourite(plan, run, who, t)
        run.actor[a, WITH] = run.top[q, TOP_PART]
        run.actor[a, WANTS] = run.top[q, TOP_ITEM]
    else:
        run.actor[a, WANTS] = FAR


@inlined
def dismiss(plan: Plan, run: Run, a: int) -> None:
    """Take actor ``a`` off the list."""
    who = int(run.actor[a, WHO])
    if who < len(plan.person):
        run.person[who, ACTING] = 0
    last = run.tally[ACTORS] - 1
    for column in (WHO, WANTS, WITH):
        run.actor[a, column] = run.actor[last, column]
    run.tally[ACTORS] = last


@inlined
def call_groups(plan: Plan, run: Run, t: int, only: int) -> bool:
    """Offer what the groups have to those still idle; of group ``only``, if it is one.

    Tell whether somebody can choose now.
    """
    found = False
    for c in range(run.tally[CALLED] if only < 0 else 1):
        group = int(run.called[c, WHICH]) if only < 0 else only
        if run.top[len(plan.person) + group, TOP_ITEM] == FAR:
            continue
        if may_have_idle(plan, run, group) and call(plan, run, group, t):
            found = True
    return found


@inlined
def handle_part(plan: Plan, run: Run, k: int, t: int) -> None:
    """Free whoever has done part ``k``, or let them begin it, unless it failed."""
    state = int(run.part[k, STATE])
    if state == BEGUN:
        if plan.turns and takes_turns(plan, k, int(run.part[k, TAKEN_BY])):
            end_turn(plan, run, k, t)
        else:
            act(plan, run, end(plan, run, k, t))
    elif state != UNSEEN:
        run.part[k, STATE] = QUEUED
        if state == DEFERRED:
            put(plan, run, k)
            run.tally[FRESH] = 1
        rouse(plan, run, plan.part[k, PERSON], t)


@inlined
def handle(plan: Plan, run: Run, what: int, t: int) -> None:
    """Do what an event says: a part's, an item's or a person's."""
    if what < len(plan.part):
        handle_part(plan, run, what, t)
        return
    i = what - len(plan.part)
    if i >= len(plan.item):
        arrive(plan, run, i - len(plan.item))
    elif run.item[i, CODE] == 0 and run.item[i, START_AT] == NEVER:
        if plan.item[i, MODE] == FREE:
            release(plan, run, i, t)
        elif run.rare[i, RETRY] == t:
            act_on(plan, run, i)
        else:
            enqueue(plan, run, i, t)
