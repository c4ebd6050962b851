"""The order that a search found, taken up again when the work has changed a little."""

from collections import defaultdict
from collections.abc import Sequence
from zlib import crc32

from headway.plan.compile.ranking import NO_DEADLINE, Inherited, Ranked


def bases_of(
    items: Sequence[Ranked], known: Sequence[Inherited], start: int
) -> list[int]:
    """Return a number for what people said that gives each item its place.

    Where that changes the item goes where the rule puts it.  Dates are counted in
    minutes on the wall; ``start`` is minute 0, since an origin that never moves.
    """
    return [
        _basis(item, None if own.source is None else items[own.source], start)
        for item, own in zip(items, known, strict=True)
    ]


def _basis(item: Ranked, due: Ranked | None, start: int) -> int:
    dates = () if due is None else (due.deadline, due.start_by)
    at = [start + round(date) for date in dates if date != NO_DEADLINE]
    return crc32(repr((item.said and tuple(item.said), at)).encode())


def follow(rule: Sequence[int], found: Sequence[int]) -> list[int]:
    """Return the places of all: those in ``found`` as they stand there.

    ``rule`` has everybody's place by rule, ``found`` some of the positions in their
    order.  The others stay behind whom the rule puts them behind.
    """
    if not found:
        return list(rule)
    stored, behind = set(found), defaultdict[int | None, list[int]](list)
    last: int | None = None
    for i in sorted(range(len(rule)), key=rule.__getitem__):
        if i in stored:
            last = i
        else:
            behind[last].append(i)
    order = behind[None] + [i for one in found for i in (one, *behind[one])]
    places = [0] * len(rule)
    for place, i in enumerate(order):
        places[i] = place
    return places
