"""Plan a file: one schedule at the median, and many for the chances."""

from dataclasses import dataclass
from datetime import date, datetime
from os import cpu_count
from typing import Final

import numpy as np

from headway.plan.files.answer import FilePlan
from headway.plan.files.content import ScheduleFile
from headway.plan.files.findings import Findings
from headway.plan.files.keeping import (
    AS_IT_IS,
    Kept,
    keep,
    limits_of,
    note_missed,
)
from headway.plan.files.network import Network, build_network
from headway.plan.files.problem import Clock, build_problem
from headway.plan.files.rollup import Outcome, roll_up
from headway_engine.levelling import level
from headway_engine.problem import NEVER, Problem
from headway_engine.schedule import Scenarios, Schedule, Unplaced
from headway_engine.simulation import simulate

FIRST_DAYS: Final = 366
MOST_DAYS: Final = 50 * 366
"""Nothing is planned further ahead than fifty years."""

MOST_CALENDAR_DAYS: Final = 20_000_000
"""Days times calendars: bounds the memory that working time takes."""

MOST_CELLS: Final = 25_000_000
"""Scenarios times items: bounds the memory that a simulation takes."""

LATE_SCENARIO: Final = 3
"""Hardly a scenario takes more than so many times as long as the median."""

MINUTES_A_DAY: Final = 24 * 60
GROWS: Final = (Unplaced.HORIZON, Unplaced.NO_WORKING_TIME)


def plan_schedule_file(
    file: ScheduleFile, *, now: datetime, seed: int, scenarios: int
) -> FilePlan:
    """Plan ``file`` from ``now`` on; the same numbers for the same arguments.

    Median dates come from one levelled schedule, the chances from ``scenarios`` of
    them, fewer where the file is so large that they would not fit in memory.
    """
    findings = Findings()
    network = build_network(file, findings, keeps_limits=True)
    attempt = _Attempt(file, network, now)
    problem, schedule = attempt.level()
    limits = limits_of(network.rows, Clock.around(now))
    attempt.kept = kept = keep(problem, schedule, limits, network.rows, seed)
    if kept.is_changed:
        problem, schedule = attempt.level()
    note_missed(limits, schedule, kept, network.rows, findings)
    outcome = Outcome(
        network=network,
        now=now,
        last=attempt.last,
        problem=problem,
        schedule=schedule,
        scenarios=attempt.simulate(problem, schedule, seed, scenarios),
    )
    return roll_up(file, outcome, findings.lines() + file.not_read)


@dataclass(slots=True)
class _Attempt:
    """Tries with a horizon that doubles until all that can fit does."""

    file: ScheduleFile
    network: Network
    now: datetime
    days: int = 0
    kept: Kept = AS_IT_IS

    @property
    def last(self) -> date:
        """The last day that working time is laid out for."""
        return date.fromordinal(
            min(self.now.toordinal() + self.days, date.max.toordinal())
        )

    def level(self) -> tuple[Problem, Schedule]:
        self.days = self.days or _first_days(self.file, self.network, self.now)
        while True:
            problem = self._problem()
            schedule = level(problem)
            is_short = bool(np.isin(schedule.unplaced, GROWS).any())
            if not is_short or not self._grow(problem):
                return problem, schedule

    def simulate(
        self, problem: Problem, schedule: Schedule, seed: int, scenarios: int
    ) -> Scenarios:
        count = max(1, min(scenarios, MOST_CELLS // max(1, len(schedule.start))))
        placed = schedule.finish != NEVER
        latest = int(schedule.finish.max(initial=problem.now))
        ahead = LATE_SCENARIO * (latest - problem.now) // MINUTES_A_DAY
        if ahead > self.days and self._grow(problem, to=ahead):
            problem = self._problem()
        while True:
            drawn = simulate(
                problem, seed=seed, scenarios=count, threads=cpu_count() or 1
            )
            is_short = bool((drawn.finish[:, placed] == NEVER).any())
            if not is_short or not self._grow(problem):
                return drawn
            problem = self._problem()

    def _problem(self) -> Problem:
        problem = build_problem(self.file, self.network, now=self.now, days=self.days)
        return self.kept.within(problem)

    def _grow(self, problem: Problem, *, to: int = 0) -> bool:
        calendars = max(1, len(problem.calendars.offsets) - 1)
        most = max(FIRST_DAYS, min(MOST_DAYS, MOST_CALENDAR_DAYS // calendars))
        longer = min(max(2 * self.days, to), most)
        has_grown = longer > self.days
        self.days = max(self.days, longer)
        return has_grown


def _first_days(file: ScheduleFile, network: Network, now: datetime) -> int:
    """Guess from the dates of the file how far ahead working time is needed."""
    dates = [file.finish, *(task.finish for task in file.tasks)]
    for row in network.rows:
        dates += row.not_before, row.finish_not_before
    ahead = [(each - now).days for each in dates if each]
    within = [days for days in ahead if 0 < days <= MOST_DAYS // 4]
    return 2 * max(within, default=0) + FIRST_DAYS
