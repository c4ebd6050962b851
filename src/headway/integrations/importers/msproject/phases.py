"""How work is spread over the days: what is kept are its pauses."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from headway.base.spans import joined
from headway.integrations.importers.msproject.fields import Fields
from headway.plan.files.content import Assignment, Pause, ScheduleFile
from headway.plan.files.saying import say as _

LEFT, DONE = 1, 2
"""Types of time-phased data: work that is left, and work that was done."""

WORKED: Final = re.compile("[1-9]")
"""In a duration of any length: of a minute often but seconds are worked."""

NOBODY: Final = -65535
Laid: TypeAlias = tuple[int, tuple[Pause, ...]]


def read_phases(fields: Fields) -> Laid | None:
    """Read who works, and when: spans in order and apart; None where that is not said.

    An entry without work in it is a part of a pause, or of a night.
    """
    if "TimephasedData" not in fields:
        return None
    fields.note(_("how its work is spread over the days: only its pauses are kept"))
    spans: list[Pause] = []
    for each in fields.children("TimephasedData"):
        is_worked = bool(WORKED.search(each.text("Value")))
        if each.integer("Type", 0) not in (LEFT, DONE) or not is_worked:
            continue
        start, finish = each.instant("Start"), each.instant("Finish")
        if start and finish and start < finish:
            spans.append((start, finish))
    who = fields.integer("ResourceUID", NOBODY)
    return (who, joined(spans)) if spans else None


def with_pauses(file: ScheduleFile, laid: Mapping[int, Sequence[Laid]]) -> ScheduleFile:
    """Say of each task when it rests.

    A task whose work is even but for that is as any other.
    """
    if not any(len(at) > 1 for rows in laid.values() for _who, at in rows):
        return replace(
            file, tasks=tuple(replace(task, pauses=()) for task in file.tasks)
        )
    from headway.plan.files.pauses import is_even, pauses_of  # what it needs is large

    pauses = pauses_of(file, laid)
    held: dict[int, list[Assignment]] = {uid: [] for uid in pauses}
    for each in file.assignments:
        if each.task in held:
            held[each.task].append(each)
    return replace(
        file,
        tasks=tuple(
            replace(
                task,
                pauses=pauses.get(task.uid, ()),
                is_uneven=task.is_uneven
                and not (task.uid in pauses and is_even(task, held[task.uid])),
            )
            for task in file.tasks
        ),
    )
