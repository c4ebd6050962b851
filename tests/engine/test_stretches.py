"""Which changes moved a date is found with few forecasts, and adds up."""

from itertools import accumulate
from math import log2

import numpy as np
import pytest

from headway_engine.attribution import Stretch, stretches
from headway_engine.problem import NEVER


class Asked:
    """Dates after each change, and how often they are asked for."""

    def __init__(self, moves: list[int], begin: int = 1000) -> None:
        self.dates = list(accumulate(moves, initial=begin))
        self.times: list[int] = []

    def __call__(self, n: int) -> int:
        self.times.append(n)
        return self.dates[n]


def cut(asked: Asked, most: int) -> list[Stretch]:
    found = stretches(len(asked.dates) - 1, asked, most=most)
    assert len(asked.times) == len(set(asked.times)) <= most
    ends = [found[0].first, *(each.last for each in found)]
    assert ends == sorted(set(ends))
    assert (ends[0], ends[-1]) == (0, len(asked.dates) - 1)
    for each in found:
        assert each.minutes == asked.dates[each.last] - asked.dates[each.first]
    return found


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_cut_it_adds_up_to_the_whole_move(seed: int) -> None:
    rng = np.random.default_rng(seed)
    moves = (rng.integers(-50, 80, 500) * (rng.random(500) < 0.1)).tolist()
    asked = Asked(moves)
    found = cut(asked, most=int(rng.integers(2, 60)))
    assert sum(each.minutes or 0 for each in found) == sum(moves)


def test_one_change_among_five_hundred_is_found_by_halving() -> None:
    for place in (0, 257, 499):
        asked = Asked([90 * (n == place) for n in range(500)])
        found = cut(asked, most=40)
        assert [s for s in found if s.minutes] == [
            Stretch(first=place, last=place + 1, minutes=90)
        ]
        assert len(asked.times) <= 3 + log2(500)


def test_with_room_for_all_each_that_moves_it_is_alone() -> None:
    moves = [5, 0, -3, 0, 0, 7, 7, 0]
    found = cut(Asked(moves), most=9)
    assert {s.first: s.minutes for s in found if s.minutes} == {0: 5, 2: -3, 5: 7, 6: 7}


def test_the_largest_is_looked_for_first_and_in_the_order_of_changes() -> None:
    asked = Asked([1, 0, 0, 0, 0, 0, 0, 900])
    found = cut(asked, most=5)
    assert Stretch(first=7, last=8, minutes=900) in found
    assert asked.times == [0, 8, 4, 6, 7]


def test_what_gives_a_date_or_takes_it_is_no_number() -> None:
    dates = [NEVER, NEVER, 500, 500, 600]
    found = stretches(4, dates.__getitem__, most=9)
    assert [(s.first, s.minutes) for s in found] == [
        (0, 0),
        (1, None),
        (2, 0),
        (3, 100),
    ]
    assert stretches(0, [7].__getitem__, most=2) == []
