"""A part of a plan planned anew, all else held: with limits, and few changes.

The window is solved to the end where it is small.  Where the limits cannot all be kept,
whatever is done, it is proven, and said which of them, whose time and which pins stand
against each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from headway_engine.bounding import unhindered
from headway_engine.priority import DelayCost
from headway_engine.problem import NEVER, NONE, Floats, Minutes, Problem
from headway_engine.schedule import Schedule
from headway_engine.solvers.exact.conflicts import Conflict, Proof
from headway_engine.solvers.exact.cpsat import Effort, load
from headway_engine.solvers.exact.limits import Clock, Limits, limited
from headway_engine.solvers.exact.planning import delay_terms
from headway_engine.solvers.exact.window import Model, Window, values

SAME: Final = 60
"""What starts within so many minutes of when it was to start has not moved."""

SLACK: Final = 14 * 1440
"""So much later than now a window may be done; limits are looked for within it."""

MOST_GIVEN_UP: Final = 3
"""Limits that are given up so that the others can be kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Plan ``items`` anew, all else as in ``known``.

    ``start`` is when people think that each item starts, and ``weight`` what it costs
    that it does so more than an hour sooner or later, or that one person who has it
    gives it away.  ``able`` are those who could do an item, by item, who has it too.
    """

    items: Sequence[int]
    known: Schedule
    limits: Limits
    start: Minutes
    weight: Floats
    able: Mapping[int, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mended:
    """When the items start, and who does each of those that others could do.

    Where there is a ``conflict`` nothing keeps all limits, and these keep the others;
    all is ``NEVER`` where not even that was found.
    """

    start: Minutes
    people: Mapping[int, int]
    conflict: Conflict | None = None


def mend(
    problem: Problem, cost: DelayCost, asked: Asked, effort: Effort
) -> Mended | None:
    """Plan a window anew so that delay and changes cost least; None if not in time.

    All limits of its items are kept.  Of those that cannot all be, which is proven
    without what is held, one is given up after the other, at most ``MOST_GIVEN_UP``.
    """
    cp = load()
    if cp is None:
        return None
    opened, clock = open_to(problem, asked.able), Clock(cp, effort)
    conflict: Conflict | None = None
    for _ in range(MOST_GIVEN_UP + 1):
        found = _attempt(cp, opened, cost, asked, clock)
        if isinstance(found, Mended):
            return replace(found, conflict=conflict)
        if found is None:
            break
        conflict = conflict or found
        asked = replace(asked, limits=_one_less(asked, found))
    if conflict is None:
        return None
    nowhere = np.full(len(asked.start), NEVER, np.int32)
    return Mended(start=nowhere, people={}, conflict=conflict)


def _attempt(
    cp: Any, problem: Problem, cost: DelayCost, asked: Asked, clock: Clock
) -> Mended | Conflict | None:
    window, latest = _window(problem, asked)
    built = limited(cp, problem, window, asked.limits)
    if built is not None:
        if not built.is_small:
            return None
        _minimise(built, problem, cost, asked, latest)
        outcome = clock.run(built)
        if outcome is not None and outcome.solver is not None:
            return Mended(
                start=values(outcome.solver, built.start, len(asked.start)),
                people=_people(built, outcome.solver, asked),
            )
        if outcome is None or not outcome.is_closed:
            return None
    return Proof(cp, problem, asked.limits, clock).conflict()


def _one_less(asked: Asked, conflict: Conflict) -> Limits:
    """Give up a limit that is not kept now, or the last of them."""
    missed = asked.limits.missed(asked.known.start, asked.known.finish).tolist()
    given_up = next((i for i in conflict.items if i in missed), conflict.items[-1])
    return asked.limits.only([i for i in asked.limits.limited if i != given_up])


def open_to(problem: Problem, able: Mapping[int, Sequence[int]]) -> Problem:
    """Let each of some items be done by any one of those who are able."""
    if not able:
        return problem
    items, parts, groups = problem.items, problem.parts, problem.groups
    counts = np.diff(parts.offsets)
    kept = ~np.isin(np.repeat(np.arange(len(counts)), counts), list(able))
    counts[list(able)] = 0
    group = items.group.copy()
    first = len(groups.offsets) - 1
    group[list(able)] = first + np.arange(len(able))
    sizes = np.cumsum([len(people) for people in able.values()])
    joint = items.is_joint.copy()
    joint[list(able)] = False
    return replace(
        problem,
        items=replace(items, group=group.astype(np.int32), is_joint=joint),
        parts=replace(
            parts,
            offsets=np.append(0, np.cumsum(counts)).astype(np.int32),
            person=parts.person[kept],
            share=parts.share[kept],
            units=parts.units[kept],
        ),
        groups=replace(
            groups,
            offsets=np.append(groups.offsets, groups.offsets[-1] + sizes).astype(
                np.int32
            ),
            person=np.concatenate([groups.person, *able.values()]).astype(np.int32),
        ),
    )


def _window(problem: Problem, asked: Asked) -> tuple[Window, Minutes]:
    earliest = unhindered(problem)
    known = asked.known.finish[list(asked.items)]
    last = max(int(known.max(initial=problem.now)), problem.now) + SLACK
    last = min(last, problem.calendars.horizon)
    latest = np.full(len(asked.start), last, np.int32)
    by = asked.limits.finish_by
    latest = np.where(by != NEVER, np.minimum(by, latest), latest).astype(np.int32)
    window = Window(
        items=asked.items,
        start_from=earliest.start,
        finish_from=earliest.finish,
        finish_by=latest,
        held=asked.known,
    )
    return window, latest


def _minimise(
    built: Model, problem: Problem, cost: DelayCost, asked: Asked, latest: Minutes
) -> None:
    terms, scale = delay_terms(built, problem, cost, latest)
    terms += [
        int(float(asked.weight[item]) * scale) * changed
        for item, changed in _changes(built, asked)
    ]
    built.model.minimize(sum(terms))
    built.hint(asked.known.start)


def _changes(built: Model, asked: Asked) -> Iterator[tuple[int, Any]]:
    """Yield for each item whose change costs something whether it is another one."""
    for item, start in built.start.items():
        told = int(asked.start[item])
        if told == NEVER or not asked.weight[item] or isinstance(start, int):
            continue
        moved = built.model.new_bool_var("")
        built.model.add(start <= told + SAME).only_enforce_if(~moved)
        built.model.add(start >= told - SAME).only_enforce_if(~moved)
        own = _present(asked, item)
        for piece in built.pieces[item][0] if own != NONE else ():
            if piece.is_taken is not None and piece.option.takes[0][0] != own:
                built.model.add_implication(piece.is_taken, moved)
        yield item, moved


def _present(asked: Asked, item: int) -> int:
    """Return who has an item now that others could do, too."""
    lo, hi = asked.known.part_offsets[item : item + 2].tolist()
    if item not in asked.able or hi - lo != 1:
        return NONE
    return int(asked.known.person[lo])


def _people(built: Model, solver: Any, asked: Asked) -> dict[int, int]:
    found = {}
    for item in asked.able:
        for piece in built.pieces[item][0] if item in built.pieces else ():
            if piece.is_taken is None or solver.value(piece.is_taken):
                found[item] = int(piece.option.takes[0][0])
    return found
