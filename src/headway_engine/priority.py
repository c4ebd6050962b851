"""What delay costs, and what to do first because of that: one function for all work.

An item that finishes at ``t`` costs ``slope`` for every minute since now, less and less
of it where that fades, and from ``due`` on ``late`` for every minute and ``cliff``
once.  All classic ways to set priorities write this one function (``fronts``); the
order of work is that of what an hour spent on it is expected to save.

Sources: Smith 1956 (weight over time, doi:10.1002/nav.3800030106), Rothkopf 1966 (the
expected time suffices, doi:10.1287/mnsc.12.9.707), Horn 1972 and Sidney 1975 (what
precedes others is worth the best of what it opens, doi:10.1137/0123021,
doi:10.1287/opre.23.2.283), Vepsalainen & Morton 1987 (apparent tardiness cost: slack
against a look-ahead, doi:10.1287/mnsc.33.8.1035).
"""

import heapq
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from headway_engine.errors import InvalidProblem
from headway_engine.problem import NEVER, NONE, Flags, Floats, Ints, Minutes

LEAST_MINUTES: Final = 15.0
"""What takes less counts as that much: nobody does 100 things in an hour."""

MOST_BEHIND: Final = 50
"""So many items lend what they cost to one before them, the dearest first."""

OWN, DEADLINE, BEHIND = range(3)
"""Columns of the terms of a score: own slope, own due date, what waits for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DelayCost:
    """What it costs that each of ``n`` items finishes late.

    ``slope`` and ``late`` are per minute, ``cliff`` once, in any one unit; ``NEVER`` as
    ``due``: neither ``late`` nor ``cliff`` counts.  ``fading`` is in how many minutes
    the slope falls to 1/e of it (infinite: it never does).
    """

    slope: Floats
    due: Minutes
    late: Floats
    cliff: Floats
    fading: Floats

    def check(self, n: int) -> None:
        """Raise ``InvalidProblem`` unless all ``n`` items have costs, none below 0."""
        columns = (self.slope, self.late, self.cliff, self.fading)
        if {n} != {len(self.due), *map(len, columns)}:
            raise InvalidProblem(f"delay costs of other items than the {n} there are")
        if not all((column >= 0).all() for column in columns):
            raise InvalidProblem("delay that earns money is no delay: costs below 0")
        if not all(np.isfinite(column).all() for column in columns[:-1]):
            raise InvalidProblem("delay that costs everything cannot be compared")

    @property
    def dated(self) -> Flags:
        return np.asarray(self.due != NEVER)


def cost_of_finish(cost: DelayCost, finish: Floats, *, now: int) -> Floats:
    """Charge finishes, in minutes: the last axis is the items."""
    since = np.maximum(finish - now, 0.0)
    fades = np.isfinite(cost.fading)
    scale = np.where(fades, np.maximum(cost.fading, 1.0), 1.0)
    lasting = np.where(fades, -scale * np.expm1(-since / scale), since)
    due = np.where(cost.dated, cost.due, 0).astype(np.float64)
    late = cost.dated & (finish > due)
    after = np.where(late, (finish - due) * cost.late + cost.cliff, 0.0)
    return np.asarray(cost.slope * lasting + after)


def marginal(
    cost: DelayCost, earliest: Floats, *, now: int, lookahead: float
) -> NDArray[np.float64]:
    """Say what one minute more is expected to cost: shape ``(n, 2)``.

    The columns are ``OWN`` and ``DEADLINE``.  ``earliest`` is each item's earliest
    likely finish.  The real one is taken to lie around it as a Laplace distribution of
    scale ``lookahead`` does, which makes the factor of the due date the exponential one
    of the apparent tardiness cost: nothing long before, half of it at the date, and all
    of ``late`` long after.  A cliff counts by the density there: what is missed beyond
    doubt is no reason to hurry any more.
    """
    scale = np.where(np.isfinite(cost.fading), np.maximum(cost.fading, 1.0), np.inf)
    own = cost.slope * np.exp(-np.maximum(earliest - now, 0.0) / scale)
    slack = np.where(cost.dated, cost.due - earliest, np.inf)
    tail = np.exp(-np.abs(slack) / lookahead) / 2
    is_late = np.where(slack >= 0, tail, 1 - tail)
    dated = cost.late * is_late + cost.cliff * tail / lookahead
    return np.stack([own, np.where(cost.dated, dated, 0.0)], axis=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Index:
    """What an hour spent on each item is expected to save of a minute's delay.

    ``terms`` has shape ``(n, 3)``: ``OWN``, ``DEADLINE`` and ``BEHIND`` in each row add
    up to the score.  ``hours`` are those over which they are spread: the item's, and
    those of what it opens and is counted with.  ``through`` is the item behind it that
    lends most, ``NONE`` without one.
    """

    terms: NDArray[np.float64]
    hours: Floats
    through: Ints

    @property
    def score(self) -> Floats:
        return np.asarray(self.terms.sum(axis=1))


def dispatch_index(
    each: NDArray[np.float64], hours: Floats, links: Sequence[tuple[int, int]]
) -> Index:
    """Give each item what it costs per hour, with what waits for it where that is more.

    ``each`` is what :func:`marginal` returns, ``links`` are ``(before, after)``.  An
    item is counted together with those behind it that make the quotient of cost and
    hours largest: among trees the best such set (Horn 1972), in other networks a good
    one, in which nothing counts twice.  What waits for itself stands alone.
    """
    whole = each.sum(axis=1)
    weight, spent = whole.tolist(), hours.tolist()
    behind: list[list[int]] = [[] for _ in weight]
    for before, after in links:
        behind[before].append(after)
    blocks = [_Block((i,), (), weight[i], spent[i]) for i in range(len(weight))]
    score = [w / h for w, h in zip(weight, spent, strict=True)]
    terms = np.zeros((len(weight), 3))
    total, through = hours.astype(np.float64), np.full(len(weight), NONE, np.int32)
    for i in last_first(len(weight), links):
        if behind[i]:
            block = blocks[i] = _block(i, behind[i], blocks, score, weight, spent)
            total[i], score[i] = block.hours, block.cost / block.hours
            others = block.members[1:]
            terms[i, BEHIND] = sum(weight[j] for j in others) / block.hours
            if terms[i, BEHIND]:
                through[i] = max(others, key=weight.__getitem__)
    terms[:, [OWN, DEADLINE]] = each / total[:, None]
    return Index(terms=terms, hours=total, through=through)


@dataclass(frozen=True, slots=True)
class _Block:
    """An item and those behind it that it is counted with; ``rest`` begins the next.

    ``cost`` and ``hours`` are those of its members together.
    """

    members: tuple[int, ...]
    rest: tuple[int, ...]
    cost: float
    hours: float


def _block(
    item: int,
    behind: Sequence[int],
    blocks: Sequence[_Block],
    score: Sequence[float],
    weight: Sequence[float],
    hours: Sequence[float],
) -> _Block:
    """Take blocks behind the item in, the dearest first, while that raises it."""
    members, order = {item}, [item]
    cost, spent = weight[item], hours[item]
    waiting = [(-score[j], j) for j in set(behind)]
    heapq.heapify(waiting)
    rest: list[int] = []
    while waiting:
        _score, j = heapq.heappop(waiting)
        if j in members:
            continue
        block = blocks[j]
        new, more, longer = block.members, block.cost, block.hours
        if not members.isdisjoint(new):
            new = tuple(k for k in new if k not in members)
            more, longer = sum(weight[k] for k in new), sum(hours[k] for k in new)
        is_full = len(members) + len(new) > MOST_BEHIND
        if is_full or more * spent <= cost * longer:
            rest.append(j)
            continue
        members.update(new)
        order += new
        cost, spent = cost + more, spent + longer
        for k in block.rest:
            heapq.heappush(waiting, (-score[k], k))
    return _Block(tuple(order), tuple(rest), cost, spent)


def earliest_finish(
    wall: Floats, start: Floats, links: Sequence[tuple[int, int]]
) -> Floats:
    """Finish each item at once after what it waits for; ``wall`` is what each takes.

    ``start`` is before what nothing begins.  Nobody is ever busy here: it is as early
    as can be.
    """
    finish = (start + wall).tolist()
    behind: list[list[int]] = [[] for _ in finish]
    for before, after in links:
        behind[before].append(after)
    took, order = wall.tolist(), last_first(len(finish), links)
    for before in reversed(order):
        for after in behind[before]:
            finish[after] = max(finish[after], finish[before] + took[after])
    return np.array(finish, np.float64)


def last_first(n: int, links: Sequence[tuple[int, int]]) -> list[int]:
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
