"""How work is spread over the days, where it has pauses."""

from typing import Final

from headway.integrations.importers.msproject.phases import DONE, LEFT
from headway.integrations.importers.msproject.writing.elements import (
    Elements,
    duration,
)
from headway.plan.files.content import Assignment, ScheduleFile, Task

BY_DAY: Final = 2


def write_phases(
    file: ScheduleFile, task: Task, assignment: Assignment, uid: int, out: Elements
) -> None:
    """Write an assignment day by day, evenly from the start of its task on.

    A pause is an entry without work; what is done comes before what is left.
    """
    from headway.plan.files.pauses import pieces_of  # what it needs is large

    people = [each for each in file.resources if each.uid == assignment.resource]
    whole = task.duration or 0
    left = whole if task.remaining_duration is None else task.remaining_duration
    left = min(left, whole)
    work, passed = assignment.work or whole, 0
    for piece in pieces_of(file, task, people, done=whole - left, left=left):
        before, passed = passed, passed + piece.minutes
        with out.inside("TimephasedData"):
            out.add(
                Type=DONE if piece.is_done else LEFT,
                UID=uid,
                Start=piece.start,
                Finish=piece.finish,
                Unit=BY_DAY,
                Value=duration(work * passed // whole - work * before // whole),
            )
