"""The file's tasks and links as rows that wait for rows; summaries become gates.

A summary takes no time.  What waits for its finish waits for a gate behind all of its
tasks; what waits for its start, for a gate that the first of them opens.  A summary
that waits makes each of its tasks wait, through one gate per link.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from headway.plan.files.content import Assignment, Link, LinkType, ScheduleFile, Task
from headway.plan.files.findings import Findings
from headway.plan.files.rows import Row, Wait
from headway.plan.files.tasks import (
    SOFTENED,
    STARTS,
    Team,
    remaining_duration,
    row_of,
)
from headway.plan.files.working_time import working_minutes

HOLDS_START = (LinkType.FINISH_START, LinkType.START_START)
LOOKS_AT_FINISH = (LinkType.FINISH_START, LinkType.FINISH_FINISH)


@dataclass(frozen=True, slots=True)
class Network:
    """Rows and waits; ``row_of_task`` finds the rows of tasks that are planned.

    ``children`` are the tasks and summaries below each task, as the file has them.
    """

    rows: list[Row]
    waits: list[Wait]
    row_of_task: dict[int, int]
    children: Mapping[int, list[int]]


def build_network(file: ScheduleFile, findings: Findings) -> Network:
    """Turn the file into rows; what is planned differently becomes a finding."""
    return _Builder(file, findings).build()


@dataclass(slots=True)
class _Builder:
    file: ScheduleFile
    findings: Findings
    rows: list[Row] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)
    row_of_task: dict[int, int] = field(default_factory=dict)
    children: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    gates: dict[tuple[int, bool], int | None] = field(default_factory=dict)
    tasks: dict[int, Task] = field(default_factory=dict)

    def build(self) -> Network:
        self.tasks = {task.uid: task for task in self.file.tasks}
        for task in self.file.tasks:
            if task.parent is not None:
                self.children[task.parent].append(task.uid)
        self._add_tasks()
        for link in self.file.links:
            self._add_link(link)
        return Network(self.rows, self.waits, self.row_of_task, dict(self.children))

    def _add_tasks(self) -> None:
        assignments: dict[int, list[Assignment]] = defaultdict(list)
        for assignment in self.file.assignments:
            assignments[assignment.task].append(assignment)
        team = Team({each.uid: each for each in self.file.resources}, self.findings)
        starts: dict[int | None, datetime | None] = {None: None}
        for task in self.file.tasks:
            starts[task.uid] = held = _later(starts[task.parent], _own_start(task))
            if task.is_summary:
                self._note_summary(task, assignments[task.uid], team)
            elif not task.is_active:
                team.note(task, "it is inactive and not planned")
            else:
                measured = self._measured(self._stretched(task, assignments, team))
                row = row_of(measured, assignments[task.uid], team)
                row.not_before = _later(row.not_before, held)
                self.row_of_task[task.uid] = self._add_row(row)

    def _stretched(
        self, task: Task, assignments: Mapping[int, list[Assignment]], team: Team
    ) -> Task:
        """Count the breaks in uneven work as part of what is left of a task."""
        since = task.start
        if task.has_begun:
            since = task.resume or task.stop or task.actual_start
        if not task.is_uneven or not since or not task.finish or task.is_elapsed:
            return task
        people = (each.resource for each in team.at_work(assignments[task.uid]))
        calendar = team.calendar_of(task, people)
        minutes = working_minutes(self.file, calendar, since, task.finish)
        if minutes <= remaining_duration(task):
            return task
        team.note(task, "it has breaks: it is planned as long as it is with them")
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
            why = "it has no duration: that between its start and finish was taken"
            self.findings.add("task", f"{task.uid} {task.name!r}", why)
        return replace(task, duration=minutes, remaining_duration=None)

    @staticmethod
    def _note_summary(
        task: Task, assignments: Iterable[Assignment], team: Team
    ) -> None:
        if list(assignments):
            team.note(task, "people assigned to a summary task: only its tasks count")
        if task.constraint in SOFTENED:
            team.note(task, SOFTENED[task.constraint])

    def _add_row(self, row: Row) -> int:
        self.rows.append(row)
        return len(self.rows) - 1

    def _add_link(self, link: Link) -> None:
        before, after = self.tasks[link.before], self.tasks[link.after]
        source = self._source(before, link.type)
        targets = self._leaves(after.uid) if after.is_summary else []
        if not after.is_summary and after.uid in self.row_of_task:
            targets = [self.row_of_task[after.uid]]
        if source is None or not targets:
            return
        wait = Wait(
            source,
            targets[0],
            link.type,
            lag=_lag(link, before),
            is_elapsed=link.is_elapsed,
            calendar=after.calendar,
        )
        if len(targets) == 1:
            self.waits.append(wait)
        else:
            self._open_all(wait, targets, after)

    def _open_all(self, wait: Wait, targets: list[int], summary: Task) -> None:
        gate = self._add_row(Row(task=None, name=summary.name))
        looks_at_finish = wait.type in LOOKS_AT_FINISH
        to_gate = LinkType.FINISH_START if looks_at_finish else LinkType.START_START
        onwards = (
            LinkType.FINISH_START
            if wait.type in HOLDS_START
            else LinkType.FINISH_FINISH
        )
        self.waits.append(
            Wait(wait.before, gate, to_gate, wait.lag, wait.is_elapsed, wait.calendar)
        )
        self.waits.extend(Wait(gate, target, onwards) for target in targets)

    def _source(self, before: Task, kind: LinkType) -> int | None:
        if not before.is_summary:
            return self.row_of_task.get(before.uid)
        at_finish = kind in LOOKS_AT_FINISH
        key = before.uid, at_finish
        if key not in self.gates:
            self.gates[key] = self._gate_behind(before, at_finish=at_finish)
        return self.gates[key]

    def _gate_behind(self, summary: Task, *, at_finish: bool) -> int | None:
        leaves = self._leaves(summary.uid)
        if not leaves:
            return None
        gate = self._add_row(
            Row(task=None, name=summary.name, opens_on_any=not at_finish)
        )
        kind = LinkType.FINISH_START if at_finish else LinkType.START_START
        self.waits.extend(Wait(leaf, gate, kind) for leaf in leaves)
        return gate

    def _leaves(self, summary: int) -> list[int]:
        """Give the rows of all tasks below a summary."""
        found, pending = [], [summary]
        while pending:
            uid = pending.pop()
            pending.extend(reversed(self.children.get(uid, ())))
            if uid in self.row_of_task:
                found.append(self.row_of_task[uid])
        return found


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
