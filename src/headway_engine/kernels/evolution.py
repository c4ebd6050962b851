"""Two populations that breed each other's members, forward and backward in turn.

After Debels and Vanhoucke (2005, 2007): a child crosses two lists of one direction,
is generated in that direction, sorted, and becomes a member of the other population,
so that every generation is half a forward-backward improvement.  Here schedules of
equal length are told apart by how empty their ends are, a second child is dropped as
soon as it cannot beat the first, a child that is its parent again is shaken, a schedule
that a population has already does not enter it again, and what is as short as the
shortest stays until something else is.
"""

from typing import Final, NamedTuple

from headway_engine.kernels.compiling import called, inlined, kernel
from headway_engine.kernels.lists import (
    BACKWARD,
    BEST,
    FILLED,
    FORWARD,
    LOWER,
    NO_CUT,
    SIDE,
    SLOT,
    STAMP,
    USED,
    Network,
    Search,
    generate,
    keep_best,
    lateness,
    turn,
)
from headway_engine.kernels.randomness import below, fraction

ROUNDS: Final = 4
"""Tournament for the second parent: best of so many."""

CHILDREN: Final = 2
WINDOWS: Final = 4
"""The middle of a child is the densest of so many."""

FLAT: Final = 2
"""Half of the first lists are drawn as if all ways were so many activities longer."""


class Habits(NamedTuple):
    """How a population breeds: chances of neighbours to swap places in a child."""

    swap: float
    shake: float


@kernel
def evolve(network: Network, search: Search, habits: Habits, limit: int) -> None:
    """Go on while ``limit`` activities allow, or until the lower bound is reached."""
    size = len(search.lists) // 2
    while not is_over(search, limit) and search.tally[FILLED] < size:
        found(network, search)
    while not is_over(search, limit):
        side, slot = int(search.tally[SIDE]), int(search.tally[SLOT])
        breed(network, search, habits, side, slot)
        search.tally[SLOT] = slot + 1
        if slot + 1 == size:
            search.tally[SLOT] = 0
            search.tally[SIDE] = 1 - side


@inlined
def is_over(search: Search, limit: int) -> bool:
    """Tell whether there is nothing to do, or too little left for two schedules."""
    needed = search.tally[USED] + CHILDREN * len(search.child)
    return bool(needed > limit or search.tally[BEST] <= search.tally[LOWER])


@called
def found(network: Network, search: Search) -> None:
    """Make one member of each population: a sampled list, and its schedule turned."""
    size = len(search.lists) // 2
    slot = int(search.tally[FILLED])
    search.tally[FILLED] = slot + 1
    sample(network, search, slot)
    settle_in(network, search, FORWARD, size + slot)
    for k in range(len(search.child)):
        search.child[k] = search.sorted[k]
    settle_in(network, search, BACKWARD, slot)


@inlined
def settle_in(network: Network, search: Search, side: int, row: int) -> None:
    """Generate the child; what it becomes takes ``row`` of the other population."""
    length = generate(network, search, side, NO_CUT)
    keep_best(network, search, side, length)
    turn(search, length)
    move_in(network, search, row, length)


@inlined
def move_in(network: Network, search: Search, row: int, length: int) -> None:
    """Let the schedule, sorted, take ``row``."""
    search.length[row] = length
    search.late[row] = lateness(network, search)
    total = 0.0
    for k in range(len(search.sorted)):
        a = int(search.sorted[k])
        search.lists[row, k] = a
        search.when[row, k] = length - search.finish[a]
        total += network.weight[a]
        search.heavy[row, k] = total


@called
def sample(network: Network, search: Search, slot: int) -> None:
    """Draw a list: who has the longer way to the end tends to come first.

    Regret-based biased random sampling (Drexl 1991, Kolisch 1996), by latest start
    and latest finish in turn, and every other pair with less bias.
    """
    n, ready = len(network.duration), 0
    with_own, flat = slot % 2, slot // 2 % 2 * FLAT * network.typical
    for a in range(n):
        waits = network.offsets[FORWARD, a + 1] - network.offsets[FORWARD, a]
        search.mark[a] = -waits
        search.counts[a] = network.tail[FORWARD, a] + with_own * network.duration[a]
        if waits == 0:
            search.sorted[ready] = a
            ready += 1
    for k in range(n):
        place = lottery(search, ready, flat)
        a = int(search.sorted[place])
        ready -= 1
        search.sorted[place] = search.sorted[ready]
        search.child[k] = a
        ready = open_up(network, search, a, ready)


@inlined
def lottery(search: Search, ready: int, flat: int) -> int:
    """Draw one of the activities whose predecessors are placed."""
    least, total = NO_CUT, 0
    for e in range(ready):
        way = int(search.counts[search.sorted[e]])
        least, total = min(least, way), total + way
    base = flat + 1 - least
    ticket = below(search.random, total + ready * base)
    for e in range(ready):
        ticket -= search.counts[search.sorted[e]] + base
        if ticket < 0:
            return e
    return ready - 1


@inlined
def open_up(network: Network, search: Search, a: int, ready: int) -> int:
    """Add those that waited for ``a`` alone; how many are ready now."""
    lo, hi = network.offsets[BACKWARD, a], network.offsets[BACKWARD, a + 1]
    for m in range(lo, hi):
        after = int(network.before[BACKWARD, m])
        search.mark[after] += 1
        if search.mark[after] == 0:
            search.sorted[ready] = after
            ready += 1
    return ready


@called
def breed(
    network: Network, search: Search, habits: Habits, side: int, slot: int
) -> None:
    """Replace a member of the other population by the better of two children."""
    size = len(search.lists) // 2
    first, second = side * size + slot, mate(search, side, slot)
    row = (1 - side) * size + slot
    shortest, latest = NO_CUT, 0.0
    for _ in range(CHILDREN):
        cross(search, first, second)
        swap = habits.shake if is_copy(search, second) else habits.swap
        mutate(network, search, side, swap)
        length = generate(network, search, side, shortest)
        first, second = second, first
        if length > shortest:
            continue
        late = lateness(network, search)
        if length < shortest or late < latest:
            shortest, latest = length, late
            keep_best(network, search, side, length)
            if may_replace(search, row, length) and is_new(search, row, late):
                turn(search, length)
                move_in(network, search, row, length)


@inlined
def may_replace(search: Search, row: int, length: int) -> bool:
    """Tell whether a schedule may take ``row``: the best give way to the best only."""
    best = search.tally[BEST]
    return bool(length <= best or search.length[row] > best)


@inlined
def is_new(search: Search, row: int, late: float) -> bool:
    """Tell whether no other member of the population of ``row`` is that late.

    Schedules that differ are hardly ever late by the same to the last bit.
    """
    size = len(search.lists) // 2
    side = row // size * size
    for r in range(side, side + size):
        if r != row and search.late[r] == late:
            return False
    return True


@inlined
def mate(search: Search, side: int, slot: int) -> int:
    """Choose the other parent by tournament; never the same row."""
    size = len(search.lists) // 2
    best = side * size + below(search.random, size)
    for _ in range(ROUNDS - 1):
        other = side * size + below(search.random, size)
        if is_better(search, other, best):
            best = other
    if best == side * size + slot:
        best = side * size + (slot + 1) % size
    return best


@inlined
def is_better(search: Search, row: int, other: int) -> bool:
    """Compare two members of one population."""
    if search.length[row] != search.length[other]:
        return bool(search.length[row] < search.length[other])
    return bool(search.late[row] < search.late[other])


@inlined
def cross(search: Search, first: int, second: int) -> None:
    """Cross at two points (Hartmann 1998): the middle in the order of ``first``.

    It is between a quarter and three quarters of the list, where resources are used
    best (Valls, Ballestin and Quintanilla 2008).
    """
    n = len(search.child)
    width = max(int(n * (0.25 + 0.5 * fraction(search.random))), 1)
    left = densest(search, first, width)
    search.tally[STAMP] += 1
    stamp = search.tally[STAMP] + n
    at = take(search, second, 0, left, stamp)
    at = take(search, first, at, left + width, stamp)
    take(search, second, at, n, stamp)


@inlined
def densest(search: Search, row: int, width: int) -> int:
    """Draw where the middle begins: the heaviest per time of a few draws."""
    best, top = 0, -1.0
    for _ in range(WINDOWS):
        left = below(search.random, len(search.child) - width + 1)
        right = left + width - 1
        weight = search.heavy[row, right] - search.heavy[row, left]
        density = weight / (search.when[row, right] - search.when[row, left] + 1)
        if density > top:
            best, top = left, density
    return best


@inlined
def take(search: Search, row: int, at: int, until: int, stamp: int) -> int:
    """Append what the child does not have yet, in the order of ``row``."""
    k = 0
    while at < until:
        a = int(search.lists[row, k])
        k += 1
        if search.mark[a] != stamp:
            search.mark[a] = stamp
            search.child[at] = a
            at += 1
    return at


@inlined
def is_copy(search: Search, row: int) -> bool:
    """Tell whether the child is its parent again."""
    for k in range(len(search.child)):
        if search.child[k] != search.lists[row, k]:
            return False
    return True


@inlined
def mutate(network: Network, search: Search, side: int, chance: float) -> None:
    """Let neighbours in the list swap places where neither has to come first."""
    for k in range(len(search.child) - 1):
        if fraction(search.random) < chance:
            a, b = int(search.child[k]), int(search.child[k + 1])
            if not precedes(network, side, a, b):
                search.child[k] = b
                search.child[k + 1] = a


@inlined
def precedes(network: Network, side: int, a: int, b: int) -> bool:
    """Tell whether an arrow leads from ``a`` to ``b``."""
    for m in range(network.offsets[side, b], network.offsets[side, b + 1]):
        if network.before[side, m] == a:
            return True
    return False
