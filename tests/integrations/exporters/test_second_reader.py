"""What another program reads in a file of ours, and in the file that it came from."""

import io
import os
from pathlib import Path
from typing import Any

import pytest

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
    ScheduleFile,
    Task,
)
from headway.work.models import Project
from tests.corpus import CORPUS

NAMES = (
    "mspdi-converted-by-mpxj/aspose-tasks-net__Software Development.mpp.mspdi.xml",
    "mpxj-other/mspdirelations.xml",
    "mpxj-other/baselines.xml",
    "mspdi-converted-by-mpxj/mpp-mpxj__mpp12baseline-from14.mpp.mspdi.xml",
)
SOFTENED = {
    Constraint.MUST_START_ON: Constraint.START_NO_EARLIER,
    Constraint.MUST_FINISH_ON: Constraint.FINISH_NO_EARLIER,
}


def read_by_mpxj(content: bytes) -> ScheduleFile:
    with convert.converted(io.BytesIO(content), suffix=".xml", what="XML") as path:
        return read_msproject(path)


@pytest.fixture(autouse=True)
def mpxj(monkeypatch: pytest.MonkeyPatch) -> None:
    """HEADWAY_MPXJ may name the folder of the libraries, where they are elsewhere."""
    if folder := os.environ.get("HEADWAY_MPXJ"):
        monkeypatch.setattr(convert, "jars", lambda: Path(folder))
    if convert.java() is None or convert.jars() is None:
        pytest.skip("Java or MPXJ is not there")


def kept(file: ScheduleFile) -> dict[str, Any]:
    """What Headway keeps of a file: tasks by their rows, people by their names."""
    names = {each.uid: each.name for each in file.resources}
    rates = {each.uid: each.rates for each in file.resources}
    rows = {task.uid: row for row, task in enumerate(file.tasks)}
    leaves = [task for task in file.tasks if not task.is_summary]
    return {
        "names": [(t.name, t.level, t.notes) for t in file.tasks],
        "urgency": [(t.priority, t.deadline) for t in file.tasks],
        "parents": [rows.get(t.parent) for t in file.tasks],
        "amounts": [amount(t, file) for t in leaves if not t.has_begun],
        "actual dates": [(t.actual_start, t.actual_finish) for t in leaves],
        "done": [t.percent_complete == 100 for t in leaves],
        "baselines": [t.baselines for t in file.tasks],
        "rates": {
            (names[a.resource], rates[a.resource])
            for a in file.assignments
            if file.currency and rates[a.resource]
        },
        "dates": [held(t) for t in leaves if not t.has_begun],
        "links": sorted(
            (rows[x.before], rows[x.after], x.type.value, lag(x, file), x.is_elapsed)
            for x in file.links
        ),
        "units": sorted(
            (rows[a.task], names[a.resource], round(a.units / 10))
            for a in file.assignments
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
    kind = SOFTENED.get(task.constraint, task.constraint)
    return None if kind in UNDATED else (kind, task.constraint_date)


@pytest.mark.corpus
@pytest.mark.parametrize("name", NAMES)
def test_another_program_reads_in_our_file_what_it_reads_in_its_origin(
    name: str, dee: Actor
):
    original = (CORPUS / "schedules" / name).read_bytes()
    report = import_schedule(
        read_msproject(io.BytesIO(original)), by=dee, source="msproject", name="plan"
    )
    project = Project.objects.get(key=report.project_key)
    ours = write_msproject(export_project(project, by=dee, with_rates=True).file)

    theirs, mine = kept(read_by_mpxj(original)), kept(read_by_mpxj(ours))

    for what, said in theirs.items():
        assert mine[what] == said, what
