"""Who is fast at some work needs less time for it; who is slow needs more."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway_engine.assignment import Draw, candidates
from headway_engine.bounding import ends_from, unhindered
from headway_engine.errors import InvalidProblem
from headway_engine.levelling import level
from headway_engine.levers import helped
from headway_engine.priority import DelayCost
from headway_engine.problem import NEVER, NONE, Problem, Speeds
from headway_engine.scarcity import booked_minutes, scarcity
from headway_engine.simulation import simulate
from headway_engine.solvers.assigning import Staffing, staff
from headway_engine.solvers.improving import Budget
from tests.engine.fuzz import (
    random_problem,
    with_groups_of_their_own,
    with_habits,
    with_speeds,
)
from tests.engine.validator import Validator
from tests.engine.worlds import ALWAYS, world

SLOW, FAST = 0, 1
unhurried = settings(deadline=None, max_examples=60)


def at(problem: Problem, *factors: float, of: list[int] | None = None) -> Problem:
    """Let people be so fast at the one kind of work that there is."""
    kinds = of or [0] * len(problem.items.key)
    factor = np.array(factors, np.float64).reshape(-1, 1)
    return replace(problem, speeds=Speeds(of=np.array(kinds, np.int32), factor=factor))


def lasting(problem: Problem) -> list[int]:
    schedule = level(problem)
    assert Validator(problem, schedule).check() == []
    return (schedule.finish - schedule.start).tolist()


def two(*items: dict[str, object], groups: tuple[list[int], ...] = ()) -> Problem:
    return world(*items, calendars=(ALWAYS, ALWAYS), groups=groups)


def test_named_people_need_what_their_speed_makes_of_it() -> None:
    problem = two(
        {"people": [SLOW], "minutes": 300},
        {"people": [FAST], "minutes": 300},
        {"people": [FAST], "minutes": 300},
        {"people": [FAST], "minutes": 300, "drive": 1},
    )
    assert lasting(at(problem, 0.8, 1.25, of=[0, 0, NONE, 0])) == [375, 240, 300, 300]


def test_each_part_is_by_its_own_person_and_joint_work_as_slow_as_the_slowest() -> None:
    problem = two(
        {"people": [SLOW, FAST], "minutes": 600},
        {"people": [SLOW, FAST], "minutes": 600, "is_joint": True},
    )
    schedule = level(at(problem, 0.5, 2.0))
    assert (schedule.part_finish - schedule.part_start).tolist() == [600, 150, 600, 600]


def test_of_a_group_each_member_needs_their_own_time() -> None:
    """The first of the group is the slow one: the first item is theirs."""
    item = {"group": 0, "minutes": 600}
    problem = at(two(item, item, groups=([SLOW, FAST],)), 0.5, 2.0)
    assert lasting(problem) == [1200, 300]
    assert simulate(problem, seed=1, scenarios=2).finish.tolist() == [[1200, 300]] * 2


def test_the_bound_of_a_group_is_as_fast_as_its_fastest() -> None:
    item = {"group": 0, "minutes": 600}
    problem = at(two(item, item, groups=([SLOW, FAST],)), 0.5, 2.0)
    earliest = unhindered(problem)
    assert earliest.finish.tolist() == [300, 300]
    assert ends_from(problem, earliest, [[0, 1]]) == [300]


def test_a_helper_is_as_fast_as_who_they_are_like() -> None:
    item = {"people": [FAST], "minutes": 600}
    problem = at(two(item, item), 0.5, 2.0)
    more = helped(problem, FAST, np.ones(2, np.bool_))
    assert more.speeds.factor[:, 0].tolist() == [0.5, 2.0, 2.0]
    assert lasting(more) == [300, 300]


def cost_of(problem: Problem) -> DelayCost:
    n = len(problem.items.key)
    return DelayCost(
        slope=np.ones(n), due=np.full(n, NEVER, np.int32), late=np.zeros(n),
        cliff=np.zeros(n), fading=np.full(n, np.inf),
    )  # fmt: skip


def test_who_is_fast_is_the_better_choice_and_whole_plans_know_it() -> None:
    problem = at(two({"minutes": 600, "people": [SLOW]}), 0.5, 2.0)
    cost = cost_of(problem)
    found = candidates(problem, 0, [SLOW, FAST], cost, Draw(seed=1), until=1440)
    assert [(each.person, each.p85) for each in found] == [(FAST, 300), (SLOW, 1200)]
    staffing = Staffing(problem=problem, cost=cost, able={0: [SLOW, FAST]})
    proposal = staff(staffing, seed=1, budget=Budget(candidates=40))
    assert proposal.people == {0: FAST}


def test_who_is_slow_has_more_to_do() -> None:
    items = {"people": [SLOW], "minutes": 600}, {"people": [FAST], "minutes": 600}
    problem = two(*items)
    booked = booked_minutes(problem)
    assert scarcity(problem, booked).tolist() == [1.0, 1.0]
    assert scarcity(at(problem, 0.5, 1.5), booked).tolist() == [1.5, 0.5]


@pytest.mark.parametrize(
    ("factor", "fault"),
    [
        (0.0, "speeds.factor: holds 0.0: give 0.01 to 100.0"),
        (np.nan, "holds nan"),
        (1e9, "holds 1000000000.0"),
        (-1.0, "holds -1.0"),
    ],
)
def test_speeds_that_cannot_be_are_refused(factor: float, fault: str) -> None:
    with pytest.raises(InvalidProblem, match=fault):
        level(at(two({"people": [SLOW], "minutes": 1}), 1.0, factor))


def test_speeds_of_others_and_of_no_kind_are_refused() -> None:
    problem = two({"people": [SLOW], "minutes": 1})
    with pytest.raises(InvalidProblem, match=r"speeds.factor: has 3 entries, not 2"):
        level(at(problem, 1.0, 1.0, 1.0))
    with pytest.raises(InvalidProblem, match=r"speeds.of: holds positions outside"):
        level(at(problem, 1.0, 1.0, of=[1]))
    flat = Speeds(of=np.zeros(1, np.int32), factor=np.ones(2))
    with pytest.raises(InvalidProblem, match=r"has 1 dimensions, not 2"):
        level(replace(problem, speeds=flat))


@unhurried
@given(st.integers(0, 2**32 - 1))
def test_the_validator_finds_nothing_wrong_with_speeds(seed: int) -> None:
    problem = random_problem(seed, items=20)
    if seed % 2:
        problem = with_habits(problem, seed)
    if seed % 3:
        problem = with_groups_of_their_own(problem, seed)
    problem = with_speeds(problem, seed)
    assert Validator(problem, level(problem)).check() == []


@unhurried
@given(st.integers(0, 2**32 - 1))
def test_no_schedule_beats_the_bound(seed: int) -> None:
    problem = with_speeds(with_habits(random_problem(seed), seed), seed)
    known, earliest = level(problem), unhindered(problem)
    placed = np.flatnonzero(
        (known.unplaced == 0) & (problem.items.finished_at == NEVER)
    ).tolist()
    if placed:
        [bound] = ends_from(problem, earliest, [placed])
        assert bound <= int(known.finish[placed].max())


def test_speed_1_is_as_if_nothing_had_been_said() -> None:
    for seed in range(60):
        problem = with_habits(random_problem(seed, items=30), seed)
        said = at(problem, *[1.0] * len(problem.people.calendar))
        assert level(said).finish.tolist() == level(problem).finish.tolist()
