"""A tree over all bookings that finds the next of a kind without looking at each.

A node has the extremes of the bookings below it, so that a search passes over what has
nothing of what it looks for.  Node 1 is the root, the children of ``n`` are ``2 n`` and
``2 n + 1``, and booking ``j`` is leaf ``len(tree) // 2 + j``.
"""

from typing import Final

from headway_engine.kernels.common_time import FAR
from headway_engine.kernels.compiling import inlined
from headway_engine.problem import NEVER, NONE, Ints

# Columns of the tree.
PLACE, LATEST, LOAD, WORST, HIGHEST, LOWEST, READY = range(7)
"""First booking below; latest end; least load up to the next start of the same person;
worst rank of what keeps them at its start, ``FAR`` of what is left out of account; best
and worst rank booked for; and the earliest instant at which such an item was ready."""
TREE_COLUMNS: Final = 8

ENDS_AFTER, IS_LOOSE, IS_BETTER, IS_BETWEEN = range(4)
"""What is searched for; each search is compiled for its own."""


@inlined
def clear(tree: Ints, leaf: int) -> None:
    """Make a leaf that no search stops at."""
    tree[leaf, PLACE] = leaf - (len(tree) >> 1)
    tree[leaf, LATEST] = NEVER
    tree[leaf, LOAD] = FAR
    tree[leaf, WORST] = NONE
    tree[leaf, HIGHEST] = FAR
    tree[leaf, LOWEST] = NONE
    tree[leaf, READY] = FAR


@inlined
def join(tree: Ints) -> None:
    """Fill the nodes above the leaves."""
    for node in range((len(tree) >> 1) - 1, 0, -1):
        left = 2 * node
        right = left + 1
        tree[node, PLACE] = tree[left, PLACE]
        tree[node, LATEST] = max(tree[left, LATEST], tree[right, LATEST])
        tree[node, LOAD] = min(tree[left, LOAD], tree[right, LOAD])
        tree[node, WORST] = max(tree[left, WORST], tree[right, WORST])
        tree[node, HIGHEST] = min(tree[left, HIGHEST], tree[right, HIGHEST])
        tree[node, LOWEST] = max(tree[left, LOWEST], tree[right, LOWEST])
        tree[node, READY] = min(tree[left, READY], tree[right, READY])


@inlined
def set_worst(tree: Ints, j: int, worst: int) -> None:
    """Write another worst rank to a booking."""
    node = (len(tree) >> 1) + j
    tree[node, WORST] = worst
    node >>= 1
    while node > 0:
        tree[node, WORST] = max(tree[2 * node, WORST], tree[2 * node + 1, WORST])
        node >>= 1


@inlined
def behind(node: int) -> int:
    """Give the largest node that begins where ``node`` ends."""
    node += 1
    while node & 1 == 0:
        node >>= 1
    return node


@inlined
def ahead(node: int) -> int:
    """Give the largest node that ends where ``node`` begins."""
    while node & 1 == 0:
        node >>= 1
    return node - 1


@inlined
def may_be(tree: Ints, node: int, what: int, a: int, b: int) -> bool:
    """Tell whether a search for ``what`` has to look below a node."""
    if what == ENDS_AFTER:
        return bool(tree[node, LATEST] > a)
    if what == IS_LOOSE:
        return bool(tree[node, LOAD] <= a or tree[node, WORST] >= b)
    if what == IS_BETTER:
        return bool(tree[node, HIGHEST] < a and tree[node, READY] <= b)
    return bool(tree[node, HIGHEST] < b and tree[node, LOWEST] > a)


@inlined
def first_of(tree: Ints, j: int, end: int, what: int, a: int, b: int) -> int:
    """Find the first booking from ``j`` on that is ``what``, or ``end``."""
    size = len(tree) >> 1
    node = size + j
    while j < end:
        if may_be(tree, node, what, a, b):
            if node >= size:
                return node - size
            node *= 2
        else:
            node = behind(node)
            if node == 1:
                return end
            j = int(tree[node, PLACE])
    return end


@inlined
def last_of(tree: Ints, first: int, j: int, what: int, a: int, b: int) -> int:
    """Find the last booking from ``first`` to before ``j`` that is ``what``, or -1."""
    size = len(tree) >> 1
    node = size + j - 1
    while j > first:
        if may_be(tree, node, what, a, b):
            if node >= size:
                return node - size if node - size >= first else -1
            node = 2 * node + 1
        else:
            j = int(tree[node, PLACE])
            if j <= first:
                return -1
            node = ahead(node)
    return -1


@inlined
def next_until(tree: Ints, j: int, end: int, s: int) -> int:
    """Find the first booking from ``j`` on that ends after ``s``, or ``end``."""
    return first_of(tree, j, end, ENDS_AFTER, s, 0)


@inlined
def next_loose(tree: Ints, j: int, end: int, room: int, limit: int) -> int:
    """Find the first from ``j`` on up to whose next the load may leave more than that.

    The load is then no more than ``room``, or part of it of no better rank than
    ``limit`` or left out of account.
    """
    return first_of(tree, j, end, IS_LOOSE, room, limit)


@inlined
def next_better(tree: Ints, j: int, end: int, limit: int, s: int) -> int:
    """Find the first from ``j`` on that was ready at ``s`` and has a better rank.

    Better than ``limit``; ``end`` if there is none.
    """
    return first_of(tree, j, end, IS_BETTER, limit, s)


@inlined
def last_until(tree: Ints, first: int, j: int, s: int) -> int:
    """Find the last booking from ``first`` to before ``j`` that ends at ``s`` or later.

    -1 if there is none.
    """
    return last_of(tree, first, j, ENDS_AFTER, s - 1, 0)


@inlined
def last_between(tree: Ints, first: int, j: int, above: int, limit: int) -> int:
    """Find the last from ``first`` to before ``j`` with a rank between two others.

    -1 if there is none.
    """
    return last_of(tree, first, j, IS_BETWEEN, above, limit)
