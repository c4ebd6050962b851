"""Resources, and who is assigned to what."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from itertools import count, pairwise
from typing import Final

from headway.integrations.importers.msproject.rates import FIRST_TABLE
from headway.integrations.importers.msproject.writing.elements import (
    Elements,
    duration,
    money,
    units,
)
from headway.integrations.importers.msproject.writing.phases import write_phases
from headway.plan.files.content import (
    Assignment,
    FileRate,
    Resource,
    ResourceKind,
    ScheduleFile,
)

TYPES: Final = {
    ResourceKind.MATERIAL: 0,
    ResourceKind.WORK: 1,
    ResourceKind.COST: 2,
}
NOBODY: Final = -65535
FLAT: Final = 0
CONTOURED: Final = 8
PER_HOUR: Final = 2
PER_UNIT: Final = 8
BEGINNING: Final = datetime(1984, 1, 1)  # noqa: DTZ001 - as the format has it
END: Final = datetime(2049, 12, 31, 23, 59)  # noqa: DTZ001
WHOLE: Final = 1000
MINUTES_OF_UNIT: Final = 60
MINUTE: Final = timedelta(minutes=1)


def write_resources(resources: Iterable[Resource], out: Elements) -> None:
    with out.inside("Resources"):
        for place, resource in enumerate(resources, 1):
            with out.inside("Resource"):
                _write(resource, place, out)


def _write(resource: Resource, place: int, out: Elements) -> None:
    out.add(
        UID=resource.uid,
        ID=place,
        Name=resource.name,
        Type=TYPES[resource.kind],
        IsNull=False,
        Initials=resource.initials,
        MaterialLabel=resource.unit,
        Group=resource.group,
        EmailAddress=resource.email,
        MaxUnits=units(resource.max_units),
        StandardRate=f"{resource.price:f}" if resource.price else None,
        StandardRateFormat=PER_UNIT if resource.price else None,
        CostPerUse=money(resource.per_use),
        CalendarUID=resource.calendar,
        Notes=resource.notes,
        IsGeneric=resource.is_generic,
        IsInactive=not resource.is_active,
        IsCostResource=resource.kind is ResourceKind.COST,
    )
    if resource.rates:
        with out.inside("Rates"):
            for rate, following in pairwise((*resource.rates, None)):
                if rate is not None:
                    with out.inside("Rate"):
                        _write_rate(rate, following, out)


def _write_rate(rate: FileRate, following: FileRate | None, out: Elements) -> None:
    until = following.first if following else None
    end = datetime.combine(until, time()) - MINUTE if until else END
    out.add(
        RatesFrom=datetime.combine(rate.first, time()) if rate.first else BEGINNING,
        RatesTo=end,
        RateTable=FIRST_TABLE,
        StandardRate=f"{rate.per_hour:f}",
        StandardRateFormat=PER_HOUR,
    )


def write_assignments(file: ScheduleFile, out: Elements) -> None:
    """Write who does what; what nobody does has a line if it is uneven or pauses."""
    tasks = {task.uid: task for task in file.tasks if task.is_uneven or task.pauses}
    held = {assignment.task for assignment in file.assignments}
    nobody = [
        Assignment(task=uid, resource=NOBODY) for uid in sorted(tasks.keys() - held)
    ]
    numbers = count(1)
    with out.inside("Assignments"):
        kinds = {each.uid: each.kind for each in file.resources}
        for each in (*file.assignments, *nobody):
            with out.inside("Assignment"):
                uid = next(numbers)
                if kinds.get(each.resource, ResourceKind.WORK) is not ResourceKind.WORK:
                    _write_use(each, uid, out)
                    continue
                contour = CONTOURED if each.task in tasks else FLAT
                _write_assignment(each, uid, contour, out)
                if each.task in tasks and tasks[each.task].pauses:
                    write_phases(file, tasks[each.task], each, uid, out)


def _write_use(use: Assignment, uid: int, out: Elements) -> None:
    """Write how much of a material is used, or what an expense comes to."""
    hours = duration(round(use.units * MINUTES_OF_UNIT / WHOLE))
    out.add(
        UID=uid,
        TaskUID=use.task,
        ResourceUID=use.resource,
        Cost=money(use.cost),
        HasFixedRateUnits=True,
        RemainingWork=None if use.cost else hours,
        Units=units(use.units),
        Work=None if use.cost else hours,
    )


def _write_assignment(
    assignment: Assignment, uid: int, contour: int, out: Elements
) -> None:
    work, left = assignment.work, assignment.remaining_work
    is_known = work is not None and left is not None
    out.add(
        UID=uid,
        TaskUID=assignment.task,
        ResourceUID=assignment.resource,
        ActualWork=duration(max((work or 0) - (left or 0), 0)) if is_known else None,
        Finish=assignment.finish,
        RemainingOvertimeWork=duration(assignment.remaining_overtime or None),
        RemainingWork=duration(left),
        Start=assignment.start,
        Units=units(assignment.units),
        Work=duration(work),
        WorkContour=contour,
    )
