"""What an order costs: expected delay under the dispatch policy, and the moves in it.

Every order is judged on the same scenarios, for random numbers hang on items' keys;
the difference between two orders is then theirs and not that of the draw.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from headway_engine.effort import draws, medians
from headway_engine.kernels.records import Run, new_run
from headway_engine.kernels.scenarios import dispatch_scenarios
from headway_engine.packing import Packed, pack
from headway_engine.priority import DelayCost, cost_of_finish
from headway_engine.problem import NEVER, Flags, Floats, Ints, Minutes, Problem

FORTNIGHT: Final = 14 * 1440
SIGMAS: Final = 2.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Price:
    """What it costs that people find another plan in the morning.

    ``per_move`` for each item that was to start, or now starts, within ``minutes``
    from now, and whose start at median minutes is another than before.
    """

    per_move: float = 0.0
    minutes: int = FORTNIGHT


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What an order costs in each scenario, and how many moves it asks for."""

    delay: Floats
    """Shape ``(s,)``."""
    moves: int
    start: Minutes
    """At median minutes."""
    share: Floats
    """Shape ``(n,)``: each item's mean part of the delay."""

    def total(self, price: Price) -> float:
        """Add the price of the moves to the mean delay."""
        return float(self.delay.mean()) + price.per_move * self.moves


class Judge:
    """Judges orders of one problem; safe to share between threads."""

    def __init__(
        self, problem: Problem, cost: DelayCost, price: Price, *, seed: int, first: int
    ) -> None:
        items = problem.items
        cost.check(len(items.key))
        self.problem, self.cost, self.price = problem, cost, price
        self.seed, self.first = seed, first
        self.open: Flags = items.finished_at == NEVER
        self.starts = self._starts_at_medians(items.rank)

    def judge(self, rank: Ints, scenarios: int) -> Verdict:
        """Level the problem in this order, in so many scenarios and at the medians."""
        packed = self._packed(rank)
        run = new_run(packed.plan)
        start = self._median_start(packed, run)
        shape = (scenarios, len(rank))
        begun, finish = np.empty(shape, np.int32), np.empty(shape, np.int32)
        work = draws(self.problem, packed)
        dispatch_scenarios(
            packed.plan, run, work, self.seed, self.first, packed.order, begun, finish
        )
        costs = self._costs(finish)
        return Verdict(
            delay=costs.sum(1),
            moves=int(self._moved(start).sum()),
            start=start,
            share=costs.mean(0),
        )

    def _packed(self, rank: Ints) -> Packed:
        items = replace(self.problem.items, rank=rank)
        return pack(replace(self.problem, items=items))

    def _starts_at_medians(self, rank: Ints) -> Minutes:
        packed = self._packed(rank)
        return self._median_start(packed, new_run(packed.plan))

    def _median_start(self, packed: Packed, run: Run) -> Minutes:
        row = np.empty((1, len(packed.order)), np.int32)
        unused, work = np.empty_like(row), medians(self.problem, packed)
        dispatch_scenarios(packed.plan, run, work, 0, 0, packed.order, row, unused)
        return row.reshape(-1)

    def _moved(self, start: Minutes) -> Flags:
        """Tell whose near future is another one."""
        until = self.problem.now + self.price.minutes
        near = np.minimum(_late(start), _late(self.starts)) <= until
        return np.asarray(near & (start != self.starts) & self.open)

    def _costs(self, finish: Minutes) -> NDArray[np.float64]:
        """Charge each finish; what is not placed is as late as can be."""
        horizon = self.problem.calendars.horizon
        at = np.where(finish == NEVER, horizon, finish).astype(np.float64)
        charged = cost_of_finish(self.cost, at, now=self.problem.now)
        return np.asarray(np.where(self.open, charged, 0.0))


def pays(before: Floats, after: Floats, price: float) -> bool:
    """Tell whether delay in the same scenarios is less by more than chance and a price.

    Both have shape ``(s,)``, scenario by scenario.
    """
    gain = before - after
    noise = SIGMAS * float(gain.std(ddof=1)) / np.sqrt(len(gain))
    return bool(gain.mean() > noise + price)


def _late(start: Minutes) -> NDArray[np.int64]:
    """Let what never starts start last."""
    return np.where(start == NEVER, np.iinfo(np.int32).max, start).astype(np.int64)
