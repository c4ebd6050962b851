"""What wants some hours at a time is not begun just before people stop."""

from typing import Any

import numpy as np
import pytest

from headway_engine.effort import medians
from headway_engine.explanation import Tracer
from headway_engine.kernels.records import new_run
from headway_engine.kernels.scenarios import dispatch_scenarios
from headway_engine.levelling import level
from headway_engine.packing import pack
from headway_engine.problem import PATIENCE
from headway_engine.schedule import Cause, Schedule
from tests.engine.worlds import WEEKDAYS, daily, world

DAY = 1440
FOUR = 16 * 60
"""Two hours before people stop; they begin at nine and rest from twelve to one."""


def planned(*items: dict[str, Any], now: int = FOUR, **more: Any) -> Schedule:
    return level(world(*items, now=now, **more))


def own(minutes: float, chunk: int = 0, **more: Any) -> dict[str, Any]:
    return {"people": [0], "minutes": minutes, "chunk": chunk} | more


@pytest.mark.parametrize(
    ("minutes", "chunk", "start"),
    [
        (480, 0, FOUR),
        (480, 120, FOUR),  # exactly what is left
        (480, 121, DAY + 540),
        (100, 240, FOUR),  # all of it fits
        (121, 240, DAY + 540),
    ],
)
def test_it_is_begun_where_enough_of_the_day_is_left(
    minutes: float, chunk: int, start: int
) -> None:
    assert planned(own(minutes, chunk)).start.tolist() == [start]


def test_a_break_for_lunch_does_not_end_a_stretch_and_a_long_one_does() -> None:
    eleven = 11 * 60
    lunch = planned(own(600, 300), now=eleven)
    assert lunch.start.tolist() == [eleven]
    siesta = daily((540, 720), (841, 1140))
    assert planned(
        own(600, 200), now=eleven, calendars=[siesta], capacity=[1000]
    ).start.tolist() == [841]


def test_whoever_waits_for_a_stretch_begins_nothing_worse_but_something_better() -> (
    None
):
    waiting = planned(own(480, 180), own(480))
    assert waiting.start.tolist() == [DAY + 540, 2 * DAY + 540]
    assert waiting.cause.tolist() == [Cause.CHUNK, Cause.PRIORITY]
    better = planned(own(480, 180, rank=1), own(60, rank=0, not_before=FOUR + 30))
    assert better.start.tolist() == [DAY + 540, FOUR + 30]


def test_whoever_would_lose_a_whole_chunk_is_let_go() -> None:
    """Every day of the week is too short but Friday."""
    short = daily((540, 660), days=range(4)) + daily((540, 1080), days=[4])
    s = planned(
        own(400, 200), own(120), now=540, calendars=[sorted(short)], capacity=[1000]
    )
    assert s.start.tolist() == [4 * DAY + 540, 540]


def test_where_no_stretch_is_ever_long_enough_any_will_do() -> None:
    short = daily((540, 600))
    s = planned(own(400, 200), now=560, calendars=[short], capacity=[1000])
    assert s.start.tolist() == [560]


@pytest.mark.parametrize(("late", "start"), [(0, PATIENCE + 30), (1, 30)])
def test_patience_ends(late: int, start: int) -> None:
    far = [(0, 60), (PATIENCE + 30 + late, PATIENCE + 600)]
    s = planned(own(400, 200), now=30, calendars=[far], capacity=[1000])
    assert s.start.tolist() == [start]


def test_a_group_gives_it_to_whoever_has_enough_of_their_day_left() -> None:
    evening = daily((960, 1380))
    groups = [[0, 1]]
    item = {"group": 0, "minutes": 400, "chunk": 200}
    s = planned(item, groups=groups, calendars=[WEEKDAYS, evening])
    assert (s.start.tolist(), s.person.tolist()) == ([FOUR], [1])
    both = planned(item, {"group": 0, "minutes": 60}, groups=groups)
    assert both.start.tolist() == [DAY + 540, FOUR]  # nobody keeps free for a group's


def test_several_at_once_need_it_of_the_time_they_share() -> None:
    late = daily((900, 1320))
    item = {"people": [0, 1], "is_joint": True, "minutes": 400, "chunk": 150}
    shared = planned(item, now=540, calendars=[WEEKDAYS, late])
    assert shared.start.tolist() == [900]
    too_late = planned(item, now=FOUR, calendars=[WEEKDAYS, late])
    assert too_late.start.tolist() == [DAY + 900]


def test_what_takes_a_time_of_its_own_waits_for_its_calendars_stretch() -> None:
    nobody = {"drive": 1, "calendar": 0, "minutes": 480, "chunk": 180}
    assert planned(nobody).start.tolist() == [DAY + 540]
    assert planned(nobody | {"drive": 2}).start.tolist() == [FOUR]


def test_what_has_started_goes_on() -> None:
    s = planned(own(480, 400, started_at=600))
    assert s.part_start.tolist() == [FOUR]


def test_a_chunk_that_binds_with_a_link_is_named_after_it() -> None:
    s = planned(own(60, people=[1]), own(480, 90), links=[(0, 1)])
    assert s.start.tolist() == [FOUR, DAY + 540]
    assert s.cause.tolist() == [Cause.NOW, Cause.LINK]


def test_the_stretch_of_a_groups_work_depends_on_no_person_yet() -> None:
    problem = world({"group": 0, "minutes": 480, "chunk": 120}, groups=[[0]])
    packed = pack(problem)
    run, work = new_run(packed.plan), medians(problem, packed)
    row = np.empty((1, 1), np.int32)
    dispatch_scenarios(packed.plan, run, work, 0, 0, packed.order, row, row)
    run.slow[-1] = np.nan  # somebody else
    tracer = Tracer.of(packed, None)
    tracer.trace(packed.plan, run, np.zeros(0, np.bool_))
    assert tracer.book.chunk.tolist() == [0, 120]
