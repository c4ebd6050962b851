"""Lags that nobody knows: drawn for each scenario, by the name of their link."""

from dataclasses import replace

import numpy as np
import pytest

from headway_engine.checking import check
from headway_engine.errors import InvalidProblem
from headway_engine.levelling import level
from headway_engine.levers import without_link
from headway_engine.problem import ENDS_AT, NEVER, Problem
from headway_engine.simulation import simulate
from tests.engine.worlds import ALWAYS, WEEKDAYS, world

LAG = 2880
WORK = {"minutes": 60, "people": [0]}


def drying(
    *items: dict[str, object],
    links: list[tuple[int, ...]],
    spread: float = 0.5,
    key: int = 77,
) -> Problem:
    """Items of people who never rest, whose first link has a lag nobody knows."""
    problem = world(*items, calendars=(ALWAYS, ALWAYS, WEEKDAYS), links=links)
    keys, spreads = np.arange(len(links)), np.zeros(len(links))
    keys[0], spreads[0] = key, spread
    return replace(problem, links=replace(problem.links, key=keys, spread=spreads))


def waits(problem: Problem, **how: int) -> np.ndarray:
    """How long after the first item the second begins, in each scenario."""
    made = simulate(problem, seed=5, has_starts=True, **{"scenarios": 2000, **how})
    return made.start[:, 1] - made.finish[:, 0]


def test_its_ends_are_the_tenth_and_the_ninetieth_of_a_hundred() -> None:
    problem = drying(WORK, WORK, links=[(0, 1, 0, LAG)])
    found = np.quantile(waits(problem), [0.1, 0.5, 0.9])
    ends = LAG * np.exp(np.array([-1, 0, 1]) * 0.5 * ENDS_AT)
    assert found == pytest.approx(ends, rel=0.05)
    assert level(problem).start[1] == 60 + LAG


@pytest.mark.parametrize("kind", [0, 1, 2, 3])
@pytest.mark.parametrize("calendar", [-1, 2])
def test_each_scenario_is_a_plan_with_the_lag_that_was_drawn(
    kind: int, calendar: int
) -> None:
    links = [(0, 1, kind, LAG, calendar)]
    problem = drying({**WORK, "not_before": 600}, WORK, links=links)
    drawn = waits(drying(WORK, WORK, links=[(0, 1, 0, LAG)]), scenarios=5)
    made = simulate(problem, seed=5, scenarios=5)
    for scenario, lag in enumerate(drawn.tolist()):
        known = world(
            {**WORK, "not_before": 600}, WORK,
            calendars=(ALWAYS, ALWAYS, WEEKDAYS), links=[(0, 1, kind, lag, calendar)],
        )  # fmt: skip
        assert made.finish[scenario].tolist() == level(known).finish.tolist()


def test_draws_hang_on_the_name_of_the_link_and_on_nothing_else() -> None:
    whole = drying(WORK, WORK, {**WORK, "people": [1]}, links=[(0, 1, 0, LAG), (0, 2)])
    other = drying(WORK, WORK, links=[(0, 1, 0, LAG)])
    first = waits(whole, scenarios=40)
    assert (first == waits(whole, scenarios=40, threads=3)).all()
    assert (first == waits(without_link(whole, 1), scenarios=40)).all()
    assert (first == waits(other, scenarios=40)).all()
    renamed = drying(WORK, WORK, links=[(0, 1, 0, LAG)], key=78)
    assert (first != waits(renamed, scenarios=40)).any()
    assert (waits(without_link(whole, 0), scenarios=40) == 0).all()


def test_links_of_one_name_have_one_lag_and_known_ones_keep_theirs() -> None:
    items = WORK, WORK, {**WORK, "people": [1]}
    problem = drying(*items, links=[(0, 1, 0, LAG), (0, 2, 0, LAG)])
    apart = simulate(problem, seed=5, scenarios=40, has_starts=True).start
    assert (apart[:, 2] == 60 + LAG).all()
    links = replace(problem.links, key=np.array([77, 77]), spread=np.full(2, 0.5))
    same = replace(problem, links=links)
    start = simulate(same, seed=5, scenarios=40, has_starts=True).start
    assert (start[:, 1] == start[:, 2]).all()
    assert start[:, 1].std() > 0


def test_it_counts_from_the_past_and_may_be_over() -> None:
    """Nobody says that paint is dry: of some scenarios it is, at the end of a lag."""
    done = {**WORK, "started_at": -LAG - 60, "finished_at": -LAG}
    problem = drying(done, WORK, links=[(0, 1, 0, LAG)])
    begins = simulate(problem, seed=5, scenarios=400, has_starts=True).start[:, 1]
    assert (begins == 0).mean() == pytest.approx(0.5, abs=0.07)
    assert begins.max() > LAG / 2
    assert (begins != NEVER).all()


def test_impossible_spreads_are_refused() -> None:
    problem = drying(WORK, WORK, links=[(0, 1, 0, LAG)])
    for spread, fault in ((np.array([-0.5]), "negative"), (np.zeros(2), "entries")):
        links = replace(problem.links, spread=spread)
        with pytest.raises(InvalidProblem, match=f"links.spread.*{fault}"):
            check(replace(problem, links=links))
