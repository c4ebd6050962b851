"""What of a file Headway keeps, as another program reads it."""

import io
import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from headway.actors.models import Actor
from headway.integrations.exporters.project import export_project
from headway.integrations.importers.actions import import_schedule
from headway.integrations.importers.mpxj import convert
from headway.integrations.importers.mpxj.convert import jars as packaged
from headway.integrations.importers.msproject import read_msproject
from headway.integrations.importers.msproject.writing import write_msproject
from headway.plan.files.content import (
    UNDATED,
    Assignment,
    Constraint,
    Fixed,
    Link,
    Resource,
    ResourceKind,
    ScheduleFile,
    Task,
)
from headway.work.models import Project

INSTEAD = {
    Constraint.MUST_START_ON: Constraint.START_NO_EARLIER,
    Constraint.MUST_FINISH_ON: Constraint.FINISH_NO_EARLIER,
}


def libraries() -> Path | None:
    """Return where MPXJ is; HEADWAY_MPXJ may name a folder outside of the packages."""
    folder = os.environ.get("HEADWAY_MPXJ")
    return Path(folder) if folder else packaged()


def read_by_mpxj(content: bytes) -> ScheduleFile:
    with convert.converted(io.BytesIO(content), suffix=".xml", what="XML") as path:
        return read_msproject(path)


def taken_and_written(original: bytes, by: Actor) -> tuple[list[str], bytes]:
    """Import a file, and export what that made; with what the report says."""
    report = import_schedule(
        read_msproject(io.BytesIO(original)), by=by, source="msproject", name="plan"
    )
    project = Project.objects.get(key=report.project_key)
    written = write_msproject(export_project(project, by=by, with_rates=True).file)
    return [each.why for each in report.not_taken], written


def softened(file: ScheduleFile) -> dict[str, set[int]]:
    """Return the rows of tasks that are planned otherwise, by what the report says."""
    known = {each.uid: each for each in file.resources}
    held = defaultdict(list)
    for each in file.assignments:
        if known[each.resource].kind is ResourceKind.WORK:
            held[each.task].append((each, known[each.resource]))
    found: dict[str, set[int]] = defaultdict(set)
    for row, task in enumerate(file.tasks):
        if task.is_active and not task.is_summary:
            for why in _why(task, held[task.uid]):
                found[why].add(row)
    return found


def _why(task: Task, held: Sequence[tuple[Assignment, Resource]]) -> Iterator[str]:
    if task.is_uneven:
        yield "spread unevenly"
    is_instant = task.is_milestone or task.start == task.finish
    if not (task.duration or is_instant):
        yield "it has no duration"
    if task.is_at_odds_with_actuals:
        yield "not where its actual dates are"
    is_effort = task.fixed is not Fixed.DURATION and not task.is_uneven
    is_open = task.percent_complete < 100 and any(each.work for each, _who in held)
    if task.ignores_people_calendars and is_effort and is_open:
        yield "ignores its people's hours"
    if any(not each.units for each, _who in held):
        yield " at 0 %"
    if any(each.units > (who.max_units or 1000) for each, who in held):
        yield "at more than there is of them"
    left = [each.remaining_work == each.remaining_overtime for each, _who in held]
    if task.has_begun and is_effort and is_open and any(left):
        yield "no work left in it"


def kept(file: ScheduleFile, without: Collection[int] = ()) -> dict[str, Any]:
    """What Headway keeps of a file: tasks by their rows, people by their names.

    Rows ``without`` which it is are planned otherwise: of these it keeps less.
    """
    people = [each for each in file.resources if each.kind is ResourceKind.WORK]
    names = {each.uid: each.name for each in people}
    costs = {
        each.uid: (each.kind, each.name, each.unit, each.price, each.per_use)
        for each in file.resources
        if each.kind is not ResourceKind.WORK
    }
    rows = {task.uid: row for row, task in enumerate(file.tasks)}
    leaves = [task for task in file.tasks if not task.is_summary]
    exact = [task for task in leaves if rows[task.uid] not in without]
    uids = {task.uid for task in exact}
    return {
        "names": [(t.name, t.level, t.notes) for t in file.tasks],
        "urgency": [(t.priority, t.deadline) for t in file.tasks],
        "parents": [rows.get(t.parent) for t in file.tasks],
        "amounts": [amount(t, file) for t in exact if not t.has_begun],
        "actual dates": [(t.actual_start, t.actual_finish) for t in exact],
        "done": [t.percent_complete == 100 for t in leaves],
        "baselines": [t.baselines for t in file.tasks],
        "people": sorted(each.name for each in people),
        "rates": sorted(
            (each.name, str(each.rates))
            for each in people
            if file.currency and each.rates
        ),
        "dates": [held(t) for t in exact if not t.has_begun],
        "links": sorted(
            (rows[x.before], rows[x.after], x.type.value, lag(x, file), x.is_elapsed)
            for x in file.links
        ),
        "units": sorted(
            (rows[a.task], names[a.resource], round(a.units / 10))
            for a in file.assignments
            if a.task in uids and a.resource in names
        ),
        "costs": sorted(
            (rows[a.task], str(costs[a.resource]), a.units, a.cost)
            for a in file.assignments
            if file.currency and a.resource in costs
        ),
        "fixed costs": [
            (rows[t.uid], t.fixed_cost)
            for t in file.tasks
            if file.currency and t.fixed_cost
        ],
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
    kind = INSTEAD.get(task.constraint, task.constraint)
    return None if kind in UNDATED else (kind, task.constraint_date)


def splits_by_mpxj(content: bytes, folder: Path) -> list[list[tuple[str, str]]]:
    """Return between which instants each split task rests, as MPXJ reads it."""
    given, answered = folder / "given.xml", folder / "read.json"
    given.write_bytes(content)
    command = [str(convert.java()), *convert.OPTIONS, "-cp", f"{libraries()}/*"]
    convert.run([*command, convert.MAIN, str(given), str(answered)], "XML")
    found = []
    for task in json.loads(answered.read_text())["tasks"]:
        spans = task.get("work_splits", [])
        ends = [(a["end"][:16], b["start"][:16]) for a, b in pairwise(spans)]
        found += [ends] if ends else []
    return found
