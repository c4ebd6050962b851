"""How often an item decides when its project ends: its criticality index.

Van Slyke (1963) asks in how many simulated networks an activity is on the longest
path.  Where people are scarce that path leads over people as well as over links (the
critical sequence of Wiest 1964, whose probability Bowers 1996 takes): it is the chain
of binding causes from the last finish back to now, as ``explanation`` follows it at
the medians.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from headway_engine.errors import InvalidProblem
from headway_engine.explanation import Tracer
from headway_engine.kernels.records import Plan, Run
from headway_engine.packing import Packed
from headway_engine.problem import NONE, Flags, Ints

EVERY: Final = 20
"""Scenarios whose number is a multiple are traced: of 500, twenty-five.

A share of so few is known to ten points at worst, but looking for causes takes up to
three times as long as dispatch.
"""

MOST_AIMS: Final = 1 << 24


class Tracing:
    """Which scenarios of a simulation are traced, and what that found.

    ``critical`` has a row for each of them and a column for each item of the problem.
    """

    def __init__(
        self, packed: Packed, aims: Ints | None, *, first: int, scenarios: int
    ) -> None:
        n = len(packed.order)
        if aims is not None:
            _check(aims, n)
        self.packed, self.aims = packed, aims
        drawn = range(scenarios if aims is not None else 0)
        self.rows = [row for row in drawn if (first + row) % EVERY == 0]
        self.critical: Flags = np.zeros((len(self.rows), n), np.bool_)

    def blocks(self, plan: Plan, run: Run, lo: int, hi: int) -> Iterator[slice]:
        """Give the scenarios from ``lo`` to ``hi``, to dispatch ``plan`` in ``run``.

        The last of each block but one is traced as soon as the next is asked for.
        """
        mine = [(place, row) for place, row in enumerate(self.rows) if lo <= row < hi]
        if mine:
            tracer = Tracer.of(self.packed, None, self.aims)
        for place, row in mine:
            yield slice(lo, row + 1)
            on_chain = np.zeros(len(self.packed.order), np.bool_)
            tracer.trace(plan, run, on_chain)
            self.critical[place, self.packed.order] = on_chain
            lo = row + 1
        if lo < hi:
            yield slice(lo, hi)


def _check(aims: Ints, n: int) -> None:
    """Refuse what gives ``n`` items no aims."""
    fits = isinstance(aims, np.ndarray) and aims.shape == (n,)
    if not (fits and aims.dtype.kind == "i"):
        raise InvalidProblem(f"aims: not one number for each of {n} items")
    if n and not NONE <= aims.min() <= aims.max() < MOST_AIMS:
        raise InvalidProblem(f"aims: number them from 0 on, and {NONE} for none")
