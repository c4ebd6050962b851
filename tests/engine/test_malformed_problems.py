"""Nothing that a problem says makes the engine hang, or raise what is not its own."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest

from headway_engine.calendars import WorkingTime, compile_calendars
from headway_engine.errors import EngineError, InvalidProblem
from headway_engine.levelling import level
from headway_engine.priority import DelayCost
from headway_engine.problem import NEVER, Groups
from headway_engine.schedule import Unplaced
from headway_engine.simulation import quantiles, simulate
from tests.engine.malformed import extreme, malformed
from tests.engine.worlds import world

ROUNDS = 10
EACH = 60


@pytest.mark.parametrize("part", range(ROUNDS))
def test_wrong_arrays_are_planned_or_refused(part: int) -> None:
    for seed in range(part * EACH, (part + 1) * EACH):
        problem = malformed(seed)
        try:
            level(problem)
            simulate(problem, seed=seed, scenarios=3)
        except EngineError:
            continue


@pytest.mark.parametrize("part", range(ROUNDS))
def test_absurd_numbers_are_planned_or_have_a_reason(part: int) -> None:
    for seed in range(part * EACH, (part + 1) * EACH):
        problem = extreme(seed)
        schedule = level(problem)
        simulate(problem, seed=seed, scenarios=3)
        placed = schedule.unplaced == Unplaced.PLACED
        assert (placed == (schedule.finish != NEVER)).all(), seed
        open_ = placed & (problem.items.finished_at == NEVER)
        assert (schedule.finish[open_] >= schedule.start[open_]).all(), seed


def test_ten_thousand_links_of_one_item_are_followed() -> None:
    """None of them has people, so that links alone say when each happens."""
    items: list[dict[str, Any]] = [{"drive": 2, "minutes": 1} for _ in range(10_001)]
    last = len(items) - 1
    into = level(world(*items, links=[(i, last) for i in range(last)]))
    assert (into.start[last], into.finish[last]) == (1, 2)
    out = level(world(*items, links=[(0, i) for i in range(1, last + 1)]))
    assert (out.start[1:] == 1).all()
    round_ = level(
        world(*items, links=[(i, (i + 1) % (last + 1)) for i in range(last + 1)])
    )
    assert (round_.unplaced == Unplaced.CYCLE).all()
    pair = level(world(*items[:2], links=[(0, 1)] * 10_000))
    assert pair.start[1] == 1


@pytest.mark.parametrize(
    "said",
    [{"seed": 2**64}, {"seed": 1.5}, {"seed": None}, {"scenarios": -1},
     {"scenarios": 0.5}, {"first_scenario": -1}, {"aims": np.array([1 << 30])},
     {"aims": np.array([0.0])}, {"aims": [0]}],
)  # fmt: skip
def test_draws_that_cannot_be_are_refused(said: dict[str, Any]) -> None:
    problem = world({"people": [0], "minutes": 60})
    with pytest.raises(InvalidProblem, match=next(iter(said))):
        simulate(problem, **{"seed": 1, "scenarios": 2} | said)


@pytest.mark.parametrize(
    ("offsets", "person", "fault"),
    [([0], [], "entries"), ([0, 1], [7], "positions"), ([0, 2], [0], "ends with"),
     ([0, 1], [-1], "positions"), ([0, 1], [0.0], "integers")],
)  # fmt: skip
def test_wider_groups_of_other_people_are_refused(
    offsets: list[int], person: list[float], fault: str
) -> None:
    problem = world({"group": 0, "minutes": 60}, groups=[[0]])
    wider = Groups(offsets=np.array(offsets, np.int32), person=np.array(person))
    if not len(person) or isinstance(person[0], int):
        wider = replace(wider, person=wider.person.astype(np.int32))
    with pytest.raises(InvalidProblem, match=fault):
        level(problem, wider=wider)


def test_no_scenarios_have_no_quantiles() -> None:
    assert quantiles(np.zeros((0, 2), np.int32), [50]).tolist() == [[NEVER, NEVER]]


@pytest.mark.parametrize("slope", [np.nan, np.inf, -1.0])
def test_costs_that_cannot_be_compared_are_refused(slope: float) -> None:
    cost = DelayCost(
        slope=np.array([slope]), due=np.array([NEVER], np.int32), late=np.zeros(1),
        cliff=np.zeros(1), fading=np.full(1, np.inf),
    )  # fmt: skip
    with pytest.raises(InvalidProblem, match="delay"):
        cost.check(1)


OFFICE = ((540, 1020),)
WITH_ZONE = (datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 6, tzinfo=UTC))
ONE_DAY = tuple(instant.replace(tzinfo=None) for instant in WITH_ZONE)


@pytest.mark.parametrize(
    ("said", "days", "fault"),
    [({"week": (OFFICE,) * 3}, 7, "3 days"), ({"away": (WITH_ZONE,)}, 7, "away"),
     ({"away": (ONE_DAY,), "zone": "UTC"}, 7, "away"),
     ({"week": (((1, 2, 3),),) * 7}, 7, "pairs"), ({}, 1.5, "days")],
)  # fmt: skip
def test_working_time_of_the_wrong_kind_is_refused(
    said: dict[str, Any], days: Any, fault: str
) -> None:
    working_time = WorkingTime(**{"week": (OFFICE,) * 7} | said)
    with pytest.raises(InvalidProblem, match=fault):
        compile_calendars([working_time], origin=date(2026, 1, 1), days=days)
