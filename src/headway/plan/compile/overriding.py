"""Items that people put before others, whatever they are worth."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from headway.plan.compile.outline import Outline


class Overriding(NamedTuple):
    """Positions that go first, or before all of those in ``before``."""

    items: Sequence[int]
    before: Sequence[int] | None


def overriding_of(
    item_id: int, before_id: int | None, outline: Outline, position: Mapping[int, int]
) -> Overriding:
    """Return it with the positions of all that is in the items."""

    def leaves(key: int) -> tuple[int, ...]:
        return tuple(position[pk] for pk in outline.leaves(key) if pk in position)

    return Overriding(leaves(item_id), None if before_id is None else leaves(before_id))


def overridden(
    rank: Sequence[int],
    overridings: Iterable[Overriding],
    links: Sequence[tuple[int, int]],
) -> list[int]:
    """Return the ranks with each carried out on what those before it left.

    What an item waits for goes with it; ``links`` are ``(before, after)``.  All that
    is moved keeps its order.  What is in front already stays there, and so does what
    would have to go before something that it waits for.
    """
    order = sorted(range(len(rank)), key=rank.__getitem__)
    for items, before in overridings:
        needed = _needed(items, links)
        order = _put(order, needed, None if before is None else set(before) - needed)
    places = [0] * len(order)
    for place, i in enumerate(order):
        places[i] = place
    return places


def moved_by(
    overridings: Iterable[Overriding], links: Sequence[tuple[int, int]]
) -> frozenset[int]:
    """Return all that goes first, with what that waits for."""
    return frozenset(i for items, _ in overridings for i in _needed(items, links))


def _needed(items: Sequence[int], links: Sequence[tuple[int, int]]) -> set[int]:
    """Return the items, and all that they wait for."""
    before_of: defaultdict[int, list[int]] = defaultdict(list)
    for before, after in links:
        before_of[after].append(before)
    found, waiting = set(items), list(items)
    while waiting:
        for i in before_of[waiting.pop()]:
            if i not in found:
                found.add(i)
                waiting.append(i)
    return found


def _put(
    order: list[int], moved: Collection[int], before: Collection[int] | None
) -> list[int]:
    """Move some to the front, or to right before the first of others."""
    place = 0
    if before is not None:
        found = [n for n, i in enumerate(order) if i in before]
        if not found:
            return order
        place = found[0]
    ahead = order[:place]
    behind = order[place:]
    return [
        *ahead,
        *(i for i in behind if i in moved),
        *(i for i in behind if i not in moved),
    ]
