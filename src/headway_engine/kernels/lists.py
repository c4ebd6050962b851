"""Activity lists: what the search works on, and the schedules they generate.

A list names every activity after its predecessors.  Both directions run through the
same code: direction 1 is the network with its arrows turned, and its time runs from
the end of the project to the beginning.  Free capacity is packed: lanes of one
resource each, with a guard bit above, so that one subtraction tests a whole word.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.records import Words
from headway_engine.problem import Floats, Ints

Counts = NDArray[np.int64]

FORWARD, BACKWARD = 0, 1

# Columns of Search.tally.
BEST, USED, LOWER, LAST, STAMP, SIDE, SLOT, FILLED = 0, 1, 2, 3, 4, 5, 6, 7


class Network(NamedTuple):
    """A project of ``n`` activities, packed; ``w`` words hold all resources.

    ``before[side, offsets[side, a]:offsets[side, a + 1]]`` are the activities that
    precede ``a`` in that direction.  ``tail[side, a]`` is the longest path behind
    ``a`` in that direction, without itself.  ``demand`` has shape ``(n, w)``, ``full``
    and ``guard`` shape ``(w,)``.  ``weight`` is duration times share of the resources.
    """

    offsets: Ints
    before: Ints
    duration: Ints
    tail: Ints
    weight: Floats
    demand: NDArray[np.uint64]
    full: Words
    guard: Words
    typical: int


class Search(NamedTuple):
    """State of one search: two populations of lists, one for each direction.

    Row ``side * p + j`` of ``lists`` is to be generated in direction ``side``; it was
    made by sorting a schedule of the other direction, whose length and lateness
    ``length`` and ``late`` hold; ``when`` and ``heavy`` say of each place in the list
    when that schedule has it, and the weight of all up to it.
    """

    random: Words
    lists: Ints
    length: Counts
    late: Floats
    when: Ints
    heavy: Floats
    free: Words
    finish: Ints
    counts: Ints
    child: Ints
    sorted: Ints
    mark: Counts
    start: Ints
    tally: Counts


def new_search(network: Network, lower: int, size: int, seed: int) -> Search:
    """Allocate a search with ``2 * size`` lists; nothing is allocated while it runs."""
    n, words = network.demand.shape
    longest = int(network.duration.sum())
    tally = np.zeros(8, np.int64)
    tally[BEST], tally[LOWER], tally[LAST] = longest + 1, lower, longest
    return Search(
        random=np.array([seed], np.uint64),
        lists=np.zeros((2 * size, n), np.int32),
        length=np.zeros(2 * size, np.int64),
        late=np.zeros(2 * size),
        when=np.zeros((2 * size, n), np.int32),
        heavy=np.zeros((2 * size, n)),
        free=np.zeros((longest + 1) * words, np.uint64),
        finish=np.zeros(n, np.int32),
        counts=np.zeros(longest + n + 2, np.int32),
        child=np.zeros(n, np.int32),
        sorted=np.zeros(n, np.int32),
        mark=np.zeros(n, np.int64),
        start=np.zeros(n, np.int32),
        tally=tally,
    )


NO_CUT: Final = 1 << 40


@called
def generate(network: Network, search: Search, side: int, cut: int) -> int:
    """Place ``search.child`` serially, each activity as early as it fits.

    Returns the length of the schedule; more than ``cut`` as soon as it is known that
    it will be longer than that, with the rest not placed.  Kolisch 1996.
    """
    n = len(network.duration)
    longest = 0
    refill(network, search)
    for k in range(n):
        a = int(search.child[k])
        earliest = 0
        for m in range(network.offsets[side, a], network.offsets[side, a + 1]):
            earliest = max(earliest, search.finish[network.before[side, m]])
        done = fit(network, search, a, earliest)
        search.finish[a] = done
        longest = max(longest, done)
        if done + network.tail[side, a] > cut:
            search.tally[USED] += k + 1
            search.tally[LAST] = longest
            return int(max(longest, cut + 1))
    search.tally[USED] += n
    search.tally[LAST] = longest
    return longest


@inlined
def refill(network: Network, search: Search) -> None:
    """Free what the schedule before this one took."""
    words = len(network.full)
    for t in range(search.tally[LAST]):
        for w in range(words):
            search.free[t * words + w] = network.full[w]


@inlined
def fit(network: Network, search: Search, a: int, t: int) -> int:
    """Book ``a`` from the first time at or after ``t`` at which it fits; its finish."""
    words = len(network.full)
    if words > 1:
        return fit_words(network, search, a, t)
    free, guard, demand = search.free, network.guard[0], network.demand[a, 0]
    duration = int(network.duration[a])
    run = 0
    while run < duration:
        run = run + 1 if (free[t] - demand) & guard == guard else 0
        t += 1
    for u in range(t - duration, t):
        free[u] -= demand
    return t


@called
def fit_words(network: Network, search: Search, a: int, t: int) -> int:
    """Do as ``fit`` where resources fill several words."""
    duration = int(network.duration[a])
    words = len(network.full)
    run = 0
    while run < duration:
        fits = True
        for w in range(words):
            left = search.free[t * words + w] - network.demand[a, w]
            fits = fits and left & network.guard[w] == network.guard[w]
        run = run + 1 if fits else 0
        t += 1
    for u in range(t - duration, t):
        for w in range(words):
            search.free[u * words + w] -= network.demand[a, w]
    return t


@called
def turn(search: Search, length: int) -> None:
    """Sort the schedule into ``search.sorted``, the list for the other direction.

    By finish, last first: generating that list is one half of forward-backward
    improvement (Tormos and Lova 2001) and never lengthens the schedule.  Ties stand
    in reversed order of the list, so that activities without duration follow those
    that precede them in the other direction.
    """
    n = len(search.child)
    for t in range(length + 2):
        search.counts[t] = 0
    for a in range(n):
        search.counts[length - search.finish[a] + 1] += 1
    for t in range(1, length + 2):
        search.counts[t] += search.counts[t - 1]
    for k in range(n - 1, -1, -1):
        a = int(search.child[k])
        late = length - int(search.finish[a])
        search.sorted[search.counts[late]] = a
        search.counts[late] += 1


@inlined
def lateness(network: Network, search: Search) -> float:
    """Tell two schedules of one length apart: less if work lies away from the end.

    What is sparse at its end has room to become shorter when it is turned.
    """
    total = 0.0
    for a in range(len(network.weight)):
        total += search.finish[a] * network.weight[a]
    return total


@inlined
def keep_best(network: Network, search: Search, side: int, length: int) -> None:
    """Remember the starts of a schedule that is the shortest so far."""
    if length >= search.tally[BEST]:
        return
    search.tally[BEST] = length
    for a in range(len(network.duration)):
        done = int(search.finish[a])
        if side == FORWARD:
            search.start[a] = done - network.duration[a]
        else:
            search.start[a] = length - done
