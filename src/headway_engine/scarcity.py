"""How scarce each person's hour is: who has much to do holds up more than others."""

from typing import Final

import numpy as np

from headway_engine.problem import NEVER, WHOLE, Drive, Floats, Problem
from headway_engine.speeds import speed_of

LEAST, MOST, STEP = 0.5, 2.0, 0.25
"""Bounds, and steps: a little more or less work reorders nothing."""

WEEK_MINUTES: Final = 2400.0
WEEK_ON_THE_WALL: Final = 7 * 1440.0


def booked_minutes(problem: Problem) -> Floats:
    """Return the minutes of people that each open item takes, by its probability."""
    items, counts = problem.items, np.diff(problem.parts.offsets)
    owner = np.repeat(np.arange(len(counts)), counts)
    units = np.bincount(owner, problem.parts.units / WHOLE, minlength=len(counts))
    spans = np.isin(items.drive, [Drive.DURATION, Drive.ELAPSED])
    minutes = np.where(spans, items.minutes * units, items.minutes)
    idle = (items.drive == Drive.MILESTONE) | (items.finished_at != NEVER)
    chances = problem.chances
    if len(chances.of):
        minutes = minutes * np.append(chances.probability, 1.0)[chances.of]
    return np.asarray(np.where(idle, 0.0, minutes))


def scarcity(problem: Problem, minutes: Floats) -> Floats:
    """Say how much more an hour of who does each item is worth than one on average.

    By what they have to do for what there is of them: bottleneck dynamics (Morton &
    Pentico 1993), with one price for a person's whole queue.  ``minutes`` are those of
    :func:`booked_minutes`; what a group may do falls on its members alike.
    """
    n, people = len(minutes), len(problem.people.capacity)
    item, person, part = _who(problem)
    if not len(item):
        return np.ones(n)
    taken = minutes[item] * part / speed_of(problem, item, person)
    booked = np.bincount(person, taken, minlength=people)
    load = booked * WHOLE / np.maximum(problem.people.capacity, 1)
    busy = load > 0
    price = load / load[busy].mean() if busy.any() else np.ones(people)
    mean = np.bincount(item, price[person] * part, minlength=n)
    whole = np.bincount(item, part, minlength=n)
    price_of = np.where(whole > 0, mean / np.where(whole > 0, whole, 1.0), 1.0)
    return np.asarray(np.clip(np.round(price_of / STEP) * STEP, LEAST, MOST))


def lookahead(problem: Problem, minutes: Floats) -> float:
    """Return over how many minutes a due date is foreseen: half of the mean queue.

    In whole weeks, from one to a year: the ``k`` average jobs of the apparent tardiness
    cost, where the order is that of a whole backlog and not of a machine's queue.
    """
    there = problem.people.capacity.sum() / WHOLE
    weeks = minutes.sum() / WEEK_MINUTES / max(there, 1.0) / 2
    return float(np.clip(np.round(weeks), 1, 52)) * WEEK_ON_THE_WALL


def _who(problem: Problem) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return whose work each item is: item, person and part of it, row by row."""
    parts, groups = problem.parts, problem.groups
    owner = np.repeat(np.arange(len(parts.offsets) - 1), np.diff(parts.offsets))
    item, person, part = [owner], [parts.person], [parts.share]
    sizes = np.diff(groups.offsets)
    for i in np.flatnonzero(problem.items.group >= 0).tolist():
        g = problem.items.group[i]
        members = groups.person[groups.offsets[g] : groups.offsets[g + 1]]
        item.append(np.full(sizes[g], i))
        person.append(members)
        part.append(np.full(sizes[g], 1 / sizes[g]))
    return np.concatenate(item), np.concatenate(person), np.concatenate(part)
