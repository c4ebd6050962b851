"""The file's tasks as rows, and who of them waits for whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from headway.plan.compile import network
from headway.plan.compile.network import Wait
from headway.plan.compile.outline import Outline
from headway.plan.files.content import Assignment, Link, LinkType, ScheduleFile, Task
from headway.plan.files.findings import Findings
from headway.plan.files.rows import Row
from headway.plan.files.saying import say as _
from headway.plan.files.tasks import (
    SOFTENED,
    STARTS,
    Team,
    remaining_duration,
    row_of,
)
from headway.plan.files.working_time import working_minutes
from headway_engine.problem import LinkKind

KINDS: Final = {
    LinkType.FINISH_START: LinkKind.FINISH_START,
    LinkType.START_START: LinkKind.START_START,
    LinkType.FINISH_FINISH: LinkKind.FINISH_FINISH,
    LinkType.START_FINISH: LinkKind.START_FINISH,
}


@dataclass(frozen=True, slots=True)
class Network:
    """Rows, those of gates last; ``row_of_task`` finds those of planned tasks."""

    rows: list[Row]
    waits: list[Wait]
    row_of_task: dict[int, int]
    outline: Outline


def build_network(
    file: ScheduleFile, findings: Findings, *, keeps_limits: bool = False
) -> Network:
    """Turn the file into rows; what is planned differently becomes a finding.

    With ``keeps_limits`` dates by which tasks have to start or finish do not.
    """
    rows = _Rows(file, findings, keeps_limits).build()
    outline = Outline((task.uid, task.parent) for task in file.tasks)
    built = network.Network(outline, rows)
    tasks = {task.uid: task for task in file.tasks}
    for link in file.links:
        built.add(
            network.Link(
                link.before,
                link.after,
                KINDS[link.type],
                _lag(link, tasks[link.before]),
                link.is_elapsed,
            )
        )
    gates = [
        Row(task=None, name=tasks[end.summary].name, opens_on_any=end.is_start)
        for end in built.gates
    ]
    return Network([*rows.values(), *gates], built.waits, built.position, outline)


@dataclass(slots=True)
class _Rows:
    file: ScheduleFile
    findings: Findings
    keeps_limits: bool
    rows: dict[int, Row] = field(default_factory=dict)

    def build(self) -> dict[int, Row]:
        """Give the row of each task that is planned."""
        assignments: dict[int, list[Assignment]] = defaultdict(list)
        for assignment in self.file.assignments:
            assignments[assignment.task].append(assignment)
        resources = {each.uid: each for each in self.file.resources}
        team = Team(resources, self.findings, self.keeps_limits)
        starts: dict[int | None, datetime | None] = {None: None}
        for task in self.file.tasks:
            starts[task.uid] = held = _later(starts[task.parent], _own_start(task))
            if task.is_summary:
                self._note_summary(task, assignments[task.uid], team)
            elif not task.is_active:
                team.note(task, _("it is inactive and not planned"))
            else:
                measured = self._measured(self._stretched(task, assignments, team))
                row = row_of(measured, assignments[task.uid], team)
                row.not_before = _later(row.not_before, held)
                self.rows[task.uid] = row
        return self.rows

    def _stretched(
        self, task: Task, assignments: Mapping[int, list[Assignment]], team: Team
    ) -> Task:
        """Count the breaks in uneven work as part of what is left of a task."""
        since = task.start
        if task.has_begun:
            since = task.resume or task.stop or task.actual_start
        is_even = not task.is_uneven or task.is_elapsed or bool(task.pauses)
        if is_even or task.percent_complete == 100:
            return task
        if not since or not task.finish or task.finish <= since:
            return task
        people = (each.resource for each in team.at_work(assignments[task.uid]))
        calendar = team.calendar_of(task, people)
        minutes = working_minutes(self.file, calendar, since, task.finish)
        if minutes <= remaining_duration(task):
            return task
        team.note(task, _("it has breaks: it is planned as long as it is with them"))
        duration = task.duration if task.has_begun else minutes
        return replace(task, duration=duration, remaining_duration=minutes)

    def _measured(self, task: Task) -> Task:
        """Take the duration that a task lacks from its dates."""
        dates = task.start, task.finish
        is_instant = task.is_milestone or task.start == task.finish
        if task.duration or is_instant or None in dates:
            return task
        start, finish = (each for each in dates if each)
        if finish < start:
            return task
        if task.is_elapsed:
            minutes = (finish - start) // timedelta(minutes=1)
        else:
            minutes = working_minutes(self.file, task.calendar, start, finish)
        if minutes:
            why = _("it has no duration: that between its start and finish was taken")
            self.findings.add("task", f"{task.uid} {task.name!r}", why)
        return replace(task, duration=minutes, remaining_duration=None)

    @staticmethod
    def _note_summary(
        task: Task, assignments: Iterable[Assignment], team: Team
    ) -> None:
        if list(assignments):
            team.note(
                task, _("people assigned to a summary task: only its tasks count")
            )
        if task.constraint in SOFTENED:
            team.note(task, _(SOFTENED[task.constraint]))


def _own_start(task: Task) -> datetime | None:
    """Give the date before which nothing below a summary starts."""
    return (
        task.constraint_date if task.is_summary and task.constraint in STARTS else None
    )


def _later(first: datetime | None, second: datetime | None) -> datetime | None:
    return max(filter(None, (first, second)), default=None)


def _lag(link: Link, before: Task) -> int:
    if link.is_percent:
        return round((before.duration or 0) * link.lag / 100)
    return link.lag
