"""Tasks, links, people and the project's own properties."""

from datetime import datetime

import pytest

from headway.plan.files.content import Constraint, Fixed, LinkType, ResourceKind
from tests.integrations.importers.msproject.documents import (
    document,
    element,
    link,
    read,
    reasons,
    task,
)


def test_a_task_keeps_what_the_file_says_of_it() -> None:
    fields = {
        "WBS": "1.2", "Milestone": 1, "Type": 1, "Duration": "PT16H30M0S",
        "PercentComplete": 40, "RemainingDuration": "PT9H54M0S", "Priority": 700,
        "ActualStart": "2026-01-05T08:00:00", "Deadline": "2026-02-01T17:00:00",
        "ConstraintType": 4, "ConstraintDate": "2026-01-06T08:00:00",
        "CalendarUID": 1, "IgnoreResourceCalendar": 1, "Notes": "Ask Ada",
    }  # fmt: skip
    [read_task] = read(document(task(7, "Build", **fields))).tasks
    assert (read_task.uid, read_task.name, read_task.wbs) == (7, "Build", "1.2")
    assert (read_task.duration, read_task.remaining_duration) == (990, 594)
    assert read_task.is_milestone
    assert read_task.fixed is Fixed.DURATION
    assert read_task.actual_start == datetime(2026, 1, 5, 8)  # noqa: DTZ001
    assert read_task.deadline == datetime(2026, 2, 1, 17)  # noqa: DTZ001
    assert read_task.constraint is Constraint.START_NO_EARLIER
    assert read_task.calendar == 1
    assert read_task.ignores_people_calendars
    assert (read_task.priority, read_task.notes) == (700, "Ask Ada")


def test_outline_levels_make_a_hierarchy() -> None:
    levels = [1, 2, 3, 2, 1]
    rows = [task(n, OutlineLevel=level) for n, level in enumerate(levels, 1)]
    tasks = read(document(*rows)).tasks
    assert [each.parent for each in tasks] == [None, 1, 2, 1, None]
    assert [each.is_summary for each in tasks] == [True, True, False, False, False]


def test_the_row_of_the_project_and_blank_rows_are_no_tasks() -> None:
    blank = element("Task", UID=2, IsNull=1)
    file = read(document(task(0, "Project", OutlineLevel=0), blank, task(3)))
    assert [each.uid for each in file.tasks] == [3]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (0, LinkType.FINISH_FINISH),
        (1, LinkType.FINISH_START),
        (2, LinkType.START_FINISH),
        (3, LinkType.START_START),
    ],
)
def test_a_link_keeps_its_type(kind: int, expected: LinkType) -> None:
    [found] = read(document(task(1), task(2, links=link(1, kind)))).links
    assert (found.before, found.after, found.type) == (1, 2, expected)


@pytest.mark.parametrize(
    ("lag", "unit", "minutes", "marks"),
    [
        (4800, 7, 480, set()),
        (-4800, 7, -480, set()),
        (14400, 8, 1440, {"elapsed"}),
        (50, 19, 50, {"percent"}),
        (50, 20, 50, {"elapsed", "percent"}),
    ],
)
def test_a_lag_is_tenths_of_minutes_or_percent_working_or_elapsed(
    lag: int, unit: int, minutes: int, marks: set[str]
) -> None:
    [found] = read(document(task(1), task(2, links=link(1, 1, lag, unit)))).links
    assert found.lag == minutes
    assert found.is_elapsed == ("elapsed" in marks)
    assert found.is_percent == ("percent" in marks)


@pytest.mark.parametrize("number", [4, 8, 36, 40])
def test_an_elapsed_duration_is_time_on_the_wall(number: int) -> None:
    [found] = read(document(task(1, DurationFormat=number))).tasks
    assert found.is_elapsed
    assert found.is_estimated == (number >= 35)


def test_resources_are_people_material_or_cost() -> None:
    rows = (
        element("Resource", UID=1, Name="Ada", Type=1, MaxUnits="2.5", CalendarUID=1)
        + element("Resource", UID=2, Name="Bricks", Type=0)
        + element("Resource", UID=3, Name="Travel", Type=0, IsCostResource=1)
    )
    people = read(document(resources=rows)).resources
    kinds = [each.kind for each in people]
    assert kinds == [ResourceKind.WORK, ResourceKind.MATERIAL, ResourceKind.COST]
    assert (people[0].max_units, people[0].calendar) == (2500, 1)


def test_an_assignment_has_units_and_what_is_left() -> None:
    file = read(
        document(
            task(1),
            resources=element("Resource", UID=1, Name="Ada", Type=1),
            assignments=element(
                "Assignment", UID=1, TaskUID=1, ResourceUID=1, Units="0.5",
                Work="PT8H0M0S", RemainingWork="PT6H0M0S",
            )
            + element("Assignment", UID=2, TaskUID=1, ResourceUID=-65535),
        )
    )  # fmt: skip
    [found] = file.assignments
    assert (found.units, found.work, found.remaining_work) == (500, 480, 360)


def test_what_is_left_out_is_named_once_per_reason() -> None:
    rows = [task(n, Cost=100, EarlyStart="2026-01-05T08:00:00") for n in (1, 2, 3)]
    report = reasons(read(document(*rows)))
    assert "Cost (3 times)" in report
    assert "EarlyStart (3 times)" in report


def test_values_that_say_nothing_are_not_reported() -> None:
    assert read(document(task(1, Cost=0, ActualWork="PT0H0M0S"))).not_read == ()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"Duration": "PT-8H"}, "Duration is not a duration"),
        ({"Duration": "-PT8H0M0S"}, "Duration is negative"),
        ({"Duration": "PT99999999H0M0S"}, "longer than a hundred years"),
        ({"Start": "2026-02-30T08:00:00"}, "Start is not a date"),
        ({"OutlineLevel": -3}, "outline level is out of range"),
        ({"PercentComplete": 300}, "between 0 and 100"),
        ({"Priority": "9" * 5000}, "Priority is not a number that makes sense"),
        ({"ConstraintType": 77}, "constraint is of an unknown type"),
        ({"ConstraintType": 4}, "constraint has no date"),
        ({"CalendarUID": 55}, "its calendar is missing"),
        ({"Milestone": "maybe"}, "neither 0 nor 1"),
        ({"links": link(1)}, "linked to itself"),
        ({"links": link(99)}, "not in the file"),
        ({"links": link(2) + link(2)}, "the same link appears twice"),
        (
            {"Start": "2026-02-03T08:00:00", "Finish": "2026-02-01T08:00:00"},
            "finishes before it starts",
        ),
    ],
)
def test_a_value_that_makes_no_sense_is_a_line_of_the_report(
    fields: dict[str, str], why: str
) -> None:
    file = read(document(task(1, **fields), task(2)))
    assert len(file.tasks) == 2
    assert why in reasons(file)
    assert "task 1 'Task 1'" in reasons(file)


def test_the_second_task_with_a_uid_is_left_out() -> None:
    file = read(document(task(1, "First"), task(1, "Second")))
    assert [each.name for each in file.tasks] == ["First"]
    assert "same UID" in reasons(file)


def test_a_task_may_not_wait_for_the_summary_that_it_is_part_of() -> None:
    file = read(document(task(1), task(2, OutlineLevel=2, links=link(1))))
    assert file.links == ()
    assert "summary task that it is part of" in reasons(file)


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_first_and_the_last_year_are_dates(year: str) -> None:
    file = read(document(task(1, Start=f"{year}-01-01T08:00:00")))
    assert file.tasks[0].start == datetime(int(year), 1, 1, 8)  # noqa: DTZ001


def test_planning_backwards_is_reported() -> None:
    header = "<ScheduleFromStart>0</ScheduleFromStart>"
    assert "Headway plans forwards" in reasons(read(document(header=header)))
