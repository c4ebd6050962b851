"""The search for a short schedule of a project, within a budget."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np

from headway_engine.checking import SEEDS, check_budget
from headway_engine.errors import InvalidProblem
from headway_engine.kernels.evolution import Habits, evolve
from headway_engine.kernels.lists import (
    BEST,
    USED,
    Network,
    Search,
    new_search,
)
from headway_engine.problem import Ints
from headway_engine.solvers.project import Bounds, Project, compile_network

HABITS: Final = Habits(swap=0.05, shake=0.5)
TRIAL: Final = 24
"""Schedules by which the pace is taken, to know how many the time allows."""

FEWEST: Final = 2
"""A member of the first populations takes two schedules, and two children, too."""

SLICES: Final = 50
"""A search looks at the clock so many times."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Solution:
    """The shortest schedule found: ``start`` of each activity.

    ``schedules`` counts those generated, partial ones pro rata by activities placed.
    No schedule is shorter than ``bounds``.
    """

    start: Ints
    length: int
    schedules: float
    bounds: Bounds


def search_schedules(project: Project, schedules: int, *, seed: int) -> Solution:
    """Search while so many schedules, at least 2, allow: the same answer each time.

    Raises
    ------
    InvalidProblem
        As ``compile_network``; or fewer than 2 schedules, a seed that no 64 bits hold.
    """
    check_budget(seed=seed, schedules=schedules)
    if schedules < FEWEST:
        raise InvalidProblem(
            f"{schedules} schedules are too few: give {FEWEST} or more"
        )
    network, bounds = compile_network(project)
    n = len(network.duration)
    search = new_search(
        network, bounds.best, members(schedules, n), _stream(seed, island=0)
    )
    evolve(network, search, HABITS, schedules * n)
    return _solution([search], network, bounds)


def search_seconds(
    project: Project, seconds: float, *, seed: int, threads: int = 1
) -> Solution:
    """Search until the time is over: ``threads`` populations side by side.

    Raises
    ------
    InvalidProblem
        As ``compile_network``; or seconds below 0, infinite or nan, a seed that no 64
        bits hold.
    """
    check_budget(seed=seed, seconds=seconds)
    until = time.perf_counter() + seconds
    network, bounds = compile_network(project)
    return search_until(network, bounds, until, seed=seed, threads=threads)


def search_until(
    network: Network, bounds: Bounds, until: float, *, seed: int, threads: int = 1
) -> Solution:
    """Search a compiled project until an instant of ``time.perf_counter``."""

    def run(island: int) -> Search:
        return _until(network, bounds, until, _stream(seed, island=island))

    if threads <= 1:
        return _solution([run(0)], network, bounds)
    with ThreadPoolExecutor(threads) as pool:
        return _solution(list(pool.map(run, range(threads))), network, bounds)


def members(schedules: float, activities: int) -> int:
    """Choose the size of a population by what there is to spend.

    Found by trial: too many have no time to breed, too few soon look alike, and
    small projects are the sooner exhausted.
    """
    size = 20 * (schedules / 1000) ** 0.65 * (120 / activities) ** 0.6
    return int(np.clip(size, 4, schedules / 8 + 4))


def _until(network: Network, bounds: Bounds, until: float, stream: int) -> Search:
    """Take the pace with a small population, then breed one that suits the time."""
    n = len(network.duration)
    begun = time.perf_counter()
    trial = new_search(network, bounds.best, TRIAL // 2, stream)
    evolve(network, trial, HABITS, TRIAL * n)
    now = time.perf_counter()
    pace = int(trial.tally[USED]) / max(now - begun, 1e-6)
    expected = pace * max(until - now, 0.0) / n
    if trial.tally[BEST] <= bounds.best or expected < TRIAL:
        return trial
    search = new_search(network, bounds.best, members(expected, n), stream)
    step = max(int(expected * n / SLICES), FEWEST * n)
    while search.tally[BEST] > bounds.best and time.perf_counter() < until:
        evolve(network, search, HABITS, int(search.tally[USED]) + step)
    return search if search.tally[BEST] <= trial.tally[BEST] else trial


def _stream(seed: int, *, island: int) -> int:
    """Give each population random numbers of its own."""
    words = np.random.SeedSequence([seed % SEEDS, island]).generate_state(1, np.uint64)
    return int(words[0])


def _solution(searches: list[Search], network: Network, bounds: Bounds) -> Solution:
    """Take the best of all."""
    best = min(searches, key=lambda search: int(search.tally[BEST]))
    used = sum(int(search.tally[USED]) for search in searches)
    return Solution(
        start=best.start.copy(),
        length=int(best.tally[BEST]),
        schedules=used / len(network.duration),
        bounds=bounds,
    )
