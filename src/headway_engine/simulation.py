"""Many schedules of one problem, each with its own draw of how long things take."""

from collections.abc import Sequence

from headway_engine.problem import Minutes, Problem
from headway_engine.schedule import Scenarios


def simulate(
    problem: Problem,
    *,
    seed: int,
    scenarios: int,
    threads: int = 1,
    first_scenario: int = 0,
) -> Scenarios:
    """Level the problem again in each of ``scenarios`` draws of minutes.

    Scenario ``j`` depends on ``seed``, ``first_scenario + j`` and the items' keys
    only: the same bytes for any number of threads, and the same draws for an item
    whatever else is in the problem.  The GIL is free while it runs.

    Raises
    ------
    InvalidProblem
        As ``level``.
    """
    raise NotImplementedError


def quantiles(matrix: Minutes, percents: Sequence[float]) -> Minutes:
    """Give the ``percents`` of each column: shape ``(len(percents), n)``.

    ``matrix`` has shape ``(s, n)``.  The smallest value that at least ``percent`` per
    cent of the scenarios do not exceed; ``NEVER`` counts as later than everything,
    and is the answer where that many scenarios do not place the item.
    """
    raise NotImplementedError


def warm() -> None:
    """Compile or load every kernel, by planning a tiny problem."""
    raise NotImplementedError
