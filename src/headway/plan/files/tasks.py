"""Each task of a file as a row to plan: what drives it, who does it, what is left."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from headway.plan.files.content import (
    Assignment,
    Constraint,
    Fixed,
    Resource,
    ResourceKind,
    Task,
)
from headway.plan.files.findings import Findings
from headway.plan.files.rows import Row, Share
from headway.plan.files.saying import gettext_noop
from headway.plan.files.saying import say as _
from headway_engine.problem import WHOLE, Drive

STARTS_BY: Final = (Constraint.MUST_START_ON, Constraint.START_NO_LATER)
FINISHES_BY: Final = (Constraint.MUST_FINISH_ON, Constraint.FINISH_NO_LATER)
STARTS: Final = (Constraint.START_NO_EARLIER, Constraint.MUST_START_ON)
FINISHES: Final = (Constraint.FINISH_NO_EARLIER, Constraint.MUST_FINISH_ON)
BY_HAND: Final = gettext_noop(
    "scheduled by hand: planned to start no earlier, and to follow its links"
)
SOFTENED: Final = {
    Constraint.AS_LATE_AS_POSSIBLE: gettext_noop(
        "as late as possible: planned as soon as possible"
    ),
    Constraint.MUST_START_ON: gettext_noop(
        "must start on a date: planned to start no earlier"
    ),
    Constraint.MUST_FINISH_ON: gettext_noop(
        "must finish on a date: planned to finish no earlier"
    ),
    Constraint.START_NO_LATER: gettext_noop(
        "start no later than: the plan says when it can start"
    ),
    Constraint.FINISH_NO_LATER: gettext_noop(
        "finish no later than: the plan says when it will"
    ),
}


@dataclass(frozen=True, slots=True)
class Team:
    """Who may be assigned, and what was found odd about it.

    ``keeps_limits``: dates by which tasks have to start or finish are looked after.
    """

    resources: Mapping[int, Resource]
    findings: Findings
    keeps_limits: bool = False

    def capacity(self, uid: int) -> int:
        """Give the units that there are of a resource, never none."""
        return self.resources[uid].max_units or WHOLE

    def shares(self, task: Task, assignments: Sequence[Assignment]) -> list[Share]:
        """Give what is left to do for each person; several of one person are one."""
        shares: dict[int, Share] = {}
        for assignment in self.at_work(assignments):
            share = self._share(task, assignment)
            if not share.units:
                self.note(task, _("somebody at 0 % who has no work is left out"))
                continue
            uid = assignment.resource
            known = shares.get(uid)
            if known:
                share = Share(uid, known.minutes + share.minutes, known.units)
            shares[uid] = share
        return list(shares.values())

    def anyone_of(self, assignments: Sequence[Assignment]) -> tuple[int, ...]:
        """Give all of whom one is to do it; nobody where it is said who does."""
        working = list(self.at_work(assignments))
        if len(working) != 1 or not working[0].instead:
            return ()
        return tuple(sorted({working[0].resource, *working[0].instead}))

    def at_work(self, assignments: Iterable[Assignment]) -> Iterator[Assignment]:
        """Leave out material and cost, which take no time."""
        for assignment in assignments:
            if self.resources[assignment.resource].kind is ResourceKind.WORK:
                yield assignment

    def _share(self, task: Task, assignment: Assignment) -> Share:
        capacity = self.capacity(assignment.resource)
        units = assignment.units
        left = assignment.remaining_work
        if left is None:
            left = round((assignment.work or 0) * (100 - task.percent_complete) / 100)
        left = max(left - assignment.remaining_overtime, 0)
        if not units and left:
            self.note(
                task, _("somebody is assigned at 0 %: planned as their work needs")
            )
            units = round(left * WHOLE / (remaining_duration(task) or left)) or 1
        if units > capacity:
            self.note(task, _("somebody is assigned at more than there is of them"))
        return Share(assignment.resource, left, min(units, capacity))

    def calendar_of(self, task: Task, people: Iterable[int]) -> int | None:
        """Give what a duration is counted on: a calendar's uid, ``None`` the project's.

        A task without one lasts the time of its people's, where they share one.
        """
        if task.calendar is None and not task.ignores_people_calendars:
            calendars = {self.resources[uid].calendar for uid in people}
            if len(calendars) == 1:
                return calendars.pop()
        return task.calendar

    def note(self, task: Task, why: str) -> None:
        self.findings.add("task", f"{task.uid} {task.name!r}", why)


def row_of(task: Task, assignments: Sequence[Assignment], team: Team) -> Row:
    """Turn a task without sub-tasks into a row."""
    shares = team.shares(task, assignments)
    row = Row(
        task=task.uid,
        name=task.name,
        calendar=task.calendar,
        is_bound=task.calendar is not None,
        shares=shares,
        priority=task.priority,
        pauses=task.pauses or (),
        file_start=task.start,
        may_precede_project=task.has_own_start,
    )
    _constrain(row, task, team)
    if task.is_at_odds_with_actuals:
        team.note(task, _("it is 0 % complete and not where its actual dates are"))
    if task.has_begun and (task.percent_complete == 100 or task.actual_finish):
        _finish(row, task, team)
    elif task.is_external:
        _fix(row, task, team)
    else:
        _drive(row, task, team)
        if row.drive is Drive.EFFORT and not task.has_begun:
            row.anyone_of = team.anyone_of(assignments)
        if task.has_begun:
            row.started_at = task.actual_start or task.start
            row.not_before = _later(task.resume or task.stop, row.started_at)
    return row


def _later(first: datetime | None, second: datetime | None) -> datetime | None:
    return max(filter(None, (first, second)), default=None)


def _constrain(row: Row, task: Task, team: Team) -> None:
    is_limited = task.constraint in (*STARTS_BY, *FINISHES_BY)
    if is_limited and team.keeps_limits:
        _limit(row, task)
    elif task.constraint in SOFTENED:
        team.note(task, _(SOFTENED[task.constraint]))
    if task.is_manual:
        team.note(task, _(BY_HAND))
        row.not_before = task.start
    elif task.constraint in STARTS:
        row.not_before = task.constraint_date
    elif task.constraint in FINISHES:
        row.finish_not_before = task.constraint_date


def _limit(row: Row, task: Task) -> None:
    row.limit = SOFTENED[task.constraint]
    if task.constraint in STARTS_BY:
        row.start_by = task.constraint_date
    else:
        row.finish_by = task.constraint_date


def _finish(row: Row, task: Task, team: Team) -> None:
    """Done is done: it stays at its actual dates."""
    finished = task.actual_finish or task.finish or task.actual_start or task.start
    started = task.actual_start or task.start or finished
    if finished and started and finished < started:
        team.note(task, _("it was finished before it was started: its finish counts"))
        started = finished
    row.drive = Drive.MILESTONE
    row.started_at, row.finished_at = started, finished


def _fix(row: Row, task: Task, team: Team) -> None:
    """Keep a task of another project where that one has it."""
    team.note(task, _("it belongs to another project: its dates are taken as they are"))
    row.shares = []
    row.not_before = task.start
    if task.start and task.finish and task.finish > task.start:
        row.drive = Drive.ELAPSED
        row.minutes = (task.finish - task.start).total_seconds() // 60


def _drive(row: Row, task: Task, team: Team) -> None:
    duration = remaining_duration(task)
    work = sum(share.minutes for share in row.shares)
    if not duration and not work:
        row.drive, row.shares = Drive.MILESTONE, []
        return
    row.is_certain = False
    if task.is_elapsed:
        row.drive, row.minutes = Drive.ELAPSED, duration
    elif duration and task.is_uneven:
        _take_time(row, task, team, duration)
        row.shares = [_evened(share, duration) for share in row.shares]
    elif work and _is_effort(task):
        row.drive = Drive.EFFORT
        if not all(share.minutes for share in row.shares):
            team.note(task, _("who has no work left in it is left out"))
        row.shares = [share for share in row.shares if share.minutes]
        row.minutes = work
    else:
        if work and task.fixed is not Fixed.DURATION:
            why = _("it ignores its people's hours: planned by its duration")
            team.note(task, why)
        _take_time(row, task, team, duration or _longest(row.shares))


def _evened(share: Share, duration: int) -> Share:
    """Spread the work of an uneven assignment over the whole duration."""
    units = round(share.minutes * WHOLE / duration)
    return Share(share.resource, share.minutes, max(1, min(share.units, units)))


def _is_effort(task: Task) -> bool:
    return task.fixed is not Fixed.DURATION and not task.ignores_people_calendars


def _take_time(row: Row, task: Task, team: Team, minutes: float) -> None:
    """Let a row last, whatever its people do."""
    row.drive, row.minutes = Drive.DURATION, minutes
    row.calendar = team.calendar_of(task, (share.resource for share in row.shares))


def _longest(shares: Sequence[Share]) -> float:
    return max((s.minutes * WHOLE / s.units for s in shares), default=0.0)


def remaining_duration(task: Task) -> int:
    """Give the duration that is left, never nothing of a task that is open."""
    duration = task.duration or 0
    if not task.percent_complete and not task.actual_start:
        return duration
    if task.remaining_duration:
        left = task.remaining_duration
    else:
        left = round(duration * (100 - task.percent_complete) / 100)
    return max(left, 1) if duration else left
