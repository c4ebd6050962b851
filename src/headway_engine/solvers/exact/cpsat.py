"""The door to CP-SAT, the constraint solver of OR-Tools: only this folder knows it.

It is loaded when it is first asked for, which takes a second; where it is not
installed, everything else goes on without proofs.
"""

from dataclasses import dataclass
from typing import Any, Final

LEAST_SECONDS: Final = 0.03
"""In less than this it only gets ready."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Effort:
    """How long to try: by the clock, by work, or until the earlier.

    ``work`` counts in the solver's own units, about seconds of a fast machine: with it
    alone, and one thread, the answer is the same each time.
    """

    seconds: float | None = None
    work: float | None = None
    seed: int = 0
    threads: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What came of a model: ``solver`` knows the values, None where none were found.

    ``is_closed``: the best there is was found, or that there is none at all.  ``bound``
    is what no solution goes below.  ``work`` was spent on it, in the solver's units.
    """

    solver: Any
    is_closed: bool
    bound: float
    work: float


def load() -> Any:
    """Return the module with which models are written, or None without OR-Tools."""
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        return None
    return cp_model


def run(cp: Any, model: Any, effort: Effort) -> Outcome | None:
    """Solve a model that minimises something; None if there was no time for it."""
    if effort.seconds is not None and effort.seconds < LEAST_SECONDS:
        return None
    solver = cp.CpSolver()
    solver.parameters.num_workers = effort.threads
    solver.parameters.random_seed = effort.seed % 2**31
    if effort.seconds is not None:
        solver.parameters.max_time_in_seconds = effort.seconds
    if effort.work is not None:
        solver.parameters.max_deterministic_time = effort.work
    status = solver.solve(model)
    if status == cp.MODEL_INVALID:
        return None
    return Outcome(
        solver=solver if status in (cp.OPTIMAL, cp.FEASIBLE) else None,
        is_closed=status in (cp.OPTIMAL, cp.INFEASIBLE),
        bound=float(solver.best_objective_bound),
        work=float(solver.response_proto.deterministic_time),
    )
