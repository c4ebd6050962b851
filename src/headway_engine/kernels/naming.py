"""What is written down of a cause, and how things are left out of account."""

from typing import Final

from headway_engine.kernels.bookings import (
    DONE_AT,
    FOR,
    KEPT_BY,
    MAY_FINISH,
    MAY_START,
    UNTIL,
    Book,
    begun_at,
    doer,
    doers,
    first_from,
    who_works,
)
from headway_engine.kernels.common_time import FAR, next_common
from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.extremes import last_until, set_worst
from headway_engine.kernels.records import (
    ALONE,
    ANY_LINK,
    CAPACITY,
    FREE,
    MODE,
    PART_HI,
    PART_LO,
    TOGETHER,
    WAITS,
    Plan,
    Run,
)
from headway_engine.kernels.releasing import BY_CONSTRAINT, BY_FINISH, released
from headway_engine.kernels.stretches import fitting
from headway_engine.kernels.working_minutes import calendars_together
from headway_engine.problem import NEVER, NONE, Ints
from headway_engine.schedule import Cause

# Columns of what is found, and of ties.
CAUSE, CULPRIT, LINK, WITNESS, SINCE = 0, 1, 2, 3, 4
FOUND_COLUMNS: Final = 5
OF: Final = 4
"""In a tie's row: the item that it holds."""

IS_FACT: Final = int(Cause.FACT)
IS_NOW: Final = int(Cause.NOW)
IS_LINK: Final = int(Cause.LINK)
IS_BUSY: Final = int(Cause.BUSY)
IS_CALENDAR: Final = int(Cause.CALENDAR)
IS_CONSTRAINT: Final = int(Cause.CONSTRAINT)
IS_PRIORITY: Final = int(Cause.PRIORITY)
IS_SKILL: Final = int(Cause.SKILL)
IS_CHUNK: Final = int(Cause.CHUNK)


@inlined
def say(
    found: Ints, i: int, cause: int, culprit: int, link: int, witness: int, since: int
) -> None:
    """Write down what holds ``i``."""
    found[i, CAUSE] = cause
    found[i, CULPRIT] = culprit
    found[i, LINK] = link
    found[i, WITNESS] = witness
    found[i, SINCE] = since


@inlined
def name_source(book: Book, rows: Ints, row: int, i: int, source: int) -> None:
    """Write down a link or a constraint as what holds ``i``."""
    if source >= 0:
        say(rows, row, IS_LINK, book.before[source], source, NONE, NEVER)
    else:
        say(rows, row, IS_CONSTRAINT, NONE, source, NONE, NEVER)


@inlined
def set_aside(plan: Plan, book: Book, i: int, other: int, off: int) -> None:
    """Leave an item out of account, or not: as work and as something to wait for."""
    book.item_off[other] = off
    for k in range(plan.item[other, PART_LO], plan.item[other, PART_HI]):
        j = int(book.place[k])
        if j >= 0:
            set_worst(book.tree, j, FAR if off else book.booking[j, KEPT_BY])
    for j in range(book.into[i], book.into[i + 1]):
        if book.before[book.incoming[j]] == other:
            book.link_off[book.incoming[j]] = off


@inlined
def switch(plan: Plan, book: Book, i: int, source: int, off: int) -> None:
    """Leave what released ``i`` out of account, or not.

    A milestone that opens on any link waits for all of them as long as for the first.
    """
    if source == BY_CONSTRAINT:
        book.mark[MAY_START] = off
    elif source == BY_FINISH:
        book.mark[MAY_FINISH] = off
    elif plan.fixed[i, WAITS] == ANY_LINK:
        for j in range(book.into[i], book.into[i + 1]):
            book.link_off[book.incoming[j]] = off
    else:
        book.link_off[source] = off


@called
def unhindered(plan: Plan, run: Run, book: Book, i: int, ready: int) -> int:
    """Find when ``i`` could begin if all its people were free."""
    best = FAR
    mode = int(plan.item[i, MODE])
    if mode in (FREE, TOGETHER):
        count = calendars_together(plan, run, i)
        need = int(book.chunk[len(plan.part) + i])
        opens = fitting(plan.clock, run.who, count, ready, need)
        return FAR if opens == NEVER else opens
    for d in range(doers(plan, i)):
        person = doer(plan, i, d)
        if plan.person[person, CAPACITY] > 0:
            count = who_works(plan, run, i, person)
            k = plan.item[i, PART_LO] + d
            need = int(book.chunk[k if mode == ALONE else len(plan.part) + i])
            opens = next_common(plan.clock, run.who, count, ready)
            if need > 0:
                opens = fitting(plan.clock, run.who, count, ready, need)
            best = opens if NEVER < opens < best else best
    return best


@called
def earliest(plan: Plan, run: Run, book: Book, i: int, t: int) -> int:
    """Find when ``i`` begins without all that is left out of account."""
    ready = released(plan, run, book, i)
    return begun_at(plan, run, book, i, ready, t, i)


@inlined
def last_before(book: Book, i: int, person: int, ready: int, t: int) -> int:
    """Find the booking of a person that ends last of those in the way of ``i``.

    Of several the one that begins first.
    """
    best = -1
    until = ready + 1
    first = int(book.booked[person])
    j = last_until(book.tree, first, first_from(book, person, t), until)
    while j >= 0:
        other = int(book.booking[j, FOR])
        is_late = book.booking[j, DONE_AT] > ready and not book.item_off[other]
        if is_late and other != i:
            best = j
            until = int(book.booking[j, UNTIL])
        j = last_until(book.tree, first, j, until)
    return best
