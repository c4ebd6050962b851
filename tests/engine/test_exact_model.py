"""What the exact model leaves out is on the safe side: no schedule is excluded."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from headway_engine.bounding import unhindered
from headway_engine.levelling import level
from headway_engine.problem import NEVER, Problem
from headway_engine.solvers.exact.cpsat import Effort, load, run
from headway_engine.solvers.exact.planning import end_of
from headway_engine.solvers.exact.window import Model, Window
from tests.engine.fuzz import (
    random_problem,
    with_habits,
    with_speeds,
    with_surprises,
)

Made = Callable[[int], Problem]


def habitual(seed: int) -> Problem:
    return with_habits(random_problem(seed), seed)


def surprising(seed: int) -> Problem:
    return with_surprises(habitual(seed), seed)


def at_speeds(seed: int) -> Problem:
    return with_speeds(surprising(seed), seed)


KINDS = [random_problem, habitual, surprising, at_speeds]
kinds = pytest.mark.parametrize(
    "made", KINDS, ids=["plain", "habits", "surprises", "speeds"]
)


def open_items(problem: Problem) -> list[int]:
    placed = level(problem).unplaced == 0
    return np.flatnonzero(placed & (problem.items.finished_at == NEVER)).tolist()


def excludes(problem: Problem, items: list[int], *, is_held: bool = False) -> bool:
    """Tell whether the model has no room for what dispatch does."""
    known, earliest = level(problem), unhindered(problem)
    window = Window(
        items=items,
        held=known if is_held else None,
        start_from=earliest.start,
        finish_from=earliest.finish,
        finish_by=known.finish,
    )
    cp = load()
    built = Model(cp, problem, window)
    if not built.is_possible:
        return True
    built.fix(known)
    outcome = run(cp, built.model, Effort(work=4.0))
    return outcome is None or outcome.solver is None


@kinds
@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32 - 1))
@example(12)  # opened by the first of several links, by somebody who takes turns
@example(166)  # opened by the first of several leads that is known
@example(2)  # lasts longer, for it takes turns
@example(17)  # has started, and so is there though it was not likely to come
def test_what_dispatch_does_is_a_solution(made: Made, seed: int) -> None:
    problem = made(seed)
    items = open_items(problem)
    assert not items or not excludes(problem, items)


@kinds
@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_a_part_of_what_dispatch_does_is_a_solution_where_the_rest_is_held(
    made: Made, seed: int
) -> None:
    problem = made(seed)
    drawn = np.random.default_rng(seed).random(len(problem.items.key)) < 0.5
    items = [i for i in open_items(problem) if drawn[i]]
    assert not items or not excludes(problem, items, is_held=True)


@kinds
@settings(deadline=None, max_examples=15)
@given(st.integers(0, 2**32 - 1))
def test_nothing_is_proven_that_dispatch_disproves(made: Made, seed: int) -> None:
    problem = made(seed)
    items = open_items(problem)
    if items:
        end = int(level(problem).finish[items].max())
        least = end_of(problem, items, unhindered(problem), end + 1, Effort(work=0.5))
        assert least is None or least <= end
