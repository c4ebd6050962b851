"""Searches among bookings find what looking at each would, in few steps."""

from collections.abc import Callable
from types import FunctionType
from typing import Any

import numpy as np
import pytest

from headway_engine.kernels import extremes as x
from headway_engine.kernels.common_time import FAR
from headway_engine.levelling import level
from headway_engine.problem import NONE
from headway_engine.schedule import Cause
from tests.engine.worlds import world


def plain(piece: Any) -> Callable[..., Any]:
    """Give a piece of the kernels as Python runs it."""
    known = dict(piece.py_func.__globals__)
    known |= {
        name: plain(getattr(x, name))
        for name in piece.py_func.__code__.co_names
        if hasattr(getattr(x, name, None), "py_func")
    }
    return FunctionType(piece.py_func.__code__, known)


class Counted:
    """A tree that counts how often it is read."""

    def __init__(self, tree: np.ndarray) -> None:
        self.tree, self.reads = tree, 0

    def __len__(self) -> int:
        return len(self.tree)

    def __getitem__(self, at: tuple[int, int]) -> int:
        self.reads += 1
        return int(self.tree[at])


def tree_of(**columns: np.ndarray) -> np.ndarray:
    """Make a tree over bookings of which a column each is given."""
    count = len(next(iter(columns.values())))
    tree = np.zeros((2 << count.bit_length(), x.TREE_COLUMNS), np.int32)
    size = len(tree) // 2
    for leaf in range(size, len(tree)):
        plain(x.clear)(tree, leaf)
    for name, values in columns.items():
        tree[size : size + count, getattr(x, name.upper())] = values
    plain(x.join)(tree)
    return tree


@pytest.mark.parametrize("seed", range(8))
def test_searches_find_what_looking_at_each_does(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 70))
    latest, load, worst, item, ready = rng.integers(0, 12, (5, n))
    tree = tree_of(
        latest=latest, load=load, worst=worst, highest=item, lowest=item, ready=ready
    )
    for _ in range(40):
        lo, hi = np.sort(rng.integers(0, n + 1, 2)).tolist()
        a, b = rng.integers(-1, 13, 2).tolist()
        inside = range(lo, hi)
        first = {
            x.next_until: [j for j in inside if latest[j] > b],
            x.next_loose: [j for j in inside if load[j] <= a or worst[j] >= b],
            x.next_better: [j for j in inside if item[j] < a and ready[j] <= b],
        }
        for piece, found in first.items():
            said = (b,) if piece is x.next_until else (a, b)
            assert plain(piece)(tree, lo, hi, *said) == min(found, default=hi)
        last = {
            x.last_until: [j for j in inside if latest[j] >= b],
            x.last_between: [j for j in inside if a < item[j] < b],
        }
        for piece, found in last.items():
            said = (b,) if piece is x.last_until else (a, b)
            assert plain(piece)(tree, lo, hi, *said) == max(found, default=NONE)


def test_what_is_set_apart_is_stopped_at_until_it_is_back() -> None:
    tree = tree_of(worst=np.arange(9), load=np.full(9, 5))
    before = tree.copy()
    plain(x.set_worst)(tree, 4, FAR)
    assert plain(x.next_loose)(tree, 0, 9, 1, 20) == 4
    plain(x.set_worst)(tree, 4, 4)
    assert (tree == before).all()


def test_steps_grow_with_the_logarithm() -> None:
    """Of a person who is booked without a gap, wherever the search begins."""
    for n in (100, 1_000, 4_000):
        ends, ranks = np.arange(1, n + 1), np.arange(n)
        tree = tree_of(
            latest=ends, load=np.full(n, 1000), worst=ranks, highest=ranks,
            lowest=ranks, ready=np.zeros(n),
        )  # fmt: skip
        most = 8 * n.bit_length() + 8
        for j in (0, 1, n // 3, n - 1):
            for piece, said in (
                (x.next_until, (j, n, n - 1)),
                (x.next_loose, (j, n, 0, n - 1)),
                (x.next_better, (j, n, 0, 0)),
                (x.last_until, (0, j + 1, 1)),
                (x.last_between, (0, j + 1, NONE, 1)),
            ):
                counted = Counted(tree)
                plain(piece)(counted, *said)
                assert counted.reads <= most, (piece, n, j)


def test_all_that_one_person_has_is_explained() -> None:
    """Each of so many items waits for the one before it, which ranks better."""
    n = 5_000
    s = level(
        world(
            *({"minutes": 8, "people": [0], "rank": k} for k in range(n)),
            calendars=[[(0, 8 * n)]] * 2,
        )
    )
    assert (s.cause[1:] == Cause.PRIORITY).all()
    assert s.culprit[1:].tolist() == list(range(n - 1))
