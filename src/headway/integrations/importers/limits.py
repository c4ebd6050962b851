"""Dates by which tasks of a file have to start or be done: items have them as well."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from headway.plan.files.content import Constraint, ScheduleFile, Task
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _
from headway.plan.files.tasks import FINISHES_BY, STARTS_BY

EARLIEST: Final = {
    Constraint.MUST_START_ON: Constraint.START_NO_EARLIER,
    Constraint.MUST_FINISH_ON: Constraint.FINISH_NO_EARLIER,
    Constraint.START_NO_LATER: Constraint.AS_SOON_AS_POSSIBLE,
    Constraint.FINISH_NO_LATER: Constraint.AS_SOON_AS_POSSIBLE,
}
"""What is left of a constraint without its latest date."""


def without_limits(file: ScheduleFile) -> ScheduleFile:
    """Return the file as if nothing had to start or be done by a date."""
    tasks = (
        replace(task, constraint=EARLIEST.get(task.constraint, task.constraint))
        for task in file.tasks
    )
    return replace(file, tasks=tuple(tasks))


def limits_of(task: Task, findings: Findings) -> Mapping[str, datetime | None]:
    """Return by when it has to start and be done, in local time, by columns of items.

    What must start on a date has that day for it.  A date by which it has to be done is
    a deadline; of two the earlier counts.
    """
    on, due = task.constraint_date, task.deadline
    starts = on if task.constraint in STARTS_BY else None
    if starts and task.constraint is Constraint.MUST_START_ON:
        starts = starts.replace(hour=23, minute=59, second=0)
    if on and task.constraint in FINISHES_BY:
        if due and due != on:
            why = _("it has a deadline and finishes by a date: the earlier counts")
            findings.add("task", f"{task.uid} {task.name!r}", why)
        due = min(due or on, on)
    return {"starts_no_later": starts, "deadline": due}
