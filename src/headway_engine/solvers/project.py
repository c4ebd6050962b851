"""Projects of the resource-constrained project scheduling problem, as the field has it.

Activities take a fixed time and fixed amounts of renewable resources, may not be
interrupted, and begin when those that precede them have ended; the project shall be
as short as possible.  This is the bench on which the search is measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from headway_engine.errors import InvalidProblem
from headway_engine.kernels.bounds import energy_bound
from headway_engine.kernels.lists import BACKWARD, FORWARD, Network
from headway_engine.problem import Ints

LONGEST: Final = 10_000_000
"""Units of time that all activities may take one after the other."""

WORD_BITS: Final = 64
NARROW, WIDE = 16, 32


@dataclass(frozen=True, kw_only=True, slots=True)
class Project:
    """``n`` activities on ``r`` resources, with the activities that follow each."""

    duration: Ints
    demand: Ints
    """Shape ``(n, r)``."""
    capacity: Ints
    successors: Sequence[Sequence[int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """Lower bounds on the length of a project; ``proven`` is an exact solver's."""

    critical_path: int
    work: int
    proven: int = 0

    @property
    def best(self) -> int:
        """The highest of them."""
        return max(self.critical_path, self.work, self.proven)


def check(project: Project) -> None:
    """Check shapes, ranges and that every activity fits.

    Raises
    ------
    InvalidProblem
        Names what is wrong, and where.
    """
    n, r = len(project.duration), len(project.capacity)
    if project.demand.shape != (n, r) or len(project.successors) != n:
        raise InvalidProblem(f"{n} activities on {r} resources: other shapes given")
    if n == 0 or (project.duration < 0).any() or (project.demand < 0).any():
        raise InvalidProblem("a project needs activities, and none below 0")
    if int(project.duration.sum(dtype=np.int64)) > LONGEST:
        raise InvalidProblem(f"takes more than {LONGEST} in all: use a coarser unit")
    if (project.capacity < 0).any() or int(project.capacity.max(initial=0)) >= 1 << 31:
        raise InvalidProblem("capacities lie between 0 and 2**31")
    over = (project.demand > project.capacity) & (project.duration[:, None] > 0)
    if over.any():
        a, k = np.argwhere(over)[0]
        raise InvalidProblem(f"activity {a} needs more than there is of resource {k}")
    for a, following in enumerate(project.successors):
        if not all(0 <= b < n for b in following):
            raise InvalidProblem(f"activity {a} is followed by one that does not exist")


def compile_network(project: Project) -> tuple[Network, Bounds]:
    """Check, pack, and bound the project from below.

    Raises
    ------
    InvalidProblem
        As ``check``; or the arrows lead in a circle.
    """
    check(project)
    duration = project.duration.astype(np.int32)
    after: list[list[int]] = [sorted(set(each)) for each in project.successors]
    ahead: list[list[int]] = [[] for _ in after]
    for a, following in enumerate(after):
        for b in following:
            ahead[b].append(a)
    order = _in_order(after, ahead)
    tail = np.zeros((2, len(order)), np.int32)
    lengths = duration.tolist()
    tail[FORWARD] = _longest(lengths, after, order[::-1])
    tail[BACKWARD] = _longest(lengths, ahead, order)
    width = NARROW if int(project.capacity.max(initial=0)) < 1 << 15 else WIDE
    demand, full, guard = _packed(project, width)
    share = project.demand / np.maximum(project.capacity, 1)
    network = Network(
        *_arrows(ahead, after), duration, tail, duration * share.sum(1), demand, full,
        guard, round(float(duration.mean())),
    )  # fmt: skip
    return network, _bounds(project, network)


def _in_order(after: list[list[int]], ahead: list[list[int]]) -> list[int]:
    """Sort activities so that all arrows lead onward (Kahn 1962)."""
    waits = [len(each) for each in ahead]
    order = [a for a, count in enumerate(waits) if count == 0]
    for a in order:
        for b in after[a]:
            waits[b] -= 1
            if waits[b] == 0:
                order.append(b)
    if len(order) < len(after):
        circle = [a for a, count in enumerate(waits) if count > 0]
        raise InvalidProblem(f"arrows lead in a circle among activities {circle[:9]}")
    return order


def _longest(lengths: list[int], ways: list[list[int]], order: list[int]) -> list[int]:
    """Find the longest path beyond each activity, which is not counted."""
    found = [0] * len(order)
    for a in order:
        found[a] = max((found[b] + lengths[b] for b in ways[a]), default=0)
    return found


def _arrows(ahead: list[list[int]], after: list[list[int]]) -> tuple[Ints, Ints]:
    """Lay out what precedes each activity in either direction."""
    sides = [np.cumsum([0, *map(len, side)]) for side in (ahead, after)]
    flat = [[b for each in side for b in each] for side in (ahead, after)]
    return np.array(sides, np.int32), np.array(flat, np.int32).reshape(2, -1)


def _packed(project: Project, width: int) -> tuple[NDArray[np.uint64], ...]:
    """Pack demand and capacity into lanes of ``width`` bits with a guard bit each."""
    r = len(project.capacity)
    lanes = WORD_BITS // width
    words = max(-(-r // lanes), 1)
    shift = (np.arange(r) % lanes * width).astype(np.uint64)
    word = np.arange(r) // lanes
    demand = np.zeros((len(project.duration), words), np.uint64)
    full, guard = np.zeros(words, np.uint64), np.zeros(words, np.uint64)
    for k in range(r):
        demand[:, word[k]] |= project.demand[:, k].astype(np.uint64) << shift[k]
        guard[word[k]] |= np.uint64(1 << (width - 1)) << shift[k]
        full[word[k]] |= np.uint64(int(project.capacity[k])) << shift[k]
    return demand, full | guard, guard


def _bounds(project: Project, network: Network) -> Bounds:
    """Bound by the longest path, and by work between heads and tails."""
    head, tail = network.tail[BACKWARD], network.tail[FORWARD]
    by_tail = np.argsort(-tail, kind="stable").astype(np.int32)
    demand = project.demand.astype(np.int32)
    capacity = project.capacity.astype(np.int32)
    work = energy_bound(head, tail, network.duration, demand, capacity, by_tail)
    path = int((head + network.duration).max())
    return Bounds(critical_path=path, work=int(work))
