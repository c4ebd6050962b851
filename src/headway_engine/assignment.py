"""Who should do an item: what would come of giving it to each of some people.

Each is a forecast of its own, in which only that differs, on the same random numbers:
what tells two people apart is theirs and not the draw's.  Nothing is known of people
here but when they work, what else they have to do and how much of them there is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from headway_engine.calendars import Spans, intersect, spans_of
from headway_engine.errors import InvalidProblem
from headway_engine.levelling import level
from headway_engine.priority import DelayCost, cost_of_finish
from headway_engine.problem import NEVER, NONE, WHOLE, Floats, Ints, Problem
from headway_engine.schedule import Schedule
from headway_engine.simulation import quantiles, simulate
from headway_engine.turns import in_turns, unions

PERCENTS: Final = (50, 85)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draw:
    """The scenarios in which candidates are compared: those of the forecast."""

    seed: int
    scenarios: int = 100
    threads: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """What comes of giving an item to ``person``, a position among the people.

    ``p50`` and ``p85`` are its finish then, ``NEVER`` where it is not placed.  Of
    ``free_minutes`` the person has none planned for other work from now until
    ``until``, of ``able_minutes`` in which they work at all.  ``delay`` is the expected
    delay cost of all open work, this item's included.
    """

    person: int
    p50: int
    p85: int
    free_minutes: float
    able_minutes: float
    delay: float


def given_to(problem: Problem, item: int, person: int) -> Problem:
    """Return the problem in which ``person`` alone does ``item``, all of it.

    Raises
    ------
    InvalidProblem
        The item is finished, or there is no such item or person.
    """
    return all_given(problem, {item: person})


def all_given(problem: Problem, who: Mapping[int, int]) -> Problem:
    """Return the problem in which each of some items is done by one person alone.

    Raises
    ------
    InvalidProblem
        As ``given_to``.
    """
    items, parts = problem.items, problem.parts
    n, people = len(items.key), len(problem.people.calendar)
    for item, person in who.items():
        if not (0 <= item < n and 0 <= person < people):
            raise InvalidProblem(f"no item {item}, or no person {person}")
        if items.finished_at[item] != NEVER:
            raise InvalidProblem(f"item {item} is finished: nobody can get it")
    given = np.array(list(who), np.int64)
    owner = np.repeat(np.arange(n), np.diff(parts.offsets))
    kept = ~np.isin(owner, given)
    owners = np.concatenate([owner[kept], given])
    by_item = np.argsort(owners, kind="stable")

    def column(old: np.ndarray, new: Sequence[float]) -> np.ndarray:
        return np.concatenate([old[kept], new])[by_item].astype(old.dtype)

    group = items.group.copy()
    group[given] = NONE
    counts = np.bincount(owners, minlength=n)
    return replace(
        problem,
        items=replace(items, group=group),
        parts=replace(
            parts,
            offsets=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
            person=column(parts.person, list(who.values())),
            share=column(parts.share, [1.0] * len(who)),
            units=column(parts.units, [WHOLE] * len(who)),
        ),
    )


def candidates(
    problem: Problem,
    item: int,
    people: Sequence[int],
    cost: DelayCost,
    draw: Draw,
    *,
    until: int,
) -> list[Candidate]:
    """Say what comes of giving ``item`` to each of ``people``, the best first.

    Best is who makes all open work together cost least delay, then who is done with it
    first.  Costs a simulation for each, and one schedule.

    Raises
    ------
    InvalidProblem
        As ``given_to`` and ``level``.
    """
    cost.check(len(problem.items.key))
    schedule = level(problem)
    found = [
        _candidate(problem, schedule, item, person, cost, draw, until)
        for person in people
    ]
    return sorted(found, key=lambda each: (each.delay, _late(each.p85), each.person))


def _candidate(
    problem: Problem,
    schedule: Schedule,
    item: int,
    person: int,
    cost: DelayCost,
    draw: Draw,
    until: int,
) -> Candidate:
    changed = given_to(problem, item, person)
    finish = simulate(
        changed, seed=draw.seed, scenarios=draw.scenarios, threads=draw.threads
    ).finish
    delay = expected_delay(problem, finish, cost)
    return _outcome(problem, schedule, finish, item, person, delay, until)


def prospects(
    problem: Problem,
    who: Mapping[int, int],
    cost: DelayCost,
    draw: Draw,
    *,
    until: Mapping[int, int],
) -> dict[int, Candidate]:
    """Say what comes of giving each of some items to somebody, all of it together.

    ``until`` has the instant for each item up to which its person's time counts.

    Raises
    ------
    InvalidProblem
        As ``given_to`` and ``level``.
    """
    changed = all_given(problem, who)
    finish = simulate(
        changed, seed=draw.seed, scenarios=draw.scenarios, threads=draw.threads
    ).finish
    schedule, delay = level(changed), expected_delay(changed, finish, cost)
    return {
        item: _outcome(changed, schedule, finish, item, person, delay, until[item])
        for item, person in who.items()
    }


def _outcome(
    problem: Problem,
    schedule: Schedule,
    finish: Ints,
    item: int,
    person: int,
    delay: float,
    until: int,
) -> Candidate:
    p50, p85 = quantiles(finish[:, [item]], PERCENTS)[:, 0].tolist()
    able = able_minutes(problem, person, problem.now, until)
    booked = booked_until(problem, schedule, person, until, without=item)
    return Candidate(
        person=person,
        p50=p50,
        p85=p85,
        free_minutes=max(able - booked, 0.0),
        able_minutes=able,
        delay=delay,
    )


def expected_delay(problem: Problem, finish: Ints, cost: DelayCost) -> float:
    """Return the mean delay cost of open work over scenarios, shape ``(s, n)``.

    What is not placed is as late as can be.
    """
    return float(delays(problem, finish, cost).mean())


def delays(problem: Problem, finish: Ints, cost: DelayCost) -> Floats:
    """Return the delay cost of all open work in each scenario."""
    at = np.where(finish == NEVER, problem.calendars.horizon, finish)
    charged = cost_of_finish(cost, at.astype(np.float64), now=problem.now)
    is_open = problem.items.finished_at == NEVER
    return np.asarray(np.where(is_open, charged, 0.0).sum(axis=1))


def able_minutes(problem: Problem, person: int, since: int, until: int) -> float:
    """Return a person's working minutes between two instants, times their capacity."""
    people = problem.people
    spans = spans_of(problem.calendars, int(people.calendar[person]))
    worked = np.minimum(spans[:, 1], until) - np.maximum(spans[:, 0], since)
    return float(np.maximum(worked, 0).sum()) * int(people.capacity[person]) / WHOLE


def booked_until(
    problem: Problem, schedule: Schedule, person: int, until: int, *, without: int
) -> float:
    """Return the minutes that other work than ``without`` takes of a person.

    Each part of the schedule takes its units of the time in which its person works,
    from now until ``until``; those that take turns take all of it together.
    """
    calendars, items = problem.calendars, problem.items
    mine = spans_of(calendars, int(problem.people.calendar[person]))
    owner = np.repeat(np.arange(len(items.key)), np.diff(schedule.part_offsets))
    kept = (owner != without) & (items.finished_at[owner] == NEVER)
    kept &= (schedule.person == person) & (schedule.part_start != NEVER)
    turns = in_turns(problem, schedule)
    total = 0.0
    for j in np.flatnonzero(kept & ~turns).tolist():
        i, spans = int(owner[j]), mine
        if items.calendar[i] != NONE:
            spans = intersect(mine, spans_of(calendars, int(items.calendar[i])))
        worked = _worked(
            spans, int(schedule.part_start[j]), int(schedule.part_finish[j]), until
        )
        total += worked * _units(problem, i, person) / WHOLE
    begun, done = schedule.part_start[kept & turns], schedule.part_finish[kept & turns]
    taken = [_worked(mine, first, last, until) for first, last in unions(begun, done)]
    return total + sum(taken) * int(problem.people.capacity[person]) / WHOLE


def _worked(spans: Spans, first: int, last: int, until: int) -> float:
    """Count the minutes of ``spans`` from ``first`` to ``last`` that are ``until``."""
    worked = np.minimum(spans[:, 1], min(last, until)) - np.maximum(spans[:, 0], first)
    return float(np.maximum(worked, 0).sum())


def _units(problem: Problem, item: int, person: int) -> int:
    """Say how much of the person an item takes; all of one where a group does it."""
    parts = problem.parts
    rows = slice(parts.offsets[item], parts.offsets[item + 1])
    mine = parts.units[rows][parts.person[rows] == person]
    return min(int(mine.sum()) or WHOLE, int(problem.people.capacity[person]))


def _late(finish: int) -> float:
    return np.inf if finish == NEVER else finish
