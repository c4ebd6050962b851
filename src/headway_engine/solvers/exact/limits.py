"""Dates that nothing may pass, in a model, and the effort for one after the other."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from headway_engine.problem import NEVER, Ints, Minutes, Problem
from headway_engine.solvers.exact.cpsat import Effort, Outcome, run
from headway_engine.solvers.exact.window import Model, Window


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Until when each item has to start, and has to be done; ``NEVER``: it has not."""

    start_by: Minutes
    finish_by: Minutes

    def missed(self, start: Minutes, finish: Minutes) -> Ints:
        """Return the items that start or finish too late, or never."""
        late = (self.start_by != NEVER) & ((start > self.start_by) | (start == NEVER))
        by = self.finish_by
        late |= (by != NEVER) & ((finish > by) | (finish == NEVER))
        return np.flatnonzero(late).astype(np.int32)

    @property
    def limited(self) -> Ints:
        """The items that have a limit."""
        has_one = (self.start_by != NEVER) | (self.finish_by != NEVER)
        return np.flatnonzero(has_one).astype(np.int32)

    def only(self, items: Sequence[int]) -> "Limits":
        """Return those of some items."""
        kept = np.isin(np.arange(len(self.start_by)), items)
        return Limits(
            start_by=np.where(kept, self.start_by, NEVER).astype(np.int32),
            finish_by=np.where(kept, self.finish_by, NEVER).astype(np.int32),
        )


def limited(cp: Any, problem: Problem, window: Window, limits: Limits) -> Model | None:
    """Return the model in which limits hold; None if something has no room."""
    built = Model(cp, problem, window)
    if not built.is_possible:
        return None
    for item, start in built.start.items():
        by = int(limits.start_by[item])
        if by == NEVER:
            continue
        if isinstance(start, int):
            if start > by:
                return None
        else:
            built.model.add(start <= by)
    return built


class Clock:
    """Spends an effort on one model after the other."""

    def __init__(self, cp: Any, effort: Effort) -> None:
        self.cp, self.effort, self.begun = cp, effort, time.perf_counter()
        self.spent = 0.0

    def run(self, built: Model, share: float = 1.0) -> Outcome | None:
        """Solve a model with what is left of the seconds, and a share of the work."""
        seconds, work = self.effort.seconds, self.effort.work
        if seconds is not None:
            seconds -= time.perf_counter() - self.begun
        if work is not None:
            if self.spent >= work:
                return None
            work = min(work * share, work - self.spent)
        effort = replace(self.effort, seconds=seconds, work=work)
        outcome = run(self.cp, built.model, effort)
        self.spent += outcome.work if outcome is not None else 0.0
        return outcome
