"""How long levelling takes: one pass, a preview of 100 scenarios, all scenarios.

Prints one line of JSON; ``violations`` counts broken rules in the schedule that was
timed and in one of the scenarios, found by code that the engine does not use.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, not as a module

from benchmarks.options import whole
from headway_engine.calendars import DatedHours, WorkingTime, compile_calendars
from headway_engine.effort import draws
from headway_engine.kernels.records import new_run
from headway_engine.kernels.scenarios import dispatch_scenarios
from headway_engine.levelling import level
from headway_engine.packing import pack
from headway_engine.problem import (
    NEVER,
    NONE,
    WHOLE,
    Groups,
    Items,
    Links,
    Parts,
    People,
    Problem,
)
from headway_engine.schedule import Schedule
from headway_engine.simulation import simulate

ORIGIN = date(2026, 1, 5)
DAYS = 1500
SKILLS = 20
PREVIEW = 100
PASSES, SECONDS = 20, 1.0


def instance(items: int, people: int, seed: int = 1) -> Problem:
    """Make projects of about 170 items, three links for every two items.

    Effort is lognormal with a mean of 2.2 days; people have one to four of 20 skills,
    opening hours of their own, some work part time, all have five absences and share
    20 holidays.
    """
    rng = np.random.default_rng(seed)
    skills = [
        rng.choice(SKILLS, rng.integers(1, 5), replace=False) for _ in range(people)
    ]
    able = [
        sorted(
            (p for p in range(people) if s in skills[p]), key=lambda p: len(skills[p])
        )
        or [s % people]
        for s in range(SKILLS)
    ]
    size = np.array([len(a) for a in able])
    return Problem(
        now=0,
        calendars=compile_calendars(
            [_working_time(rng) for _ in range(people)], origin=ORIGIN, days=DAYS
        ),
        people=People(
            calendar=np.arange(people, dtype=np.int32),
            capacity=np.full(people, WHOLE, np.int32),
        ),
        items=_items(rng, items, size),
        parts=Parts(
            offsets=np.zeros(items + 1, np.int32),
            person=np.zeros(0, np.int32),
            share=np.zeros(0),
            units=np.zeros(0, np.int32),
        ),
        groups=Groups(
            offsets=np.cumsum([0, *size]).astype(np.int32),
            person=np.concatenate(able).astype(np.int32),
        ),
        links=_links(rng, items),
    )


def _working_time(rng: np.random.Generator) -> WorkingTime:
    begin = int(rng.integers(7, 11)) * 60
    hours = ((begin, begin + 240), (begin + 300, begin + 540))
    off = int(rng.integers(0, 5)) if rng.random() < 0.2 else NONE
    week = tuple(hours if d < 5 and d != off else () for d in range(7))
    holidays = [ORIGIN + timedelta(days=30 + 72 * j) for j in range(20)]
    absences = [ORIGIN + timedelta(days=int(d)) for d in rng.integers(0, DAYS, 5)]
    exceptions = [DatedHours(first=d, last=d) for d in holidays] + [
        DatedHours(first=d, last=d + timedelta(days=int(rng.integers(0, 14))))
        for d in absences
    ]
    zone = ("Europe/Berlin", "America/New_York", "Asia/Kolkata")[
        int(rng.integers(0, 3))
    ]
    return WorkingTime(week=week, exceptions=tuple(exceptions), zone=zone)


def _items(rng: np.random.Generator, n: int, members: np.ndarray) -> Items:
    never = np.full(n, NEVER, np.int32)
    spread = rng.uniform(0.3, 0.9, n)
    minutes = 2.2 * 480 * np.exp(rng.normal(0, 0.8, n) - 0.32)
    return Items(
        key=np.arange(n, dtype=np.int64),
        drive=np.zeros(n, np.int8),
        rank=rng.permutation(n).astype(np.int32),
        minutes=np.ceil(minutes),
        spread=spread,
        not_before=never,
        finish_not_before=never,
        started_at=never,
        finished_at=never,
        calendar=np.full(n, NONE, np.int32),
        group=rng.choice(SKILLS, n, p=members / members.sum()).astype(np.int32),
        is_joint=np.zeros(n, np.bool_),
        opens_on_any=np.zeros(n, np.bool_),
        chunk=np.zeros(n, np.int32),
    )


def _links(rng: np.random.Generator, n: int) -> Links:
    """Link items to earlier ones of their project."""
    project = np.minimum(np.arange(n) // 167 * 167, n)
    after = np.repeat(np.arange(n), rng.integers(0, 4, n))
    after = after[after > project[after]]
    before = project[after] + (
        rng.random(len(after)) * (after - project[after])
    ).astype(int)
    m = len(after)
    return Links(
        before=before.astype(np.int32),
        after=after.astype(np.int32),
        kind=rng.choice([0, 1, 2], m, p=[0.85, 0.08, 0.07]).astype(np.int8),
        lag=(rng.choice([0, 0, 0, 1, 2], m) * 480).astype(np.int32),
        lag_calendar=np.where(rng.random(m) < 0.5, 0, NONE).astype(np.int32),
    )


def violations(problem: Problem, schedule: Schedule) -> int:
    """Count items not placed, overlaps, work in closed time, early starts by links."""
    count = int((schedule.unplaced != 0).sum())
    by_person = np.lexsort((schedule.part_start, schedule.person))
    person = schedule.person[by_person]
    starts, ends = schedule.part_start[by_person], schedule.part_finish[by_person]
    count += int(((starts[1:] < ends[:-1]) & (person[1:] == person[:-1])).sum())
    count += _misplaced(problem, schedule)
    members = {
        (g, p)
        for g in range(SKILLS)
        for p in problem.groups.person[
            problem.groups.offsets[g] : problem.groups.offsets[g + 1]
        ].tolist()
    }
    done_by = zip(problem.items.group.tolist(), schedule.person.tolist(), strict=True)
    return (
        count
        + sum(pair not in members for pair in done_by)
        + _too_early(problem, schedule)
    )


def _worked(problem: Problem, calendar: int, start: int, end: int) -> int:
    """Count working minutes between two instants, interval by interval."""
    lo, hi = problem.calendars.offsets[calendar : calendar + 2]
    starts = np.maximum(problem.calendars.starts[lo:hi], start)
    ends = np.minimum(problem.calendars.ends[lo:hi], end)
    return int(np.maximum(ends.astype(np.int64) - starts, 0).sum())


def _misplaced(problem: Problem, schedule: Schedule) -> int:
    """Count parts that do not get exactly their minutes, from open to open."""
    count = 0
    for i, person in enumerate(schedule.person.tolist()):
        start, end = int(schedule.part_start[i]), int(schedule.part_finish[i])
        worked = _worked(problem, person, start, end)
        edges = _worked(problem, person, start, start + 1) + _worked(
            problem, person, end - 1, end
        )
        count += worked != problem.items.minutes[i] or edges != 2
    return count


def _too_early(problem: Problem, schedule: Schedule) -> int:
    links = problem.links
    count = 0
    for m in range(len(links.before)):
        before, after = links.before[m], links.after[m]
        base = schedule.start[before] if links.kind[m] == 1 else schedule.finish[before]
        held = schedule.finish[after] if links.kind[m] == 2 else schedule.start[after]
        if links.lag_calendar[m] == NONE:
            passed = held - base
        else:
            passed = _worked(problem, links.lag_calendar[m], int(base), int(held))
        count += held < base or passed < links.lag[m]
    return count


def cpu(action: Callable[[], object]) -> float:
    """Give the least CPU seconds of one call out of many.

    A few short ones would measure how soon a processor at rest gets up to speed.
    """
    best, until, count = float("inf"), time.thread_time() + SECONDS, 0
    while count < PASSES or time.thread_time() < until:
        begun = time.thread_time()
        action()
        best = min(best, time.thread_time() - begun)
        count += 1
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=whole(1), default=10_000, metavar="N")
    parser.add_argument("--people", type=whole(1), default=200, metavar="P")
    parser.add_argument(
        "--scenarios", type=whole(0), default=1_000, metavar="S", help="0 for none"
    )
    parser.add_argument(
        "--threads", type=whole(1), default=os.cpu_count() or 1, metavar="T"
    )
    options = parser.parse_args()
    problem = instance(options.items, options.people)
    schedule = level(problem)
    packed = pack(problem)
    run, work = new_run(packed.plan), draws(problem, packed)
    row = np.empty((1, options.items), np.int32)
    one = cpu(
        lambda: dispatch_scenarios(packed.plan, run, work, 1, 0, packed.order, row, row)
    )

    def scenarios(count: int) -> tuple[float, float]:
        wall, spent = time.perf_counter(), time.process_time()
        simulate(problem, seed=1, scenarios=count, threads=options.threads)
        return time.perf_counter() - wall, time.process_time() - spent

    figures: dict[str, float | None] = {
        "pass_cpu_ms": round(one * 1000, 3),
        "preview_wall_s": None,
        "scenarios_wall_s": None,
        "scenarios_cpu_s": None,
    }
    if options.scenarios:
        preview, _ = min(scenarios(PREVIEW) for _ in range(3))
        wall, spent = scenarios(options.scenarios)
        figures |= {
            "preview_wall_s": round(preview, 3),
            "scenarios_wall_s": round(wall, 3),
            "scenarios_cpu_s": round(spent, 3),
        }
    figures["violations"] = int(violations(problem, schedule))
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
