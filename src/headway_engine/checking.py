"""Refuse arrays that contradict each other before a kernel reads them."""

from collections.abc import Iterable
from dataclasses import fields
from numbers import Integral, Real
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from headway_engine.errors import InvalidProblem
from headway_engine.problem import NEVER, NONE, Drive, Groups, LinkKind, Problem

Array = NDArray[Any]
FARTHEST: Final = 1 << 30
"""Instants and lags lie within so many minutes of the origin: 2,000 years."""

LARGEST_SEED: Final = 1 << 63
SEEDS: Final = 2 * LARGEST_SEED
"""So many seeds there are; numpy wants one modulo this, since it takes none below 0."""

MOST_SCENARIOS: Final = 1 << 24

KINDS: Final = {"i": "integers", "f": "numbers", "b": "booleans"}
FLOATS: Final = {
    "items.minutes", "items.spread", "parts.share", "scopes.growth", "scopes.spread",
    "people.slowdown", "people.slowdown_spread", "chances.probability",
    "links.spread", "speeds.factor",
}  # fmt: skip
BOOLEANS: Final = {"items.is_joint", "items.opens_on_any"}
TABLES: Final = {"speeds.factor"}
SLOWEST, FASTEST = 0.01, 100.0
"""Factors of speed between which nobody falls; an hour stays a sensible time."""


def check(problem: Problem) -> None:
    """Check lengths, types, ranges and order of all arrays.

    Raises
    ------
    InvalidProblem
        Names the array and what is wrong with it.
    """
    _types(problem)
    _lengths(problem)
    _positions(problem)
    _values(problem)
    _calendars(problem)


def check_wider(problem: Problem, wider: Groups) -> None:
    """Check that ``wider`` lists people of the problem for each of its groups.

    Raises
    ------
    InvalidProblem
        As ``check``.
    """
    for name in ("offsets", "person"):
        _is_array(f"wider.{name}", getattr(wider, name), "i")
    _offsets("wider.offsets", wider.offsets, len(wider.person))
    given, there = len(wider.offsets), len(problem.groups.offsets)
    _require(given == there, "wider.offsets", f"has {given} entries, not {there}")
    _within("wider.person", wider.person, 0, len(problem.people.calendar))


def check_draw(*, seed: int, scenarios: int, first_scenario: int) -> None:
    """Check what random numbers are drawn by.

    Raises
    ------
    InvalidProblem
        No whole numbers, or more than there can be.
    """
    for name, value, low, high in (
        ("seed", seed, -LARGEST_SEED, LARGEST_SEED - 1),
        ("scenarios", scenarios, 0, MOST_SCENARIOS),
        ("first_scenario", first_scenario, 0, LARGEST_SEED - MOST_SCENARIOS - 1),
    ):
        _require(isinstance(value, Integral), name, f"{value!r} is no whole number")
        fault = f"{value} is out of reach: give {low} to {high}"
        _require(low <= value <= high, name, fault)


def check_budget(
    *, seed: int, seconds: float | None = None, schedules: int | None = None
) -> None:
    """Check what a search is drawn by, and that it ends.

    Raises
    ------
    InvalidProblem
        A seed as ``check_draw`` refuses it, no budget at all, seconds that are
        negative, infinite or nan, schedules below 0.
    """
    check_draw(seed=seed, scenarios=0, first_scenario=0)
    if seconds is None and schedules is None:
        raise InvalidProblem("no budget: give seconds, schedules or both")
    if seconds is not None:
        is_time = isinstance(seconds, Real) and 0 <= seconds < np.inf
        _require(is_time, "seconds", f"{seconds!r} will not do: give 0 or more")
    if schedules is not None:
        is_count = isinstance(schedules, Integral) and schedules >= 0
        fault = f"{schedules!r} will not do: give a whole number, 0 or more"
        _require(is_count, "schedules", fault)


def _require(true: Any, array: str, fault: str) -> None:
    if not np.all(true):
        raise InvalidProblem(f"{array}: {fault}")


def _arrays(problem: Problem) -> Iterable[tuple[str, Array]]:
    for table in fields(problem):
        struct = getattr(problem, table.name)
        if table.name in ("now", "team_spread"):
            continue
        for column in fields(struct):
            if column.name != "horizon":
                yield f"{table.name}.{column.name}", getattr(struct, column.name)


def _types(problem: Problem) -> None:
    for name, array in _arrays(problem):
        kind = "f" if name in FLOATS else "b" if name in BOOLEANS else "i"
        _is_array(name, array, kind)
    for name, value in (
        ("now", problem.now),
        ("calendars.horizon", problem.calendars.horizon),
    ):
        _require(isinstance(value, Integral), name, f"{value!r} is no whole number")
        _require(abs(value) <= FARTHEST, name, f"{value} is out of reach")
    spread = problem.team_spread
    _require(isinstance(spread, Real), "team_spread", f"{spread!r} is no number")


def _is_array(name: str, array: Array, kind: str) -> None:
    _require(isinstance(array, np.ndarray), name, "is not an array")
    right = 2 if name in TABLES else 1
    _require(array.ndim == right, name, f"has {array.ndim} dimensions, not {right}")
    _require(array.dtype.kind == kind, name, f"holds no {KINDS[kind]}")


def _lengths(problem: Problem) -> None:
    p = problem
    same: list[tuple[str, Array, Iterable[str]]] = [
        ("people", p.people.calendar, ("calendar", "capacity")),
        ("items", p.items.key, [f.name for f in fields(p.items)]),
        ("links", p.links.before, ("after", "kind", "lag", "lag_calendar")),
        ("links", p.links.key, ("spread",)),
        ("parts", p.parts.person, ("person", "share", "units")),
        ("calendars", p.calendars.starts, ("starts", "ends")),
        ("scopes", p.scopes.key, ("growth", "spread")),
        ("chances", p.chances.key, ("probability",)),
    ]
    same += _said_of_all(p)
    same.append(("people", p.people.key, ("slowdown", "slowdown_spread")))
    for table, first, columns in same:
        for column in columns:
            length = len(getattr(getattr(p, table), column))
            fault = f"has {length} entries, not {len(first)}"
            _require(length == len(first), f"{table}.{column}", fault)
    _offsets("calendars.offsets", p.calendars.offsets, len(p.calendars.starts))
    _offsets("groups.offsets", p.groups.offsets, len(p.groups.person))
    _offsets("parts.offsets", p.parts.offsets, len(p.parts.person))
    fault = f"has {len(p.parts.offsets)} entries for {len(p.items.key)} items"
    _require(len(p.parts.offsets) == len(p.items.key) + 1, "parts.offsets", fault)


def _said_of_all(p: Problem) -> Iterable[tuple[str, Array, Iterable[str]]]:
    """Yield what may be empty, and else says something of each."""
    if len(p.scopes.of):
        yield "scopes", p.items.key, ("of",)
    if len(p.chances.of):
        yield "chances", p.items.key, ("of",)
    if len(p.speeds.of):
        yield "speeds", p.items.key, ("of",)
        yield "speeds", p.people.calendar, ("factor",)
    if len(p.links.key):
        yield "links", p.links.before, ("key",)
    if len(p.people.limit):
        yield "people", p.people.calendar, ("limit",)
    if len(p.people.key):
        yield "people", p.people.calendar, ("key",)


def _offsets(name: str, offsets: Array, end: int) -> None:
    _require(len(offsets) > 0 and offsets[0] == 0, name, "does not begin with 0")
    _require(np.diff(offsets) >= 0, name, "goes down")
    _require(offsets[-1] == end, name, f"ends with {offsets[-1]}, not {end}")


def _positions(problem: Problem) -> None:
    p = problem
    items, people = len(p.items.key), len(p.people.calendar)
    calendars, groups = len(p.calendars.offsets) - 1, len(p.groups.offsets) - 1
    scopes = len(p.scopes.key)
    for name, array, low, high in (
        ("people.calendar", p.people.calendar, 0, calendars),
        ("items.calendar", p.items.calendar, NONE, calendars),
        ("items.group", p.items.group, NONE, groups),
        ("items.drive", p.items.drive, 0, len(Drive)),
        ("parts.person", p.parts.person, 0, people),
        ("groups.person", p.groups.person, 0, people),
        ("links.before", p.links.before, 0, items),
        ("links.after", p.links.after, 0, items),
        ("links.kind", p.links.kind, 0, len(LinkKind)),
        ("links.lag_calendar", p.links.lag_calendar, NONE, calendars),
        ("scopes.of", p.scopes.of, NONE, scopes),
        ("chances.of", p.chances.of, NONE, len(p.chances.key)),
        ("speeds.of", p.speeds.of, NONE, p.speeds.factor.shape[1]),
    ):
        _within(name, array, low, high)
    order = np.sort(p.items.rank) == np.arange(items)
    _require(order, "items.rank", f"is not a permutation of 0..{items - 1}")


def _within(name: str, array: Array, low: int, high: int) -> None:
    fault = f"holds positions outside {low}..{high - 1}"
    _require((array >= low) & (array < high), name, fault)


def _values(problem: Problem) -> None:
    p = problem
    for name, numbers in (
        ("items.minutes", p.items.minutes),
        ("items.spread", p.items.spread),
        ("parts.share", p.parts.share),
        ("scopes.spread", p.scopes.spread),
        ("people.slowdown_spread", p.people.slowdown_spread),
        ("chances.probability", p.chances.probability),
        ("links.spread", p.links.spread),
        ("team_spread", np.float64(p.team_spread)),
    ):
        _require(np.isfinite(numbers), name, "holds infinities or nans")
        _require(numbers >= 0, name, "holds negative numbers")
    _require(np.isfinite(p.scopes.growth), "scopes.growth", "holds infinities or nans")
    likely = p.chances.probability <= 1
    _require(likely, "chances.probability", "holds more than 1")
    fault = "holds infinities or nans"
    _require(np.isfinite(p.people.slowdown), "people.slowdown", fault)
    _speeds(p.speeds.factor)
    _require(p.people.limit > 0, "people.limit", "holds no items: give 1 or more")
    _require(p.parts.share <= FARTHEST, "parts.share", "holds shares out of reach")
    _require(p.parts.units > 0, "parts.units", "holds no units: give 1 or more")
    _require(p.items.chunk >= 0, "items.chunk", "holds negative minutes")
    _require(p.people.capacity >= 0, "people.capacity", "holds negative capacities")
    _require(np.abs(p.links.lag) <= FARTHEST, "links.lag", "holds lags out of reach")
    for name in ("not_before", "finish_not_before", "started_at", "finished_at"):
        instants = getattr(p.items, name)
        known = np.abs(instants.astype(np.int64)) <= FARTHEST
        fault = "holds instants out of reach"
        _require(known | (instants == NEVER), f"items.{name}", fault)


def _speeds(factor: Array) -> None:
    wrong = factor[~((factor >= SLOWEST) & (factor <= FASTEST))]
    if wrong.size:
        fault = f"holds {wrong[0]}: give {SLOWEST} to {FASTEST}, and 1 for as usual"
        raise InvalidProblem(f"speeds.factor: {fault}")


def _calendars(problem: Problem) -> None:
    calendars = problem.calendars
    starts, ends = calendars.starts, calendars.ends
    _require(starts < ends, "calendars.ends", "holds ends that are not after starts")
    _require(np.abs(starts) <= FARTHEST, "calendars.starts", "out of reach")
    _require(ends <= calendars.horizon, "calendars.ends", "goes beyond the horizon")
    inner = np.ones(len(starts), np.bool_)
    first = calendars.offsets[:-1]
    inner[first[first < len(starts)]] = False
    sorted_ = starts[1:] >= ends[:-1]
    fault = "is not sorted within a calendar, or overlaps"
    _require(sorted_ | ~inner[1:], "calendars.starts", fault)
