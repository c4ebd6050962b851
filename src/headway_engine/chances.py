"""What is there at median durations of work that may come or not."""

from typing import Final

import numpy as np

from headway_engine.problem import NEVER, Flags, Problem

LIKELY: Final = 0.5
"""What is expected with this probability or more is in the schedule at the medians."""


def absent(problem: Problem) -> Flags:
    """Mark what is not there at the medians: it comes less often than not.

    What has started is there.
    """
    chances = problem.chances
    if not len(chances.of):
        return np.zeros(len(problem.items.key), np.bool_)
    is_unlikely = np.append(chances.probability < LIKELY, False)[chances.of]
    return np.asarray(is_unlikely & (problem.items.started_at == NEVER))
