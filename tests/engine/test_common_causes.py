"""What the items of a scenario have in common: the team's rate, and found work."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from headway_engine.errors import InvalidProblem
from headway_engine.levelling import level
from headway_engine.problem import NONE, Drive, Problem, Scopes
from headway_engine.shares import common_draws, share_of
from headway_engine.simulation import simulate
from tests.engine.worlds import world

ELAPSED = int(Drive.ELAPSED)


def waits(count: int, **said: Any) -> Problem:
    """Items that take nobody's time, each done after its own minutes."""
    row = {"minutes": 500, "spread": 0.4, "drive": ELAPSED} | said
    return world(*({**row, "key": 100 + n} for n in range(count)))


def drawn(problem: Problem, scenarios: int = 2000) -> np.ndarray:
    return simulate(problem, seed=3, scenarios=scenarios).finish.astype(float)


def scopes(*of: int, growth: float, spread: float = 0.0, first_key: int = 9) -> Scopes:
    count = max(of) + 1
    return Scopes(
        of=np.array(of, np.int32),
        key=np.arange(first_key, first_key + count, dtype=np.int64),
        growth=np.full(count, growth),
        spread=np.full(count, spread),
    )


@pytest.mark.parametrize("team", [0.0, 0.15, 0.3, 2.0])
def test_the_range_of_one_item_is_what_was_said_of_it(team: float) -> None:
    found = np.log(drawn(replace(waits(1), team_spread=team))[:, 0] / 500)
    assert np.std(found) == pytest.approx(0.4, rel=0.1)
    assert np.median(found) == pytest.approx(0.0, abs=0.03)


def test_a_total_is_as_wide_as_the_team_makes_it() -> None:
    """Of 40 items the own parts nearly cancel out, the common one never does."""
    wide = {
        team: np.std(np.log(drawn(replace(waits(40), team_spread=team)).sum(axis=1)))
        for team in (0.0, 0.25)
    }
    assert wide[0.0] == pytest.approx(0.4 / np.sqrt(40), rel=0.15)
    assert wide[0.25] == pytest.approx(np.hypot(0.25, 0.31 / np.sqrt(40)), rel=0.1)


def test_what_is_sure_is_the_same_in_good_and_bad_times() -> None:
    assert (drawn(replace(waits(2, spread=0), team_spread=0.5)) == 500).all()


def test_a_wait_of_uncertain_length_takes_nobodys_time() -> None:
    item = {"minutes": 600, "spread": 0, "people": [0], "rank": 0}
    wait = {"minutes": 4000, "spread": 0.5, "drive": ELAPSED, "rank": 1}
    alone, beside = drawn(world(item), 50), drawn(world(item, wait), 50)
    assert (alone[:, 0] == beside[:, 0]).all()
    assert np.std(np.log(beside[:, 1])) == pytest.approx(0.5, rel=0.3)


def test_all_that_is_not_begun_of_a_scope_grows_by_one_factor() -> None:
    plain = waits(5, spread=0)
    started = plain.items.started_at.copy()
    started[4] = 0
    plain = replace(plain, items=replace(plain.items, started_at=started))
    grown = replace(plain, scopes=scopes(0, 0, 1, NONE, 0, growth=0.1, spread=0.2))
    factor = drawn(grown) / drawn(plain)

    assert (factor[:, 0] == factor[:, 1]).all()
    assert (factor[:, [3, 4]] == 1).all()
    assert factor.min() == 1.0
    assert np.median(factor[:, 0]) == pytest.approx(np.exp(0.1), abs=0.03)
    assert np.mean(factor[:, 0] == 1) == pytest.approx(0.31, abs=0.04)
    assert abs(np.corrcoef(factor[:, 0], factor[:, 2])[0, 1]) < 0.1


def test_the_schedule_at_medians_counts_what_is_usually_found() -> None:
    problem = replace(waits(1), scopes=scopes(0, growth=0.2, spread=0.4))
    assert level(problem).finish[0] == np.ceil(500 * np.exp(0.2))
    shrinking = replace(problem, scopes=scopes(0, growth=-0.2, spread=0.4))
    assert level(shrinking).finish[0] == 500


def test_growth_follows_the_name_of_the_scope_on_any_number_of_threads() -> None:
    one = replace(waits(1), scopes=scopes(0, growth=0.1, spread=0.5, first_key=10))
    both = replace(waits(2), scopes=scopes(1, 0, growth=0.1, spread=0.5))
    assert (drawn(one, 60)[:, 0] == drawn(both, 60)[:, 0]).all()
    apart = simulate(both, seed=3, scenarios=60, threads=3).finish
    assert apart.tobytes() == simulate(both, seed=3, scenarios=60).finish.tobytes()


def test_growth_of_nothing_changes_nothing() -> None:
    plain = waits(3)
    grown = replace(plain, scopes=scopes(0, 0, NONE, growth=0.0))
    assert drawn(plain, 40).tobytes() == drawn(grown, 40).tobytes()


GROWN = scopes(0, 0, growth=0.1)


@pytest.mark.parametrize(
    ("fault", "wrong"),
    [
        ("scopes.of", {"scopes": scopes(0, growth=0.1)}),
        ("scopes.of", {"scopes": replace(GROWN, of=np.array([0, 1], np.int32))}),
        ("scopes.growth", {"scopes": replace(GROWN, growth=np.ones(2))}),
        ("scopes.growth", {"scopes": replace(GROWN, growth=np.array([np.inf]))}),
        ("scopes.spread", {"scopes": scopes(0, 0, growth=0.1, spread=-1.0)}),
        ("team_spread", {"team_spread": float("nan")}),
    ],
)
def test_contradictions_are_refused_by_name(fault: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidProblem, match=fault.replace(".", r"\.")):
        level(replace(waits(2), **wrong))


def test_what_is_shared_is_known_without_simulating_it_again() -> None:
    """Nothing but growth moves the first item, and little but the team the total."""
    problem = replace(waits(40), team_spread=0.25)
    spread = problem.items.spread.copy()
    spread[0] = 0.0
    problem = replace(
        problem,
        items=replace(problem.items, spread=spread),
        scopes=scopes(0, *[NONE] * 39, growth=0.1, spread=0.3),
    )
    finish = drawn(problem, 400)
    common = common_draws(problem, seed=3, scenarios=400)
    grown = np.ceil(500 * np.exp(common.growth[:, 0]))
    total = finish.sum(axis=1).astype(np.int32)

    assert finish[:, 0] == pytest.approx(grown, abs=1)
    assert share_of(common.team, total, now=0) == pytest.approx(0.92, abs=0.05)
    assert share_of(common.growth[:, 0], total, now=0) < 0.02
    assert share_of(common.team, total[:40], now=0) == 0.0
    assert share_of(common.team, np.full(400, 9, np.int32), now=0) == 0.0
