"""Does the schedule of a project keep the rules?  Obvious, and apart from solvers."""

import numpy as np

from headway_engine.problem import Ints
from headway_engine.solvers.project import Project


def keeps_rules(project: Project, start: Ints, length: int) -> bool:
    """Look at every activity, every arrow and every unit of time."""
    first = start.astype(np.int64)
    finish = first + project.duration
    if (first < 0).any() or int(finish.max()) != length:
        return False
    arrows = (
        (a, b) for a, following in enumerate(project.successors) for b in following
    )
    if any(first[b] < finish[a] for a, b in arrows):
        return False
    used = np.zeros((length, len(project.capacity)), np.int64)
    for a, needs in enumerate(project.demand):
        used[first[a] : finish[a]] += needs
    return bool((used <= project.capacity).all())
