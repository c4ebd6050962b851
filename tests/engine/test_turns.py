"""Several items in progress at once, and time lost to interruptions."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway_engine.bounding import ends_from, unhindered
from headway_engine.checking import check
from headway_engine.effort import medians
from headway_engine.errors import InvalidProblem
from headway_engine.kernels.records import RESCUES, new_run
from headway_engine.kernels.scenarios import dispatch_scenarios
from headway_engine.levelling import level
from headway_engine.packing import pack
from headway_engine.problem import NEVER, Problem
from headway_engine.simulation import simulate
from headway_engine.solvers.exact.cpsat import Effort
from headway_engine.solvers.exact.planning import end_of
from headway_engine.turns import in_turns, unions
from tests.engine.fuzz import random_problem, with_habits
from tests.engine.validator import Validator
from tests.engine.worlds import ALWAYS, WEEKDAYS, world

seeds = st.integers(0, 2**32 - 1)
unhurried = settings(deadline=None, max_examples=60)


def at_once(problem: Problem, *limit: int) -> Problem:
    people = replace(problem.people, limit=np.array(limit, np.int32))
    return replace(problem, people=people)


def alone(minutes: float, **more: object) -> dict[str, object]:
    return {"minutes": minutes, "people": [0], **more}


def spans(problem: Problem) -> list[tuple[int, int]]:
    schedule = level(problem)
    assert Validator(problem, schedule).check() == []
    pairs = zip(schedule.start.tolist(), schedule.finish.tolist(), strict=True)
    return list(pairs)


@unhurried
@given(seeds)
def test_the_validator_finds_nothing_wrong_with_turns(seed: int) -> None:
    problem = with_habits(random_problem(seed), seed)
    assert Validator(problem, level(problem)).check() == []


@unhurried
@given(seeds)
def test_larger_problems_with_turns_hold_too(seed: int) -> None:
    problem = with_habits(random_problem(seed, items=40, people=3), seed)
    assert Validator(problem, level(problem)).check() == []


def test_nobody_who_takes_turns_has_to_be_rescued() -> None:
    rescued = []
    for seed in range(500):
        problem = with_habits(random_problem(seed, items=30, people=4), seed)
        packed = pack(problem)
        run, row = new_run(packed.plan), np.empty((1, len(packed.order)), np.int32)
        work = medians(problem, packed)
        dispatch_scenarios(packed.plan, run, work, 0, 0, packed.order, row, row)
        if run.tally[RESCUES]:
            rescued.append(seed)
    assert rescued == []


def test_what_is_in_progress_gets_the_same_part_of_the_time() -> None:
    """100 and 200 minutes in turns: 200 together until the first is done, then 100."""
    problem = world(alone(100), alone(200), calendars=(ALWAYS, ALWAYS))
    assert spans(problem) == [(0, 100), (100, 300)]
    assert spans(at_once(problem, 2, 1)) == [(0, 200), (0, 300)]


def test_no_more_items_than_the_limit_are_in_progress() -> None:
    problem = world(*[alone(60)] * 5, calendars=(ALWAYS, ALWAYS))
    found = spans(at_once(problem, 3, 1))
    assert found == [(0, 180), (0, 180), (0, 180), (180, 300), (180, 300)]


def test_one_item_alone_takes_no_longer_than_without_a_limit() -> None:
    problem = world(alone(480), calendars=(WEEKDAYS, WEEKDAYS))
    assert spans(at_once(problem, 4, 1)) == spans(problem)


def test_what_waits_for_a_turn_begins_when_the_turn_really_ends() -> None:
    """The first slows down when the second comes up, and so does what follows it."""
    problem = world(
        alone(100),
        alone(400, not_before=50),
        {"minutes": 10, "people": [1]},
        calendars=(ALWAYS, ALWAYS),
        links=[(0, 2)],
    )
    assert spans(at_once(problem, 2, 1)) == [(0, 150), (50, 500), (150, 160)]


def test_who_is_free_goes_before_who_takes_turns_in_a_group() -> None:
    either = {"minutes": 60, "group": 0}
    problem = world(either, either, calendars=(ALWAYS, ALWAYS), groups=[[0, 1]])
    schedule = level(at_once(problem, 3, 1))
    assert sorted(schedule.person.tolist()) == [0, 1]


def test_work_done_together_keeps_its_units_and_the_rest_takes_turns() -> None:
    problem = world(
        {"minutes": 60, "people": [0, 1], "is_joint": True, "units": [500, 500]},
        alone(60),
        calendars=(ALWAYS, ALWAYS),
        capacity=(1000, 1000),
    )
    assert spans(at_once(problem, 2, 1)) == [(0, 60), (0, 90)]


def test_turns_are_known_in_a_schedule_and_add_up() -> None:
    problem = at_once(world(alone(60), alone(60), calendars=(ALWAYS, ALWAYS)), 2, 1)
    schedule = level(problem)
    assert in_turns(problem, schedule).all()
    assert unions(schedule.part_start, schedule.part_finish) == [(0, 120)]
    assert not in_turns(at_once(problem, 1, 1), schedule).any()


def slowed(problem: Problem, slowdown: float, spread: float) -> Problem:
    p = len(problem.people.calendar)
    people = replace(
        problem.people,
        key=np.arange(p, dtype=np.int64),
        slowdown=np.full(p, slowdown),
        slowdown_spread=np.full(p, spread),
    )
    return replace(problem, people=people)


def test_interruptions_make_effort_longer_and_nothing_else() -> None:
    day = {"drive": 1, "minutes": 100, "people": [1]}
    problem = world(alone(100), day, calendars=(ALWAYS, ALWAYS))
    assert spans(slowed(problem, float(np.log(1.25)), 0.3)) == [(0, 125), (0, 100)]
    assert spans(slowed(problem, -0.5, 0.3)) == [(0, 100), (0, 100)]


def test_what_a_person_loses_is_common_to_all_their_work_and_nobody_elses() -> None:
    """Ten items of one person vary as one does, those of ten people less."""
    certain = [alone(1000)] * 10
    one = slowed(
        world(*certain, calendars=(ALWAYS,) * 10, capacity=(1000,) * 10), 0.4, 0.2
    )
    each = [{"minutes": 1000, "people": [n]} for n in range(10)]
    many = slowed(
        world(*each, calendars=(ALWAYS,) * 10, capacity=(1000,) * 10), 0.4, 0.2
    )
    ends = simulate(one, seed=1, scenarios=400).finish.max(axis=1)
    sums = simulate(many, seed=1, scenarios=400).finish.sum(axis=1)
    assert np.std(np.log(ends)) == pytest.approx(0.2, rel=0.15)
    assert np.std(np.log(sums)) == pytest.approx(0.2 / np.sqrt(10), rel=0.25)


@settings(deadline=None, max_examples=20)
@given(seeds, st.integers(2, 5))
def test_the_same_bytes_with_turns_for_any_number_of_threads(seed: int, threads: int):
    problem = with_habits(random_problem(seed), seed)
    one = simulate(problem, seed=seed, scenarios=11, has_starts=True)
    more = simulate(problem, seed=seed, scenarios=11, threads=threads, has_starts=True)
    assert one.finish.tobytes() == more.finish.tobytes()
    assert one.start.tobytes() == more.start.tobytes()


def test_who_needs_nothing_said_is_as_who_says_one_and_nothing_lost() -> None:
    for seed in range(40):
        problem = random_problem(seed)
        p = len(problem.people.calendar)
        same = slowed(at_once(problem, *[1] * p), 0.0, 0.0)
        before = simulate(problem, seed=7, scenarios=5)
        after = simulate(same, seed=7, scenarios=5)
        assert before.finish.tobytes() == after.finish.tobytes()


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("limit", [0, 1], "holds no items"),
        ("limit", [1], "has 1 entries, not 2"),
        ("key", [1], "has 1 entries, not 2"),
        ("slowdown", [0.1], "has 1 entries, not 0"),
    ],
)
def test_ways_that_contradict_themselves_are_refused(name, value, fault) -> None:
    problem = world(alone(60))
    kind = np.float64 if name == "slowdown" else np.int64
    people = replace(problem.people, **{name: np.array(value, kind)})
    with pytest.raises(InvalidProblem, match=fault):
        check(replace(problem, people=people))


def test_what_never_ends_before_the_horizon_is_not_planned_and_the_rest_is() -> None:
    far = 60 * 1440 + 1
    problem = at_once(world(alone(10), alone(far), calendars=(ALWAYS, ALWAYS)), 2, 1)
    schedule = level(problem)
    assert schedule.finish.tolist() == [10, NEVER] or schedule.finish[1] == NEVER


def end_and_bound(problem: Problem) -> tuple[int, int, int]:
    """When all that is placed ends; no earlier than what; what is proven of it."""
    schedule = level(problem)
    open_ = problem.items.finished_at == NEVER
    placed = np.flatnonzero((schedule.unplaced == 0) & open_).tolist()
    if not placed:
        return 0, 0, 0
    end, earliest = int(schedule.finish[placed].max()), unhindered(problem)
    later = min(end + 5000, problem.calendars.horizon)
    proven = end_of(problem, placed, earliest, later, Effort(work=0.1))
    return end, ends_from(problem, earliest, [placed])[0], proven or 0


def test_bounds_from_below_hold_with_turns_and_interruptions() -> None:
    """Where they hold without; who is named twice in joint work is another matter."""
    for seed in range(60):
        plain = random_problem(seed, items=8, people=3)
        end, bound, proven = end_and_bound(plain)
        holds = (bound <= end, proven <= end)
        end, bound, proven = end_and_bound(with_habits(plain, seed))
        assert (bound <= end) >= holds[0], seed
        assert (proven <= end) >= holds[1], seed
