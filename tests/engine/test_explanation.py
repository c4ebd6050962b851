"""What is named as holding an item does hold it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from benchmarks.explain import Explained
from benchmarks.plans import random_plan
from benchmarks.removals import without_cause
from headway_engine.attribution import Change, Question, attribute, finish_of, leader
from headway_engine.explanation import chain_to
from headway_engine.levelling import level
from headway_engine.problem import NONE, WHOLE, Groups, LinkKind, Problem, Scopes
from headway_engine.schedule import START_BOUND, Cause, Schedule
from tests.engine.worlds import ALWAYS, WEEKDAYS, daily, world

DAY, NINE = 1440, 540


def planned(*items: dict[str, Any], **options: Any) -> Schedule:
    return level(world(*items, **options))


def held(s: Schedule, item: int) -> tuple[Cause, int, int]:
    return Cause(s.cause[item]), int(s.culprit[item]), int(s.witness[item])


def test_who_began_something_better_when_it_was_ready_goes_by_priority() -> None:
    s = planned(
        {"minutes": 60, "people": [0], "rank": 1},
        {"minutes": 60, "people": [0], "rank": 0},
    )
    assert held(s, 0) == (Cause.PRIORITY, 1, 0)


def test_who_was_at_it_before_is_busy_until_it_ends() -> None:
    s = planned(
        {"minutes": 120, "people": [0], "rank": 1},
        {"minutes": 60, "people": [0], "rank": 0, "not_before": NINE + 60},
    )
    assert held(s, 1) == (Cause.BUSY, 0, 0)
    assert s.since[1] == NINE + 60


def test_one_person_for_both_ends_of_a_link_is_busy_with_what_it_waits_for() -> None:
    s = planned(
        {"minutes": 60, "people": [0]}, {"minutes": 60, "people": [0]}, links=[(0, 1)]
    )
    assert held(s, 1) == (Cause.BUSY, 0, 0)


def test_the_link_that_ends_last_is_named_by_its_place() -> None:
    s = planned(
        {"minutes": 60, "people": [0]},
        {"minutes": 90, "people": [1]},
        {"drive": 3},
        links=[(0, 2), (1, 2)],
    )
    assert held(s, 2) == (Cause.LINK, 1, NONE)
    assert s.link[2] == 1


def test_links_that_end_at_once_hold_together() -> None:
    s = planned(
        {"minutes": 60, "people": [0]},
        {"minutes": 60, "people": [1]},
        {"drive": 3},
        links=[(0, 2), (1, 2)],
    )
    named = {int(s.culprit[2]), *s.ties.culprit[s.ties.item == 2].tolist()}
    assert named == {0, 1}


def test_a_constraint_is_told_from_hours() -> None:
    s = planned(
        {"minutes": 60, "people": [0], "not_before": DAY + 600},
        {"minutes": 60, "people": [1]},
    )
    assert (s.cause[0], s.link[0]) == (Cause.CONSTRAINT, START_BOUND)
    assert held(s, 1) == (Cause.CALENDAR, NONE, 1)


def test_hours_are_closed_since_the_last_of_them() -> None:
    evening = NINE + 9 * 60
    s = planned(
        {"minutes": 480, "people": [0]}, {"minutes": 60, "people": [1]},
        links=[(0, 1)], calendars=[WEEKDAYS, WEEKDAYS],
    )  # fmt: skip
    assert held(s, 1) == (Cause.LINK, 0, NONE)
    s = planned({"minutes": 60, "people": [0]}, now=evening + 30)
    assert held(s, 0) == (Cause.CALENDAR, NONE, 0)
    assert s.since[0] == evening + 30


def test_a_skill_is_named_where_somebody_else_is_idle() -> None:
    problem = world(
        {"minutes": 120, "people": [0], "rank": 0},
        {"minutes": 60, "group": 0, "rank": 1},
        groups=[[0]],
    )
    wider = Groups(offsets=np.array([0, 2], np.int32), person=np.array([0, 1]))
    s = level(problem, wider=wider)
    assert held(s, 1) == (Cause.SKILL, 0, 1)
    assert held(level(problem), 1) == (Cause.PRIORITY, 0, 0)


def test_what_is_released_as_something_begins_comes_behind_what_begins_before() -> None:
    """Ranked first it would still not be ready when the other is begun."""
    s = planned(
        {"minutes": 60, "people": [0], "rank": 2},
        {"minutes": 120, "people": [1], "rank": 0},
        {"minutes": 60, "people": [0, 1], "rank": 1},
        links=[(0, 2, LinkKind.START_START)],
    )
    assert (s.start[0], s.start[1], s.start[2]) == (NINE, NINE, NINE + 60)
    assert held(s, 2) == (Cause.BUSY, 0, 0)


def test_who_is_let_go_until_a_stretch_is_long_enough_begins_something_else() -> None:
    """Ranked first it would still leave its people at ten, with two hours left."""
    s = planned(
        {"minutes": 540, "people": [0], "rank": 0},
        {"minutes": 300, "people": [0, 1], "is_joint": True, "chunk": 150, "rank": 1},
        calendars=[daily((NINE, 1080)), daily((NINE, 720))],
        now=NINE + 60,
    )
    assert s.start.tolist() == [NINE + 60, 2 * DAY + NINE]
    assert held(s, 1) == (Cause.BUSY, 0, 0)


def test_the_chain_leads_back_to_what_starts_at_once() -> None:
    s = planned(
        {"minutes": 60, "people": [0], "rank": 0},
        {"minutes": 60, "people": [0], "rank": 1},
        {"minutes": 60, "people": [1], "rank": 2},
        {"minutes": 60, "people": [1], "rank": 3},
        links=[(1, 2)],
    )
    assert chain_to(s, 2) == [0, 1, 2]
    assert chain_to(s, 0) == [0]


def test_a_cause_is_taken_away_where_items_grow() -> None:
    """What stands in for a busy item belongs to no scope."""
    problem = world(
        {"minutes": 120, "people": [0], "rank": 1},
        {"minutes": 60, "people": [0], "rank": 0, "not_before": NINE + 60},
    )
    of, one = np.zeros(2, np.int32), np.ones(1)
    scopes = Scopes(of=of, key=np.zeros(1, np.int64), growth=one / 10, spread=one / 10)
    problem = replace(problem, scopes=scopes)
    s = level(problem)
    assert s.cause[1] == Cause.BUSY
    assert level(without_cause(problem, s, 1)).start[1] < s.start[1]


def test_without_its_cause_an_item_starts_earlier() -> None:
    """As ``benchmarks/explain.py``, on fewer problems."""
    explained = Explained()
    for seed in range(40):
        explained.add(f"random {seed}", *random_plan(seed, items=30))
    assert explained.items.total() > 400
    assert explained.percent() >= 98, explained.failed


@pytest.fixture
def plan() -> Problem:
    return world(
        {"minutes": 600, "people": [0], "key": 5, "spread": 0.4},
        {"minutes": 300, "people": [0], "key": 8, "spread": 0.4},
        calendars=[ALWAYS],
        capacity=[WHOLE],
    )


def test_moves_add_up_to_the_whole_in_either_order(plan: Problem) -> None:
    question = Question(keys=np.array([8]), percent=85, seed=3)
    changes = [
        Change(cause="longer", apply=lambda state: (state[0] * 2, state[1])),
        Change(cause="later", apply=lambda state: (state[0], state[1] + 120)),
    ]

    def compiled(state: tuple[float, int]) -> Problem:
        factor, now = state
        return world(
            {"minutes": 600 * factor, "people": [0], "key": 5, "spread": 0.4},
            {"minutes": 300, "people": [0], "key": 8, "spread": 0.4},
            calendars=[ALWAYS], capacity=[WHOLE], now=now,
        )  # fmt: skip

    whole = finish_of(compiled((2, 120)), question) - finish_of(plan, question)
    for order in (changes, changes[::-1]):
        moves = attribute((1, 0), order, question, compiled=compiled)
        assert sum(move.minutes or 0 for move in moves) == whole
        assert {m.cause: m.minutes for m in moves}["later"] == 120
        assert leader(moves) == "longer"
