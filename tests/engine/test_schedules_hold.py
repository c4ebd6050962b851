"""Whatever the problem, the schedule keeps the rules."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from headway_engine import packing
from headway_engine.effort import medians
from headway_engine.explanation import WAITING, chain
from headway_engine.kernels.records import RESCUES, new_run
from headway_engine.kernels.scenarios import dispatch_scenarios
from headway_engine.levelling import level
from headway_engine.packing import pack
from headway_engine.problem import NONE, Problem
from headway_engine.schedule import Unplaced
from headway_engine.simulation import simulate
from tests.engine.fuzz import (
    random_problem,
    with_groups_of_their_own,
    with_habits,
)
from tests.engine.validator import Validator

seeds = st.integers(0, 2**32 - 1)
unhurried = settings(deadline=None, max_examples=60)


def shuffled(problem: Problem, seed: int) -> tuple[Problem, np.ndarray]:
    """Put the items in another order; ``place[i]`` is where item ``i`` went."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(problem.items.key))
    place = np.argsort(order).astype(np.int32)
    names = problem.items.__dataclass_fields__
    items = replace(
        problem.items, **{n: getattr(problem.items, n)[order] for n in names}
    )
    offsets = problem.parts.offsets
    rows = [np.arange(offsets[i], offsets[i + 1]) for i in order]
    flat = np.concatenate(rows).astype(int)
    parts = replace(
        problem.parts,
        offsets=np.cumsum([0, *map(len, rows)]).astype(np.int32),
        person=problem.parts.person[flat],
        share=problem.parts.share[flat],
        units=problem.parts.units[flat],
    )
    links = replace(
        problem.links,
        before=place[problem.links.before],
        after=place[problem.links.after],
    )
    return replace(problem, items=items, parts=parts, links=links), place


@unhurried
@given(seeds)
def test_the_validator_finds_nothing_wrong(seed: int) -> None:
    problem = random_problem(seed)
    assert Validator(problem, level(problem)).check() == []


@unhurried
@given(seeds)
def test_larger_problems_hold_too(seed: int) -> None:
    problem = random_problem(seed, items=40, people=6)
    assert Validator(problem, level(problem)).check() == []


@pytest.mark.parametrize("seed", [81_029, 101_863])
def test_what_followed_a_start_that_is_taken_back_is_taken_back(seed: int) -> None:
    """One part does not fit, and another, which waits for its hours, begins later."""
    problem = with_habits(random_problem(seed), seed)
    schedule = level(problem)
    assert (schedule.unplaced == Unplaced.BEHIND).any()
    assert Validator(problem, schedule).check() == []


@pytest.mark.parametrize(("items", "people"), [(10, 1), (30, 4), (60, 10), (100, 3)])
def test_nobody_ever_has_to_be_rescued(items: int, people: int) -> None:
    """Who could begin something is asked when it becomes so, not when all stands still.

    The last resort would keep the schedule valid, but begin an item later than it
    could.
    """
    rescued = []
    for seed in range(500):
        problem = random_problem(seed, items=items, people=people)
        packed = pack(problem)
        run = new_run(packed.plan)
        row = np.empty((1, len(packed.order)), np.int32)
        work = medians(problem, packed)
        dispatch_scenarios(packed.plan, run, work, 0, 0, packed.order, row, row)
        if run.tally[RESCUES]:
            rescued.append(seed)
    assert rescued == []


@unhurried
@given(seeds)
def test_every_cause_has_the_culprit_it_needs(seed: int) -> None:
    problem = random_problem(seed)
    s = level(problem)
    placed = s.unplaced == Unplaced.PLACED
    needs = placed & np.isin(s.cause, WAITING)
    assert (s.culprit[needs] != NONE).all()
    assert (s.culprit[placed & ~needs] == NONE).all()
    blamed = np.isin(s.unplaced, [Unplaced.CYCLE, Unplaced.BEHIND])
    assert (s.unplaced[s.culprit[blamed]] != Unplaced.PLACED).all()


@unhurried
@given(seeds)
def test_a_chain_goes_from_cause_to_effect(seed: int) -> None:
    problem = random_problem(seed)
    s = level(problem)
    found = chain(problem, s)
    assert [s.culprit[i] for i in found[1:]] == found[:-1]


@pytest.mark.parametrize("seed", range(15, 27))
def test_groups_with_little_to_do_bid_as_if_people_looked_at_them(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = random_problem(seed, items=30, people=9)
    problem = with_groups_of_their_own(problem, seed)
    if seed % 2:
        problem = with_habits(problem, seed)
    answers, bids = [], []
    for is_bid in (False, True):
        chosen = np.full(len(problem.groups.offsets) - 1, is_bid)
        monkeypatch.setattr(packing, "_bidding", lambda *_, chosen=chosen: chosen)
        bids.append(len(pack(problem).plan.bid))
        answers.append(simulate(problem, seed=seed, scenarios=4).finish.tobytes())
        answers.append(level(problem).person.tobytes())
    assert bids[0] == 0 < bids[1]
    assert answers[:2] == answers[2:]


@unhurried
@given(seeds, st.integers(2, 5))
def test_any_number_of_threads_gives_the_same_bytes(seed: int, threads: int) -> None:
    problem = random_problem(seed)
    one = simulate(problem, seed=seed, scenarios=11, has_starts=True)
    many = simulate(problem, seed=seed, scenarios=11, threads=threads, has_starts=True)
    rest = simulate(problem, seed=seed, scenarios=4, first_scenario=7)
    assert one.finish.tobytes() == many.finish.tobytes()
    assert one.start.tobytes() == many.start.tobytes()
    assert (one.finish[7:] == rest.finish).all()


@unhurried
@given(seeds)
@example(596)  # one of an item's parts does not fit: the other may have begun
def test_the_order_of_the_arrays_does_not_matter(seed: int) -> None:
    problem = random_problem(seed)
    other, place = shuffled(problem, seed)
    before = simulate(problem, seed=3, scenarios=5)
    after = simulate(other, seed=3, scenarios=5)
    assert (before.finish == after.finish[:, place]).all()
    assert (level(problem).start == level(other).start[place]).all()


@unhurried
@given(seeds)
def test_certain_work_is_the_same_in_every_scenario(seed: int) -> None:
    problem = random_problem(seed)
    still = replace(problem.items, spread=np.zeros(len(problem.items.key)))
    problem = replace(problem, items=still)
    s, found = level(problem), simulate(problem, seed=seed, scenarios=3)
    assert (found.finish == s.finish).all()


@pytest.mark.parametrize("seed", [23903, 31459])
def test_a_gate_closes_again_if_what_opened_it_is_not_placed(seed: int) -> None:
    problem = random_problem(seed)
    assert Validator(problem, level(problem)).check() == []


@pytest.mark.parametrize("seed", range(300))
def test_fixed_problems_hold(seed: int) -> None:
    problem = random_problem(seed, items=20)
    assert Validator(problem, level(problem)).check() == []
