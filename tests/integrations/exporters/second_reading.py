"""What of a file Headway keeps, as another program reads it."""

import io
import os
from pathlib import Path
from typing import Any

from headway.actors.models import Actor
from headway.integrations.exporters.project import export_project
from headway.integrations.importers.actions import import_schedule
from headway.integrations.importers.mpxj import convert
from headway.integrations.importers.msproject import read_msproject
from headway.integrations.importers.msproject.writing import write_msproject
from headway.plan.files.content import (
    UNDATED,
    Constraint,
    Fixed,
    Link,
    ResourceKind,
    ScheduleFile,
    Task,
)
from headway.work.models import Project

SOFTENED = {
    Constraint.MUST_START_ON: Constraint.START_NO_EARLIER,
    Constraint.MUST_FINISH_ON: Constraint.FINISH_NO_EARLIER,
}


def libraries() -> Path | None:
    """Return where MPXJ is; HEADWAY_MPXJ may name a folder outside of the packages."""
    folder = os.environ.get("HEADWAY_MPXJ")
    return Path(folder) if folder else convert.jars()


def read_by_mpxj(content: bytes) -> ScheduleFile:
    with convert.converted(io.BytesIO(content), suffix=".xml", what="XML") as path:
        return read_msproject(path)


def exported_again(original: bytes, by: Actor) -> bytes:
    """Import a file, and export what that made."""
    report = import_schedule(
        read_msproject(io.BytesIO(original)), by=by, source="msproject", name="plan"
    )
    project = Project.objects.get(key=report.project_key)
    return write_msproject(export_project(project, by=by, with_rates=True).file)


def kept(file: ScheduleFile) -> dict[str, Any]:
    """What Headway keeps of a file: tasks by their rows, people by their names."""
    people = [each for each in file.resources if each.kind is ResourceKind.WORK]
    names = {each.uid: each.name for each in people}
    rows = {task.uid: row for row, task in enumerate(file.tasks)}
    leaves = [task for task in file.tasks if not task.is_summary]
    uids = {task.uid for task in leaves}
    return {
        "names": [(t.name, t.level, t.notes) for t in file.tasks],
        "urgency": [(t.priority, t.deadline) for t in file.tasks],
        "parents": [rows.get(t.parent) for t in file.tasks],
        "amounts": [amount(t, file) for t in leaves if not t.has_begun],
        "actual dates": [(t.actual_start, t.actual_finish) for t in leaves],
        "done": [t.percent_complete == 100 for t in leaves],
        "baselines": [t.baselines for t in file.tasks],
        "people": sorted(each.name for each in people),
        "rates": sorted(
            (each.name, str(each.rates)) for each in people if file.currency
        ),
        "dates": [held(t) for t in leaves if not t.has_begun],
        "links": sorted(
            (rows[x.before], rows[x.after], x.type.value, lag(x, file), x.is_elapsed)
            for x in file.links
        ),
        "units": sorted(
            (rows[a.task], names[a.resource], round(a.units / 10))
            for a in file.assignments
            if a.task in uids and a.resource in names
        ),
    }  # fmt: skip


def amount(task: Task, file: ScheduleFile) -> tuple[str, int | None]:
    """The work that drives it, else how long it takes."""
    is_done_by_people = any(a.task == task.uid and a.work for a in file.assignments)
    if is_done_by_people and task.fixed is not Fixed.DURATION and task.work:
        return "work", task.work
    return "elapsed" if task.is_elapsed else "time", task.duration


def lag(link: Link, file: ScheduleFile) -> int:
    """In minutes: Headway works out at the import what percentages come to."""
    if not link.is_percent:
        return link.lag
    before = next(task for task in file.tasks if task.uid == link.before)
    return round((before.duration or 0) * link.lag / 100)


def held(task: Task) -> Any:
    """The date that it is held to; of one scheduled by hand that is its start."""
    if task.is_manual:
        return Constraint.START_NO_EARLIER, task.start
    kind = SOFTENED.get(task.constraint, task.constraint)
    return None if kind in UNDATED else (kind, task.constraint_date)
