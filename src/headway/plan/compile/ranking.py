"""The order of open work, before anything more is known of its worth.

Priority first, as people set it; then who must start soonest for every deadline behind
it to hold; then who holds up most work.
"""

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

WALL_PER_WORKING = 7 * 24 / 40
"""Minutes on the wall that a working minute takes, in a week of 40 hours."""

NO_DEADLINE = float("inf")


class Ranked(NamedTuple):
    """What an item's place depends on; ``order`` breaks ties.

    ``deadline`` is in minutes on the wall, ``minutes`` in working minutes.
    """

    priority: tuple[int, int]
    deadline: float
    minutes: float
    order: int


class Inherited(NamedTuple):
    """What an item has from those that wait for it, itself included.

    ``latest`` is the latest start for which every deadline behind it holds, ``source``
    the item whose deadline that is (None without one), ``tail`` the working minutes of
    the longest way through it to an end.
    """

    latest: float
    source: int | None
    tail: float


def inherited(
    items: Sequence[Ranked], links: Sequence[tuple[int, int]]
) -> list[Inherited]:
    """Return what each item has from others; ``links`` are ``(before, after)``.

    O(items + links).  What waits for itself inherits nothing over the circle.
    """
    latest = [item.deadline - item.minutes * WALL_PER_WORKING for item in items]
    source = [None if at == NO_DEADLINE else i for i, at in enumerate(latest)]
    tails = [item.minutes for item in items]
    before_of: list[list[int]] = [[] for _ in items]
    for before, after in links:
        before_of[after].append(before)
    for after in _last_first(len(items), links):
        for before in before_of[after]:
            own = items[before].minutes
            needed = latest[after] - own * WALL_PER_WORKING
            if needed < latest[before]:
                latest[before], source[before] = needed, source[after]
            tails[before] = max(tails[before], tails[after] + own)
    return [Inherited(*row) for row in zip(latest, source, tails, strict=True)]


Key = tuple[int, int, float, float, int]


def keys_of(items: Sequence[Ranked], known: Sequence[Inherited]) -> list[Key]:
    """Return what items are sorted by: the five terms of their order, each in turn."""
    return [
        (-item.priority[0], -item.priority[1], own.latest, -own.tail, item.order)
        for item, own in zip(items, known, strict=True)
    ]


def ranks_of(keys: Sequence[Key]) -> list[int]:
    """Return each key's place, from 0."""
    result = [0] * len(keys)
    for rank, i in enumerate(sorted(range(len(keys)), key=keys.__getitem__)):
        result[i] = rank
    return result


def _last_first(n: int, links: Sequence[tuple[int, int]]) -> list[int]:
    """Return the items, each after all that wait for it (Kahn), without circles."""
    waiting = [0] * n
    before_of: list[list[int]] = [[] for _ in range(n)]
    for before, after in links:
        waiting[before] += 1
        before_of[after].append(before)
    ready = deque(i for i in range(n) if waiting[i] == 0)
    order: list[int] = []
    while ready:
        i = ready.popleft()
        order.append(i)
        for before in before_of[i]:
            waiting[before] -= 1
            if waiting[before] == 0:
                ready.append(before)
    return order
