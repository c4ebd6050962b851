"""From the engine's schedules to an answer for every task, summaries included."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import numpy as np

from headway.plan.files.answer import FilePlan, Planned, Range
from headway.plan.files.content import (
    NotRead,
    Resource,
    ResourceKind,
    ScheduleFile,
    Task,
)
from headway.plan.files.network import Network
from headway.plan.files.problem import Clock, persons_of
from headway.plan.files.reasons import INACTIVE, NOTHING_BELOW, reason_of
from headway_engine.explanation import chain
from headway_engine.problem import NEVER, Minutes, Problem
from headway_engine.schedule import Scenarios, Schedule
from headway_engine.simulation import quantiles

PERCENTS: Final = (50.0, 85.0, 95.0)
LATE: Final = np.iinfo(np.int32).max
"""Not placed in a scenario, where the latest of several counts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What the engine answered, and the network that it was asked about."""

    network: Network
    now: datetime
    last: date
    problem: Problem
    schedule: Schedule
    scenarios: Scenarios


@dataclass(frozen=True, slots=True)
class _Place:
    """Median start and finish; the finish in each scenario, and at ``PERCENTS``."""

    start: int
    finish: int
    finishes: Minutes
    range: Minutes


def roll_up(
    file: ScheduleFile, outcome: Outcome, not_read: tuple[NotRead, ...]
) -> FilePlan:
    """Answer for each task; a summary spans what is placed below it."""
    clock = Clock.around(outcome.now)
    places = _places(file, outcome)
    people = _people(file, outcome)
    rows = outcome.network.rows
    critical = (rows[at].task for at in chain(outcome.problem, outcome.schedule))
    return FilePlan(
        name=file.name,
        now=outcome.now,
        items=tuple(
            _planned(task, places.get(task.uid), clock, people, outcome)
            for task in file.tasks
        ),
        finish=_range(_span([p for p in map(places.get, _tops(file)) if p]), clock),
        chain=tuple(uid for uid in critical if uid is not None),
        not_read=not_read,
    )


def _tops(file: ScheduleFile) -> list[int]:
    return [task.uid for task in file.tasks if task.parent is None]


def _places(file: ScheduleFile, outcome: Outcome) -> dict[int, _Place]:
    """Find the place of each task that has one, from the leaves up."""
    schedule, clock = outcome.schedule, Clock.around(outcome.now)
    drawn = outcome.scenarios.finish
    ranges = quantiles(drawn, PERCENTS)
    finishes = np.where(drawn == NEVER, LATE, drawn)
    places: dict[int, _Place] = {}
    for uid, row in outcome.network.row_of_task.items():
        if schedule.finish[row] != NEVER:
            started = clock.minutes(outcome.network.rows[row].started_at)
            start = int(schedule.start[row]) if started == NEVER else started
            finish = int(schedule.finish[row])
            places[uid] = _Place(start, finish, finishes[:, row], ranges[:, row])
    for task in reversed(file.tasks):
        below = outcome.network.outline.children(task.uid)
        span = _span([places[uid] for uid in below if uid in places])
        if span:
            places[task.uid] = span
    return places


def _span(places: list[_Place]) -> _Place | None:
    if not places:
        return None
    finishes = np.max([place.finishes for place in places], axis=0)
    drawn = np.where(finishes == LATE, NEVER, finishes)
    return _Place(
        min(place.start for place in places),
        max(place.finish for place in places),
        finishes,
        quantiles(drawn[:, None], PERCENTS)[:, 0],
    )


def _planned(
    task: Task,
    place: _Place | None,
    clock: Clock,
    people: Mapping[int, tuple[str, ...]],
    outcome: Outcome,
) -> Planned:
    row = outcome.network.row_of_task.get(task.uid)
    done = outcome.network.rows[row] if row is not None else None
    if done and done.finished_at:
        finish = done.finished_at
        return Planned(
            task=task,
            start=done.started_at,
            finish=finish,
            range=Range(p50=finish, p85=finish, p95=finish),
            people=people.get(task.uid, ()),
            unplaced=None,
        )
    return Planned(
        task=task,
        start=clock.instant(place.start) if place else None,
        finish=clock.instant(place.finish) if place else None,
        range=_range(place, clock),
        people=people.get(task.uid, ()),
        unplaced=None if place else _why_not(task, outcome),
    )


def _why_not(task: Task, outcome: Outcome) -> str:
    row = outcome.network.row_of_task.get(task.uid)
    if row is not None:
        rows, schedule = outcome.network.rows, outcome.schedule
        return reason_of(row, rows, schedule, outcome.last)
    return NOTHING_BELOW if task.is_summary else INACTIVE


def _range(place: _Place | None, clock: Clock) -> Range:
    if place is None:
        return Range()
    half, likely, safe = (clock.instant(int(value)) for value in place.range)
    return Range(p50=half, p85=likely, p95=safe)


def _people(file: ScheduleFile, outcome: Outcome) -> dict[int, tuple[str, ...]]:
    """Name who does each task, in the file's order and each once."""
    known: dict[int, Resource] = {each.uid: each for each in file.resources}
    chosen = _chosen(outcome)
    names: dict[int, dict[str, None]] = defaultdict(dict)
    for assignment in file.assignments:
        resource = known[chosen.get(assignment.task, assignment.resource)]
        if resource.kind is ResourceKind.WORK:
            name = resource.name or f"Resource {resource.uid}"
            names[assignment.task][name] = None
    return {task: tuple(each) for task, each in names.items()}


def _chosen(outcome: Outcome) -> dict[int, int]:
    """Say which resource does a task that one of several could do."""
    network, schedule = outcome.network, outcome.schedule
    persons = persons_of(network.rows)
    finish, first = schedule.finish.tolist(), schedule.part_offsets.tolist()
    person = schedule.person.tolist()
    return {
        uid: persons[person[first[row]]]
        for uid, row in network.row_of_task.items()
        if network.rows[row].anyone_of and finish[row] != NEVER
    }
