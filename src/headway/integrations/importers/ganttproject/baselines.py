"""Baselines: where tasks were when somebody kept the plan under a name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final
from xml.etree.ElementTree import Element

from headway.integrations.importers.ganttproject.calendars import DAY_MINUTES
from headway.integrations.importers.ganttproject.tasks import (
    FIRST,
    LONGEST_DAYS,
    MORNING,
    finish_of,
)
from headway.integrations.importers.values import Attributes, label
from headway.plan.files.content import FileBaseline, FileCalendar, Task
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

MOST: Final = 11
PATH: Final = "previous/previous-tasks"


def baseline_names(root: Element) -> Mapping[int, str]:
    """Return what they are called, by their number."""
    rows = root.findall(PATH)[:MOST]
    return {number: label(each.get("name", "")) for number, each in enumerate(rows)}


def with_baselines(
    root: Element, tasks: Sequence[Task], calendar: FileCalendar, findings: Findings
) -> tuple[Task, ...]:
    """Give tasks what each of the first eleven baselines says of them."""
    rows = root.findall(PATH)
    if len(rows) > MOST:
        findings.add("project", "", _("baselines behind the first eleven"))
    known = {task.uid: task for task in tasks}
    found: dict[int, list[FileBaseline]] = defaultdict(list)
    for number, row in enumerate(rows[:MOST]):
        for uid, said in _then(row, number, known, calendar, findings):
            found[uid].append(said)
    return tuple(
        replace(task, baselines=tuple(found[task.uid])) if task.uid in found else task
        for task in tasks
    )


def _then(
    row: Element,
    number: int,
    tasks: Mapping[int, Task],
    calendar: FileCalendar,
    findings: Findings,
) -> Iterator[tuple[int, FileBaseline]]:
    for uid, element in _by_task(row, tasks, findings).items():
        attributes = Attributes(element, findings, "task")
        start = attributes.day("start")
        days = max(0, min(attributes.integer("duration", 0) or 0, LONGEST_DAYS))
        is_milestone = attributes.flag("meeting")
        minutes = 0 if is_milestone else days * DAY_MINUTES
        begin = _morning(start)
        then = replace(tasks[uid], start=begin, duration=minutes)
        yield (
            uid,
            FileBaseline(
                number=number,
                start=begin,
                finish=finish_of(then, calendar),
                duration=minutes,
            ),
        )


def _by_task(
    row: Element, tasks: Mapping[int, Task], findings: Findings
) -> Mapping[int, Element]:
    """Return what is said of each task of the file; those since deleted are noted."""
    found: dict[int, Element] = {}
    for element in row.iterfind("previous-task"):
        attributes = Attributes(element, findings, "task")
        uid = (attributes.integer("id", -1) or 0) + FIRST
        if uid in tasks:
            found.setdefault(uid, element)
        else:
            attributes.note(_("a baseline has it, and it is no longer in the plan"))
    return found


def _morning(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, MORNING)
