"""What the engine answers."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from headway_engine.problem import Codes, Flags, Ints, Minutes


class Cause(IntEnum):
    """Why an item starts when it does and not earlier."""

    FACT = 0
    """It has started already, or it is done."""
    NOW = 1
    """It starts at once."""
    LINK = 2
    """``culprit`` is the predecessor that it waits for, by ``link``."""
    BUSY = 3
    """``culprit`` is the item that ``witness``, one of its people, does before."""
    CALENDAR = 4
    """Nobody who could do it works earlier: ``witness`` is who then begins it."""
    CONSTRAINT = 5
    """It may not start, or where ``link`` says so not finish, earlier."""
    PRIORITY = 6
    """It was ready when ``witness`` began ``culprit``, which goes before by rank."""
    SKILL = 7
    """All who can do it are busy; ``witness`` is free, but lacks a skill."""
    CHUNK = 8
    """What was left of a stretch of working time was less than its minimum chunk."""


class Unplaced(IntEnum):
    """Why an item has no place in the schedule."""

    PLACED = 0
    CYCLE = 1
    """It waits for itself; ``culprit`` is the next item on the circle."""
    BEHIND = 2
    """``culprit`` is a predecessor that is not placed."""
    NO_WORKING_TIME = 3
    """Its calendar, its people or its group never work."""
    NOBODY = 4
    """It needs people, and has neither parts nor a group."""
    HORIZON = 5
    """It does not fit before the horizon."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ties:
    """Rows of an item and what holds it beside its cause; columns as a schedule's."""

    item: Ints
    cause: Codes
    culprit: Ints
    link: Ints
    witness: Ints


START_BOUND: Final = -2
"""In place of a link: the item may not start earlier."""

FINISH_BOUND: Final = -3
"""In place of a link: the item may not finish earlier."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """One levelled schedule of ``n`` items and ``k`` parts.

    ``start`` and ``finish`` are ``NEVER`` where ``unplaced`` is not 0.  Item ``i`` was
    worked on by ``person[j]`` from ``part_start[j]`` to ``part_finish[j]`` for ``j`` in
    ``part_offsets[i]:part_offsets[i+1]``: the problem's parts, and one more for each
    item that a group's member took.

    ``cause`` is what holds an item: were only that not so, it would start earlier.
    ``culprit`` is the item, ``witness`` the person and ``link`` the position among the
    problem's links (or ``START_BOUND``, ``FINISH_BOUND``) that it speaks of, ``NONE``
    where it speaks of none.  ``since`` is from when on a ``BUSY`` person could
    otherwise be at it, and from when on one is not at work (``CALENDAR``).  ``ties``
    says what else holds those few that several things hold to the same instant.
    """

    start: Minutes
    finish: Minutes
    cause: Codes
    culprit: Ints
    link: Ints
    witness: Ints
    since: Minutes
    ties: Ties
    unplaced: Codes
    part_offsets: Ints
    person: Ints
    part_start: Minutes
    part_finish: Minutes


@dataclass(frozen=True, kw_only=True, slots=True)
class Unhindered:
    """When each item can start and finish at the earliest; ``NEVER`` if it cannot."""

    start: Minutes
    finish: Minutes


@dataclass(frozen=True, kw_only=True, slots=True)
class Scenarios:
    """``s`` levelled schedules of ``n`` items, each with its own draw of minutes.

    ``start`` and ``finish`` have shape ``(s, n)``; ``NEVER`` where not placed.
    ``start`` has no rows where nobody asked for it.  ``critical`` has a row for each
    scenario that was traced: which items were on the chain that decides when their aim
    ends.
    """

    start: Minutes
    finish: Minutes
    critical: Flags
