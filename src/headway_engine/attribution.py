"""Why a date moved: what changed is replayed step by step on the same random numbers.

The moves add up to the whole, whatever the steps are: each is the difference between
two forecasts of which the later one begins where the earlier one ended.  Passing time
and models that learned anew are steps like others; nothing is left that has no name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import numpy as np

from headway_engine.problem import NEVER, Keys, Problem
from headway_engine.simulation import quantiles, simulate

S = TypeVar("S")
SCENARIOS: Final = 200


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


def leader(moves: Sequence[Move]) -> str:
    """Name the change that moved the date most, the first by name of equals."""
    by_name = sorted(moves, key=lambda move: move.cause)
    return max(by_name, key=lambda move: abs(move.minutes or 0)).cause
