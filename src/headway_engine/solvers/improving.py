"""The search for a better order of the committed plan, within a budget.

The plan is an order; what it is worth is what delay it leads to when people follow it
and re-level around surprises.  So candidates are dispatched in common scenarios, not
scheduled by a rule of their own, and whatever is found is adopted only if it is better
by more than chance in scenarios that the search has not seen.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from headway_engine.checking import SEEDS, check_budget
from headway_engine.levelling import level
from headway_engine.priority import DelayCost
from headway_engine.problem import Ints, Problem
from headway_engine.schedule import Schedule
from headway_engine.solvers.judging import Judge, Price, Verdict, pays
from headway_engine.solvers.moves import first_orders, propose

BATCH: Final = 8
"""Candidates of one round, whatever the number of threads: the same answer for any."""

SCENARIOS: Final = 16
UNSEEN: Final = 64
"""Scenarios that decide about adoption, after those of the search."""

Keeps = Callable[[Ints], Ints]
"""Turns ranks into those that follow from them where people's own order holds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Improvement:
    """The order to follow: the one given unless another is better beyond doubt.

    ``before`` and ``after`` are expected delay costs in unseen scenarios, without the
    price of the ``moves`` that the new order asks for within the near future.
    """

    rank: Ints
    is_adopted: bool
    before: float
    after: float
    moves: int
    judged: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Budget:
    """When to stop: after so many candidates, after so many seconds, or the earlier.

    With candidates alone the answer is the same each time.
    """

    candidates: int | None = None
    seconds: float | None = None


def improve(
    problem: Problem,
    cost: DelayCost,
    *,
    budget: Budget,
    seed: int,
    price: Price | None = None,
    threads: int = 1,
    keeps: Keeps | None = None,
    orders: Sequence[Ints] = (),
) -> Improvement:
    """Look for an order that costs less than ``problem.items.rank``.

    ``keeps`` says what becomes of an order where people's own hold, and is as safe to
    share between threads as the problem.  ``orders`` are tried first, as whole ranks.
    ``seed`` is that of the forecast, so that both see the same scenarios.
    The GIL is free while candidates are dispatched.

    Raises
    ------
    InvalidProblem
        As ``level``; or costs of other items, or below 0; a budget that is none or
        never ends, a seed that no 64 bits hold.

    Notes
    -----
    Steps downhill from the best of the given order and two rules.  Moves are read off
    the causes of the schedule at median minutes; each step takes the best of a batch.
    """
    check_budget(seed=seed, seconds=budget.seconds, schedules=budget.candidates)
    price = price or Price()
    judge = Judge(problem, cost, price, seed=seed, first=0)
    with ThreadPoolExecutor(max(threads, 1)) as pool:
        search = _Search(judge, pool, seed, keeps)
        rules = first_orders(problem, cost.slope + cost.late, cost.due)
        search.run([*orders, *rules], budget)
    return _adopted(problem, cost, price, search, seed)


class _Search:
    """The best order so far, with what is known of it."""

    def __init__(
        self, judge: Judge, pool: ThreadPoolExecutor, seed: int, keeps: Keeps | None
    ) -> None:
        self.judge, self.pool, self.keeps = judge, pool, keeps
        self.rng = np.random.default_rng([seed % SEEDS, 0x6F72646572])
        self.open = np.flatnonzero(judge.open)
        self.judged = 0
        self.rank = judge.problem.items.rank
        self.verdict = judge.judge(self.rank, SCENARIOS)

    def run(self, orders: Iterable[Ints], budget: Budget) -> None:
        """Try whole orders, then changes of the best."""
        begun = time.perf_counter()
        self._step(list(orders)[: budget.candidates])
        schedule = self._schedule()
        while not self._is_over(budget, begun):
            ranks = [
                propose(self.rng, self.rank, schedule, self.verdict.share, self.open)
                for _ in range(BATCH)
            ]
            left = (budget.candidates or self.judged + BATCH) - self.judged
            if self._step(ranks[:left]):
                schedule = self._schedule()

    def _is_over(self, budget: Budget, begun: float) -> bool:
        if budget.candidates is not None and self.judged >= budget.candidates:
            return True
        elapsed = time.perf_counter() - begun
        is_late = budget.seconds is not None and elapsed >= budget.seconds
        return is_late or len(self.open) < 2 or not self.verdict.share.any()

    def _step(self, ranks: list[Ints]) -> bool:
        """Judge all; go on from the best if it is better."""
        if self.keeps is not None:
            ranks = [self.keeps(rank) for rank in ranks]
        verdicts = list(
            self.pool.map(lambda rank: self.judge.judge(rank, SCENARIOS), ranks)
        )
        self.judged += len(ranks)
        costs = [self._cost(verdict) for verdict in verdicts]
        if not costs or min(costs) >= self._cost(self.verdict):
            return False
        best = int(np.argmin(costs))
        self.rank, self.verdict = ranks[best], verdicts[best]
        return True

    def _cost(self, verdict: Verdict) -> float:
        return verdict.total(self.judge.price)

    def _schedule(self) -> Schedule:
        problem = self.judge.problem
        return level(replace(problem, items=replace(problem.items, rank=self.rank)))


def _adopted(
    problem: Problem, cost: DelayCost, price: Price, search: _Search, seed: int
) -> Improvement:
    """Compare with the order given, in scenarios that the search has not seen."""
    judge = Judge(problem, cost, price, seed=seed, first=SCENARIOS)
    given = judge.judge(problem.items.rank, UNSEEN)
    found = judge.judge(search.rank, UNSEEN)
    is_adopted = pays(given.delay, found.delay, price.per_move * found.moves)
    kept = found if is_adopted else given
    return Improvement(
        rank=search.rank if is_adopted else problem.items.rank,
        is_adopted=is_adopted,
        before=float(given.delay.mean()),
        after=float(kept.delay.mean()),
        moves=kept.moves,
        judged=search.judged,
    )
