"""Which limits cannot all be kept, whatever is done: proven, and the least of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from headway_engine.bounding import unhindered
from headway_engine.problem import NEVER, Problem
from headway_engine.solvers.exact.limits import Clock, Limits, limited
from headway_engine.solvers.exact.tasks import Tasks
from headway_engine.solvers.exact.window import MOST_ITEMS, Window

PROOF_SHARE: Final = 0.25
"""Of the work for each question of a proof."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """Limits that cannot all be kept, whatever is done, and what stands against them.

    The limits of ``items``, the time of ``people`` and that the items of ``pins`` start
    or finish no earlier.  ``is_least``: without any one of these the others could be.
    """

    items: Sequence[int]
    people: Sequence[int]
    pins: Sequence[int]
    is_least: bool


class Proof:
    """Which limits cannot all be kept, whatever else is left undone."""

    def __init__(self, cp: Any, problem: Problem, kept: Limits, clock: Clock) -> None:
        self.cp, self.problem, self.kept, self.clock = cp, problem, kept, clock
        self.limits: list[int] = kept.limited.tolist()
        self.is_least = True

    def conflict(self) -> Conflict | None:
        """Return the least that stands against each other; None without a proof."""
        people = self._people(self.limits)
        if not self._is_impossible(self.limits, people, []):
            return None
        limits = self._needed(self.limits, lambda some: (some, people, []))
        pins = self._pins(limits)
        free = self._needed(pins, lambda some: (limits, people, _less(pins, some)))
        lifted = _less(pins, free)
        busy = self._needed(people, lambda some: (limits, some, lifted))
        return Conflict(items=limits, people=busy, pins=free, is_least=self.is_least)

    def _needed(self, some: Sequence[int], asking: Any) -> list[int]:
        """Leave out one after the other what the conflict does not need."""
        kept = list(some)
        for each in some:
            fewer = [other for other in kept if other != each]
            if self._is_impossible(*asking(fewer)):
                kept = fewer
        return kept

    def _is_impossible(
        self, limits: Sequence[int], people: Sequence[int], lifted: Sequence[int]
    ) -> bool:
        """Tell whether it is proven; False where time is over, which is noted."""
        if not limits:
            return False
        problem = _without_pins(self.problem, lifted)
        items = _behind(problem, limits)
        if len(items) > MOST_ITEMS:
            self.is_least = False
            return False
        earliest, some = unhindered(problem), self.kept.only(limits)
        last = np.full(len(earliest.start), problem.calendars.horizon, np.int32)
        by = some.finish_by
        window = Window(
            items=items,
            start_from=earliest.start,
            finish_from=earliest.finish,
            finish_by=np.where(by != NEVER, np.minimum(by, last), last),
            unbooked=_less(range(len(problem.people.calendar)), people),
        )
        built = limited(self.cp, problem, window, some)
        if built is None:
            return True
        if not built.is_small:
            self.is_least = False
            return False
        outcome = self.clock.run(built, PROOF_SHARE)
        if outcome is None or (outcome.solver is None and not outcome.is_closed):
            self.is_least = False
            return False
        return outcome.solver is None

    def _people(self, limits: Sequence[int]) -> list[int]:
        """Return who could work on what has a limit, or is waited for by that."""
        tasks, found = Tasks(self.problem), set[int]()
        for item in _behind(self.problem, limits):
            for option in (each for task in tasks.of(item) for each in task.options):
                found.update(int(person) for person, _ in option.takes)
        return sorted(found)

    def _pins(self, limits: Sequence[int]) -> list[int]:
        items = self.problem.items
        return [
            i
            for i in _behind(self.problem, limits)
            if max(items.not_before[i], items.finish_not_before[i]) > self.problem.now
        ]


def _less(some: Sequence[int], without: Sequence[int]) -> list[int]:
    out = set(without)
    return [each for each in some if each not in out]


def _without_pins(problem: Problem, lifted: Sequence[int]) -> Problem:
    items = problem.items
    start, finish = items.not_before.copy(), items.finish_not_before.copy()
    start[list(lifted)] = finish[list(lifted)] = NEVER
    return replace(
        problem, items=replace(items, not_before=start, finish_not_before=finish)
    )


def _behind(problem: Problem, items: Sequence[int]) -> list[int]:
    """Return open items, and all open ones that they have to wait for."""
    links, found = problem.links, dict.fromkeys(items)
    waiting = list(items)
    while waiting:
        after = waiting.pop()
        if problem.items.opens_on_any[after]:
            continue
        for before in links.before[links.after == after].tolist():
            if before not in found and problem.items.finished_at[before] == NEVER:
                found[before] = None
                waiting.append(before)
    return list(found)
