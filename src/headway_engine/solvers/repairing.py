"""A plan that a change has broken, repaired: limits kept, and little else changed.

Somebody is absent, an item grew, a date was set that nothing may pass.  The part of the
plan around what is too late is solved exactly, all else held.  What comes of it is an
order, and where that is not enough other people, and what is begun later to keep
somebody free; dispatch follows it, and only what dispatch makes of it counts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from headway_engine.assignment import all_given
from headway_engine.levelling import level
from headway_engine.priority import DelayCost
from headway_engine.problem import NEVER, Drive, Floats, Ints, Minutes, Problem
from headway_engine.schedule import Schedule
from headway_engine.solvers.exact.apart import apart
from headway_engine.solvers.exact.conflicts import Conflict
from headway_engine.solvers.exact.cpsat import Effort
from headway_engine.solvers.exact.limits import Limits
from headway_engine.solvers.exact.mending import SAME, Asked, Mended, mend
from headway_engine.solvers.improving import SCENARIOS, UNSEEN, Keeps
from headway_engine.solvers.judging import Judge, Price, pays

MOST_AROUND: Final = 40
"""Items of the part that is planned anew: few enough to be solved in a second."""

NO_PRICE: Final = Price()


@dataclass(frozen=True, kw_only=True, slots=True)
class Broken:
    """A plan that a change may have broken.

    ``start`` is when each item was to start in the plan that people know, ``NEVER``
    what was not in it.  ``limits`` hold whatever they cost; what a due date costs is in
    ``cost``.  ``able`` are the people who could do an item, by item, and ``may_wait``
    tells whether something may be begun later than it could.  A change of what is to
    start at once costs twice the ``price`` of a move, and less the later it starts.
    ``keeps`` is that of ``improve``.
    """

    problem: Problem
    cost: DelayCost
    start: Minutes
    limits: Limits
    able: Mapping[int, Sequence[int]] = field(default_factory=dict)
    may_wait: bool = True
    price: Price = NO_PRICE
    keeps: Keeps | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Repair:
    """What to change: the ``problem`` with it, or as given where nothing is better.

    ``rank`` is the order, ``people`` who else does an item, ``waits`` until when some
    items are not begun.  ``missed`` are those whose limit is not kept at the medians,
    ``conflict`` proves that these cannot all be (None: that is not known).  ``before``
    and ``after`` are expected delay costs in unseen scenarios; ``moves`` counts the
    near items that start, or are done by somebody, other than people know.
    """

    problem: Problem
    is_adopted: bool
    rank: Ints
    people: Mapping[int, int]
    waits: Mapping[int, int]
    missed: Ints
    conflict: Conflict | None
    before: float
    after: float
    moves: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """Something that could be done instead, and what dispatch makes of it."""

    problem: Problem
    schedule: Schedule
    people: Mapping[int, int]
    waits: Mapping[int, int]
    missed: Ints


def repair(
    broken: Broken, *, effort: Effort | None, seed: int, orders: Sequence[Ints] = ()
) -> Repair:
    """Repair a plan with so much effort of the exact solver, which None leaves out.

    ``orders`` are whole ranks that are compared with what it finds.

    A plan that keeps more of the limits is better, whatever it costs.  Of those that
    keep as many one is adopted as any order is: if it costs less, changes included, by
    more than chance in scenarios that were not looked at before.

    Raises
    ------
    InvalidProblem
        As ``level``; or costs of other items, or below 0.
    """
    broken.cost.check(len(broken.problem.items.key))
    judging = _Judging(broken, seed)
    given = _planned(broken, broken.problem, {}, {})
    late = _late(broken, given.schedule)
    if not len(late):
        return judging.answer(given, given, None)
    asked = _asked(broken, given.schedule, late.tolist())
    found = None
    if effort is not None:
        found = apart(mend, broken.problem, broken.cost, asked, effort)
    plans = [_planned(broken, _ordered(broken, rank), {}, {}) for rank in orders]
    if found is not None and (found.start != NEVER).any():
        plans += _plans(broken, given, asked, found)
    best = judging.best([given, *plans])
    conflict = None if found is None else found.conflict
    return judging.answer(given, best, conflict)


def is_broken(broken: Broken) -> bool:
    """Tell whether anything misses its limit or its due date at the medians."""
    return len(_late(broken, level(broken.problem))) > 0


def _late(broken: Broken, known: Schedule) -> Ints:
    """Return what misses its limit or its due date at the medians."""
    cost = broken.cost
    costs = (cost.due != NEVER) & ((cost.late > 0) | (cost.cliff > 0))
    is_open = (broken.problem.items.finished_at == NEVER) & (known.unplaced == 0)
    late = np.flatnonzero(costs & is_open & (known.finish > cost.due))
    return np.union1d(late, broken.limits.missed(known.start, known.finish))


def _asked(broken: Broken, known: Schedule, late: Sequence[int]) -> Asked:
    items = list(_around(broken.problem, known, late))
    return Asked(
        items=items,
        known=known,
        limits=broken.limits.only(items),
        start=broken.start,
        weight=weights(broken),
        able={i: broken.able[i] for i in items if _is_to_give(broken, i)},
    )


def weights(broken: Broken) -> Floats:
    """Say what it costs to change each item: the nearer it was, the more."""
    ahead = broken.start.astype(np.float64) - broken.problem.now
    near = 1 - np.maximum(ahead, 0) / max(broken.price.minutes, 1)
    is_near = (broken.start != NEVER) & (near > 0)
    return np.where(is_near, 2 * broken.price.per_move * near, 0.0)


def _is_to_give(broken: Broken, item: int) -> bool:
    """Tell whether somebody else could get an item: all of one who has not begun."""
    items, parts = broken.problem.items, broken.problem.parts
    rows = slice(parts.offsets[item], parts.offsets[item + 1])
    people, units = parts.person[rows], parts.units[rows]
    is_whole = bool((units >= broken.problem.people.capacity[people]).all())
    return (
        item in broken.able
        and items.drive[item] == Drive.EFFORT
        and items.started_at[item] == NEVER
        and len(people) < 2
        and is_whole
    )


def _around(problem: Problem, known: Schedule, late: Sequence[int]) -> Iterator[int]:
    """Yield what is late, what it waits for, and what keeps its people busy until then.

    The last of these first, and what waits for any of them behind; so many at most.
    """
    is_open = (problem.items.finished_at == NEVER) & (known.unplaced == 0)
    seen: dict[int, None] = {}
    for source in (late, _before(problem, late), _rivals(problem, known, late)):
        seen |= {i: None for i in source if is_open[i]}
    behind = problem.links.after[np.isin(problem.links.before, list(seen))]
    seen |= {i: None for i in behind.tolist() if is_open[i]}
    yield from list(seen)[:MOST_AROUND]


def _before(problem: Problem, items: Sequence[int]) -> list[int]:
    links, found, waiting = problem.links, dict[int, None](), list(items)
    while waiting and len(found) < MOST_AROUND:
        for i in links.before[links.after == waiting.pop(0)].tolist():
            if i not in found:
                found[i] = None
                waiting.append(i)
    return list(found)


def _rivals(problem: Problem, known: Schedule, late: Sequence[int]) -> list[int]:
    """Return what the same people do before what is late, the last first; then after.

    What they do after it may have to make room.
    """
    n = len(problem.items.key)
    owner = np.repeat(np.arange(n), np.diff(known.part_offsets))
    chain = [*late, *_before(problem, late)]
    people = np.unique(known.person[np.isin(owner, chain)])
    last = int(known.finish[chain].max(initial=problem.now))
    rows = np.isin(known.person, people) & (known.part_start != NEVER)
    at = np.flatnonzero(rows)
    ahead = known.part_start[at].astype(np.int64) - last
    order = at[np.lexsort((np.abs(ahead), ahead >= 0))]
    return list(dict.fromkeys(owner[order].tolist()))


def _ordered(broken: Broken, rank: Ints) -> Problem:
    rank = rank if broken.keeps is None else broken.keeps(rank)
    items = replace(broken.problem.items, rank=rank)
    return replace(broken.problem, items=items)


def waiting(problem: Problem, waits: Mapping[int, int]) -> Problem:
    """Return the problem in which items are not begun before so many minutes."""
    bound = problem.items.not_before.copy()
    for item, until in waits.items():
        bound[item] = max(int(bound[item]), until)
    return replace(problem, items=replace(problem.items, not_before=bound))


def _planned(
    broken: Broken,
    problem: Problem,
    people: Mapping[int, int],
    waits: Mapping[int, int],
) -> _Plan:
    changed = all_given(problem, people) if people else problem
    changed = waiting(changed, waits) if waits else changed
    schedule = level(changed)
    missed = broken.limits.missed(schedule.start, schedule.finish)
    return _Plan(changed, schedule, people, waits, missed)


def _plans(
    broken: Broken, given: _Plan, asked: Asked, found: Mended
) -> Iterator[_Plan]:
    """Yield what comes of the solver's answer; of what waits no more than is needed."""
    has = _takers(given.schedule)
    people = {i: who for i, who in found.people.items() if has.get(i) != who}
    for rank in _orders(broken.problem, given.schedule, asked.items, found.start):
        problem = _ordered(broken, rank)
        plan = _planned(broken, problem, people, {})
        yield plan
        if len(plan.missed) and broken.may_wait:
            starts = np.unique(found.start[plan.missed]).tolist()
            waits = _waiting(broken, plan, asked.items, found.start)
            plan = _planned(broken, problem, people, waits)
            for item, until in waits.items():
                for less in (None, *(at for at in starts if at < until)):
                    fewer = _waits_until(plan.waits, item, less)
                    sooner = _planned(broken, problem, people, fewer)
                    if len(sooner.missed) <= len(plan.missed):
                        plan = sooner
                        break
            yield plan


def _waits_until(
    waits: Mapping[int, int], item: int, until: int | None
) -> Mapping[int, int]:
    """Let an item wait less long, or not at all."""
    others = {i: at for i, at in waits.items() if i != item}
    return others if until is None else others | {item: until}


def _takers(known: Schedule) -> dict[int, int]:
    """Return who does each item that one person does."""
    first, counts = known.part_offsets[:-1], np.diff(known.part_offsets)
    alone = np.flatnonzero(counts == 1)
    who = known.person[first[alone]]
    return dict(zip(alone.tolist(), who.tolist(), strict=True))


def _waiting(
    broken: Broken, plan: _Plan, items: Iterable[int], start: Minutes
) -> dict[int, int]:
    """Return what dispatch begins before it is to begin, and when that is."""
    is_new = broken.problem.items.started_at == NEVER
    return {
        i: int(start[i])
        for i in items
        if is_new[i] and NEVER != plan.schedule.start[i] < start[i]
    }


def _orders(
    problem: Problem, known: Schedule, items: Sequence[int], start: Minutes
) -> Iterator[Ints]:
    """Yield orders that lead to these starts: in the places of the items, and of all.

    In the first all others keep their places.
    """
    some = np.array(items, np.int64)
    rank = problem.items.rank.copy()
    by_start = some[np.lexsort((rank[some], start[some]))]
    rank[by_start] = np.sort(rank[some])
    yield rank
    last = np.iinfo(np.int32).max
    at = np.where(known.start == NEVER, last, known.start)
    at[some] = start[some]
    whole = np.empty(len(at), np.int32)
    whole[np.lexsort((rank, at))] = np.arange(len(at))
    yield whole


class _Judging:
    """Compares plans: by limits kept, then by expected delay and what they change."""

    def __init__(self, broken: Broken, seed: int) -> None:
        self.broken, self.seed = broken, seed
        self.weight = weights(broken)

    def best(self, plans: Sequence[_Plan]) -> _Plan:
        def worth(plan: _Plan) -> tuple[int, float]:
            delay = float(self._delay(plan, 0, SCENARIOS).mean())
            return len(plan.missed), delay + self._price(plan)

        return min(plans, key=worth)

    def answer(self, given: _Plan, best: _Plan, conflict: Conflict | None) -> Repair:
        """Adopt the best by the rule, in scenarios that were not looked at before."""
        before = after = self._delay(given, SCENARIOS, UNSEEN)
        is_adopted = False
        if best is not given:
            after = self._delay(best, SCENARIOS, UNSEEN)
            more = self._price(best) - self._price(given)
            kept = len(given.missed) - len(best.missed)
            is_adopted = kept > 0 or (kept == 0 and pays(before, after, more))
        plan = best if is_adopted else given
        return Repair(
            problem=plan.problem,
            is_adopted=is_adopted,
            rank=plan.problem.items.rank,
            people=plan.people,
            waits=plan.waits,
            missed=plan.missed,
            conflict=conflict,
            before=float(before.mean()),
            after=float(after.mean() if is_adopted else before.mean()),
            moves=len(self._moved(plan)),
        )

    def _delay(self, plan: _Plan, first: int, scenarios: int) -> Floats:
        judge = Judge(
            plan.problem, self.broken.cost, NO_PRICE, seed=self.seed, first=first
        )
        return judge.judge(plan.problem.items.rank, scenarios).delay

    def _price(self, plan: _Plan) -> float:
        return float(self.weight[self._moved(plan)].sum())

    def _moved(self, plan: _Plan) -> Ints:
        """Return the near items that are not as people know them."""
        told, now = self.broken.start, self.broken.problem.now
        start = plan.schedule.start.astype(np.int64)
        moved = (told != NEVER) & (np.abs(start - told) > SAME)
        moved[list(plan.people)] = True
        near = (told != NEVER) & (told < now + self.broken.price.minutes)
        is_new = self.broken.problem.items.started_at == NEVER
        return np.flatnonzero(moved & near & is_new).astype(np.int32)
