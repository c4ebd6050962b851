"""Why each item starts when it does: the one thing without which it would be earlier.

What is named has been tried: the schedule is looked back upon as if it were not there.
Whatever holds an item by itself is preferred to what does so only with something else.
"""

from typing import Final, NamedTuple

from headway_engine.kernels.bookings import (
    DONE_AT,
    FOR,
    SOURCE,
    WHOM,
    Book,
    begun_at,
    begun_by,
    doer,
    doers,
    first_from,
    who_works,
)
from headway_engine.kernels.common_time import last_common, next_common
from headway_engine.kernels.compiling import called, inlined, kernel
from headway_engine.kernels.entering import enter, measure_chunk
from headway_engine.kernels.extremes import last_between, last_until
from headway_engine.kernels.naming import (
    CAUSE,
    CULPRIT,
    IS_BUSY,
    IS_CALENDAR,
    IS_CHUNK,
    IS_FACT,
    IS_NOW,
    IS_PRIORITY,
    IS_SKILL,
    WITNESS,
    earliest,
    last_before,
    name_source,
    say,
    set_aside,
    switch,
    unhindered,
)
from headway_engine.kernels.records import (
    BEGINS,
    CALENDAR_OF,
    CHUNK,
    CODE,
    FACT,
    FINISH_AT,
    FREE,
    GROUP,
    MEMBERS,
    MODE,
    NEED,
    PART_LO,
    START_AT,
    STARTED,
    TAKEN_BY,
    TOGETHER,
    Plan,
    Run,
)
from headway_engine.kernels.releasing import BY_NOW, released
from headway_engine.kernels.ties import name_ties
from headway_engine.kernels.working_minutes import calendars_together
from headway_engine.kernels.working_time import next_open
from headway_engine.problem import NEVER, NONE, Flags, Ints

TRIES: Final = 8
"""So many items that go before, or keep somebody busy, are tried one by one."""


class Aims(NamedTuple):
    """Whose last finishes are asked for.

    ``of`` is each item's aim (``NONE``: none).  The rest is scratch: what finishes last
    of each, the aim whose chain each item was met on, and whose chain is followed.
    """

    of: Ints
    last: Ints
    seen: Ints
    at: Ints


@kernel
def name_causes(
    plan: Plan, run: Run, book: Book, found: Ints, ties: Ints, aims: Aims,
    on_chain: Flags,
) -> None:  # fmt: skip
    """Fill ``found`` for each item of the schedule in ``run``, and ``ties``.

    Where there are aims, only of those on the chain to the last finish of each, which
    ``on_chain`` then has.
    """
    enter(plan, run, book)
    is_traced = len(aims.last) > 0
    if is_traced:
        found[:, CAUSE] = NONE
        begin_chains(run, aims)
    i = NONE
    while True:  # named in one place: compiled once
        if is_traced:
            i = next_on_chains(found, aims, on_chain, i)
        else:
            i = next_placed(run, i)
        if i < 0:
            return
        name_cause(plan, run, book, found, ties, i)


@inlined
def next_placed(run: Run, i: int) -> int:
    """Find the next placed item behind ``i``, ``NONE`` at the end."""
    i += 1
    while i < len(run.item):
        if run.item[i, CODE] == 0 and run.item[i, START_AT] != NEVER:
            return i
        i += 1
    return NONE


@called
def next_on_chains(found: Ints, aims: Aims, on_chain: Flags, i: int) -> int:
    """Follow the chains from ``i`` to the next item without a cause, ``NONE`` if none.

    Each goes from culprit to culprit, back from what finishes last of its aim.
    """
    while True:
        i = int(found[i, CULPRIT]) if i >= 0 else NONE
        if i < 0 or aims.seen[i] == aims.at[0]:
            aims.at[0] += 1
            if aims.at[0] == len(aims.last):
                return NONE
            i = int(aims.last[aims.at[0]])
        if i >= 0:
            aims.seen[i] = aims.at[0]
            on_chain[i] |= aims.of[i] == aims.at[0]
            if found[i, CAUSE] == NONE:
                return i


@inlined
def begin_chains(run: Run, aims: Aims) -> None:
    """Find what finishes last of each aim, of several what ranks last: it waits."""
    aims.at[0] = NONE
    aims.seen[:] = NONE
    aims.last[:] = NONE
    for i in range(len(aims.of)):
        aim = int(aims.of[i])
        finish = int(run.item[i, FINISH_AT])
        if aim < 0 or finish == NEVER:
            continue
        last = int(aims.last[aim])
        if last < 0 or finish >= run.item[last, FINISH_AT]:
            aims.last[aim] = i


@called
def name_cause(
    plan: Plan, run: Run, book: Book, found: Ints, ties: Ints, i: int
) -> None:
    """Try what may hold ``i``, the most telling first."""
    t = int(run.item[i, START_AT])
    if plan.item[i, MODE] == FACT or plan.fixed[i, STARTED] != NEVER:
        say(found, i, IS_FACT, NONE, NONE, NONE, NEVER)
        return
    if t <= plan.now:
        say(found, i, IS_NOW, NONE, NONE, NONE, NEVER)
        return
    ready = released(plan, run, book, i)
    opens = unhindered(plan, run, book, i, ready)
    if opens < t and (
        by_rank(plan, run, book, found, i, ready, t)
        or by_work(plan, run, book, found, i, ready, t)
    ):
        by_skill(plan, run, book, found, i, ready, t)
        return
    if by_source(plan, run, book, found, i, t):
        return
    if opens >= t and by_work(plan, run, book, found, i, plan.now, t):
        return
    if by_chunk(plan, run, book, found, i, t):
        return
    if by_hours(plan, run, book, found, i, ready, t):
        return
    name_ties(plan, run, book, found, ties, i, t)


@called
def by_rank(
    plan: Plan, run: Run, book: Book, found: Ints, i: int, ready: int, t: int
) -> bool:
    """Try the items that its people began although it was ready, the last first."""
    limit = i
    for _ in range(TRIES):
        rival = next_rival(plan, book, i, ready, t, limit)
        if rival < 0:
            return False
        if begun_at(plan, run, book, i, ready, t, rival) < t:
            say(found, i, IS_PRIORITY, rival, NONE, book.mark[WHOM], ready)
            return True
        limit = rival
    return False


@inlined
def next_rival(plan: Plan, book: Book, i: int, ready: int, t: int, limit: int) -> int:
    """Find what ranks next before ``limit`` of what people of ``i`` began meanwhile."""
    best = -1
    for d in range(doers(plan, i)):
        person = doer(plan, i, d)
        first = first_from(book, person, ready)
        j = first_from(book, person, t)
        j = last_between(book.tree, first, j, best, limit)
        while j >= 0:
            item = int(book.booking[j, FOR])
            if may_give_way(plan, book, i, item):
                best = item
                book.mark[WHOM] = person
            j = last_between(book.tree, first, j, best, limit)
    return best


@inlined
def may_give_way(plan: Plan, book: Book, i: int, item: int) -> bool:
    """Tell whether ``i`` could go before it: it has not begun, nor releases ``i``."""
    if plan.fixed[item, STARTED] != NEVER:
        return False
    for j in range(book.into[i], book.into[i + 1]):
        if book.before[book.incoming[j]] == item:
            return False
    return True


@called
def by_work(
    plan: Plan, run: Run, book: Book, found: Ints, i: int, ready: int, t: int
) -> bool:
    """Try what keeps its people busy, first whoever then does it."""
    taker = NONE
    if plan.item[i, MODE] == GROUP:
        taker = int(run.part[plan.item[i, PART_LO], TAKEN_BY])
        if tried(plan, run, book, found, i, taker, ready, t):
            return True
    tries = 0
    for d in range(doers(plan, i)):
        person = doer(plan, i, d)
        if person != taker and tries < TRIES:
            tries += 1
            if tried(plan, run, book, found, i, person, ready, t):
                return True
    return False


@called
def tried(
    plan: Plan, run: Run, book: Book, found: Ints, i: int, person: int, ready: int,
    t: int,
) -> bool:  # fmt: skip
    """Try what a person of ``i`` was busy with last, and what waits for that."""
    j = last_before(book, i, person, ready, t)
    if j < 0:
        return False
    other = int(book.booking[j, FOR])
    set_aside(plan, book, i, other, 1)
    since = released(plan, run, book, i)
    is_held = begun_at(plan, run, book, i, since, t, i) >= t
    set_aside(plan, book, i, other, 0)
    if not is_held:
        say(found, i, IS_BUSY, other, NONE, person, since)
    return not is_held


@called
def by_skill(
    plan: Plan, run: Run, book: Book, found: Ints, i: int, ready: int, t: int
) -> None:
    """Say so where somebody is idle who only lacks the skill."""
    if plan.item[i, MODE] != GROUP:
        return
    released(plan, run, book, i)
    group = int(plan.item[i, MEMBERS])
    for w in range(book.wide[group], book.wide[group + 1]):
        person = int(book.wider[w])
        units = int(plan.person[person, NEED])
        need = int(book.chunk[len(plan.part) + i])
        if units > 0 and (
            begun_by(plan, run, book, i, person, units, need, ready, t, i) < t
        ):  # fmt: skip
            found[i, CAUSE] = IS_SKILL
            found[i, WITNESS] = person
            return


@called
def by_source(plan: Plan, run: Run, book: Book, found: Ints, i: int, t: int) -> bool:
    """Try the link or constraint that released it last."""
    released(plan, run, book, i)
    source = int(book.mark[SOURCE])
    if source == BY_NOW:
        return False
    switch(plan, book, i, source, 1)
    is_held = earliest(plan, run, book, i, t) >= t
    switch(plan, book, i, source, 0)
    if not is_held:
        name_source(book, found, i, i, source)
    return not is_held


@called
def by_chunk(plan: Plan, run: Run, book: Book, found: Ints, i: int, t: int) -> bool:
    """See whether it could begin where less than its minimum chunk is left."""
    if not plan.chunked or plan.fixed[i, CHUNK] == 0:
        return False
    measure_chunk(plan, run, book, i, 0)
    is_held = earliest(plan, run, book, i, t) >= t
    measure_chunk(plan, run, book, i, int(plan.fixed[i, CHUNK]))
    if not is_held:
        say(found, i, IS_CHUNK, NONE, NONE, NONE, NEVER)
    return not is_held


@called
def by_hours(
    plan: Plan, run: Run, book: Book, found: Ints, i: int, ready: int, t: int
) -> bool:
    """See whether it is ready, and whoever begins it free, but not at work."""
    person = beginner(plan, run, i, t)
    count = who_works(plan, run, i, person) if person >= 0 else 0
    if person < 0:
        count = calendars_together(plan, run, i)
    if count == 0 or next_common(plan.clock, run.who, count, t - 1) != t:
        person = late_comer(plan, i, t)
        if person < 0:
            return False
        count = 1
        run.who[0] = plan.person[person, CALENDAR_OF]
    since = max(ready, last_common(plan.clock, run.who, count, t - 1))
    for d in range(doers(plan, i)):
        each = doer(plan, i, d)
        if plan.item[i, MODE] == TOGETHER or each == person:
            since = max(since, done_by(book, i, each, t))
    if since >= t:
        return False
    say(found, i, IS_CALENDAR, NONE, NONE, person, since)
    return True


@inlined
def late_comer(plan: Plan, i: int, t: int) -> int:
    """Name who comes to work at ``t`` for what runs on other hours than theirs."""
    if plan.item[i, MODE] == TOGETHER:
        for d in range(doers(plan, i)):
            person = doer(plan, i, d)
            calendar = int(plan.person[person, CALENDAR_OF])
            if next_open(plan.clock, calendar, t - 1) == t:
                return person
    return NONE


@inlined
def beginner(plan: Plan, run: Run, i: int, t: int) -> int:
    """Name who begins ``i`` at ``t``; ``NONE`` if it is all together, or nobody."""
    if plan.item[i, MODE] in (FREE, TOGETHER):
        return NONE
    k = int(plan.item[i, PART_LO])
    while run.part[k, BEGINS] != t:
        k += 1
    return int(run.part[k, TAKEN_BY])


@inlined
def done_by(book: Book, i: int, person: int, t: int) -> int:
    """Find when a person has done all that they began before ``t``."""
    latest = NEVER
    first = int(book.booked[person])
    j = last_until(book.tree, first, first_from(book, person, t), NEVER + 1)
    while j >= 0:
        done = int(book.booking[j, DONE_AT])
        if done <= t and book.booking[j, FOR] != i:
            latest = max(latest, done)
        j = last_until(book.tree, first, j, latest + 1)
    return latest
