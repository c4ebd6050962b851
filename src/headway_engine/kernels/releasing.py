"""When items were ready, looked back upon, and what released each of them last."""

from typing import Final

from headway_engine.kernels.bookings import (
    AT,
    BEHIND,
    HELD_BY,
    HELD_TO,
    KNOWN,
    MAY_FINISH,
    MAY_START,
    READY_AT,
    SOURCE,
    Book,
)
from headway_engine.kernels.common_time import FAR, latest_start
from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.flow import lagged
from headway_engine.kernels.records import (
    ANY_LINK,
    BEGINS,
    BEGUN,
    DATED,
    EARLIEST,
    FACT,
    FINISH_AT,
    FINISH_FROM,
    FREE,
    GROUP,
    LINK_HI,
    LINK_LO,
    LINK_MID,
    MODE,
    ONTO_FINISH,
    PART_HI,
    PART_LO,
    START_AT,
    STATE,
    TAKEN_BY,
    WAITS,
    Plan,
    Run,
)
from headway_engine.kernels.working_minutes import (
    calendars_of,
    minutes_by,
    start_for,
)
from headway_engine.problem import NEVER, NONE

BY_NOW: Final = -1
BY_CONSTRAINT: Final = -2
BY_FINISH: Final = -3
"""Sources that are no link; the last is that it may not finish earlier."""


@called
def measure_links(plan: Plan, run: Run, book: Book) -> None:
    """Note what each link allowed, and at which instant that was known."""
    for i in range(len(plan.item)):
        started = known_start(plan, run, i)
        for m in range(plan.item[i, LINK_LO], plan.item[i, LINK_HI]):
            is_finish = m >= plan.item[i, LINK_MID]
            base = int(run.item[i, FINISH_AT if is_finish else START_AT])
            book.at[m, AT] = FAR if base == NEVER else lagged(plan, m, base)
            book.at[m, KNOWN] = run.item[i, DATED] if is_finish else started


@inlined
def known_start(plan: Plan, run: Run, i: int) -> int:
    """Find the instant at which the start of ``i`` became known."""
    if plan.item[i, MODE] in (FREE, FACT):
        return int(run.item[i, DATED])
    first = FAR
    for k in range(plan.item[i, PART_LO], plan.item[i, PART_HI]):
        if run.part[k, STATE] == BEGUN:
            first = min(first, int(run.part[k, BEGINS]))
    return first


@called
def released(plan: Plan, run: Run, book: Book, i: int) -> int:
    """Find when ``i`` is ready; leaves in ``mark[SOURCE]`` what it waited for last.

    That is a link, or one of ``BY_NOW``, ``BY_CONSTRAINT`` and ``BY_FINISH``.  In
    ``mark[READY_AT]`` is when, in ``mark[BEHIND]`` what has to begin at that instant.
    """
    ready = plan.now
    source = BY_NOW
    if plan.fixed[i, EARLIEST] > ready and not book.mark[MAY_START]:
        ready = int(plan.fixed[i, EARLIEST])
        source = BY_CONSTRAINT
    book.mark[SOURCE] = source
    book.mark[BEHIND] = NONE
    book.mark[HELD_TO] = NEVER if book.mark[MAY_FINISH] else plan.fixed[i, FINISH_FROM]
    book.mark[HELD_BY] = BY_FINISH
    if plan.fixed[i, WAITS] == ANY_LINK:
        ready = opened(plan, book, i, ready)
    else:
        ready = allowed(plan, book, i, ready)
    if book.mark[HELD_TO] != NEVER:
        held = begun_for(plan, run, i, int(book.mark[HELD_TO]))
        if held > ready:
            ready = held
            book.mark[SOURCE] = book.mark[HELD_BY]
            book.mark[BEHIND] = NONE
    book.mark[READY_AT] = ready
    return ready


@inlined
def allowed(plan: Plan, book: Book, i: int, ready: int) -> int:
    """Find when the last link into ``i`` allows it; note what holds its finish."""
    for j in range(book.into[i], book.into[i + 1]):
        m = int(book.incoming[j])
        if book.link_off[m]:
            continue
        at = int(book.at[m, AT])
        if plan.link[m, ONTO_FINISH]:
            if at > book.mark[HELD_TO]:
                book.mark[HELD_TO] = at
                book.mark[HELD_BY] = m
            at = NEVER
        at = max(at, int(book.at[m, KNOWN]))
        if at > ready:
            ready = at
            book.mark[SOURCE] = m
            book.mark[BEHIND] = NONE
        if at == ready and book.at[m, KNOWN] == at:
            before = int(book.before[m])
            if plan.item[before, MODE] not in (FREE, FACT):
                book.mark[BEHIND] = max(book.mark[BEHIND], before)
    return ready


@inlined
def opened(plan: Plan, book: Book, i: int, ready: int) -> int:
    """Find when a milestone opens for which one link is enough."""
    first = FAR
    which = BY_NOW
    for j in range(book.into[i], book.into[i + 1]):
        m = int(book.incoming[j])
        at = max(int(book.at[m, AT]), int(book.at[m, KNOWN]))
        if not book.link_off[m] and at < first:
            first, which = at, m
    if ready >= first or first == FAR:
        return ready
    book.mark[SOURCE] = which
    return first


@inlined
def begun_for(plan: Plan, run: Run, i: int, by: int) -> int:
    """Find the start with which ``i`` finishes no earlier than ``by``."""
    if plan.item[i, MODE] != GROUP:
        return start_for(plan, run, i, by)
    person = int(run.part[plan.item[i, PART_LO], TAKEN_BY])
    count = calendars_of(plan, run, i, person)
    minutes = minutes_by(plan, run, i, person)
    return latest_start(plan.clock, run.who, count, by, minutes)
