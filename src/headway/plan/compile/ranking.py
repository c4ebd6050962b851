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


def ranks(items: Sequence[Ranked], links: Sequence[tuple[int, int]]) -> list[int]:
    """Return each item's place, from 0; ``links`` are ``(before, after)``.

    O(items log items + links).  What waits for itself inherits nothing over the circle.
    """
    latest = [item.deadline - item.minutes * WALL_PER_WORKING for item in items]
    tails = [item.minutes for item in items]
    before_of: list[list[int]] = [[] for _ in items]
    for before, after in links:
        before_of[after].append(before)
    for after in _last_first(len(items), links):
        for before in before_of[after]:
            own = items[before].minutes
            latest[before] = min(latest[before], latest[after] - own * WALL_PER_WORKING)
            tails[before] = max(tails[before], tails[after] + own)

    def place(i: int) -> tuple[int, int, float, float, int]:
        project, item = items[i].priority
        return (-project, -item, latest[i], -tails[i], items[i].order)

    result = [0] * len(items)
    for rank, i in enumerate(sorted(range(len(items)), key=place)):
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
