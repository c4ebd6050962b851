"""One way in to all solvers: the best that can be had within a budget.

Three kernels are mixed.  Dispatch makes what is known at once; the search betters it
for as long as it may; where the problem is small, and the clock is the limit, the exact
solver proves that nothing better exists, or finds it.  What it finds is checked, and
counts only where it is better.
"""

import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, overload

import numpy as np

from headway_engine.bounding import unhindered
from headway_engine.checking import check_budget
from headway_engine.levelling import level
from headway_engine.priority import DelayCost
from headway_engine.problem import NEVER, Ints, Problem
from headway_engine.solvers.exact.apart import apart
from headway_engine.solvers.exact.cpsat import Effort, load
from headway_engine.solvers.exact.planning import cheapest
from headway_engine.solvers.exact.shortening import Proof, shorten
from headway_engine.solvers.exact.window import MOST_ITEMS
from headway_engine.solvers.improving import Budget, Improvement, Keeps, improve
from headway_engine.solvers.judging import Price
from headway_engine.solvers.project import Project, compile_network
from headway_engine.solvers.repairing import Broken, Repair, is_broken, repair
from headway_engine.solvers.searching import (
    FEWEST,
    Solution,
    search_schedules,
    search_until,
)


class Kernel(Enum):
    """What may be used."""

    DISPATCH = 1
    SEARCH = 2
    EXACT = 3


ALL: Final = frozenset(Kernel)

PROVABLE: Final = 70
"""Activities of the largest projects that the exact solver is tried on."""

EXACT_SHARE: Final = 0.5
"""Of the time that is left for it at most; the rest is the search's."""

IN_A_SECOND: Final = 64
"""So many activities are solved often enough for it; with less time than the cube of
the number wants, the search does more for a project.
"""

NO_PRICE: Final = Price()

RULES: Final = 2
"""Orders that dispatch has by rule, beside the one given."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ordering:
    """A plan whose order is wanted: see ``improve``."""

    problem: Problem
    cost: DelayCost
    price: Price = NO_PRICE
    keeps: Keeps | None = None


@overload
def solve(
    task: Project,
    *,
    seed: int,
    seconds: float | None = None,
    schedules: int | None = None,
    threads: int = 1,
    kernels: Collection[Kernel] = ALL,
) -> Solution: ...
@overload
def solve(
    task: Ordering,
    *,
    seed: int,
    seconds: float | None = None,
    schedules: int | None = None,
    threads: int = 1,
    kernels: Collection[Kernel] = ALL,
) -> Improvement: ...
@overload
def solve(
    task: Broken,
    *,
    seed: int,
    seconds: float | None = None,
    schedules: int | None = None,
    threads: int = 1,
    kernels: Collection[Kernel] = ALL,
) -> Repair: ...
def solve(
    task: Project | Ordering | Broken,
    *,
    seed: int,
    seconds: float | None = None,
    schedules: int | None = None,
    threads: int = 1,
    kernels: Collection[Kernel] = ALL,
) -> Solution | Improvement | Repair:
    """Make a project short, a plan's delay cheap, or repair one; within the budget.

    ``seconds`` or ``schedules``, of a plan orders that are judged in its scenarios.
    With schedules alone the answer is the same each time, for any number of threads,
    and no exact solver runs.

    Raises
    ------
    InvalidProblem
        As ``search_schedules`` and ``improve``; or no budget at all.
    """
    check_budget(seed=seed, seconds=seconds, schedules=schedules)
    if isinstance(task, Broken):
        return _repaired(task, seed, seconds, schedules, threads, kernels)
    if isinstance(task, Ordering):
        return _ordered(task, seed, seconds, schedules, threads, kernels)
    if schedules is not None:
        most = schedules if Kernel.SEARCH in kernels else FEWEST
        return search_schedules(task, most, seed=seed)
    return _shortest(task, seed, seconds or 0.0, threads, kernels)


def _shortest(
    project: Project,
    seed: int,
    seconds: float,
    threads: int,
    kernels: Collection[Kernel],
) -> Solution:
    n = len(project.duration)
    is_provable = n <= PROVABLE and seconds >= (n / IN_A_SECOND) ** 3
    is_exact = Kernel.EXACT in kernels and is_provable and load() is not None
    begun = time.perf_counter()
    network, bounds = compile_network(project)
    if Kernel.SEARCH not in kernels:
        found = search_schedules(project, FEWEST, seed=seed)
    else:
        share = 1 - EXACT_SHARE if is_exact else 1.0
        until = begun + seconds * share
        found = search_until(network, bounds, until, seed=seed, threads=threads)
    if not is_exact or found.length <= bounds.best:
        return found
    left = seconds - (time.perf_counter() - begun)
    known = Proof(start=found.start, length=found.length, bound=bounds.best)
    effort = Effort(seconds=left, seed=seed, threads=threads)
    proof = shorten(project, network, known, effort)
    if proof is None:
        return found
    return replace(
        found,
        start=proof.start,
        length=proof.length,
        bounds=replace(bounds, proven=proof.bound),
    )


def _ordered(
    task: Ordering,
    seed: int,
    seconds: float | None,
    schedules: int | None,
    threads: int,
    kernels: Collection[Kernel],
) -> Improvement:
    is_small = int((task.problem.items.finished_at == NEVER).sum()) <= MOST_ITEMS
    begun = time.perf_counter()
    orders = []
    if Kernel.EXACT in kernels and is_small and seconds is not None:
        orders = _exact_order(task, seed, seconds * EXACT_SHARE)
    if Kernel.SEARCH not in kernels:
        schedules = min(schedules or RULES, RULES) + len(orders)
    if seconds is not None:  # getting the solver ready is not the search's fault
        seconds -= min(time.perf_counter() - begun, seconds * EXACT_SHARE)
    return improve(
        task.problem,
        task.cost,
        budget=Budget(candidates=schedules, seconds=seconds),
        seed=seed,
        price=task.price,
        threads=threads,
        keeps=task.keeps,
        orders=orders,
    )


def _repaired(
    task: Broken,
    seed: int,
    seconds: float | None,
    schedules: int | None,
    threads: int,
    kernels: Collection[Kernel],
) -> Repair:
    """Let the search find an order that is less late, then the exact solver better."""
    is_exact = Kernel.EXACT in kernels and seconds is not None
    share = EXACT_SHARE if is_exact else 0.0
    orders = []
    if Kernel.SEARCH in kernels and is_broken(task):
        left = None if seconds is None else seconds * (1 - share)
        found = improve(
            task.problem,
            task.cost,
            budget=Budget(candidates=schedules, seconds=left),
            seed=seed,
            price=task.price,
            threads=threads,
            keeps=task.keeps,
        )
        orders = [found.rank] if found.is_adopted else []
    effort = Effort(seconds=(seconds or 0.0) * share, seed=seed) if is_exact else None
    return repair(task, effort=effort, seed=seed, orders=orders)


def _exact_order(task: Ordering, seed: int, seconds: float) -> list[Ints]:
    """Return the order in which delay at the medians costs least, if it is known."""
    task.cost.check(len(task.problem.items.key))
    earliest = unhindered(task.problem)
    effort = Effort(seconds=seconds, seed=seed)
    known = level(task.problem)
    placed = apart(cheapest, task.problem, task.cost, earliest, known, effort)
    if placed is None:
        return []
    last = np.iinfo(np.int32).max
    start = np.where(placed.start == NEVER, last, placed.start)
    rank = np.empty(len(start), np.int32)
    rank[np.lexsort((task.problem.items.rank, start))] = np.arange(len(start))
    return [rank]
