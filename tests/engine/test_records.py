"""What the kernels take for granted of the records that they read and write."""

import heapq
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit

from headway_engine.effort import draws
from headway_engine.kernels import queues, widths
from headway_engine.kernels import records as r
from headway_engine.kernels.common_time import FAR
from headway_engine.kernels.queues import LAST_EVENT, TIME_BITS
from headway_engine.kernels.records import new_run
from headway_engine.kernels.scenarios import dispatch_scenarios
from headway_engine.packing import pack
from tests.engine.fuzz import random_problem, with_groups_of_their_own, with_habits

sunk, rise = queues.sunk, queues.rise


@njit
def take_first(heap, size):
    first, event = heap[0], heap[size - 1]
    heap[size - 1] = LAST_EVENT
    at = sunk(heap, np.uint64(size - 1))
    if size > 1:
        rise(heap, at, event)
    return first


@njit
def add(heap, size, event):
    rise(heap, np.uint64(size), event)


@settings(deadline=None)
@given(st.lists(st.none() | st.integers(0, 40), max_size=200))
def test_events_come_in_order(steps: list[int | None]) -> None:
    heap = np.full(len(steps) + 5, LAST_EVENT)
    model: list[int] = []
    for step in steps:
        if step is not None:
            event = step << TIME_BITS
            add(heap, len(model), event)
            heapq.heappush(model, event)
        elif model:
            assert take_first(heap, len(model)) == heapq.heappop(model)
    assert (heap[len(model) :] == LAST_EVENT).all()


@pytest.mark.parametrize("seed", range(40))
def test_queues_know_what_they_hold(seed: int) -> None:
    problem = random_problem(seed, items=60, people=8)
    if seed % 2:
        problem = with_groups_of_their_own(problem, seed)
    if seed % 3 == 0:
        problem = with_habits(problem, seed)
    packed = pack(problem)
    plan, run = packed.plan, new_run(packed.plan)
    row = np.empty((1, len(packed.order)), np.int32)
    work = draws(problem, packed)
    dispatch_scenarios(plan, run, work, 0, 0, packed.order, row, row)
    offered = np.zeros(r.KINDS, np.int32)
    for q, (word, words, _, kind) in enumerate(plan.queue.tolist()):
        held = int(np.bitwise_count(run.words[word : word + words]).sum())
        assert run.top[q, r.COUNT] == held
        assert (run.top[q, r.TOP_ITEM] == FAR) == (held == 0)
        if kind >= 0 and held:
            offered[kind] += 1
    assert run.waiting.tolist() == offered.tolist()
    kinds = np.flatnonzero(offered).tolist()
    assert int(run.offers[0]) == sum(1 << kind for kind in kinds)
    assert (run.heap == LAST_EVENT).all()
    assert int(run.tally[r.HEAP]) == 0


def test_nobody_looks_at_fewer_groups_than_they_belong_to() -> None:
    packed = pack(random_problem(7, items=60, people=8))
    plan = packed.plan
    for person, (lo, hi) in enumerate(
        plan.person[:, [r.MEMBER_LO, r.MEMBER_HI]].tolist()
    ):
        groups = plan.membership[lo:hi, r.MEMBER_OF]
        kinds = plan.queue[len(plan.person) + groups, r.KIND].tolist()
        assert int(plan.kinds[person]) == sum({1 << kind for kind in kinds})


def test_rows_are_as_wide_as_the_compiler_is_told() -> None:
    assumed = {
        "plan": {
            "item": widths.ITEM_COLUMNS,
            "fixed": widths.FIXED_COLUMNS,
            "part": widths.PART_COLUMNS,
            "person": widths.PERSON_COLUMNS,
            "group": widths.GROUP_COLUMNS,
            "membership": widths.MEMBERSHIP_COLUMNS,
            "queue": widths.QUEUE_COLUMNS,
            "link": widths.LINK_COLUMNS,
        },
        "run": {
            "item": widths.RUN_COLUMNS,
            "rare": widths.RARE_COLUMNS,
            "person": widths.RUN_PERSON_COLUMNS,
            "part": widths.RUN_PART_COLUMNS,
            "top": widths.TOP_COLUMNS,
            "actor": widths.ACTOR_COLUMNS,
            "called": widths.CALLED_COLUMNS,
        },
    }
    plan = pack(random_problem(0)).plan
    clock = plan.clock
    assert clock.interval.shape[1] == widths.INTERVAL_COLUMNS
    assert clock.calendar.shape[1] == widths.CALENDAR_COLUMNS
    for record, columns in ((plan, assumed["plan"]), (new_run(plan), assumed["run"])):
        for name, count in columns.items():
            assert getattr(record, name).shape[1] == count


@pytest.mark.parametrize("seed", range(20))
def test_parts_and_links_lie_as_items_are_likely_to_begin(seed: int) -> None:
    problem = random_problem(seed, items=60, people=8)
    forward = problem.links.before < problem.links.after  # in no circle
    problem = replace(problem, links=problem.links.only(forward))
    packed = pack(problem)
    plan = packed.plan
    place = np.argsort(packed.order)
    for i, (lo, hi) in enumerate(pairwise(packed.part_offsets.tolist())):
        rows = packed.parts[lo:hi]
        first, end = plan.item[place[i], [r.PART_LO, r.PART_HI]].tolist()
        assert rows.tolist() == list(range(first, end))
        assert (plan.part[rows, r.ITEM] == place[i]).all()
    order = {item: nth for nth, item in enumerate(plan.part[:, r.ITEM].tolist())}
    links = problem.links
    for before, after in zip(
        links.before[packed.links], links.after[packed.links], strict=True
    ):
        a, b = int(place[before]), int(place[after])
        if a in order and b in order:
            assert order[a] < order[b]
    for i in range(len(plan.item)):
        lo, hi = plan.item[i, [r.LINK_LO, r.LINK_HI]].tolist()
        assert (place[links.before[packed.links[lo:hi]]] == i).all()
