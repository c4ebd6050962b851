"""What would help a date: single changes of a plan, ranked by what each would bring.

Each is a forecast of its own on the same random numbers, so that the difference is the
change's and not the draw's.  A problem goes in, the same problem with one thing
otherwise comes out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import pairwise
from typing import Final

import numpy as np

from headway_engine.explanation import chain_to
from headway_engine.levelling import level
from headway_engine.problem import (
    NEVER,
    NONE,
    WHOLE,
    Drive,
    Flags,
    Floats,
    Groups,
    Ints,
    Keys,
    Minutes,
    Problem,
)
from headway_engine.schedule import Cause, Schedule
from headway_engine.simulation import quantiles, simulate

P85: Final = 85


@dataclass(frozen=True, kw_only=True, slots=True)
class Goal:
    """That all items with these keys are done by ``due``, a minute.

    ``seed`` is that of the forecast.
    """

    keys: Keys
    due: int
    seed: int
    scenarios: int = 100
    threads: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Lever:
    """One change: of the problem, of what is asked for, or of when.

    ``name`` is whatever tells it apart.  ``drops`` is the position of an item that the
    goal then does without, ``due`` the date then.
    """

    name: tuple[str, int]
    apply: Callable[[Problem], Problem] | None = None
    drops: int = NONE
    due: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Prospect:
    """How likely the goal is, from 0 to 1, and when it is reached at 85 %."""

    chance: float
    p85: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """What comes of a lever."""

    lever: Lever
    prospect: Prospect


def prospect_of(
    problem: Problem, goal: Goal, *, drops: int = NONE, finish: Minutes | None = None
) -> Prospect:
    """Forecast the goal; where an item is never placed it is not reached.

    ``finish`` are the problem's scenarios with the goal's draws, where they are known:
    shape ``(s, n)``.
    """
    items = problem.items
    mine = np.isin(items.key, goal.keys) & (items.finished_at == NEVER)
    if drops != NONE:
        mine[drops] = False
    if not mine.any():
        return Prospect(chance=1.0, p85=problem.now)
    if finish is None:
        finish = simulate(
            problem, seed=goal.seed, scenarios=goal.scenarios, threads=goal.threads
        ).finish
    asked = finish[:, mine]
    last = np.where((asked == NEVER).any(axis=1), NEVER, asked.max(axis=1))
    kept = (last != NEVER) & (last <= goal.due)
    late = quantiles(last[:, None].astype(np.int32), [P85])[0, 0]
    return Prospect(chance=float(kept.mean()), p85=int(late))


def rank_levers(
    problem: Problem,
    goal: Goal,
    levers: Sequence[Lever],
    *,
    finish: Minutes | None = None,
) -> list[Effect]:
    """Return what comes of each, who helps most first: by chance, then by date.

    Costs a simulation for each that changes the problem, as ``finish`` is that of the
    problem itself, where it is known.
    """
    found = []
    for lever in levers:
        due = goal.due if lever.due is None else lever.due
        prospect = prospect_of(
            lever.apply(problem) if lever.apply else problem,
            replace(goal, due=due),
            drops=lever.drops,
            finish=None if lever.apply else finish,
        )
        found.append(Effect(lever=lever, prospect=prospect))
    return sorted(found, key=_order)


def _order(effect: Effect) -> tuple[float, float, tuple[str, int]]:
    p85 = effect.prospect.p85
    late = np.inf if p85 == NEVER else float(p85)
    return -effect.prospect.chance, late, effect.lever.name


def cut_line(finish: Minutes, order: Sequence[int], due: int) -> Floats:
    """Say how likely the first 1, 2, 3, … of ``order`` are all done by ``due``.

    ``finish`` has shape ``(s, n)``: scenarios by items.  What is never placed is done
    never.  The answers only fall; where they cross what somebody dares to promise is
    the line.
    """
    mine = finish[:, list(order)]
    done = (mine != NEVER) & (mine <= due)
    return np.asarray(np.logical_and.accumulate(done, axis=1).mean(axis=0))


def levers_on(problem: Problem, goal: Goal, *, weeks: int, most: int) -> list[Lever]:
    """Read off the schedule at median minutes what might help, from its end backwards.

    Along the chain of causes to the last finish: links and items that could go, items
    that could go first, people of whom there could be one more, for what begins within
    ``weeks``.
    """
    schedule = level(problem)
    items = problem.items
    mine = np.isin(items.key, goal.keys) & (schedule.finish != NEVER)
    mine &= items.finished_at == NEVER
    if not mine.any():
        return []
    last = int(np.argmax(np.where(mine, schedule.finish.astype(np.int64), NEVER - 1)))
    soon = schedule.start < problem.now + weeks * 7 * 1440
    found: dict[tuple[str, int], Lever] = {}
    for item in reversed(chain_to(schedule, last)):
        asked = len(goal.keys) if mine[item] else 0
        for lever in _levers_at(schedule, problem, item, soon, asked):
            found.setdefault(lever.name, lever)
    return list(found.values())[:most]


def _levers_at(
    schedule: Schedule, problem: Problem, item: int, soon: Flags, asked: int
) -> list[Lever]:
    """List what could be tried; the item is one of ``asked`` for, or of none."""
    cause, link = Cause(int(schedule.cause[item])), int(schedule.link[item])
    is_idle = problem.items.started_at[item] == NEVER
    takes_time = problem.items.drive[item] != Drive.MILESTONE
    found = []
    if cause is Cause.LINK and link >= 0:
        found.append(_lever("link", link, partial(without_link, link=link)))
    if is_idle and (asked or cause in (Cause.BUSY, Cause.PRIORITY)):
        found.append(_lever("first", item, partial(put_first, item=item)))
    if asked > 1 and is_idle and takes_time:
        drop = _lever("drop", item, partial(dropped, item=item))
        found.append(replace(drop, drops=item))
    people = _people_of(schedule, item)
    return found + [
        _lever("help", who, partial(helped, person=who, soon=soon)) for who in people
    ]


def _lever(kind: str, place: int, apply: Callable[[Problem], Problem]) -> Lever:
    return Lever(name=(kind, place), apply=apply)


def _people_of(schedule: Schedule, item: int) -> list[int]:
    rows = slice(schedule.part_offsets[item], schedule.part_offsets[item + 1])
    people: list[int] = schedule.person[rows].tolist()
    return people


def without_link(problem: Problem, link: int) -> Problem:
    """Return the problem in which nothing waits for that any more."""
    kept = np.arange(len(problem.links.before)) != link
    return replace(problem, links=problem.links.only(kept))


def put_first(problem: Problem, item: int) -> Problem:
    """Return the problem in which the item, and what it waits for, goes before all."""
    links, rank = problem.links, problem.items.rank
    first = {item}
    waiting = [item]
    while waiting:
        for before in links.before[links.after == waiting.pop()].tolist():
            if before not in first:
                first.add(before)
                waiting.append(before)
    behind = np.ones(len(rank), np.bool_)
    behind[list(first)] = False
    order = np.lexsort((rank, behind))
    changed = np.empty(len(rank), np.int32)
    changed[order] = np.arange(len(rank))
    return replace(problem, items=replace(problem.items, rank=changed))


def dropped(problem: Problem, item: int) -> Problem:
    """Return the problem in which the item is nothing to do; what waits for it waits.

    It takes nobody's time and happens as soon as what it waits for allows.
    """
    items, parts = problem.items, problem.parts
    lo, hi = parts.offsets[item : item + 2]
    offsets = parts.offsets.copy()
    offsets[item + 1 :] -= hi - lo
    kept = np.ones(len(parts.person), np.bool_)
    kept[lo:hi] = False
    is_it = np.arange(len(items.key)) == item
    return replace(
        problem,
        items=replace(
            items,
            drive=np.where(is_it, Drive.MILESTONE, items.drive).astype(np.int8),
            minutes=np.where(is_it, 0.0, items.minutes),
            group=np.where(is_it, NONE, items.group).astype(np.int32),
            calendar=np.where(is_it, NONE, items.calendar).astype(np.int32),
        ),
        parts=replace(
            parts,
            offsets=offsets,
            person=parts.person[kept],
            share=parts.share[kept],
            units=parts.units[kept],
        ),
    )


def helped(problem: Problem, person: int, soon: Flags) -> Problem:
    """Return the problem with one more like ``person``, for what is ``soon``.

    What of that nobody has begun and ``person`` does alone with all of their time, or
    may do, either of the two does.  Whatever the other one has begun they finish: the
    calendar is the same.
    """
    people = problem.people
    helper = len(people.calendar)
    columns = {each.name: getattr(people, each.name) for each in fields(people)}
    known = {name: column for name, column in columns.items() if len(column)}
    more = {name: np.append(each, each[person]) for name, each in known.items()}
    changed = replace(problem, people=replace(people, **more))
    if len(problem.speeds.of):
        factor = problem.speeds.factor
        factor = np.vstack([factor, factor[person]])
        changed = replace(changed, speeds=replace(problem.speeds, factor=factor))
    return _shared(changed, person, helper, soon)


def _shared(problem: Problem, person: int, helper: int, soon: Flags) -> Problem:
    """Let ``helper`` into groups of their own beside those of ``person``."""
    items, parts = problem.items, problem.parts
    lists = _lists(problem.groups)
    group = items.group.copy()
    idle = soon & (items.started_at == NEVER) & (items.finished_at == NEVER)
    for g, members in enumerate(lists.copy()):
        if person in members:
            group[idle & (items.group == g)] = len(lists)
            lists.append(np.append(helper, members))
    counts = np.diff(parts.offsets)
    owner = np.repeat(np.arange(len(counts)), counts)
    is_mine = (parts.person == person) & (parts.units >= WHOLE) & (counts[owner] == 1)
    is_mine &= (idle & (items.drive == Drive.EFFORT))[owner]
    group[owner[is_mine]] = len(lists)
    counts = counts - np.bincount(owner[is_mine], minlength=len(counts))
    return replace(
        problem,
        items=replace(items, group=group),
        parts=replace(
            parts,
            offsets=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
            person=parts.person[~is_mine],
            share=parts.share[~is_mine],
            units=parts.units[~is_mine],
        ),
        groups=_grouped([*lists, np.array([helper, person], np.int32)]),
    )


def _lists(groups: Groups) -> list[Ints]:
    """Return the members of each group."""
    pairs = pairwise(groups.offsets.tolist())
    return [groups.person[lo:hi] for lo, hi in pairs]


def _grouped(lists: Sequence[Ints]) -> Groups:
    offsets = np.cumsum([0, *map(len, lists)], dtype=np.int32)
    return Groups(offsets=offsets, person=np.concatenate(lists).astype(np.int32))
