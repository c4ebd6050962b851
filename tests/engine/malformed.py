"""Problems that no adapter makes: wrong arrays, and right ones with absurd numbers."""

from dataclasses import fields, replace
from typing import Any

import numpy as np

from headway_engine.checking import FARTHEST
from headway_engine.problem import NEVER, Chances, Problem, Scopes
from tests.engine.fuzz import random_problem, with_habits, with_speeds

TABLES = (
    "calendars", "people", "items", "parts", "groups", "links", "scopes", "chances",
    "speeds",
)  # fmt: skip
FLOATS = (np.nan, np.inf, -np.inf, -1.0, 0.0, 1e-300, 1e300, 1e18, 2.0**31)
INTS = (-(2**31), -2, -1, 0, 1, 2**15, 2**16, 2**30, 2**30 + 1, 2**31 - 1, 2**40, 2**62)
FAR = (-FARTHEST, FARTHEST, 0, NEVER, FARTHEST - 1)
LARGE = (0.0, 1e-300, 0.5, 50.0, 1e9, 1e300)

EXTREMES: dict[tuple[str, str], tuple[Any, ...]] = {
    ("items", "minutes"): LARGE,
    ("items", "spread"): LARGE,
    ("items", "not_before"): FAR,
    ("items", "finish_not_before"): FAR,
    ("items", "started_at"): FAR,
    ("items", "chunk"): (0, 1, 1440, 100_000, 2**31 - 1),
    ("items", "key"): (-(2**63), 2**63 - 1, 0, 5),
    ("people", "capacity"): (0, 1, 999, 1001, 32_767, 2**31 - 1),
    ("people", "limit"): (1, 2, 999, 2**31 - 1),
    ("people", "slowdown"): (-1e300, 1e300, 50.0),
    ("people", "slowdown_spread"): LARGE,
    ("parts", "share"): LARGE[:-1],
    ("parts", "units"): (1, 3, 1000, 2**31 - 1),
    ("links", "lag"): (-FARTHEST, FARTHEST, 0, 1, -1),
    ("links", "spread"): LARGE,
    ("scopes", "growth"): (-1e300, 1e300, 50.0),
    ("scopes", "spread"): LARGE,
    ("chances", "probability"): (0.0, 1.0, 1e-300),
    ("speeds", "factor"): (0.01, 100.0),
}
"""What each column may hold, at its worst."""


def full_problem(seed: int) -> Problem:
    """Make a small problem with something in every table."""
    rng = np.random.default_rng([seed, 0x6D])
    problem = with_speeds(with_habits(random_problem(seed), seed), seed)
    n, m, k = len(problem.items.key), len(problem.links.before), 3
    keys = np.arange(k, dtype=np.int64)
    return replace(
        problem,
        links=replace(
            problem.links, key=np.arange(m, dtype=np.int64), spread=rng.random(m)
        ),
        scopes=Scopes(
            of=rng.integers(-1, k, n).astype(np.int32), key=keys,
            growth=rng.normal(size=k), spread=rng.random(k),
        ),
        chances=Chances(
            of=rng.integers(-1, k, n).astype(np.int32), key=keys,
            probability=rng.random(k),
        ),
    )  # fmt: skip


def extreme(seed: int) -> Problem:
    """Give some columns of a problem numbers as absurd as they may be."""
    rng = np.random.default_rng([seed, 0x78])
    problem, names = full_problem(seed), list(EXTREMES)
    for _ in range(int(rng.integers(1, 6))):
        table, column = names[rng.integers(len(names))]
        struct = getattr(problem, table)
        values = getattr(struct, column).copy()
        few = len(values) if rng.random() < 0.3 else min(len(values), 1)
        for at in rng.integers(0, max(len(values), 1), few):
            choice = EXTREMES[table, column]
            values[at] = choice[rng.integers(len(choice))]
        problem = replace(problem, **{table: replace(struct, **{column: values})})
    return problem


def malformed(seed: int) -> Problem:
    """Spoil one or two columns of a problem: length, shape, type or a value."""
    rng = np.random.default_rng([seed, 0x77])
    problem = full_problem(seed)
    for _ in range(int(rng.integers(1, 3))):
        table = TABLES[rng.integers(len(TABLES))]
        struct = getattr(problem, table)
        columns = [f.name for f in fields(struct)]
        column = columns[rng.integers(len(columns))]
        spoilt = _spoilt(rng, getattr(struct, column))
        problem = replace(problem, **{table: replace(struct, **{column: spoilt})})
    if rng.random() < 0.1:
        now = (None, "soon", np.nan, 1.5, 2**31, -(2**31))[rng.integers(6)]
        problem = replace(problem, now=now)
    if rng.random() < 0.1:
        spread = (None, "wide", np.nan, -1.0, np.inf)[rng.integers(5)]
        problem = replace(problem, team_spread=spread)
    return problem


def _spoilt(rng: np.random.Generator, values: Any) -> Any:
    if not isinstance(values, np.ndarray):  # the horizon, or spoilt already
        return (None, "far", 1.5, 2**31, -(2**62))[rng.integers(5)]
    how = rng.integers(10)
    if how < 5:
        return (
            values[:-1], np.append(values, values[:1]), values.reshape(-1, 1),
            values[::-1], (None, 1, "x", [1, 2])[rng.integers(4)],
        )[how]  # fmt: skip
    if how == 5:
        kinds = (np.float32, np.uint32, np.bool_, object, np.complex128)
        return np.zeros(len(values), kinds[rng.integers(len(kinds))])
    if not len(values):
        return values
    values = values.astype(np.int64) if values.dtype.kind == "i" else values.copy()
    known = {"f": FLOATS, "i": INTS}.get(values.dtype.kind, (True, False))
    values.flat[rng.integers(values.size)] = known[rng.integers(len(known))]
    return values
