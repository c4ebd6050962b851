"""Ready parts as bits in order of priority, and the heap of coming events."""

from typing import Any, Final

import numpy as np
from numba import types
from numba.extending import intrinsic

from headway_engine.kernels.common_time import FAR
from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.fetching import fetch
from headway_engine.kernels.records import (
    BIDS,
    COUNT,
    FIRST,
    HEAP,
    ITEM,
    KIND,
    LAST,
    LOW,
    MEMBERS,
    QUEUE,
    SLOT,
    SLOTS,
    TOP_ITEM,
    TOP_PART,
    UNKNOWN,
    WORD,
    WORDS,
    Events,
    Plan,
    Run,
    Words,
)
from headway_engine.kernels.widths import assume_widths

ONE: Final = np.uint64(1)
TWO: Final = np.uint64(2)
THREE: Final = np.uint64(3)
EMPTY: Final = np.uint64(0)
TIME_BITS: Final = 32
LAST_EVENT: Final = np.iinfo(np.int64).max


def _lowest_bit(_typing: Any, _word: Any) -> Any:
    """Count the zeros below the lowest set bit of a uint64 that is not 0."""

    def generate(context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.cttz(args[0], context.get_constant(types.boolean, 1))

    return types.int64(types.uint64), generate


lowest_bit: Any = intrinsic(_lowest_bit)


@inlined
def set_bit(words: Words, word: int, bit: int) -> None:
    """Set bit ``bit`` of the set that begins at ``word``."""
    words[word + (bit >> 6)] |= ONE << np.uint64(bit & 63)


@inlined
def clear_bit(words: Words, word: int, bit: int) -> None:
    """Clear bit ``bit`` of the set that begins at ``word``."""
    words[word + (bit >> 6)] &= ~(ONE << np.uint64(bit & 63))


@inlined
def put(plan: Plan, run: Run, k: int) -> None:
    """Make part ``k`` ready in its queue, or wherever it bids."""
    put_into(plan, run, k, int(plan.part[k, QUEUE]), int(plan.part[k, SLOT]))
    if plan.part[k, BIDS] >= 0:
        bid(plan, run, k)


@inlined
def put_into(plan: Plan, run: Run, k: int, q: int, slot: int) -> None:
    """Make part ``k`` ready in one queue."""
    word = int(plan.queue[q, WORD]) + (slot >> 6)
    bit = ONE << np.uint64(slot & 63)
    if run.words[word] & bit == EMPTY:
        run.words[word] |= bit
        run.top[q, COUNT] += 1
        if run.top[q, COUNT] == 1 and plan.queue[q, KIND] >= 0:
            offer(run, int(plan.queue[q, KIND]))
    run.top[q, LOW] = min(run.top[q, LOW], slot >> 6)
    item = int(plan.part[k, ITEM])
    if item < run.top[q, TOP_ITEM]:
        run.top[q, TOP_ITEM] = item
        run.top[q, TOP_PART] = k
    elif item == run.top[q, TOP_ITEM]:
        run.top[q, TOP_ITEM] = UNKNOWN


@inlined
def drop(plan: Plan, run: Run, k: int) -> None:
    """Take part ``k`` out of its queue, and out of wherever it bids."""
    drop_from(plan, run, k, int(plan.part[k, QUEUE]), int(plan.part[k, SLOT]))
    if plan.part[k, BIDS] >= 0:
        bid_no_more(plan, run, k)


@inlined
def drop_from(plan: Plan, run: Run, k: int, q: int, slot: int) -> None:
    """Take part ``k`` out of one queue."""
    word = int(plan.queue[q, WORD]) + (slot >> 6)
    bit = ONE << np.uint64(slot & 63)
    if run.words[word] & bit == EMPTY:
        return
    run.words[word] ^= bit
    run.top[q, COUNT] -= 1
    if run.top[q, COUNT] == 0:
        run.top[q, TOP_ITEM] = FAR
        if plan.queue[q, KIND] >= 0:
            offer_no_more(run, int(plan.queue[q, KIND]))
    elif run.top[q, TOP_PART] == k:
        run.top[q, TOP_ITEM] = UNKNOWN


@inlined
def offer(run: Run, kind: int) -> None:
    """Count one more queue of a kind in which something is ready."""
    run.waiting[kind] += 1
    run.offers[0] |= ONE << np.uint64(kind)


@inlined
def offer_no_more(run: Run, kind: int) -> None:
    """Count one less."""
    run.waiting[kind] -= 1
    if run.waiting[kind] == 0:
        run.offers[0] ^= ONE << np.uint64(kind)


@called
def bid(plan: Plan, run: Run, k: int) -> None:
    """Let part ``k`` be ready with each member of its group."""
    assume_widths(plan, run)
    group, bids = int(plan.item[plan.part[k, ITEM], MEMBERS]), int(plan.part[k, BIDS])
    for m in range(plan.group[group, FIRST], plan.group[group, LAST]):
        q = bids_for(plan, int(plan.member[m]))
        put_into(plan, run, k, q, int(plan.bid[bids]))
        bids += 1


@called
def bid_no_more(plan: Plan, run: Run, k: int) -> None:
    """Take it back."""
    assume_widths(plan, run)
    group, bids = int(plan.item[plan.part[k, ITEM], MEMBERS]), int(plan.part[k, BIDS])
    for m in range(plan.group[group, FIRST], plan.group[group, LAST]):
        q = bids_for(plan, int(plan.member[m]))
        drop_from(plan, run, k, q, int(plan.bid[bids]))
        bids += 1


@inlined
def bids_for(plan: Plan, person: int) -> int:
    """Name the queue of what bids for a person."""
    return len(plan.person) + len(plan.group) + person


@inlined
def top_item(plan: Plan, run: Run, q: int) -> int:
    """Find the item of best priority in queue ``q``, ``FAR`` for none.

    Then ``run.top[q, TOP_PART]`` is its part.
    """
    if run.top[q, TOP_ITEM] == UNKNOWN:
        find_top(plan, run, q)
    return int(run.top[q, TOP_ITEM])


@inlined
def find_top(plan: Plan, run: Run, q: int) -> None:
    """Look for the lowest bit of a queue that has lost its best part."""
    word = int(plan.queue[q, WORD])
    count = int(plan.queue[q, WORDS])
    low = int(run.top[q, LOW])
    while low < count and run.words[word + low] == EMPTY:
        low += 1
    run.top[q, LOW] = low
    run.top[q, TOP_ITEM] = FAR
    if low < count:
        bit = (low << 6) + lowest_bit(run.words[word + low])
        k = int(plan.slot[plan.queue[q, SLOTS] + bit])
        item = int(plan.part[k, ITEM])
        run.top[q, TOP_PART] = k
        run.top[q, TOP_ITEM] = item
        fetch(plan.item, item)
        fetch(run.item, item)
        fetch(run.draw, item)
        fetch(run.part, k)


@inlined
def push(run: Run, t: int, what: int) -> None:
    """Add the event ``what`` at ``t``."""
    at = np.uint64(run.tally[HEAP])
    run.tally[HEAP] += 1
    rise(run.heap, at, int((np.int64(t) << TIME_BITS) | np.int64(what)))


@inlined
def pop(run: Run) -> int:
    """Take the earliest event off and return its ``what``."""
    heap = run.heap
    first = heap[0]
    size = run.tally[HEAP] - 1
    run.tally[HEAP] = size
    event = heap[size]
    heap[size] = LAST_EVENT
    at = sunk(heap, np.uint64(size))
    if size > 0:
        rise(heap, at, event)
    return int(first & ((1 << TIME_BITS) - 1))


@inlined
def sunk(heap: Events, size: np.uint64) -> np.uint64:
    """Let the hole at the root of a heap of ``size`` sink to the bottom; say where.

    Without a branch that depends on what is there (Wegener 1993): what fills it comes
    from the bottom and hardly ever rises far.  Four below each make half the levels
    (Johnson 1975); behind the heap there are ``LAST_EVENT`` only.
    """
    at = np.uint64(0)
    below = ONE
    while below < size:
        left = below + np.uint64(heap[below + ONE] < heap[below])
        right = below + TWO + np.uint64(heap[below + THREE] < heap[below + TWO])
        below = left + (right - left) * np.uint64(heap[right] < heap[left])
        heap[at] = heap[below]
        at = below
        below = (at << TWO) + ONE
    return at


@inlined
def rise(heap: Events, at: np.uint64, event: int) -> None:
    """Put ``event`` into the hole at ``at``, or as far above as it has to be."""
    while at > 0:
        above = (at - ONE) >> TWO
        if heap[above] <= event:
            break
        heap[at] = heap[above]
        at = above
    heap[at] = event


@inlined
def foresee(plan: Plan, run: Run) -> None:
    """Fetch what the earliest event will look at."""
    what = int(run.heap[0] & ((1 << TIME_BITS) - 1))
    if what < len(plan.part):
        fetch(run.part, what)
        fetch(plan.part, what)
    elif what < len(plan.part) + len(plan.item):
        fetch(run.item, what - len(plan.part))
        fetch(plan.item, what - len(plan.part))


@inlined
def next_event(run: Run) -> int:
    """Give the time of the earliest event."""
    return int(run.heap[0] >> TIME_BITS)
