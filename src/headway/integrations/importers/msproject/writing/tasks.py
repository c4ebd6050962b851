"""Tasks with the links to those that they wait for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from headway.integrations.importers.msproject.tasks import (
    CONSTRAINTS,
    FIXED,
    LINK_TYPES,
)
from headway.integrations.importers.msproject.writing.baselines import (
    write_baselines,
)
from headway.integrations.importers.msproject.writing.custom import (
    Attribute,
    write_values,
)
from headway.integrations.importers.msproject.writing.elements import (
    Elements,
    duration,
    money,
)
from headway.plan.files.content import Link, ScheduleFile, Task

DAYS: Final = 7
ELAPSED_DAYS: Final = 8
PERCENT: Final = 19
ELAPSED_PERCENT: Final = 20
IF_ESTIMATED: Final = 32
"""What is added to a format where the duration is a guess."""

CONSTRAINT_TYPES: Final = {each: kind for kind, each in CONSTRAINTS.items()}
TYPES: Final = {fixed: kind for kind, fixed in FIXED.items()}
KINDS: Final = {each: kind for kind, each in LINK_TYPES.items()}
NO_CALENDAR: Final = -1


def write_tasks(
    file: ScheduleFile, attributes: Mapping[str, Attribute], out: Elements
) -> None:
    """Write tasks in the file's order, which with their levels says what is in what."""
    links: dict[int, list[Link]] = defaultdict(list)
    for link in file.links:
        links[link.after].append(link)
    numbers = _outline_numbers(file.tasks)
    with out.inside("Tasks"):
        for task in file.tasks:
            with out.inside("Task"):
                _write_what(task, numbers[task.uid], out)
                _write_progress(task, out)
                _write_when(task, out)
                for link in links[task.uid]:
                    with out.inside("PredecessorLink"):
                        _write_link(link, out)
                write_values(task, attributes, out)
                write_baselines(task, ELAPSED_DAYS if task.is_elapsed else DAYS, out)


def _outline_numbers(tasks: Sequence[Task]) -> Mapping[int, str]:
    numbers: dict[int, str] = {}
    children: dict[int | None, int] = defaultdict(int)
    for task in tasks:
        children[task.parent] += 1
        above = "" if task.parent is None else f"{numbers[task.parent]}."
        numbers[task.uid] = f"{above}{children[task.parent]}"
    return numbers


def _write_what(task: Task, number: str, out: Elements) -> None:
    out.add(
        UID=task.uid,
        ID=task.number,
        Name=task.name,
        Active=task.is_active,
        Manual=task.is_manual,
        Type=TYPES[task.fixed],
        IsNull=False,
        WBS=task.wbs,
        OutlineNumber=number,
        OutlineLevel=task.level,
        Priority=task.priority,
        Start=task.start,
        Finish=task.finish,
        Duration=duration(task.duration),
        ManualStart=task.start if task.is_manual else None,
        ManualFinish=task.finish if task.is_manual else None,
        ManualDuration=duration(task.duration) if task.is_manual else None,
        DurationFormat=_format(task),
        Work=duration(task.work),
        Stop=task.stop,
        Resume=task.resume,
        EffortDriven=task.is_effort_driven,
        Estimated=task.is_estimated,
        Milestone=task.is_milestone,
        Summary=task.is_summary,
        ExternalTask=task.is_external,
        FixedCost=money(task.fixed_cost),
    )


def _format(task: Task) -> int:
    unit = ELAPSED_DAYS if task.is_elapsed else DAYS
    return unit + IF_ESTIMATED if task.is_estimated else unit


def _write_progress(task: Task, out: Elements) -> None:
    out.add(
        PercentComplete=task.percent_complete,
        ActualStart=task.actual_start,
        ActualFinish=task.actual_finish,
        ActualDuration=_done(task.duration, task.remaining_duration),
        ActualWork=_done(task.work, task.remaining_work),
        RemainingDuration=duration(task.remaining_duration),
        RemainingWork=duration(task.remaining_work),
    )


def _done(whole: int | None, left: int | None) -> str | None:
    if whole is None or left is None:
        return None
    return duration(max(whole - left, 0))


def _write_when(task: Task, out: Elements) -> None:
    out.add(
        ConstraintType=CONSTRAINT_TYPES[task.constraint],
        CalendarUID=NO_CALENDAR if task.calendar is None else task.calendar,
        ConstraintDate=task.constraint_date,
        Deadline=task.deadline,
        IgnoreResourceCalendar=task.ignores_people_calendars,
        Notes=task.notes,
    )


def _write_link(link: Link, out: Elements) -> None:
    """Write the lag in tenths of minutes, or in percent."""
    days, percent = (
        (ELAPSED_DAYS, ELAPSED_PERCENT) if link.is_elapsed else (DAYS, PERCENT)
    )
    out.add(
        PredecessorUID=link.before,
        Type=KINDS[link.type],
        CrossProject=False,
        LinkLag=link.lag if link.is_percent else link.lag * 10,
        LagFormat=percent if link.is_percent else days,
    )
