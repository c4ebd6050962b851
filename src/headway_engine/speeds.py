"""How fast people are at the work of items: 1 where nothing is said of it."""

import numpy as np
from numpy.typing import ArrayLike

from headway_engine.problem import NONE, Drive, Floats, Problem


def speed_of(problem: Problem, items: ArrayLike, people: ArrayLike) -> Floats:
    """Return by what the minutes of ``items`` are divided where ``people`` do them.

    Both are positions, which are broadcast together.  What is no effort takes as long
    whoever does it.
    """
    which, who = np.broadcast_arrays(
        np.asarray(items, np.intp), np.asarray(people, np.intp)
    )
    speeds = problem.speeds
    if not len(speeds.of):
        return np.ones(which.shape)
    kind = speeds.of[which]
    counts = (kind != NONE) & (problem.items.drive[which] == Drive.EFFORT)
    found = np.ones(which.shape)
    found[counts] = speeds.factor[who[counts], kind[counts]]
    return found
