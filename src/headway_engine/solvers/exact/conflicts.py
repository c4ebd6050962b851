"""Which limits cannot all be kept, whatever is done: proven, and the least of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from headway_engine.bounding import unhindered
from headway_engine.problem import NEVER, NONE, Minutes, Problem
from headway_engine.schedule import Schedule
from headway_engine.solvers.exact.cpsat import Effort, load
from headway_engine.solvers.exact.limits import Clock, Limits, limited
from headway_engine.solvers.exact.tasks import Tasks
from headway_engine.solvers.exact.window import (
    FROM_FINISH,
    MOST_ITEMS,
    ONTO_FINISH,
    Window,
)

PROOF_SHARE: Final = 0.25
"""Of the work for each question of a proof."""

SOME_LIMITS: Final = (2, 4, 8, 24)
"""Looked at together, after one alone: of those that may stand against it.

Few at first, which is soon done, and more where that proves nothing.
"""


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


def conflicts_of(
    problem: Problem, limits: Limits, known: Schedule, effort: Effort
) -> list[Conflict] | None:
    """Return what stands against the limits that a schedule misses; None if unknown.

    Each is tried with those near it that ``known`` keeps, and with the missed ones that
    could be kept with them: so one of a conflict has to be given up, and all others
    can be.  What is not proven within the effort is not claimed.
    """
    cp = load()
    if cp is None:
        return None
    clock, near = Clock(cp, effort), _Near(problem, limits)
    missed = near.sorted(limits.missed(known.start, known.finish).tolist())
    kept = [i for i in limits.limited.tolist() if i not in missed]
    found: dict[tuple[int, ...], Conflict] = {}
    for item in missed:
        for some in near.of(item, kept):
            proof = Proof(cp, problem, limits.only(some), clock)
            conflict = proof.conflict()
            if conflict is not None:
                found[tuple(conflict.items)] = conflict
                break
        else:
            if proof.is_least:
                kept.append(item)
    return list(found.values())


class _Near:
    """Which limits may stand against each other: those that need the same people."""

    def __init__(self, problem: Problem, limits: Limits) -> None:
        self.problem = problem
        by = (limits.start_by, limits.finish_by)
        late = [np.where(each == NEVER, problem.calendars.horizon, each) for each in by]
        self.by = np.minimum(*late)
        earliest = unhindered(problem)
        self.alone = limits.missed(earliest.start, earliest.finish).tolist()
        self.tasks = Tasks(problem)

    def sorted(self, items: Sequence[int]) -> list[int]:
        """Put those first that nothing else stands against, then the soonest."""
        return sorted(items, key=lambda i: (i not in self.alone, self.by[i], i))

    def of(self, item: int, others: Sequence[int]) -> Iterator[list[int]]:
        """Yield an item with others, those nearest in time, as far as there is room.

        Who is needed for one of them may lack for another one.
        """
        found, behind = [item], set(_behind(self.problem, [item]))
        people = set(_able(self.tasks, behind))
        left = sorted(others, key=lambda i: (abs(int(self.by[i] - self.by[item])), i))
        own = {i: _behind(self.problem, [i]) for i in left[: 2 * SOME_LIMITS[-1]]}
        able = {i: set(_able(self.tasks, each)) for i, each in own.items()}
        for most in (1, *SOME_LIMITS):
            while len(found) < most:
                fits = (
                    i
                    for i, each in own.items()
                    if i not in found
                    and (able[i] & people or behind.intersection(each))
                    and len(behind.union(each)) <= MOST_ITEMS
                )
                nearest = next(fits, None)
                if nearest is None:
                    yield found
                    return
                found.append(nearest)
                behind.update(own[nearest])
                people |= able[nearest]
            yield found


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
        window = Window(
            items=items,
            start_from=earliest.start,
            finish_from=earliest.finish,
            finish_by=_latest(problem, some),
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
        return _able(Tasks(self.problem), _behind(self.problem, limits))

    def _pins(self, limits: Sequence[int]) -> list[int]:
        items = self.problem.items
        return [
            i
            for i in _behind(self.problem, limits)
            if max(items.not_before[i], items.finish_not_before[i]) > self.problem.now
        ]


def _able(tasks: Tasks, items: Iterable[int]) -> list[int]:
    """Return who could work on any of these."""
    found = set[int]()
    for item in items:
        for option in (each for task in tasks.of(item) for each in task.options):
            found.update(int(person) for person, _ in option.takes)
    return sorted(found)


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


def _latest(problem: Problem, limits: Limits) -> Minutes:
    """Return when each item has to be done for the limits of those that wait for it.

    No later than its links demand anyway: most of the calendar is left out by that.
    """
    links, last = problem.links, problem.calendars.horizon
    start = np.where(limits.start_by != NEVER, limits.start_by, last)
    finish = np.where(limits.finish_by != NEVER, limits.finish_by, last)
    finish = np.minimum(finish, last)
    start, waiting = np.minimum(start, finish), limits.limited.tolist()
    is_free = problem.items.opens_on_any | (problem.items.started_at != NEVER)
    while waiting:
        after = waiting.pop()
        for m in np.flatnonzero(links.after == after).tolist() * (not is_free[after]):
            if links.kind[m] not in FROM_FINISH:
                continue
            lag, is_elapsed = int(links.lag[m]), links.lag_calendar[m] == NONE
            if lag < 0 and not is_elapsed:
                continue
            held = finish if links.kind[m] in ONTO_FINISH else start
            before, by = int(links.before[m]), int(held[after]) - lag
            if by < finish[before]:
                finish[before], start[before] = by, min(by, start[before])
                if by > problem.now:  # else nothing has room: that ends circles, too
                    waiting.append(before)
    return finish.astype(np.int32)


def _behind(problem: Problem, items: Sequence[int]) -> list[int]:
    """Return open items, and all open ones that they have to wait for."""
    links, found = problem.links, dict.fromkeys(items)
    waiting = list(items)
    while waiting:
        after = waiting.pop()
        is_started = problem.items.started_at[after] != NEVER
        if is_started or problem.items.opens_on_any[after]:
            continue
        for before in links.before[links.after == after].tolist():
            if before not in found and problem.items.finished_at[before] == NEVER:
                found[before] = None
                waiting.append(before)
    return list(found)
