"""What holds an item together with something else, to the same instant."""

from typing import Final

from headway_engine.kernels.bookings import (
    FOR,
    SOURCE,
    TIES,
    UNTIL,
    WHOM,
    Book,
    doer,
    doers,
)
from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.naming import (
    CAUSE,
    CULPRIT,
    FOUND_COLUMNS,
    IS_BUSY,
    IS_CALENDAR,
    IS_NOW,
    LINK,
    OF,
    earliest,
    last_before,
    name_source,
    say,
    set_aside,
    switch,
    unhindered,
)
from headway_engine.kernels.records import Plan, Run
from headway_engine.kernels.releasing import BY_NOW, released
from headway_engine.problem import NEVER, NONE, Ints

MOST_TIES: Final = 64


@called
def name_ties(
    plan: Plan, run: Run, book: Book, found: Ints, ties: Ints, i: int, t: int
) -> None:
    """Collect what holds ``i`` until ``t``; the first is its cause, the rest are ties.

    Where even without all of them it is not earlier, only the first is kept.
    """
    say(found, i, IS_CALENDAR, NONE, NONE, NONE, NEVER)
    first = int(book.mark[TIES])
    last = first
    is_held = True
    while is_held and last - first < MOST_TIES and last < len(ties):
        if not next_hold(plan, run, book, ties, last, i, t):
            break
        leave_out(plan, book, ties, last, i, 1)
        last += 1
        is_held = earliest(plan, run, book, i, t) >= t
    for row in range(first, last):
        leave_out(plan, book, ties, row, i, 0)
        if earliest(plan, run, book, i, t) < t:
            ties[row, CAUSE] = IS_NOW  # it holds nothing
        else:
            leave_out(plan, book, ties, row, i, 1)
    for row in range(first, last):
        if ties[row, CAUSE] != IS_NOW:
            leave_out(plan, book, ties, row, i, 0)
    keep_ties(book, found, ties, i, min(last, first + 1) if is_held else last)


@inlined
def next_hold(
    plan: Plan, run: Run, book: Book, ties: Ints, row: int, i: int, t: int
) -> bool:
    """Write what still holds ``i``; tell whether there is anything."""
    ready = released(plan, run, book, i)
    source = int(book.mark[SOURCE])
    if unhindered(plan, run, book, i, ready) >= t and source != BY_NOW:
        name_source(book, ties, row, i, source)
        return True
    best = -1
    for d in range(doers(plan, i)):
        j = last_before(book, i, doer(plan, i, d), ready, t)
        if j >= 0 and (best < 0 or book.booking[j, UNTIL] > book.booking[best, UNTIL]):
            best = j
            book.mark[WHOM] = doer(plan, i, d)
    if best >= 0:
        other = int(book.booking[best, FOR])
        say(ties, row, IS_BUSY, other, NONE, book.mark[WHOM], ready)
    return best >= 0


@inlined
def leave_out(plan: Plan, book: Book, ties: Ints, row: int, i: int, off: int) -> None:
    """Leave what a row names out of account, or not."""
    if ties[row, CAUSE] == IS_BUSY:
        set_aside(plan, book, i, int(ties[row, CULPRIT]), off)
    else:
        switch(plan, book, i, int(ties[row, LINK]), off)


@inlined
def keep_ties(book: Book, found: Ints, ties: Ints, i: int, last: int) -> None:
    """Put the first row that holds ``i`` to the item, keep the others as ties."""
    at = int(book.mark[TIES])
    is_named = False
    for row in range(at, last):
        if ties[row, CAUSE] == IS_NOW:
            continue
        if is_named:
            for column in range(OF):
                ties[at, column] = ties[row, column]
            ties[at, OF] = i
            at += 1
        else:
            for column in range(FOUND_COLUMNS):
                found[i, column] = ties[row, column]
            is_named = True
    book.mark[TIES] = at
