"""Who has several items in progress at once, and which work that is."""

import numpy as np
from numpy.typing import NDArray

from headway_engine.problem import NONE, WHOLE, Drive, Flags, Ints, Problem
from headway_engine.schedule import Schedule

Places = NDArray[np.intp]


def limits(problem: Problem) -> Ints:
    """Say how many items each person may have in progress at once; 1 for teams."""
    people = problem.people
    limit = people.limit if len(people.limit) else np.ones_like(people.capacity)
    limit = np.clip(limit, 1, np.maximum(people.capacity, 1))
    return np.where(people.capacity <= WHOLE, limit, 1).astype(np.int32)


def in_turns(problem: Problem, schedule: Schedule) -> Flags:
    """Mark the parts of a schedule that share their person's time with each other.

    What has hours of its own does not.
    """
    owner = np.repeat(np.arange(len(problem.items.key)), np.diff(schedule.part_offsets))
    is_free = problem.items.calendar[owner] == NONE
    return np.asarray(_limited(problem, schedule) & is_free)


def part_units(problem: Problem, schedule: Schedule) -> Ints:
    """Say how much each part of a schedule takes of its person; a turn counts as all.

    Who was taken from a group is taken whole.
    """
    people = problem.people
    owner, place = _places(problem, schedule)
    units = np.append(problem.parts.units, WHOLE)[place]
    person = schedule.person
    turn = people.capacity[person] // limits(problem)[person]
    has_hours = problem.items.calendar[owner] != NONE
    return np.where(_limited(problem, schedule) & has_hours, turn, units)


def _places(problem: Problem, schedule: Schedule) -> tuple[Places, Places]:
    """Return whose each part of a schedule is, and which of the problem's it is.

    What a group's member does is behind the last of these.
    """
    parts = problem.parts
    owner = np.repeat(np.arange(len(problem.items.key)), np.diff(schedule.part_offsets))
    nth = np.arange(len(owner)) - schedule.part_offsets[owner]
    is_named = nth < np.diff(parts.offsets)[owner]
    place = np.where(is_named, parts.offsets[owner] + nth, len(parts.units))
    return owner, place.astype(np.intp)


def _limited(problem: Problem, schedule: Schedule) -> Flags:
    """Mark the parts that take one of the places of who has several in progress.

    These are by effort, want all of their person, and are not done by all together.
    """
    items, parts = problem.items, problem.parts
    owner, place = _places(problem, schedule)
    named, person = np.diff(parts.offsets)[owner], schedule.person
    units = np.append(parts.units, WHOLE)[place]
    is_whole = units >= problem.people.capacity[person]
    is_alone = is_whole & (~items.is_joint[owner] | (named <= 1))
    is_alone |= place == len(parts.units)
    is_limited = limits(problem)[person] > 1
    return np.asarray(is_limited & is_alone & (items.drive[owner] == Drive.EFFORT))


def unions(start: Ints, finish: Ints) -> list[tuple[int, int]]:
    """Return when at least one of some spans lasts, in order."""
    found: list[tuple[int, int]] = []
    order = np.lexsort((finish, start))
    for a, b in zip(start[order].tolist(), finish[order].tolist(), strict=True):
        if found and a <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], b)
        else:
            found.append((a, b))
    return found
