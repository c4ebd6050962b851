"""What the compiler is told of the records: how wide their rows are.

Where a row lies is its number times its width.  That is a shift where the width is
known; else it is loaded and multiplied each time, a tenth of the time of a pass.
"""

from typing import Any

from numba import types
from numba.extending import intrinsic

from headway_engine.kernels.compiling import inlined
from headway_engine.kernels.records import (
    ACTOR_COLUMNS,
    CALLED_COLUMNS,
    FIXED_COLUMNS,
    GROUP_COLUMNS,
    ITEM_COLUMNS,
    LINK_COLUMNS,
    MEMBERSHIP_COLUMNS,
    PART_COLUMNS,
    PERSON_COLUMNS,
    QUEUE_COLUMNS,
    RARE_COLUMNS,
    RUN_COLUMNS,
    RUN_PART_COLUMNS,
    RUN_PERSON_COLUMNS,
    TOP_COLUMNS,
    Plan,
    Run,
)
from headway_engine.kernels.working_time import (
    CALENDAR_COLUMNS,
    INTERVAL_COLUMNS,
    Clock,
)


def _assume(_typing: Any, _fact: Any) -> Any:
    """Take a fact as given: false ones are the end of all that is known."""

    def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        builder.assume(args[0])

    return types.void(types.boolean), generate


assume: Any = intrinsic(_assume)


@inlined
def assume_clock(clock: Clock) -> None:
    """Take the rows of a clock to be as wide as ``clock`` makes them."""
    assume(clock.interval.shape[1] == INTERVAL_COLUMNS)
    assume(clock.calendar.shape[1] == CALENDAR_COLUMNS)


@inlined
def assume_widths(plan: Plan, run: Run) -> None:
    """Take all rows to be as wide as ``pack`` and ``new_run`` make them."""
    assume_clock(plan.clock)
    assume(plan.item.shape[1] == ITEM_COLUMNS)
    assume(plan.fixed.shape[1] == FIXED_COLUMNS)
    assume(plan.part.shape[1] == PART_COLUMNS)
    assume(plan.person.shape[1] == PERSON_COLUMNS)
    assume(plan.group.shape[1] == GROUP_COLUMNS)
    assume(plan.membership.shape[1] == MEMBERSHIP_COLUMNS)
    assume(plan.queue.shape[1] == QUEUE_COLUMNS)
    assume(plan.link.shape[1] == LINK_COLUMNS)
    assume(run.item.shape[1] == RUN_COLUMNS)
    assume(run.rare.shape[1] == RARE_COLUMNS)
    assume(run.person.shape[1] == RUN_PERSON_COLUMNS)
    assume(run.part.shape[1] == RUN_PART_COLUMNS)
    assume(run.top.shape[1] == TOP_COLUMNS)
    assume(run.actor.shape[1] == ACTOR_COLUMNS)
    assume(run.called.shape[1] == CALLED_COLUMNS)
