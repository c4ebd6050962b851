"""What delay costs, what an hour saves of it: against slow and obvious reckonings."""

from dataclasses import replace
from itertools import combinations, pairwise
from math import exp, inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway_engine.errors import InvalidProblem
from headway_engine.fronts import (
    Moscow,
    by_cost_of_delay,
    by_eisenhower,
    by_moscow,
    by_order,
    by_priority,
    by_rice,
    by_stars,
    by_wsjf,
)
from headway_engine.priority import (
    BEHIND,
    DEADLINE,
    OWN,
    DelayCost,
    cost_of_finish,
    dispatch_index,
    earliest_finish,
    marginal,
)
from headway_engine.problem import NEVER, NONE
from headway_engine.scarcity import booked_minutes, lookahead, scarcity
from tests.engine.worlds import world

amounts = st.floats(0, 50)
costs = st.builds(
    lambda slope, due, late, cliff, fading: DelayCost(
        slope=np.array([slope]),
        due=np.array([due], np.int32),
        late=np.array([late]),
        cliff=np.array([cliff]),
        fading=np.array([fading]),
    ),
    amounts,
    st.one_of(st.just(NEVER), st.integers(-500, 3000)),
    amounts,
    st.floats(0, 5000),
    st.one_of(st.just(inf), st.floats(10, 5000)),
)


def obvious_cost(cost: DelayCost, finish: int, now: int) -> float:
    """Charge minute by minute."""
    slope, fading, due = cost.slope[0], cost.fading[0], int(cost.due[0])
    total = sum(slope * exp(-(m - now + 0.5) / fading) for m in range(now, finish))
    if due != NEVER and finish > due:
        total += cost.cliff[0] + cost.late[0] * (finish - due)
    return float(total)


@given(costs, st.integers(0, 2000))
@settings(max_examples=50, deadline=None)
def test_a_finish_costs_what_its_minutes_cost(cost: DelayCost, finish: int):
    found = cost_of_finish(cost, np.array([float(finish)]), now=100)[0]
    assert found == pytest.approx(obvious_cost(cost, finish, 100), rel=1e-3, abs=1e-6)


@given(costs, st.integers(0, 2000), st.integers(0, 500))
def test_later_never_costs_less(cost: DelayCost, finish: int, more: int):
    at = np.array([[float(finish)], [float(finish + more)]])
    sooner, later = cost_of_finish(cost, at, now=100)[:, 0]
    assert later >= sooner - 1e-9


@given(costs, st.integers(200, 1500))
@settings(max_examples=40, deadline=None)
def test_the_margin_of_a_date_is_the_slope_of_what_is_expected(cost, earliest: int):
    """Against the cost in expectation over finishes that lie around the earliest."""
    scale, step = 300.0, 0.5
    dated = replace(cost, slope=np.zeros(1), due=np.array([900], np.int32))
    around = np.arange(-12_000.25, 12_000.75, step)
    weight = np.exp(-np.abs(around) / scale) / (2 * scale) * step

    def expected(at: float) -> float:
        finish = (at + around)[:, None]
        return float(cost_of_finish(dated, finish, now=-20_000)[:, 0] @ weight)

    said = marginal(dated, np.array([float(earliest)]), now=0, lookahead=scale)
    width = 8.0
    slope = (expected(earliest + width) - expected(earliest - width)) / (2 * width)
    assert said[0, DEADLINE] == pytest.approx(slope, rel=0.03, abs=1e-3)
    assert said[0, OWN] == 0


def test_what_is_missed_beyond_doubt_is_no_reason_to_hurry():
    cost = DelayCost(
        slope=np.ones(3),
        due=np.array([1000, 1000, NEVER], np.int32),
        late=np.zeros(3),
        cliff=np.full(3, 1000.0),
        fading=np.full(3, inf),
    )
    said = marginal(cost, np.array([1000.0, 90_000, 0]), now=0, lookahead=500)
    assert said[:, DEADLINE].tolist() == pytest.approx([1.0, 0.0, 0.0])
    assert said[:, OWN].tolist() == [1, 1, 1]


def best_set(each, hours, links, item: int) -> float:
    """Try all sets that hold the item and with each member a way to it."""
    behind: dict[int, set[int]] = {}
    for before, after in links:
        behind.setdefault(before, set()).add(after)
    reach, waiting = {item}, [item]
    while waiting:
        for after in behind.get(waiting.pop(), ()):
            if after not in reach:
                reach.add(after)
                waiting.append(after)
    others = sorted(reach - {item})
    best = 0.0
    for size in range(len(others) + 1):
        for some in combinations(others, size):
            chosen = {item, *some}
            opened = {a for b in chosen for a in behind.get(b, ())}
            if set(some) <= opened:
                ratio = sum(each[i].sum() for i in chosen) / sum(hours[list(chosen)])
                best = max(best, ratio)
    return best


@st.composite
def networks(draw, *, is_tree: bool):
    n = draw(st.integers(1, 7))
    each = np.array(
        draw(st.lists(st.tuples(amounts, amounts), min_size=n, max_size=n))
    ).reshape(n, 2)
    hours = np.array(draw(st.lists(st.floats(0.25, 20), min_size=n, max_size=n)))
    if is_tree:
        links = [
            (draw(st.integers(0, i - 1)), i) for i in range(1, n) if draw(st.booleans())
        ]
    else:
        pairs = list(combinations(range(n), 2))
        links = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return each, hours, links


@given(networks(is_tree=True))
@settings(max_examples=80, deadline=None)
def test_among_trees_no_better_set_is_left(network):
    each, hours, links = network
    score = dispatch_index(each, hours, links).score
    for i in range(len(hours)):
        assert score[i] == pytest.approx(best_set(each, hours, links, i), rel=1e-9)


@given(networks(is_tree=False))
@settings(max_examples=80, deadline=None)
def test_terms_add_up_and_nothing_counts_twice(network):
    each, hours, links = network
    index = dispatch_index(each, hours, links)
    own = each.sum(axis=1) / hours
    assert np.all(index.score >= own - 1e-9)
    for i in range(len(hours)):
        assert index.score[i] <= best_set(each, hours, links, i) * (1 + 1e-9) + 1e-9
        assert index.terms[i, [OWN, DEADLINE]] * index.hours[i] == pytest.approx(
            each[i]
        )
        assert (index.through[i] == NONE) == (index.terms[i, BEHIND] == 0)


@given(networks(is_tree=True), st.integers(0, 6), st.floats(0, 30))
@settings(max_examples=60, deadline=None)
def test_what_costs_more_lowers_nobody(network, at: int, more: float):
    each, hours, links = network
    dearer = each.copy()
    dearer[at % len(hours), OWN] += more
    before = dispatch_index(each, hours, links).score
    assert np.all(dispatch_index(dearer, hours, links).score >= before - 1e-9)


def test_what_waits_for_itself_stands_alone():
    index = dispatch_index(np.ones((3, 2)), np.ones(3), [(0, 1), (1, 0), (1, 2)])
    assert index.score.tolist() == [2, 2, 2]


def test_the_earliest_finish_is_behind_all_before_it():
    wall, start = np.array([10.0, 20.0, 5.0]), np.array([0.0, 100.0, 0.0])
    assert earliest_finish(wall, start, [(0, 2), (1, 2)]).tolist() == [10, 120, 125]


def test_an_hour_of_who_has_much_to_do_is_scarce():
    items = [{"people": [0], "minutes": 3000}, {"people": [1], "minutes": 600}]
    problem = world(*items, {"minutes": 600, "group": 0}, groups=[[0, 1]])
    minutes = booked_minutes(problem)
    assert minutes.tolist() == [3000, 600, 600]
    assert scarcity(problem, minutes).tolist() == [1.5, 0.5, 1.0]
    assert lookahead(problem, minutes) == 7 * 1440
    assert lookahead(problem, minutes * 100) == 44 * 7 * 1440
    assert scarcity(world(), np.zeros(0)).tolist() == []


def test_every_classic_front_writes_the_one_function():
    assert by_priority(500).slope == by_stars(3).slope == by_wsjf(3, 3, 2).slope == 1
    assert by_priority(700).slope == by_stars(4).slope == 2
    assert by_priority(500, 300).slope == 0.5
    assert by_cost_of_delay(2.5, 8).cliff == 8
    assert by_rice(10, 0.5, 0.8).slope == 4
    must, should = by_moscow(Moscow.MUST), by_moscow(Moscow.SHOULD)
    assert must.cliff > should.slope > by_moscow(Moscow.WONT).slope == 0 == should.cliff
    urgent = by_eisenhower(is_important=False, is_urgent=True)
    important = by_eisenhower(is_important=True, is_urgent=False)
    assert urgent.fading_weeks < important.fading_weeks == inf


@given(st.lists(st.floats(0.01, 100), max_size=8))
def test_a_dragged_order_is_kept_by_the_least_change(scores):
    kept = by_order(scores)
    assert all(a >= b * (1 - 1e-9) for a, b in pairwise(kept))
    falling = sorted(scores, reverse=True)
    assert by_order(falling) == pytest.approx(falling)
    assert by_order(kept) == pytest.approx(kept)
    assert np.prod(kept) == pytest.approx(np.prod(scores))


def test_costs_of_other_items_or_below_zero_are_refused():
    one = np.ones(1)
    cost = DelayCost(
        slope=one, due=np.array([0], np.int32), late=one, cliff=one, fading=one
    )
    cost.check(1)
    with pytest.raises(InvalidProblem, match="of other items"):
        cost.check(2)
    with pytest.raises(InvalidProblem, match="below 0"):
        replace(cost, late=-one).check(1)
