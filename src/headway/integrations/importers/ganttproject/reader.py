"""Read a whole file: GanttProject in, ``ScheduleFile`` out.

What the format means is said by GanttProject's own source, as it has no reference.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element

from headway.integrations.importers.assembly import assembled
from headway.integrations.importers.documents import read_document, root_of
from headway.integrations.importers.ganttproject.baselines import (
    baseline_names,
    with_baselines,
)
from headway.integrations.importers.ganttproject.calendars import (
    PROJECT,
    personal_calendars,
    project_calendar,
)
from headway.integrations.importers.ganttproject.tasks import (
    FIRST,
    Outline,
    finish_of,
)
from headway.integrations.importers.msproject import dialects
from headway.integrations.importers.values import Attributes
from headway.plan.files.content import (
    Assignment,
    Constraint,
    FileCalendar,
    Resource,
    ScheduleFile,
    Task,
    Unreadable,
)
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

ROOT: Final = "project"


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file that begins so is one of GanttProject."""
    root, attributes = root_of(start)
    is_other = dialects.PLANNER_MARK in attributes
    marks = dialects.GANTT_PROJECT_MARKS & attributes.keys()
    return root == ROOT and not is_other and bool(marks)


def read_ganttproject(file: BinaryIO, *, zone: str, name: str) -> ScheduleFile:
    """Read a project; its days are days of eight hours.

    Raises
    ------
    Unreadable
        With one sentence on why, and what to do.
    """
    findings = Findings()
    root = read_document(file, findings)
    if root.tag != ROOT or root.find("tasks") is None:
        said = _(
            "The file is not one of GanttProject: its root element is <%s>. Open it "
            "in GanttProject and save it as .gan."
        )
        raise Unreadable(said % str(root.tag)[:40])
    calendar = project_calendar(root, findings)
    outline = Outline(findings)
    outline.read(root)
    tasks = with_baselines(root, _dated(outline, calendar), calendar, findings)
    resources = tuple(_resources(root, findings))
    numbers = [each.uid - FIRST for each in resources]
    personal = personal_calendars(root, numbers, findings)
    _note_left(root, findings)
    starts = [task.start for task in tasks if task.start]
    return assembled(
        ScheduleFile(
            name=Attributes(root, findings, "project").label("name") or name,
            start=min(starts, default=None),
            finish=max((t.finish for t in tasks if t.finish), default=None),
            status=None,
            calendar=PROJECT,
            calendars=(calendar, *_named(personal, resources)),
            resources=tuple(
                replace(each, calendar=own.uid)
                if (own := personal.get(each.uid - FIRST))
                else each
                for each in resources
            ),
            tasks=tasks,
            assignments=tuple(_assignments(root, tasks, findings)),
            links=tuple(outline.links),
            fields=tuple(outline.fields.values()),
            baseline_names=baseline_names(root),
        ),
        findings,
    )


def _dated(outline: Outline, calendar: FileCalendar) -> tuple[Task, ...]:
    """Give tasks their ends, and hold those where they are that nothing pushes."""
    dated: list[Task] = []
    for task in outline.tasks:
        finish = finish_of(task, calendar)
        is_free = task.uid not in outline.is_pushed and not task.percent_complete
        if is_free and task.constraint_date is None and task.start:
            task = replace(
                task,
                constraint=Constraint.START_NO_EARLIER,
                constraint_date=task.start,
            )
        done = finish if task.percent_complete == 100 else None
        dated.append(replace(task, finish=finish, actual_finish=done))
    return _unheld_summaries(dated)


def _unheld_summaries(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Summaries are where their tasks are: their dates say nothing more."""
    pairs = zip_longest(tasks, tasks[1:])
    return tuple(
        replace(
            task,
            constraint=Constraint.AS_SOON_AS_POSSIBLE,
            constraint_date=None,
            is_summary=True,
        )
        if below is not None and below.level > task.level
        else task
        for task, below in pairs
    )


def _resources(root: Element, findings: Findings) -> Iterator[Resource]:
    for element in root.iterfind("resources/resource"):
        attributes = Attributes(element, findings, "resource")
        number = attributes.integer("id")
        if number is None:
            attributes.note(_("it has no number"))
            continue
        yield Resource(
            uid=number + FIRST,
            name=attributes.label("name"),
            email=attributes.label("contacts"),
        )


def _named(
    personal: Mapping[int, FileCalendar], resources: Sequence[Resource]
) -> Iterator[FileCalendar]:
    names = {each.uid - FIRST: each.name for each in resources}
    for number, calendar in personal.items():
        yield replace(calendar, name=names[number])


def _assignments(
    root: Element, tasks: Sequence[Task], findings: Findings
) -> Iterator[Assignment]:
    """Yield who does what, whoever is responsible first."""
    durations = {task.uid: task.duration or 0 for task in tasks}
    left = {task.uid: task.remaining_duration or 0 for task in tasks}
    rows = list(root.iterfind("allocations/allocation"))
    for element in sorted(rows, key=lambda row: row.get("responsible") != "true"):
        attributes = Attributes(element, findings, "assignment")
        if (ends := attributes.ends()) is None:
            continue
        task, resource = ends
        units = attributes.units("load")
        uid = task + FIRST
        yield Assignment(
            task=uid,
            resource=resource + FIRST,
            units=units,
            work=round(durations.get(uid, 0) * units / 1000),
            remaining_work=round(left.get(uid, 0) * units / 1000),
        )


def _note_left(root: Element, findings: Findings) -> None:
    """Say what is in the file that Headway has no use for."""
    for path, why in (
        ("resources/resource/custom-property", _("fields that somebody defined")),
        ("resources/resource/rate", _("Headway plans time; money is left there")),
    ):
        found = len(root.findall(path))
        if found:
            findings.add("project", "", f"{why} ({found})")
