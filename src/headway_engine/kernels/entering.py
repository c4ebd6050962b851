"""A schedule entered into the book: who was booked when, and what was ready when."""

import numpy as np

from headway_engine.kernels.bookings import (
    DONE_AT,
    FOR,
    FROM,
    KEPT_BY,
    TAKES,
    TIES,
    UNTIL,
    Book,
)
from headway_engine.kernels.common_time import FAR
from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.extremes import (
    HIGHEST,
    LATEST,
    LOAD,
    LOWEST,
    PLACE,
    READY,
    WORST,
    clear,
    join,
)
from headway_engine.kernels.queues import TIME_BITS
from headway_engine.kernels.records import (
    ANY_LINK,
    BEGINS,
    BEGUN,
    CALENDAR_OF,
    CHUNK,
    ENDS,
    FACT,
    GROUP,
    ITEM,
    MODE,
    NEED,
    PART_HI,
    PART_LO,
    PENDING,
    PERSON,
    STATE,
    TAKEN_BY,
    UNITS,
    WAITS,
    Events,
    Plan,
    Run,
)
from headway_engine.kernels.releasing import measure_links, released
from headway_engine.kernels.working_minutes import (
    EFFORT,
    drive_of,
    part_minutes,
    whole,
)
from headway_engine.kernels.working_time import next_open
from headway_engine.problem import NONE


@called
def enter(plan: Plan, run: Run, book: Book) -> None:
    """Fill the book from the schedule in ``run``."""
    book.mark[TIES] = 0
    list_bookings(plan, run, book)
    measure_links(plan, run, book)
    measure_bookings(plan, book)
    if plan.chunked:
        for i in range(len(plan.item)):
            measure_chunk(plan, run, book, i, int(plan.fixed[i, CHUNK]))
    for i in range(len(plan.item)):
        is_ready = run.item[i, PENDING] <= 0 or plan.fixed[i, WAITS] == ANY_LINK
        if plan.item[i, MODE] != FACT and is_ready:
            book.release[i] = released(plan, run, book, i)
    grow_tree(plan, book)


@called
def measure_chunk(plan: Plan, run: Run, book: Book, i: int, chunk: int) -> None:
    """Find of what stretch so many minutes, or all of it, must be left for ``i``.

    Who of a group takes less than a whole person is counted as one.
    """
    longest = whole(run.draw[i])
    if drive_of(plan, i) == EFFORT and plan.item[i, MODE] != GROUP:
        longest = 0
    for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
        is_theirs = plan.part[k, PERSON] >= 0
        minutes = part_minutes(plan, run, k) if is_theirs else 0
        book.chunk[k] = min(chunk, minutes)
        longest = max(longest, minutes)
    book.chunk[len(plan.part) + i] = min(chunk, longest)


@inlined
def list_bookings(plan: Plan, run: Run, book: Book) -> None:
    """List the parts that were begun, by person and time."""
    booked = book.booked
    booked[:] = 0
    book.place[:] = NONE
    for k in range(len(plan.part)):
        if run.part[k, STATE] == BEGUN:
            booked[run.part[k, TAKEN_BY] + 1] += 1
    for person in range(len(plan.person)):
        booked[person + 1] += booked[person]
    for k in range(len(plan.part)):
        if run.part[k, STATE] == BEGUN:
            person = int(run.part[k, TAKEN_BY])
            begins = np.int64(run.part[k, BEGINS])
            book.sorted[booked[person]] = (begins << TIME_BITS) | k
            booked[person] += 1
    for person in range(len(plan.person), 0, -1):
        booked[person] = booked[person - 1]
    booked[0] = 0
    for person in range(len(plan.person)):
        list_bookings_of(plan, run, book, person)


@inlined
def list_bookings_of(plan: Plan, run: Run, book: Book, person: int) -> None:
    """Sort the parts of a person, and copy what the run says of them."""
    lo, hi = int(book.booked[person]), int(book.booked[person + 1])
    sort(book.sorted, lo, hi)
    for j in range(lo, hi):
        k = int(book.sorted[j] & ((1 << TIME_BITS) - 1))
        units = int(plan.part[k, UNITS])
        book.place[k] = j
        book.booking[j, FROM] = run.part[k, BEGINS]
        book.booking[j, DONE_AT] = run.part[k, ENDS]
        book.booking[j, FOR] = plan.part[k, ITEM]
        book.booking[j, TAKES] = plan.person[person, NEED] if units < 0 else units


@inlined
def sort(events: Events, lo: int, hi: int) -> None:
    """Sort events from ``lo`` to ``hi`` in place (Shell 1959)."""
    gap = hi - lo
    while gap > 1:
        gap = max(gap * 5 // 11, 1)
        for j in range(lo + gap, hi):
            event = events[j]
            at = j
            while at >= lo + gap and events[at - gap] > event:
                events[at] = events[at - gap]
                at -= gap
            events[at] = event


@inlined
def measure_bookings(plan: Plan, book: Book) -> None:
    """Find until when each keeps the person: at night, nobody begins anything."""
    for person in range(len(plan.person)):
        calendar = int(plan.person[person, CALENDAR_OF])
        for j in range(book.booked[person], book.booked[person + 1]):
            done = int(book.booking[j, DONE_AT])
            book.booking[j, UNTIL] = max(next_open(plan.clock, calendar, done), done)


@inlined
def grow_tree(plan: Plan, book: Book) -> None:
    """Enter all bookings into the tree."""
    tree = book.tree
    size = len(tree) >> 1
    for person in range(len(plan.person)):
        grow_tree_of(book, person)
    for leaf in range(size + book.booked[len(plan.person)], len(tree)):
        clear(tree, leaf)
    join(tree)


@inlined
def grow_tree_of(book: Book, person: int) -> None:
    """Enter the bookings of a person, and how much is on at the same time."""
    tree, booking = book.tree, book.booking
    size = len(tree) >> 1
    first, end = int(book.booked[person]), int(book.booked[person + 1])
    count = 0  # of the bookings that are on, listed in ``sorted``
    for j in range(first, end):
        begins = int(booking[j, FROM])
        book.sorted[first + count] = j
        on = 0
        worst = NONE
        load = 0
        for k in range(first, first + count + 1):
            other = book.sorted[k]
            if booking[other, UNTIL] > begins:
                book.sorted[first + on] = other
                on += 1
                worst = max(worst, booking[other, FOR])
                if j + 1 < end and booking[other, UNTIL] >= booking[j + 1, FROM]:
                    load += booking[other, TAKES]
        count = on
        booking[j, KEPT_BY] = worst
        is_instant = j + 1 < end and booking[j + 1, FROM] == begins
        item = int(booking[j, FOR])
        leaf = size + j
        tree[leaf, PLACE] = j
        tree[leaf, LATEST] = booking[j, UNTIL]
        tree[leaf, LOAD] = FAR if is_instant else load
        tree[leaf, WORST] = NONE if is_instant else worst
        tree[leaf, HIGHEST] = item
        tree[leaf, LOWEST] = item
        tree[leaf, READY] = book.release[item]
