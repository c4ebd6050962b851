"""Why a date moved: what changed is replayed step by step on the same random numbers.

The moves add up to the whole, whatever the steps are: each is the difference between
two forecasts of which the later one begins where the earlier one ended.  Passing time
and models that learned anew are steps like others; nothing is left that has no name.
Where there are too many changes for a forecast of each, :func:`stretches` looks where
the date moved.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Generic, TypeVar

import numpy as np

from headway_engine.problem import NEVER, Keys, Problem
from headway_engine.simulation import quantiles, simulate

S = TypeVar("S")
SCENARIOS: Final = 200
SMALL: Final = 4
"""What moved a date by so much less than something else is looked into after that."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change(Generic[S]):
    """One step from what was known to what is known; ``cause`` is its name."""

    cause: str
    apply: Callable[[S], S]


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """By how many minutes a change moved the date; ``None``: there was or is none."""

    cause: str
    minutes: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """Which date: the last finish of the items with these keys, at so many per cent.

    ``seed`` is that of the forecast.
    """

    keys: Keys
    percent: float
    seed: int
    scenarios: int = SCENARIOS
    threads: int = 1


def finish_of(problem: Problem, question: Question) -> int:
    """Answer in minutes; ``NEVER`` where too many scenarios do not place an item."""
    mine = np.isin(problem.items.key, question.keys)
    finish = simulate(
        problem,
        seed=question.seed,
        scenarios=question.scenarios,
        threads=question.threads,
    ).finish[:, mine]
    if not mine.any():
        return NEVER
    last = np.where((finish == NEVER).any(axis=1), NEVER, finish.max(axis=1))
    return int(quantiles(last[:, None].astype(np.int32), [question.percent])[0, 0])


def attribute(
    before: S,
    changes: Sequence[Change[S]],
    question: Question,
    *,
    compiled: Callable[[S], Problem],
) -> list[Move]:
    """Replay ``changes`` in their order; say by how much each moved the date.

    Costs a simulation for each change and one more.
    """
    state, at = before, finish_of(compiled(before), question)
    moves: list[Move] = []
    for change in changes:
        state = change.apply(state)
        then = finish_of(compiled(state), question)
        is_dated = NEVER not in (at, then)
        moves.append(
            Move(cause=change.cause, minutes=then - at if is_dated else None)
        )  # fmt: skip
        at = then
    return moves


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """The changes from ``first`` to before ``last``, which together moved the date.

    ``minutes`` are as of a :class:`Move`.
    """

    first: int
    last: int
    minutes: int | None


def stretches(
    changes: int, date_after: Callable[[int], int], *, most: int
) -> list[Stretch]:
    """Cut ``changes`` into stretches that tell which of them moved a date.

    ``date_after(n)`` is the date when the first ``n`` are made; it is asked for at most
    ``most`` times (2 at least), once for each ``n``, in rounds, and within a round in
    the order of the changes.  Whatever is cut, the stretches add up to the whole move.

    Notes
    -----
    Each round halves the stretches that moved the date most: at least a ``SMALL``-th as
    much as the first of them.  One that moved nothing stays whole: what is in it comes
    to nothing, to the minute.  One change among ``n`` is found with some ``log2(n)``
    forecasts.
    """
    known = {n: date_after(n) for n in dict.fromkeys((0, changes))}
    while halves := _halves(known)[: max(most - len(known), 0)]:
        known |= {n: date_after(n) for n in sorted(halves)}
    return [
        Stretch(first=a, last=b, minutes=_minutes(known[a], known[b]))
        for a, b in _between(known)
    ]


def _halves(known: Mapping[int, int]) -> list[int]:
    """Return where to cut, what moved most first; what has no date moved most."""
    moves = [
        (-abs(known[b] - known[a]), (a + b) // 2)
        for a, b in _between(known)
        if b - a > 1 and known[a] != known[b]
    ]
    most = min(moves, default=(0, 0))[0]
    return [half for move, half in sorted(moves) if move * SMALL <= most]


def _between(known: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    return pairwise(sorted(known))


def _minutes(before: int, after: int) -> int | None:
    return None if NEVER in (before, after) and before != after else after - before


def leader(moves: Sequence[Move]) -> str:
    """Name the change that moved the date most, the first by name of equals."""
    by_name = sorted(moves, key=lambda move: move.cause)
    return max(by_name, key=lambda move: abs(move.minutes or 0)).cause
