"""A small plan solved to the end: how early it can be done, and in which order best."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

import numpy as np

from headway_engine.priority import DelayCost, cost_of_finish
from headway_engine.problem import NEVER, Floats, Minutes, Problem
from headway_engine.schedule import Schedule, Unhindered
from headway_engine.solvers.exact.cpsat import Effort, load, run
from headway_engine.solvers.exact.window import MOST_ITEMS, Model, Window, values

UNITS: Final = 1 << 32
"""What all delay may cost at most, in the whole numbers that the solver counts in."""

HALVINGS: Final = 32


class Stint(NamedTuple):
    """A person's work on an item, from when until when."""

    item: int
    person: int
    start: int
    finish: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """When items start and finish at their medians; ``NEVER`` what was not asked for.

    ``stints`` say who does what, item by item.  ``value`` is what was minimised, and
    ``bound`` what it cannot be less than.
    """

    start: Minutes
    finish: Minutes
    stints: Sequence[Stint]
    value: float
    bound: float


def end_of(
    problem: Problem,
    items: Sequence[int],
    earliest: Unhindered,
    end: int,
    effort: Effort,
) -> int | None:
    """Return before when no order of work finishes all of ``items``.

    ``end`` is when a schedule that is known does.  All other work is left out of
    account.  None if that is not known: too much of it, or no solver.
    """
    cp = load() if 0 < len(items) <= MOST_ITEMS else None
    if cp is None:
        return None
    latest = np.full(len(problem.items.key), end - 1, np.int32)
    built = Model(cp, problem, _window(items, earliest, latest))
    if not built.is_possible:
        return end
    if not built.is_small:
        return None
    last = built.model.new_int_var(problem.now, end - 1, "")
    for item in items:
        built.model.add(last >= built.finish[item])
    built.model.minimize(last)
    outcome = run(cp, built.model, effort)
    if outcome is None:
        return None
    if outcome.solver is None and outcome.is_closed:
        return end
    return min(int(np.ceil(outcome.bound - 1e-6)), end)


def ends_of(
    problem: Problem,
    earliest: Unhindered,
    asked: Sequence[tuple[Sequence[int], int]],
    effort: Effort,
) -> list[int | None]:
    """Do as ``end_of`` for several sets of items, each with its ``end``.

    They share the seconds of the effort; its work is for each.
    """
    load()  # which takes a second, of nobody's time
    begun, found = time.perf_counter(), []
    for items, end in asked:
        left = effort
        if effort.seconds is not None:
            spent = time.perf_counter() - begun
            left = replace(effort, seconds=effort.seconds - spent)
        found.append(end_of(problem, items, earliest, end, left))
    return found


def cheapest(
    problem: Problem,
    cost: DelayCost,
    earliest: Unhindered,
    known: Schedule,
    effort: Effort,
) -> Placed | None:
    """Schedule all open work at its medians so that delay costs least.

    ``known`` is the problem levelled.  None where there is too much of it, no solver,
    or nothing was found in time.
    """
    can = (known.unplaced == 0) & (problem.items.finished_at == NEVER)
    items = np.flatnonzero(can).tolist()
    cp = load() if 0 < len(items) <= MOST_ITEMS else None
    if cp is None:
        return None
    latest = _latest(problem, cost, earliest, known.finish, can)
    built = Model(cp, problem, _window(items, earliest, latest))
    if not (built.is_possible and built.is_small):
        return None
    terms, scale = delay_terms(built, problem, cost, latest)
    built.model.minimize(sum(terms))
    built.hint(known.start)
    outcome = run(cp, built.model, effort)
    if outcome is None or outcome.solver is None:
        return None
    n = len(problem.items.key)
    return Placed(
        start=values(outcome.solver, built.start, n),
        finish=values(outcome.solver, built.finish, n),
        stints=list(stints_of(built, outcome.solver)),
        value=outcome.solver.objective_value / scale,
        bound=outcome.bound / scale,
    )


def stints_of(built: Model, solver: Any) -> Iterator[Stint]:
    for item, tasks in built.pieces.items():
        for piece in (piece for pieces in tasks for piece in pieces):
            if piece.is_taken is not None and not solver.value(piece.is_taken):
                continue
            start, finish = solver.value(piece.start), solver.value(piece.finish)
            for person, _ in piece.option.takes:
                yield Stint(item, person, start, finish)


def _window(items: Sequence[int], earliest: Unhindered, latest: Minutes) -> Window:
    return Window(
        items=items,
        start_from=earliest.start,
        finish_from=earliest.finish,
        finish_by=latest,
    )


def _charged(problem: Problem, cost: DelayCost, finish: Minutes) -> Floats:
    return cost_of_finish(cost, finish.astype(np.float64), now=problem.now)


def _latest(
    problem: Problem, cost: DelayCost, earliest: Unhindered, known: Minutes, can: Any
) -> Minutes:
    """Find until when each item has to be done for all to cost no more than is known.

    If the others finish as early as can be, there is so much left for one.
    """
    least = np.where(can, _charged(problem, cost, earliest.finish), 0.0)
    spent = np.where(can, _charged(problem, cost, known), 0.0).sum()
    allowed = spent - (least.sum() - least) + 1e-6
    low = known.astype(np.int64)
    high = np.full(len(low), problem.calendars.horizon, np.int64)
    for _ in range(HALVINGS):
        middle = (low + high + 1) // 2
        fits = _charged(problem, cost, middle.astype(np.int32)) <= allowed
        low, high = np.where(fits, middle, low), np.where(fits, high, middle - 1)
    return np.maximum(low, known).astype(np.int32)


def delay_terms(
    built: Model, problem: Problem, cost: DelayCost, latest: Minutes
) -> tuple[list[Any], float]:
    """Charge the delay of each item in whole numbers, rounded down; how many are one.

    What fades is charged by the chord, which lies below.
    """
    most = sum(_most(problem, cost, latest, item) for item in built.finish)
    scale = UNITS / max(most, 1.0)
    terms = []
    for item, finish in built.finish.items():
        slope = int(_chord(cost, item, int(latest[item]) - problem.now) * scale)
        terms.append(slope * (finish - problem.now))
        due, late, cliff = cost.due[item], cost.late[item], cost.cliff[item]
        if due != NEVER and late > 0:
            most_late = max(int(latest[item]) - int(due), 0)
            behind = built.model.new_int_var(0, most_late, "")
            built.model.add(behind >= finish - int(due))
            terms.append(int(late * scale) * behind)
        if due != NEVER and cliff > 0:
            missed = built.model.new_bool_var("")
            in_time = built.model.add(finish <= int(due))
            in_time.only_enforce_if(~missed)
            terms.append(int(cliff * scale) * missed)
    return terms, scale


def _most(problem: Problem, cost: DelayCost, latest: Minutes, item: int) -> float:
    return float(_charged(problem, cost, latest)[item])


def _chord(cost: DelayCost, item: int, longest: int) -> float:
    """Return what a minute costs on average until the latest finish."""
    slope, fading = float(cost.slope[item]), float(cost.fading[item])
    if not np.isfinite(fading) or longest <= 0:
        return slope
    scale = max(fading, 1.0)
    return slope * scale * -float(np.expm1(-longest / scale)) / longest
