"""Who could begin something now: idle people, and what they want most."""

import numpy as np

from headway_engine.kernels.attendance import at_work
from headway_engine.kernels.common_time import FAR
from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.queues import (
    EMPTY,
    ONE,
    bids_for,
    clear_bit,
    lowest_bit,
    push,
    set_bit,
    top_item,
)
from headway_engine.kernels.records import (
    ACTING,
    ACTORS,
    AWAY_UNTIL,
    BELLS,
    CALLED,
    CAPACITY,
    FIRST,
    IDLE_BIT,
    IDLE_WORD,
    IDLE_WORDS,
    IS_CALLED,
    KIND,
    LAST,
    MEMBER_HI,
    MEMBER_LO,
    MEMBER_OF,
    NEED,
    OFFERED,
    SPARE,
    TOP_ITEM,
    TOP_PART,
    WAKE,
    WANTS,
    WHICH,
    WHO,
    WITH,
    WORKS_UNTIL,
    Plan,
    Run,
)
from headway_engine.problem import NEVER, NONE


@inlined
def take(plan: Plan, run: Run, person: int, units: int) -> None:
    """Book ``units`` of a person; who is not whole any more is not idle."""
    before = int(run.person[person, SPARE])
    need = int(plan.person[person, NEED])
    run.person[person, SPARE] = before - units
    if before >= need > before - units:
        for m in range(plan.person[person, MEMBER_LO], plan.person[person, MEMBER_HI]):
            clear_bit(run.words, 0, plan.membership[m, IDLE_BIT])


@inlined
def give(plan: Plan, run: Run, person: int, units: int) -> None:
    """Free ``units`` of a person again."""
    before = int(run.person[person, SPARE])
    need = int(plan.person[person, NEED])
    run.person[person, SPARE] = before + units
    if before < need <= before + units:
        for m in range(plan.person[person, MEMBER_LO], plan.person[person, MEMBER_HI]):
            set_bit(run.words, 0, plan.membership[m, IDLE_BIT])
            run.called[plan.membership[m, MEMBER_OF], AWAY_UNTIL] = NEVER


@inlined
def favourite(plan: Plan, run: Run, person: int, t: int) -> int:
    """Find the queue with what a person would begin first, their own if nothing.

    A group's work is for those who come to work once more; their own may need no hour
    of theirs.
    """
    best = person
    item = top_item(plan, run, person)
    is_whole = run.person[person, SPARE] >= plan.person[person, NEED]
    if not is_whole or t >= plan.person[person, WORKS_UNTIL]:
        return best
    if plan.kinds[person] & run.offers[0] != EMPTY:
        for m in range(plan.person[person, MEMBER_LO], plan.person[person, MEMBER_HI]):
            q = len(plan.person) + int(plan.membership[m, MEMBER_OF])
            other = top_item(plan, run, q)
            if other < item:
                best = q
                item = other
    q = bids_for(plan, person)
    if q < len(plan.queue) and top_item(plan, run, q) < item:
        best = q
    return best


@inlined
def wants(plan: Plan, run: Run, person: int, t: int) -> int:
    """Find the item a person would do next, ``FAR`` for none."""
    return int(run.top[favourite(plan, run, person, t), TOP_ITEM])


@inlined
def act(plan: Plan, run: Run, person: int) -> None:
    """Let a person choose at this instant."""
    if run.person[person, ACTING] == 0 and run.person[person, SPARE] > 0:
        run.person[person, ACTING] = 1
        at = int(run.tally[ACTORS])
        run.actor[at, WHO] = person
        run.actor[at, WITH] = -1
        run.actor[at, WANTS] = -1
        run.tally[ACTORS] = at + 1


@inlined
def act_on(plan: Plan, run: Run, i: int) -> None:
    """Let an item whose people all have to be free try by itself."""
    at = int(run.tally[ACTORS])
    run.actor[at, WHO] = len(plan.person) + i
    run.actor[at, WITH] = -1
    run.actor[at, WANTS] = i
    run.tally[ACTORS] = at + 1


@inlined
def rouse(plan: Plan, run: Run, person: int, t: int) -> None:
    """Let a person choose now, or as soon as they work.

    Who never works again has nothing to wait for: what is theirs begins without an
    hour of theirs, or fails.
    """
    if run.person[person, SPARE] == 0 or run.person[person, ACTING] == 1:
        return
    opens = at_work(plan, run, person, t)
    if opens in (t, NEVER):
        act(plan, run, person)
    elif run.person[person, WAKE] == NEVER:
        wake_at(plan, run, person, opens)


@inlined
def wake_at(plan: Plan, run: Run, person: int, opens: int) -> None:
    """Let a person choose when they come to work.

    Who comes at the same instant as somebody else comes behind them: many do.
    """
    run.person[person, WAKE] = opens
    bell = (opens >> 2) & (BELLS - 1)
    first = int(run.bell[bell])
    run.bell[bell] = person
    if first != person and run.person[first, WAKE] == opens:
        run.behind[person] = run.behind[first]
        run.behind[first] = person
    else:
        run.behind[person] = NONE
        push(run, opens, len(plan.part) + len(plan.item) + person)


@inlined
def arrive(plan: Plan, run: Run, person: int) -> None:
    """Let a person, and all behind them, choose at this instant.

    Their groups are called for what else is ready: nobody else was woken for it.
    """
    while person >= 0:
        run.person[person, WAKE] = NEVER
        act(plan, run, person)
        if plan.kinds[person] & run.offers[0] != EMPTY:
            for m in range(
                plan.person[person, MEMBER_LO], plan.person[person, MEMBER_HI]
            ):
                call_later(plan, run, int(plan.membership[m, MEMBER_OF]))
            run.tally[OFFERED] = 1
        person = int(run.behind[person])


@inlined
def call_later(plan: Plan, run: Run, group: int) -> None:
    """Let what a group has be offered to those still idle once all have chosen."""
    if run.called[group, IS_CALLED] == 0:
        run.called[group, IS_CALLED] = 1
        run.called[run.tally[CALLED], WHICH] = group
        run.tally[CALLED] += 1


@inlined
def idle_word(plan: Plan, run: Run, group: int, w: int) -> np.uint64:
    """Give the ``w``-th word of those members who could take something whole.

    Of groups whose work bids it is not kept: they are small, or asked for rarely.
    """
    if plan.group[group, IDLE_WORD] >= 0:
        return np.uint64(run.words[plan.group[group, IDLE_WORD] + w])
    word = EMPTY
    first = int(plan.group[group, FIRST]) + (w << 6)
    for m in range(first, min(first + 64, int(plan.group[group, LAST]))):
        if is_idle(plan, run, int(plan.member[m])):
            word |= ONE << np.uint64(m - first)
    return word


@inlined
def may_have_idle(plan: Plan, run: Run, group: int) -> bool:
    """Tell whether any member could take something whole, where that is kept."""
    if plan.group[group, IDLE_WORD] < 0:
        return True
    for w in range(plan.group[group, IDLE_WORDS]):
        if run.words[plan.group[group, IDLE_WORD] + w] != EMPTY:
            return True
    return False


@inlined
def is_idle(plan: Plan, run: Run, person: int) -> bool:
    """Tell whether a person, if there at all, could take something whole."""
    if plan.person[person, CAPACITY] == 0:
        return False
    return bool(run.person[person, SPARE] >= plan.person[person, NEED])


@inlined
def call(plan: Plan, run: Run, group: int, t: int) -> bool:
    """Let the best idle member at work choose, or wake who comes to work first.

    Nobody is woken for what somebody else can take: of many idle people most would come
    for nothing.  When who was woken has come, the group is called again; until then
    nobody has to be asked, unless somebody else is free by then.
    """
    if t < run.called[group, AWAY_UNTIL]:
        return False
    q = len(plan.person) + group
    item = top_item(plan, run, q)
    alone = only_offer(plan, run, group)
    first, soonest, are_away = NONE, FAR, True
    for w in range(plan.group[group, IDLE_WORDS]):
        word = idle_word(plan, run, group, w)
        while word != EMPTY:
            person = int(plan.member[member_in(plan, group, w, word)])
            word &= word - ONE
            opens = comes_for(plan, run, person, item, alone, t)
            if opens == t:
                act(plan, run, person)
                choose_from(run, q)
                return True
            if opens == NEVER:
                are_away = False
            elif opens < soonest:
                first, soonest = person, opens
    until = NEVER
    if first >= 0:
        until = wake_next(plan, run, group, first, soonest, t)
    run.called[group, AWAY_UNTIL] = until if are_away else NEVER
    return False


@inlined
def wake_next(plan: Plan, run: Run, group: int, person: int, opens: int, t: int) -> int:
    """Wake who comes to work first; say until when nobody need be asked, if known.

    What bids does not know who else could take it: all are woken for that.
    """
    if plan.group[group, IDLE_WORD] < 0:
        wake_all(plan, run, group, t)
        return NEVER
    if run.person[person, WAKE] == NEVER:
        wake_at(plan, run, person, opens)
    return opens


@called
def wake_all(plan: Plan, run: Run, group: int, t: int) -> None:
    """Wake all idle members of a group whose work bids, each as they come to work."""
    for w in range(plan.group[group, IDLE_WORDS]):
        word = idle_word(plan, run, group, w)
        while word != EMPTY:
            person = int(plan.member[member_in(plan, group, w, word)])
            word &= word - ONE
            opens = at_work(plan, run, person, t)
            if opens > t and run.person[person, WAKE] == NEVER:
                wake_at(plan, run, person, opens)


@inlined
def comes_for(
    plan: Plan, run: Run, person: int, item: int, but: np.uint64, t: int
) -> int:
    """Find when an idle person comes to work; ``NEVER`` who is there for another."""
    opens = at_work(plan, run, person, t)
    if opens > t:
        return opens
    if run.person[person, ACTING] == 1 or run.person[person, SPARE] == 0:
        return NEVER
    return NEVER if prefers(plan, run, person, item, but) else opens


@inlined
def member_in(plan: Plan, group: int, w: int, word: np.uint64) -> int:
    """Give the place of the member for whom the lowest bit of word ``w`` stands."""
    return int(plan.group[group, FIRST]) + (w << 6) + int(lowest_bit(word))


@inlined
def choose_from(run: Run, q: int) -> None:
    """Let who acts last want the best part of queue ``q``."""
    a = run.tally[ACTORS] - 1
    run.actor[a, WITH] = run.top[q, TOP_PART]
    run.actor[a, WANTS] = run.top[q, TOP_ITEM]


@inlined
def only_offer(plan: Plan, run: Run, group: int) -> np.uint64:
    """Give the kind of a group's queue as a set if no other of the kind has any."""
    kind = int(plan.queue[len(plan.person) + group, KIND])
    if kind < 0 or run.waiting[kind] != 1:
        return EMPTY
    return ONE << np.uint64(kind)


@inlined
def prefers(plan: Plan, run: Run, person: int, item: int, but: np.uint64) -> bool:
    """Tell whether somebody at work, and whole, would do anything rather than ``item``.

    The kinds of queues in the set ``but`` have nothing better.
    """
    if top_item(plan, run, person) < item:
        return True
    q = bids_for(plan, person)
    if q < len(plan.queue) and top_item(plan, run, q) < item:
        return True
    if plan.kinds[person] & run.offers[0] & ~but == EMPTY:
        return False
    for m in range(plan.person[person, MEMBER_LO], plan.person[person, MEMBER_HI]):
        q = len(plan.person) + int(plan.membership[m, MEMBER_OF])
        if top_item(plan, run, q) < item:
            return True
    return False
