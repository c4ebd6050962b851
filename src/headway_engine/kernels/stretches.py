"""Where enough is left of a stretch of work to begin something that wants so much."""

from headway_engine.kernels.common_time import next_common, run_end
from headway_engine.kernels.compiling import called, inlined
from headway_engine.kernels.records import CHUNK
from headway_engine.kernels.working_time import Clock, between
from headway_engine.problem import NEVER, PATIENCE, PAUSE, Ints


@called
def fitting(clock: Clock, who: Ints, count: int, t: int, need: int) -> int:
    """Find the first instant from ``t`` on with ``need`` minutes before a long break.

    The first common one where no such stretch begins within ``PATIENCE`` of it.
    """
    first = next_common(clock, who, count, t)
    if count == 0 or need <= 0:
        return first
    start = first
    while start != NEVER and start - first <= PATIENCE:
        left = need
        at = start
        while True:
            end = run_end(clock, who, count, at)
            left -= end - at
            if left <= 0:
                return start
            at = next_common(clock, who, count, end)
            if at == NEVER or at - end > PAUSE:
                break
        start = at
    return first


@inlined
def chunk_of(fixed: Ints, i: int, minutes: int) -> int:
    """Give the minutes that must be left of a stretch in which ``i`` is begun."""
    return min(int(fixed[i, CHUNK]), minutes)


@inlined
def is_kept(clock: Clock, calendar: int, t: int, opens: int, need: int) -> bool:
    """Tell whether who works by it keeps free until ``opens``: they lose less."""
    return between(clock, calendar, t, opens) < need
