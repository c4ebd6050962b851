"""Why an item has its place: how many go before it, by what each of them does."""

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from headway.plan.compile.workspace import Compiled

TERMS = 4
"""Of the order by rule, before the outline decides what is left: project, importance,
deadlines, and the work in and behind it."""


def places(compiled: Compiled, order: Sequence[int]) -> Mapping[int, tuple[int, ...]]:
    """Count, for each position of ``order``, what is before it; see ``Outlook.ahead``.

    The first five terms count what is before it by rule: each item by the first thing
    that tells the two apart.  The sixth is by how much a search put it back, and the
    last by how much it is later than in that order because others can start before.
    They add up to its place in ``order``, from 0.  O(n log n).
    """
    keys, rank = compiled.keys, compiled.problem.items.rank
    rule = sorted(order, key=keys.__getitem__)
    found = sorted(order, key=rank.__getitem__)
    ruled = {i: place for place, i in enumerate(rule)}
    searched = {i: place for place, i in enumerate(found)}
    starts = [_starts([keys[i][: n + 1] for i in rule]) for n in range(TERMS)]
    ahead = {}
    for place, i in enumerate(order):
        at = ruled[i]
        edges = [0, *(term[at] for term in starts), at]
        counts = (later - first for first, later in pairwise(edges))
        ahead[i] = (*counts, searched[i] - at, place - searched[i])
    return ahead


def _starts(sorted_keys: Sequence[tuple[float, ...]]) -> list[int]:
    """Give for each key where those equal to it begin."""
    starts: list[int] = []
    for _key, group in groupby(sorted_keys):
        starts += [len(starts)] * len(list(group))
    return starts
