"""Work that may come to nothing: there in some scenarios, at no cost in the others."""

from dataclasses import replace

import numpy as np
import pytest

from headway_engine.checking import check
from headway_engine.errors import InvalidProblem
from headway_engine.levelling import level
from headway_engine.problem import Chances, Problem
from headway_engine.scarcity import booked_minutes
from headway_engine.simulation import simulate
from tests.engine.worlds import ALWAYS, world

ALONE = {"minutes": 100, "group": 0}


def hanging(probability: float, of: list[int] | None = None) -> Problem:
    """Two pieces of an offer go before an item; one person does it all."""
    problem = world(
        ALONE, ALONE, ALONE, calendars=(ALWAYS, ALWAYS), groups=[[0]], links=[]
    )
    chances = Chances(
        of=np.array(of or [0, 0, -1], np.int32),
        key=np.array([7], np.int64),
        probability=np.array([probability]),
    )
    return replace(problem, chances=chances)


def test_it_comes_as_often_as_its_probability_says_and_whole() -> None:
    finish = simulate(hanging(0.4), seed=3, scenarios=2000).finish[:, 2]
    assert set(finish.tolist()) == {100, 300}
    assert (finish == 300).mean() == pytest.approx(0.4, abs=0.03)


@pytest.mark.parametrize(("probability", "end"), [(0.0, 100), (1.0, 300)])
def test_what_never_comes_and_what_always_does(probability: float, end: int) -> None:
    finish = simulate(hanging(probability), seed=3, scenarios=50).finish[:, 2]
    assert (finish == end).all()


def test_the_medians_have_what_is_as_likely_as_not() -> None:
    assert level(hanging(0.49)).finish[2] == 100
    assert level(hanging(0.5)).finish[2] == 300


def test_others_are_drawn_as_they_would_be_without_it() -> None:
    """Another probability moves what waits for the person, and nothing else."""
    base = hanging(0.0)
    spread = replace(base.items, spread=np.array([0.0, 0.0, 0.5]))
    rare, often = (replace(hanging(p), items=spread) for p in (0.0, 1.0))
    first = simulate(rare, seed=3, scenarios=40).finish[:, 2]
    second = simulate(often, seed=3, scenarios=40).finish[:, 2]
    assert (second - first == 200).all()


def test_it_counts_by_its_probability_where_time_is_scarce() -> None:
    assert booked_minutes(hanging(0.4)).tolist() == [40.0, 40.0, 100.0]


@pytest.mark.parametrize(
    ("probability", "of", "fault"),
    [(1.5, None, "more than 1"), (0.5, [1, 0, 0], "positions outside")],
)
def test_impossible_chances_are_refused(probability, of, fault) -> None:
    with pytest.raises(InvalidProblem, match=fault):
        check(hanging(probability, of))
