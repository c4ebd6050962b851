"""Who does what, of many items at once: the assignment that costs least delay.

Each assignment is a forecast of its own on the same random numbers, as single
candidates are (``headway_engine.assignment``).  The search begins with whom dispatch
would give the items to, moves single items and swaps pairs, and gives back every change
of what people agreed on that does not pay beyond doubt.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter
from typing import Final

import numpy as np

from headway_engine.assignment import all_given, delays
from headway_engine.checking import SEEDS, check_budget
from headway_engine.levelling import level
from headway_engine.priority import DelayCost
from headway_engine.problem import NONE, Floats, Problem
from headway_engine.simulation import simulate
from headway_engine.solvers.improving import (
    BATCH,
    SCENARIOS,
    UNSEEN,
    Budget,
)
from headway_engine.solvers.judging import pays

SWAPS: Final = 0.3
"""Share of moves in which two items change people."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Staffing:
    """Which items are to be given to somebody, and who of them could do each.

    ``able`` are positions of people, by item; an item that one person has already
    stays theirs unless another saves more than ``per_change``, beyond doubt.
    """

    problem: Problem
    cost: DelayCost
    able: Mapping[int, Sequence[int]]
    per_change: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """Who does each item, and what delay of all work is expected to cost then.

    ``others`` has, for each item, how much more it costs with other people.
    """

    people: Mapping[int, int]
    cost: float
    others: Mapping[int, Mapping[int, float]]
    judged: int


def staff(
    staffing: Staffing, *, budget: Budget, seed: int, others: int = 2, threads: int = 1
) -> Proposal:
    """Propose who does what; ``others`` people are compared with each choice.

    With a budget of candidates alone the same answer each time, for any number of
    threads.

    Raises
    ------
    InvalidProblem
        As ``all_given`` and ``improve``.
    """
    check_budget(seed=seed, seconds=budget.seconds, schedules=budget.candidates)
    staffing.cost.check(len(staffing.problem.items.key))
    with ThreadPoolExecutor(max(threads, 1)) as pool:
        search = _Search(staffing, seed, pool)
        search.run(budget)
        search.give_back()
        return Proposal(
            people=search.people,
            cost=float(search.delay(search.people, unseen=True).mean()),
            others=search.compare(others),
            judged=search.judged,
        )


class _Search:
    """The best assignment so far; ``present`` is what people agreed on."""

    def __init__(self, staffing: Staffing, seed: int, pool: ThreadPoolExecutor) -> None:
        self.staffing, self.seed, self.pool = staffing, seed, pool
        self.rng = np.random.default_rng([seed % SEEDS, 0x77686F])
        self.present = _present(staffing)
        self.people = _first(staffing, self.present)
        self.movable = [i for i in self.people if len(staffing.able[i]) > 1]
        self.judged = 0

    def delay(self, people: Mapping[int, int], *, unseen: bool) -> Floats:
        """Return what delay costs in each scenario of the search, or in fresh ones."""
        problem = all_given(self.staffing.problem, people)
        finish = simulate(
            problem,
            seed=self.seed,
            scenarios=UNSEEN if unseen else SCENARIOS,
            first_scenario=SCENARIOS if unseen else 0,
        ).finish
        return delays(problem, finish, self.staffing.cost)

    def run(self, budget: Budget) -> None:
        """Go downhill until the budget is spent."""
        begun, best = perf_counter(), self._price(self.people)
        while self.movable and not self._is_over(budget, begun):
            tried = [self._moved() for _ in range(BATCH)]
            prices = list(self.pool.map(self._price, tried))
            self.judged += BATCH
            if min(prices) < best:
                best = min(prices)
                self.people = tried[prices.index(best)]

    def give_back(self) -> None:
        """Undo each change of what was agreed that does not pay beyond doubt."""
        for item, person in self.present.items():
            if self.people[item] == person:
                continue
            kept = self.people | {item: person}
            before, after = (
                self.delay(people, unseen=True) for people in (kept, self.people)
            )
            if not pays(before, after, self.staffing.per_change):
                self.people = kept

    def compare(self, others: int) -> dict[int, dict[int, float]]:
        """Say by how much more delay costs if some other person did each item."""
        base = self.delay(self.people, unseen=True)
        asked = [
            (item, person)
            for item, chosen in self.people.items()
            for person in [p for p in self.staffing.able[item] if p != chosen][:others]
        ]

        def more(pair: tuple[int, int]) -> float:
            changed = self.people | dict([pair])
            return float((self.delay(changed, unseen=True) - base).mean())

        found: dict[int, dict[int, float]] = {item: {} for item in self.people}
        for (item, person), extra in zip(
            asked, self.pool.map(more, asked), strict=True
        ):
            found[item][person] = extra
        return found

    def _is_over(self, budget: Budget, begun: float) -> bool:
        if budget.candidates is not None and self.judged >= budget.candidates:
            return True
        return budget.seconds is not None and perf_counter() - begun >= budget.seconds

    def _price(self, people: Mapping[int, int]) -> float:
        changes = sum(people[i] != p for i, p in self.present.items())
        delay = self.delay(people, unseen=False)
        return float(delay.mean()) + self.staffing.per_change * changes

    def _moved(self) -> dict[int, int]:
        """Give one item to somebody else, or let two change people."""
        item = int(self.rng.choice(self.movable))
        mine = self.people[item]
        if self.rng.random() < SWAPS:
            able = self.staffing.able
            pairs = [
                other
                for other in self.movable
                if self.people[other] != mine
                and mine in able[other]
                and self.people[other] in able[item]
            ]
            if pairs:
                other = int(self.rng.choice(pairs))
                return self.people | {item: self.people[other], other: mine}
        rest = [p for p in self.staffing.able[item] if p != mine]
        return self.people | {item: int(self.rng.choice(rest))}


def _present(staffing: Staffing) -> dict[int, int]:
    """Return who has which of the items now, of those that one able person has."""
    parts, found = staffing.problem.parts, {}
    for item, able in staffing.able.items():
        lo, hi = parts.offsets[item : item + 2].tolist()
        if hi - lo == 1 and int(parts.person[lo]) in able:
            found[item] = int(parts.person[lo])
    return found


def _first(staffing: Staffing, present: Mapping[int, int]) -> dict[int, int]:
    """Begin with who has it, or whom dispatch gives it to, or the first who is able."""
    schedule = level(staffing.problem)
    found = {}
    for item, able in staffing.able.items():
        lo, hi = schedule.part_offsets[item : item + 2].tolist()
        taker = int(schedule.person[lo]) if hi - lo == 1 else NONE
        by_dispatch = taker if taker in able else able[0]
        found[item] = present.get(item, by_dispatch)
    return found
