"""Split tasks: read as pauses, planned so, and written as they were."""

import io
from datetime import datetime
from pathlib import Path

import pytest

from headway.integrations.importers.msproject import read_msproject
from headway.integrations.importers.msproject.writing import write_msproject
from headway.plan.files.content import ScheduleFile
from headway.plan.files.findings import Findings
from headway.plan.files.network import build_network
from headway.plan.files.problem import Clock, build_problem
from headway_engine.levelling import level
from tests.integrations.importers.msproject.documents import (
    document,
    element,
    read,
    task,
)


def at(day: int, hour: int = 8, month: int = 1) -> datetime:
    return datetime(2026, month, day, hour)  # noqa: DTZ001 - as files have it


def worked(start: datetime, finish: datetime, value: str, kind: int = 1) -> str:
    return element(
        "TimephasedData",
        Type=kind, UID=1, Start=start.isoformat(), Finish=finish.isoformat(),
        Unit=2, Value=value,
    )  # fmt: skip


def assigned(*phases: str, resource: int = 1, **fields: object) -> str:
    known = {"Units": 1, "WorkContour": 8, "Work": "PT16H0M0S"} | fields
    named = {"UID": resource, "TaskUID": 1, "ResourceUID": resource}
    return element("Assignment", **named, **known, Xml="".join(phases))


EVE = element("Resource", UID=1, Name="Eve", Type=1)
ANN = element("Resource", UID=2, Name="Ann", Type=1)
TASK = task(1, Duration="PT16H0M0S", Work="PT16H0M0S", Start="2026-01-05T08:00:00")
MONDAY = worked(at(5), at(6), "PT8H0M0S")
THURSDAY = worked(at(8), at(9), "PT8H0M0S")
REST = worked(at(6), at(8), "PT0H0M0S")


def read_back(file: ScheduleFile) -> ScheduleFile:
    return read_msproject(io.BytesIO(write_msproject(file)))


def test_days_without_work_are_a_pause_and_nights_and_weekends_are_none():
    tuesday = worked(at(13), at(13, 17), "PT8H0M0S")
    file = read(
        document(
            task(1, Duration="PT32H0M0S", Work="PT32H0M0S"),
            resources=EVE,
            assignments=assigned(
                worked(at(5), at(5, 17), "PT8H0M0S", kind=2), REST, THURSDAY,
                worked(at(9), at(10), "PT8H0M0S"), tuesday, Work="PT32H0M0S",
            ),
        )
    )  # fmt: skip
    [row] = file.tasks
    assert row.pauses == ((at(5, 17), at(8)), (at(9, 17), at(13)))
    assert read_back(file).tasks[0].pauses == row.pauses


def test_what_somebody_else_works_through_is_no_pause():
    file = read(
        document(
            TASK,
            resources=EVE + ANN,
            assignments=assigned(MONDAY, REST, THURSDAY)
            + assigned(worked(at(5), at(9), "PT32H0M0S"), resource=2),
        )
    )
    assert file.tasks[0].pauses == ()


@pytest.mark.parametrize(
    ("work", "is_uneven"), [("PT16H0M0S", False), ("PT12H0M0S", True)]
)
def test_work_that_is_even_but_for_pauses_is_even(work: str, is_uneven: bool):  # noqa: FBT001
    laid = assigned(MONDAY, REST, THURSDAY, Work=work)
    file = read(document(TASK, resources=EVE, assignments=laid))
    assert file.tasks[0].pauses == ((at(5, 17), at(8)),)
    assert file.tasks[0].is_uneven == is_uneven


@pytest.mark.corpus
def test_split_tasks_end_when_the_other_program_says(corpus: Path):
    file = read_msproject(corpus / "mpxj-other/mspdisplittask.xml")
    assert [len(each.pauses or ()) for each in file.tasks] == [1, 2]
    assert file.tasks[0].pauses == (
        (datetime(2006, 9, 26, 17), datetime(2006, 10, 2, 8)),  # noqa: DTZ001
    )
    now = datetime(2006, 9, 21)  # noqa: DTZ001
    network = build_network(file, Findings())
    problem = build_problem(file, network, now=now, days=90)
    schedule, clock = level(problem), Clock.around(now)
    for each in file.tasks:
        place = network.row_of_task[each.uid]
        assert clock.instant(int(schedule.finish[place])) == each.finish
    assert read_back(file).tasks == file.tasks
