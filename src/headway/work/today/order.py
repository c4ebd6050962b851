"""The order that a reader has before their eyes, while a newer one waits.

It is written ``3.7-12-``: ids separated by points, sections by dashes.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

Place = tuple[int, int]
"""Section and place in it, from 0."""


def write_order(sections: Sequence[Sequence[int]]) -> str:
    """Write the ids of all sections so that :func:`arrange` reads them."""
    return "-".join(".".join(map(str, ids)) for ids in sections)


def arrange(
    fresh: Sequence[Sequence[int]], shown: str
) -> tuple[list[list[int]], list[int]]:
    """Return the sections as they were ``shown``, and what the fresh order moves.

    The last section holds what has no dates.  What was not shown, or without dates that
    it has now, is added at the end of its section.  The moved are the fewest whose
    moves turn the one order into the other.  O(n log n).
    """
    held = _read(shown, len(fresh))
    undated = set(fresh[-1])
    held = {
        pk: (section, place)
        for pk, (section, place) in held.items()
        if section < len(fresh) - 1 or pk in undated
    }
    kept: list[list[int]] = [[] for _ in fresh]
    for ids in fresh:
        for pk in ids:
            if pk in held:
                kept[held[pk][0]].append(pk)
    for section, ids in enumerate(fresh):
        kept[section].sort(key=lambda pk: held[pk])
        kept[section].extend(pk for pk in ids if pk not in held)
    return kept, _moved(fresh, held)


def _read(shown: str, sections: int) -> dict[int, Place]:
    held: dict[int, Place] = {}
    for section, ids in enumerate(shown.split("-")[:sections]):
        for place, text in enumerate(ids.split(".")):
            if text.isdecimal() and len(text) < 19:
                held[int(text)] = (section, place)
    return held


def _moved(fresh: Sequence[Sequence[int]], held: Mapping[int, Place]) -> list[int]:
    """Return the shown ids outside a longest run that is in both orders."""
    before = {pk: held[pk] for ids in fresh for pk in ids if pk in held}
    stayed = [
        pk
        for section, ids in enumerate(fresh)
        for pk in ids
        if pk in held and held[pk][0] == section
    ]
    run = set(_longest_run(stayed, held))
    return [pk for pk in before if pk not in run]


def _longest_run(ids: Sequence[int], held: Mapping[int, Place]) -> list[int]:
    """Return a longest subsequence whose held places rise (patience sorting)."""
    tails: list[Place] = []
    piles: list[int] = []
    for pk in ids:
        pile = bisect_left(tails, held[pk])
        tails[pile : pile + 1] = [held[pk]]
        piles.append(pile)
    run: list[int] = []
    wanted = len(tails) - 1
    for pk, pile in zip(reversed(ids), reversed(piles), strict=True):
        if pile == wanted:
            run.append(pk)
            wanted -= 1
    return run[::-1]
