"""In which order items are likely to begin, for what lies in memory in this order."""

from headway_engine.kernels.compiling import kernel
from headway_engine.problem import Ints


@kernel
def hand_on(
    first: Ints, after: Ints, waits: Ints, turn: Ints, seen: Ints, stack: Ints
) -> None:
    """Let nothing have its turn before what it waits for.

    Item ``i`` is followed by ``after[first[i]:first[i + 1]]``, and waits for so many
    as ``waits`` says, which is used up.  ``turn`` comes in as each item's own, and
    goes out as the latest of those that the item waits for, itself one of them; in
    circles it stays.  ``seen`` numbers them so that each comes after what it waits for.
    ``stack`` has room for all items.
    """
    height = count = 0
    for i in range(len(turn)):
        if waits[i] == 0:
            stack[height] = i
            height += 1
    while height > 0:
        height -= 1
        i = stack[height]
        seen[i] = count
        count += 1
        for m in range(first[i], first[i + 1]):
            j = after[m]
            turn[j] = max(turn[j], turn[i])
            waits[j] -= 1
            if waits[j] == 0:
                stack[height] = j
                height += 1
