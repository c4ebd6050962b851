"""Small changes of an order that may pay: who goes before whom.

Most of them are read off the schedule: what is late waits for somebody who is busy
with something else, itself or somewhere up its chain of causes; it may go before that.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from headway_engine.explanation import WAITING
from headway_engine.problem import NEVER, NONE, Floats, Ints, Problem
from headway_engine.schedule import Cause, Schedule

BLIND: Final = 0.25
"""Share of moves that no cause proposes."""

BEHIND: Final = 0.25
"""Share of moves that put the culprit behind rather than the waiting item before."""

STEPS: Final = 12
"""As far up a chain of causes a move looks."""


def first_orders(problem: Problem, slope: Floats, due: Ints) -> list[Ints]:
    """Order everything by rule: earliest due date, and most cost per minute of work.

    Jackson 1955 and Smith 1956; over links the dearest successor lends its index to
    all that precede it, as far as that is dearer than their own.
    """
    items, links = problem.items, problem.links
    minutes = np.maximum(items.minutes, 1.0)
    index = slope / minutes
    date = np.where(due == NEVER, np.iinfo(np.int32).max, due).astype(np.int64)
    for _ in range(STEPS):
        before = index.copy(), date.copy()
        np.maximum.at(index, links.before, before[0][links.after])
        np.minimum.at(date, links.before, before[1][links.after])
        if np.array_equal(index, before[0]) and np.array_equal(date, before[1]):
            break
    return [
        _ranks(np.lexsort((items.rank, -index))),
        _ranks(np.lexsort((items.rank, -index, date))),
    ]


def propose(
    rng: np.random.Generator,
    rank: Ints,
    schedule: Schedule,
    share: Floats,
    open_: NDArray[np.intp],
) -> Ints:
    """Draw one change of the order of what is open; ``share`` is who costs what."""
    if rng.random() < BLIND:
        item, other = rng.choice(open_, 2, replace=False).tolist()
        return moved(rank, item, other)
    item, culprit = _waiting(
        rng, schedule, int(rng.choice(len(rank), p=share / share.sum()))
    )
    if culprit == NONE:
        culprit = int(rng.choice(open_))
    if rng.random() < BEHIND:
        return moved(rank, culprit, item, behind=True)
    return moved(rank, item, culprit)


def _waiting(
    rng: np.random.Generator, schedule: Schedule, item: int
) -> tuple[int, int]:
    """Look up the chain of causes for an item that waits for a busy person.

    Returns it and what keeps the person busy, ``NONE`` if nothing does.
    """
    for _ in range(STEPS):
        cause, culprit = schedule.cause[item], int(schedule.culprit[item])
        if culprit == NONE or cause not in WAITING:
            break
        if cause != Cause.LINK and rng.random() < 0.5:
            return item, culprit
        item = culprit
    return item, NONE


def moved(rank: Ints, item: int, other: int, *, behind: bool = False) -> Ints:
    """Put ``item`` just before ``other``, or just behind it."""
    order = np.argsort(rank)
    order = order[order != item]
    if item == other:
        return rank
    at = int(np.flatnonzero(order == other)[0]) + behind
    return _ranks(np.insert(order, at, item))


def _ranks(order: np.ndarray) -> Ints:
    """Say of each item where it stands in the order."""
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order))
    return rank
