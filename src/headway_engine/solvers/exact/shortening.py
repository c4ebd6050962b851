"""Is there a shorter schedule of a project?  It is found, or proven not to exist."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from headway_engine.kernels.lists import BACKWARD, FORWARD, Network
from headway_engine.problem import Ints
from headway_engine.solvers.exact.cpsat import Effort, load, run
from headway_engine.solvers.project import Project
from headway_engine.solvers.verifying import keeps_rules


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """A schedule of this length, and what none is shorter than."""

    start: Ints
    length: int
    bound: int


def shorten(
    project: Project, network: Network, known: Proof, effort: Effort
) -> Proof | None:
    """Look for a schedule shorter than the one known; None if nothing came of it.

    The usual model (PyJobShop, OptalCP): intervals, a cumulative constraint for each
    resource.  All have to end one unit earlier than what is known, which is what makes
    it narrow: where that cannot be, what is known is proven.
    """
    cp = load()
    if cp is None:
        return None
    head, tail = network.tail[BACKWARD], network.tail[FORWARD]
    latest = known.length - 1 - tail - network.duration
    if known.bound >= known.length or (head > latest).any():
        return Proof(start=known.start, length=known.length, bound=known.length)
    model = cp.CpModel()
    starts = [
        model.new_int_var(low, high, "")
        for low, high in zip(head.tolist(), latest.tolist(), strict=True)
    ]
    for variable, first in zip(starts, known.start.tolist(), strict=True):
        model.add_hint(variable, first)
    end = model.new_int_var(known.bound, known.length - 1, "")
    _constrain(model, project, starts, end)
    model.minimize(end)
    outcome = run(cp, model, effort)
    if outcome is None:
        return None
    if outcome.solver is None and outcome.is_closed:
        return Proof(start=known.start, length=known.length, bound=known.length)
    bound = max(known.bound, int(np.ceil(outcome.bound - 1e-6)))
    if outcome.solver is None:
        bound = min(bound, known.length)
        return Proof(start=known.start, length=known.length, bound=bound)
    start = np.array([outcome.solver.value(s) for s in starts], np.int32)
    length = int((start + network.duration).max())
    if not keeps_rules(project, start, length):
        return None
    return Proof(start=start, length=length, bound=min(bound, length))


def _constrain(model: Any, project: Project, starts: list[Any], end: Any) -> None:
    duration = project.duration.tolist()
    for a, following in enumerate(project.successors):
        for b in following:
            model.add(starts[b] >= starts[a] + duration[a])
        if not following:
            model.add(end >= starts[a] + duration[a])
    intervals = [
        model.new_fixed_size_interval_var(start, size, "")
        for start, size in zip(starts, duration, strict=True)
    ]
    for k, there_is in enumerate(project.capacity.tolist()):
        users = np.flatnonzero((project.demand[:, k] > 0) & (project.duration > 0))
        needs = project.demand[users, k].tolist()
        model.add_cumulative([intervals[a] for a in users], needs, there_is)
