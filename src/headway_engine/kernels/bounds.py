"""Lower bounds on the length of a project."""

from headway_engine.kernels.compiling import kernel
from headway_engine.problem import Ints


@kernel
def energy_bound(
    head: Ints, tail: Ints, duration: Ints, demand: Ints, capacity: Ints, by_tail: Ints
) -> int:
    """Bound by work: who cannot begin before ``h`` and is followed by ``t`` or more.

    All work of those activities on a resource lies between ``h`` and the end less
    ``t``, whatever the order.  ``by_tail`` lists activities by tail, longest first.
    """
    best = 0
    for r in range(len(capacity)):
        for a in range(len(head)):
            work = 0
            for k in range(len(by_tail)):
                b = by_tail[k]
                if head[b] < head[a] or demand[b, r] == 0:
                    continue
                work += int(duration[b]) * int(demand[b, r])
                least = -(-work // capacity[r])
                best = max(best, head[a] + least + tail[b])
    return best
