"""One rule, one small case worked out by hand."""

from typing import Any

import numpy as np
import pytest

from headway_engine.errors import InvalidProblem
from headway_engine.explanation import chain
from headway_engine.levelling import level
from headway_engine.problem import NEVER, Drive, Problem
from headway_engine.schedule import Cause, Schedule, Unplaced
from tests.engine.worlds import ALWAYS, CLOSED, NIGHTS, WEEKDAYS, world

DAY = 1440
NINE = 9 * 60
"""Minute 0 is a Monday's midnight; weekdays have 9:00-12:00 and 13:00-18:00."""


def planned(*items: dict[str, Any], **options: Any) -> tuple[Problem, Schedule]:
    problem = world(*items, **options)
    return problem, level(problem)


def test_work_fits_into_the_persons_hours() -> None:
    _, s = planned({"minutes": 600, "people": [0]})
    assert (s.start[0], s.finish[0]) == (NINE, DAY + NINE + 120)
    assert s.cause[0] == Cause.CALENDAR


def test_a_person_does_one_thing_at_a_time_in_rank_order() -> None:
    _, s = planned(
        {"minutes": 60, "people": [0], "rank": 1},
        {"minutes": 60, "people": [0], "rank": 0},
    )
    assert s.start.tolist() == [NINE + 60, NINE]
    assert (s.cause[0], s.culprit[0]) == (Cause.PRIORITY, 1)


def test_what_is_begun_is_not_interrupted_by_something_better() -> None:
    _, s = planned(
        {"minutes": 180, "people": [0], "rank": 1},
        {"minutes": 60, "people": [0], "rank": 0, "not_before": NINE + 60},
    )
    assert (s.start[1], s.finish[0]) == (NINE + 4 * 60, NINE + 180)


def test_each_share_is_worked_by_its_person_alone_and_the_last_finish_counts() -> None:
    _, s = planned(
        {"minutes": 30, "people": [1], "rank": 0},
        {"minutes": 200, "people": [0, 1], "shares": [0.25, 0.75], "rank": 1},
    )
    assert (s.start[1], s.finish[1]) == (NINE, NINE + 180)
    assert s.part_start.tolist() == [NINE, NINE, NINE + 30]


def test_half_of_a_person_takes_twice_as_long_and_leaves_the_other_half() -> None:
    _, s = planned(
        {"minutes": 60, "people": [0], "units": [500]},
        {"minutes": 60, "people": [0], "units": [500]},
    )
    assert s.start.tolist() == [NINE, NINE]
    assert s.finish.tolist() == [NINE + 120, NINE + 120]


def test_units_above_capacity_are_what_there_is() -> None:
    _, s = planned({"minutes": 60, "people": [0]}, capacity=[500, 1000])
    assert s.finish[0] == NINE + 120


def test_joint_work_waits_for_everybody_and_is_not_starved() -> None:
    _, s = planned(
        {"minutes": 60, "people": [0], "rank": 0},
        {"minutes": 120, "people": [0, 1], "is_joint": True, "rank": 1},
        {"minutes": 600, "people": [1], "rank": 2},
    )
    assert s.start[1] == NINE + 60
    assert s.finish[1] == NINE + 120
    assert s.start[2] == NINE + 120
    assert (s.cause[1], s.culprit[1]) == (Cause.PRIORITY, 0)


def test_joint_work_happens_only_in_common_time() -> None:
    _, s = planned(
        {"minutes": 120, "people": [0, 1], "is_joint": True},
        calendars=[WEEKDAYS, ALWAYS],
    )
    assert (s.start[0], s.finish[0]) == (NINE, NINE + 60)


def test_people_without_common_time_never_work_together() -> None:
    _, s = planned(
        {"minutes": 120, "people": [0, 1], "is_joint": True, "rank": 0},
        {"minutes": 60, "people": [0], "rank": 1},
        calendars=[WEEKDAYS, NIGHTS],
    )
    assert s.unplaced.tolist() == [Unplaced.NO_WORKING_TIME, Unplaced.PLACED]


def test_a_duration_runs_on_the_items_calendar_and_books_people() -> None:
    _, s = planned(
        {"drive": 1, "minutes": 60, "people": [0], "calendar": 2, "rank": 0},
        {"minutes": 60, "people": [0], "rank": 1},
        calendars=[WEEKDAYS, WEEKDAYS, ALWAYS],
    )
    assert (s.start[0], s.finish[0]) == (0, 60)
    assert s.start[1] == NINE


def test_a_duration_without_calendar_runs_on_its_peoples_common_time() -> None:
    _, s = planned({"drive": 1, "minutes": 240, "people": [0, 1]})
    assert (s.start[0], s.finish[0]) == (NINE, NINE + 5 * 60)


def test_elapsed_time_runs_through_the_night() -> None:
    _, s = planned({"drive": 2, "minutes": 2 * DAY}, now=100)
    assert (s.start[0], s.finish[0]) == (100, 100 + 2 * DAY)
    assert s.cause[0] == Cause.NOW


def test_a_milestone_happens_when_its_predecessors_allow() -> None:
    _, s = planned({"minutes": 60, "people": [0]}, {"drive": 3}, links=[(0, 1)])
    assert s.start[1] == s.finish[1] == NINE + 60
    assert (s.cause[1], s.culprit[1]) == (Cause.LINK, 0)


def test_a_milestone_that_opens_on_any_link_takes_the_first() -> None:
    _, s = planned(
        {"minutes": 300, "people": [0]},
        {"minutes": 60, "people": [1]},
        {"drive": 3, "opens_on_any": True},
        links=[(0, 2), (1, 2)],
    )
    assert s.start[2] == NINE + 60


def test_a_group_is_served_by_its_best_idle_member() -> None:
    _, s = planned(
        {"minutes": 60, "group": 0}, {"minutes": 60, "group": 0}, groups=[[1, 0]]
    )
    assert s.person.tolist() == [1, 0]
    assert s.start.tolist() == [NINE, NINE]


def test_whoever_of_a_group_is_free_first_takes_the_next() -> None:
    _, s = planned(
        {"minutes": 120, "people": [0], "rank": 0},
        {"minutes": 60, "people": [1], "rank": 1},
        {"minutes": 60, "group": 0, "rank": 2},
        groups=[[0, 1]],
    )
    assert (s.person[2], s.start[2]) == (1, NINE + 60)


def test_started_work_goes_on_first_and_keeps_its_start() -> None:
    _, s = planned(
        {"minutes": 60, "people": [0], "rank": 0},
        {"minutes": 60, "people": [0], "rank": 1, "started_at": -500},
        now=NINE,
    )
    assert (s.start[1], s.finish[1], s.start[0]) == (-500, NINE + 60, NINE + 60)
    assert s.cause[1] == Cause.FACT


def test_finished_work_is_a_fact_and_releases_its_successors() -> None:
    _, s = planned(
        {"minutes": 60, "people": [0], "started_at": 10, "finished_at": 70},
        {"minutes": 60, "people": [0]},
        links=[(0, 1)],
        now=NINE + 5,
    )
    assert (s.start[0], s.finish[0], s.start[1]) == (10, 70, NINE + 5)
    assert s.cause[1] == Cause.NOW


@pytest.mark.parametrize(
    ("link", "start"),
    [
        ((0, 1, 0, 30), NINE + 90),
        ((0, 1, 0, -30), NINE + 30),
        ((0, 1, 1, 20), NINE + 20),
        ((0, 1, 2, 30), NINE + 60),
        ((0, 1, 3, 90), NINE + 60),
        ((0, 1, 0, 180, 0), NINE + 5 * 60),
    ],
    ids=["FS+", "FS-", "SS+", "FF+", "SF+", "FS+ in working time over lunch"],
)
def test_links_hold_the_start_or_the_finish(link: tuple[int, ...], start: int) -> None:
    _, s = planned(
        {"minutes": 60, "people": [0]}, {"minutes": 30, "people": [1]}, links=[link]
    )
    assert s.start[1] == start
    assert (s.cause[1], s.culprit[1]) == (Cause.LINK, 0)


def test_a_finish_that_may_not_be_earlier_delays_the_start() -> None:
    _, s = planned({"minutes": 60, "people": [0], "finish_not_before": NINE + 300})
    assert s.finish[0] == NINE + 300
    assert s.cause[0] == Cause.CONSTRAINT


@pytest.mark.parametrize(
    "held",
    [
        {"people": [0]},
        {"people": [0, 1], "minutes": 120, "is_joint": True},
        {"people": [0, 1], "minutes": 120},
        {"group": 0},
        {"drive": Drive.DURATION, "calendar": 0},
    ],
    ids=["alone", "together", "in shares", "by a group", "by nobody"],
)
def test_a_finish_held_to_a_morning_needs_no_minute_of_that_day(
    held: dict[str, Any],
) -> None:
    morning = DAY + NINE
    item = {"minutes": 60, "finish_not_before": morning} | held
    _, s = planned(item, {"minutes": 60, "people": [0]}, groups=[[0]], links=[(0, 1)])
    assert (s.start[0], s.finish[0]) == (NINE + 480, morning)
    assert s.part_finish.tolist()[:-1] == [NINE + 540] * (len(s.part_finish) - 1)
    assert s.start[1] == morning


def test_an_item_may_not_start_before_its_date() -> None:
    _, s = planned({"minutes": 60, "people": [0], "not_before": DAY + 600})
    assert s.start[0] == DAY + 600
    assert s.cause[0] == Cause.CONSTRAINT


def test_what_waits_for_itself_is_named_and_the_rest_is_planned() -> None:
    _, s = planned(
        *({"minutes": 60, "people": [0]} for _ in range(4)),
        links=[(0, 1), (1, 0), (1, 2)],
    )
    assert s.unplaced.tolist() == [
        Unplaced.CYCLE, Unplaced.CYCLE, Unplaced.BEHIND, Unplaced.PLACED,
    ]  # fmt: skip
    assert s.culprit[:3].tolist() == [1, 0, 1]
    assert s.start[0] == NEVER


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({"minutes": 60}, Unplaced.NOBODY),
        ({"minutes": 60, "people": [0]}, Unplaced.NO_WORKING_TIME),
        ({"minutes": 10**6, "people": [1]}, Unplaced.HORIZON),
        ({"drive": 1, "minutes": 60}, Unplaced.NO_WORKING_TIME),
    ],
)
def test_what_cannot_be_placed_says_why(item: dict[str, Any], reason: int) -> None:
    _, s = planned(item, calendars=[CLOSED, WEEKDAYS])
    assert s.unplaced[0] == reason


def test_the_chain_leads_from_now_to_the_last_finish() -> None:
    problem, s = planned(
        {"minutes": 60, "people": [0], "rank": 0},
        {"minutes": 60, "people": [0], "rank": 1},
        {"minutes": 60, "people": [1], "rank": 2},
        links=[(1, 2)],
    )
    assert chain(problem, s) == [0, 1, 2]


def test_arrays_that_contradict_each_other_are_refused_by_name() -> None:
    problem = world({"minutes": 60, "people": [0]})
    problem.items.minutes[0] = np.nan
    with pytest.raises(InvalidProblem, match=r"items\.minutes"):
        level(problem)
    problem.items.minutes[0] = 1.0
    problem.parts.person[0] = 7
    with pytest.raises(InvalidProblem, match=r"parts\.person"):
        level(problem)
