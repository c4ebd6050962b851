"""A schedule looked back upon: who was booked when, and what else could have begun.

Up to the instant at which one item starts earlier than it did, nothing else changes:
dispatch looks at the present only.  So what holds an item is found in the schedule
that there is, with what would not be there any more left out of account.
"""

from typing import Final, NamedTuple

from headway_engine.kernels.common_time import FAR, next_common
from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.extremes import next_better, next_loose, next_until
from headway_engine.kernels.records import (
    ALONE,
    CALENDAR_OF,
    CAPACITY,
    FIRST,
    FREE,
    GROUP,
    LAST,
    MEMBERS,
    MODE,
    NEED,
    PART_HI,
    PART_LO,
    PERSON,
    TOGETHER,
    UNITS,
    Events,
    Plan,
    Run,
)
from headway_engine.kernels.starting import costs_too_much
from headway_engine.kernels.stretches import fitting, is_kept
from headway_engine.kernels.working_minutes import (
    calendar_of,
    calendars_of,
    calendars_together,
)
from headway_engine.problem import NEVER, Ints

# Columns of Book.booking, Book.at.
FROM, UNTIL, TAKES, FOR, DONE_AT, KEPT_BY = 0, 1, 2, 3, 4, 5
BOOKING_COLUMNS: Final = 6
AT, KNOWN = 0, 1

# Book.mark.
SOURCE, WHOM, MAY_START, MAY_FINISH, TIES, HELD_TO, HELD_BY = range(7)
READY_AT, BEHIND = 7, 8
MARKS: Final = 16


class Book(NamedTuple):
    """What is known of a schedule; packed numbers throughout.

    ``booking`` has a row for each part that was begun, by person (``booked[p]`` to
    ``booked[p + 1]``) and time: from when to when it keeps the person, how much of
    them, for which item, when it is done, and the worst rank of what keeps them when it
    begins; ``sorted`` is scratch.  ``tree`` finds bookings (``extremes``), ``place``
    has the booking of each part, -1 where it was not begun.  ``incoming`` lists the
    links into each item (``into``), ``before`` where each link begins, and ``at`` what
    it allows from when on, and when that was known.  ``release`` is when each item was
    ready.  What a ``..._off`` marks is left out of account, as is each constraint of
    the item in question under ``mark[MAY_START]`` and ``[MAY_FINISH]``.
    ``chunk`` has, for each part and then for each item, the minutes that must be left
    of a stretch in which it is begun.
    ``wider`` lists for each group (``wide``) who would do its work if skill were not
    asked for.
    """

    booking: Ints
    booked: Ints
    sorted: Events
    tree: Ints
    place: Ints
    incoming: Ints
    into: Ints
    before: Ints
    at: Ints
    release: Ints
    chunk: Ints
    link_off: Ints
    item_off: Ints
    wider: Ints
    wide: Ints
    mark: Ints


@inlined
def is_ignored(book: Book, j: int, since: int, limit: int) -> bool:
    """Tell whether booking ``j`` gives way to what has had rank ``limit`` ``since``.

    What is ready only as something of rank ``BEHIND`` begins comes after all that ranks
    no worse than that and begins at this instant, too.
    """
    item = int(book.booking[j, FOR])
    if book.item_off[item]:
        return True
    if book.booking[j, FROM] < since or item < limit:
        return False
    return bool(book.booking[j, FROM] > book.mark[READY_AT] or item > book.mark[BEHIND])


@inlined
def first_from(book: Book, person: int, s: int) -> int:
    """Find the first booking of a person that begins at ``s`` or later."""
    lo, hi = int(book.booked[person]), int(book.booked[person + 1])
    while lo < hi:
        middle = (lo + hi) >> 1
        if book.booking[middle, FROM] >= s:
            hi = middle
        else:
            lo = middle + 1
    return lo


@called
def free_from(
    plan: Plan, book: Book, person: int, units: int, s: int, since: int, limit: int
) -> int:
    """Find from when on, at ``s`` or later, ``units`` of a person are free.

    They begin nothing of worse rank ``since`` then (``FAR``: only from the instant in
    question on).  Who could begin something may have something better to begin.
    """
    first, end = int(book.booked[person]), int(book.booked[person + 1])
    capacity = int(plan.person[person, CAPACITY])
    while True:
        kept = s if since == FAR else since
        spare = capacity
        soonest = FAR
        is_whole = True
        after = first_from(book, person, s + 1)
        j = next_until(book.tree, first, after, s)
        while j < after:
            if is_ignored(book, j, kept, limit):
                is_whole = False
            else:
                spare -= book.booking[j, TAKES]
                soonest = min(soonest, int(book.booking[j, UNTIL]))
            j = next_until(book.tree, j + 1, after, s)
        if spare >= units:
            soonest = reserved_until(book, after, end, s, limit)
            if soonest == NEVER:
                return s
        elif is_whole and after > first:
            j = next_loose(book.tree, after - 1, end, capacity - units, limit)
            if j >= after:
                soonest = max(soonest, int(book.booking[j, FROM]))
        s = soonest


@inlined
def reserved_until(book: Book, j: int, end: int, s: int, limit: int) -> int:
    """Find when a person begins what they would have begun rather at ``s``.

    It waits for others, for the rest of them, or for what is left out of account;
    ``NEVER`` if there is nothing.
    """
    j = next_better(book.tree, j, end, limit, s)
    while j < end:
        if not book.item_off[book.booking[j, FOR]]:
            return int(book.booking[j, FROM])
        j = next_better(book.tree, j + 1, end, limit, s)
    return NEVER


@inlined
def who_works(plan: Plan, run: Run, i: int, person: int) -> int:
    """Write the calendars that must be open for ``person`` to begin ``i``."""
    if plan.item[i, MODE] != GROUP:
        return calendars_of(plan, run, i, person)
    run.who[0] = plan.person[person, CALENDAR_OF]
    if calendar_of(plan, i) < 0:
        return 1
    run.who[1] = calendar_of(plan, i)
    return 2


@called
def begun_by(
    plan: Plan, run: Run, book: Book, i: int, person: int, units: int, need: int,
    ready: int, before: int, limit: int,
) -> int:  # fmt: skip
    """Find when ``person`` could begin ``i``; ``FAR`` unless that is ``before``.

    Part of a person's own keeps them while it waits for the rest of them, or for a
    stretch of ``need`` minutes where that costs little, but lets them go until its
    hours come; a group's lets them go.
    """
    count = who_works(plan, run, i, person)
    is_own = plan.item[i, MODE] == ALONE
    s = ready
    since = s if is_own else FAR
    while s < before:
        free = free_from(plan, book, person, units, s, since, limit)
        s = next_common(plan.clock, run.who, count, free)
        if s == NEVER:
            return FAR
        is_kept_free = False
        if s == free and need > 0:
            s = fitting(plan.clock, run.who, count, free, need)
            theirs = int(plan.person[person, CALENDAR_OF])
            is_kept_free = is_own and is_kept(plan.clock, theirs, free, s, need)
        if s == free:
            return s if s < before else FAR
        if is_own and not is_kept_free:
            since = s
    return FAR


@called
def begun_together(
    plan: Plan, run: Run, book: Book, i: int, ready: int, before: int, limit: int
) -> int:
    """Find when all people of ``i`` could begin; ``FAR`` unless that is ``before``.

    They keep free for it, but where a stretch of ``need`` minutes costs them too much.
    """
    count = calendars_together(plan, run, i)
    need = int(book.chunk[len(plan.part) + i])
    s = since = ready
    while s < before:
        latest = s
        for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
            units = int(plan.part[k, UNITS])
            if units > 0:
                person = int(plan.part[k, PERSON])
                free = free_from(plan, book, person, units, s, since, limit)
                latest = max(latest, free)
        if latest == s:
            s, since = begun_in(plan, run, i, count, latest, need, since)
            if s == NEVER:
                return FAR
            if s == latest:
                return s
        else:
            s = latest
    return FAR


@inlined
def begun_in(
    plan: Plan, run: Run, i: int, count: int, t: int, need: int, since: int
) -> tuple[int, int]:
    """Find the stretch for ``i`` from ``t`` on, and since when its people keep free."""
    s = next_common(plan.clock, run.who, count, t)
    if s == t and need > 0:
        s = fitting(plan.clock, run.who, count, t, need)
        if costs_too_much(plan, i, t, s, need):
            since = s
    return s, since


@called
def begun_at(
    plan: Plan, run: Run, book: Book, i: int, ready: int, before: int, limit: int
) -> int:
    """Find when ``i`` could begin if it were ready then; ``FAR`` unless ``before``.

    ``limit`` is the rank with which it asks for its people.
    """
    mode = int(plan.item[i, MODE])
    if mode == FREE:
        count = calendars_together(plan, run, i)
        need = int(book.chunk[len(plan.part) + i])
        s = fitting(plan.clock, run.who, count, ready, need)
        return FAR if s == NEVER or s >= before else s
    if mode == TOGETHER:
        return begun_together(plan, run, book, i, ready, before, limit)
    best = FAR
    for d in range(doers(plan, i)):
        person = doer(plan, i, d)
        units = units_for(plan, i, d, person)
        if plan.person[person, CAPACITY] > 0:
            k = plan.item[i, PART_LO] + d
            need = int(book.chunk[k if mode == ALONE else len(plan.part) + i])
            at = begun_by(plan, run, book, i, person, units, need, ready, before, limit)
            best = min(best, at)
    return best


@inlined
def doers(plan: Plan, i: int) -> int:
    """Count the people who do ``i``, or who could."""
    mode = int(plan.item[i, MODE])
    if mode == FREE:
        return 0
    if mode == GROUP:
        group = int(plan.item[i, MEMBERS])
        return int(plan.group[group, LAST] - plan.group[group, FIRST])
    return int(plan.item[i, PART_HI] - plan.item[i, PART_LO])


@inlined
def doer(plan: Plan, i: int, d: int) -> int:
    """Name one of them."""
    if plan.item[i, MODE] == GROUP:
        return int(plan.member[plan.group[plan.item[i, MEMBERS], FIRST] + d])
    return int(plan.part[plan.item[i, PART_LO] + d, PERSON])


@inlined
def units_for(plan: Plan, i: int, d: int, person: int) -> int:
    """Give the thousandths of one of them that ``i`` takes."""
    if plan.item[i, MODE] == ALONE:
        units = int(plan.part[plan.item[i, PART_LO] + d, UNITS])
        if units >= 0:
            return units
    return int(plan.person[person, NEED])
