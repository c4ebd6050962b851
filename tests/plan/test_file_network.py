"""From a file's tasks and links to rows that wait for rows."""

from datetime import datetime

import pytest

from headway.plan.files.content import (
    Assignment,
    Constraint,
    Fixed,
    Link,
    LinkType,
    Resource,
    ResourceKind,
    ScheduleFile,
    Task,
)
from headway.plan.files.findings import Findings
from headway.plan.files.network import Network, build_network
from headway.plan.files.rows import Row, order
from headway_engine.problem import Drive, LinkKind

MONDAY = datetime(2026, 1, 5, 8)  # noqa: DTZ001
TUESDAY = MONDAY.replace(day=6)
ADA = Resource(uid=1, name="Ada")
TEAM = Resource(uid=2, name="Team", max_units=3000)
BRICKS = Resource(uid=3, name="Bricks", kind=ResourceKind.MATERIAL)


def task(uid: int, **fields: object) -> Task:
    known = {"number": uid, "wbs": str(uid), "name": f"T{uid}", "duration": 480}
    return Task(uid=uid, **known | fields)  # type: ignore[arg-type]


def project(*tasks: Task, **fields: object) -> ScheduleFile:
    known = {
        "name": "P", "start": MONDAY, "finish": None, "status": None,
        "calendar": None, "tasks": tasks, "resources": (ADA, TEAM, BRICKS),
    }  # fmt: skip
    return ScheduleFile(**known | fields)  # type: ignore[arg-type]


def network(file: ScheduleFile) -> tuple[Network, str]:
    findings = Findings()
    built = build_network(file, findings)
    return built, "\n".join(f"{each.where}: {each.why}" for each in findings.lines())


def only_row(one: Task, *assignments: Assignment) -> tuple[Row, str]:
    built, report = network(project(one, assignments=assignments))
    [row] = built.rows
    return row, report


def test_a_task_without_people_lasts_its_duration() -> None:
    row, _ = only_row(task(1, duration=960, calendar=7))
    assert (row.drive, row.minutes, row.calendar) == (Drive.DURATION, 960, 7)


def test_people_bring_work_at_their_units() -> None:
    row, report = only_row(
        task(1),
        Assignment(task=1, resource=1, units=500, work=480),
        Assignment(task=1, resource=2, units=2000, work=960, remaining_work=240),
    )
    assert (row.drive, row.minutes) == (Drive.EFFORT, 720)
    shares = [(s.resource, s.minutes, s.units) for s in row.shares]
    assert shares == [(1, 480, 500), (2, 240, 2000)]
    assert report == ""


def test_material_takes_nobodys_time() -> None:
    row, _ = only_row(task(1), Assignment(task=1, resource=3, work=480))
    assert (row.drive, row.shares) == (Drive.DURATION, [])


def test_nobody_is_assigned_more_than_there_is_of_them() -> None:
    row, report = only_row(task(1), Assignment(task=1, resource=1, units=1500, work=60))
    assert row.shares[0].units == 1000
    assert "more than there is of them" in report


@pytest.mark.parametrize(
    "fields", [{"fixed": Fixed.DURATION}, {"ignores_people_calendars": True}]
)
def test_a_fixed_duration_books_people(fields: dict[str, object]) -> None:
    one = task(1, duration=960, **fields)
    row, _ = only_row(one, Assignment(task=1, resource=1, units=500, work=480))
    assert (row.drive, row.minutes) == (Drive.DURATION, 960)
    assert row.shares[0].units == 500


def test_uneven_work_is_evened_over_the_duration() -> None:
    assigned = Assignment(task=1, resource=1, work=480)
    row, _ = only_row(task(1, duration=960, is_uneven=True), assigned)
    assert (row.drive, row.minutes) == (Drive.DURATION, 960)
    assert row.shares[0].units == 500


@pytest.mark.parametrize("people", [(), (Assignment(task=1, resource=1, work=480),)])
def test_breaks_in_uneven_work_take_their_time(people: tuple[Assignment, ...]) -> None:
    dates = {"start": MONDAY, "finish": MONDAY.replace(day=8, hour=17)}
    row, report = only_row(task(1, is_uneven=True, **dates), *people)
    assert (row.drive, row.minutes) == (Drive.DURATION, 4 * 480)
    assert [share.units for share in row.shares] == [250 for _ in people]
    assert "breaks" in report


def test_breaks_are_counted_from_where_begun_work_goes_on() -> None:
    begun = {"percent_complete": 50, "actual_start": MONDAY, "resume": TUESDAY}
    dates = {"start": MONDAY, "finish": MONDAY.replace(day=8, hour=17)}
    row, _ = only_row(task(1, is_uneven=True, duration=600, **begun, **dates))
    assert (row.not_before, row.minutes) == (TUESDAY, 3 * 480)


@pytest.mark.parametrize(
    "odd",
    [
        {"start": TUESDAY, "finish": MONDAY},
        {"start": MONDAY, "finish": MONDAY, "resume": TUESDAY, "percent_complete": 5},
        {"start": MONDAY},
        {"start": MONDAY, "finish": MONDAY.replace(year=2027), "percent_complete": 100},
    ],
    ids=["finished before its start", "goes on after its finish", "no finish", "done"],
)
def test_uneven_work_without_dates_that_make_sense_has_no_breaks(
    odd: dict[str, object],
) -> None:
    _, report = only_row(task(1, is_uneven=True, **odd))
    assert "breaks" not in report


def test_overtime_takes_no_working_time() -> None:
    row, _ = only_row(
        task(1), Assignment(task=1, resource=1, work=600, remaining_overtime=120)
    )
    assert (row.drive, row.minutes) == (Drive.EFFORT, 480)


def test_who_is_assigned_at_nothing_works_as_much_as_there_is_to_do() -> None:
    row, report = only_row(
        task(1, fixed=Fixed.DURATION), Assignment(task=1, resource=1, units=0, work=120)
    )
    assert [(s.minutes, s.units) for s in row.shares] == [(120, 250)]
    assert "at 0 %" in report


def test_what_is_left_of_work_is_what_is_not_complete() -> None:
    row, _ = only_row(
        task(1, percent_complete=25, start=MONDAY, stop=TUESDAY),
        Assignment(task=1, resource=1, work=480),
    )
    assert (row.minutes, row.not_before) == (360, TUESDAY)


@pytest.mark.parametrize(
    ("fields", "may_precede"),
    [
        ({}, False),
        ({"constraint": Constraint.AS_LATE_AS_POSSIBLE}, False),
        ({"constraint": Constraint.START_NO_EARLIER, "constraint_date": MONDAY}, True),
        ({"is_manual": True, "start": MONDAY}, True),
        ({"percent_complete": 10, "start": MONDAY}, True),
    ],
    ids=["soon", "late", "dated", "by hand", "begun"],
)
def test_only_what_has_a_date_of_its_own_may_precede_its_project(
    fields: dict[str, object],
    may_precede: bool,  # noqa: FBT001
) -> None:
    row, _ = only_row(task(1, **fields))
    assert row.may_precede_project == may_precede


def test_elapsed_time_counts_nights() -> None:
    row, _ = only_row(task(1, duration=1440, is_elapsed=True))
    assert (row.drive, row.minutes) == (Drive.ELAPSED, 1440)


def test_no_duration_is_a_milestone() -> None:
    assert only_row(task(1, duration=0))[0].drive is Drive.MILESTONE


def test_a_missing_duration_is_taken_from_the_dates() -> None:
    finish = TUESDAY.replace(hour=12)
    row, report = only_row(task(1, duration=None, start=MONDAY, finish=finish))
    assert (row.drive, row.minutes) == (Drive.DURATION, 720)
    assert "no duration" in report


def test_done_is_done_at_its_actual_dates() -> None:
    done = task(1, percent_complete=100, actual_start=MONDAY, actual_finish=TUESDAY)
    row, _ = only_row(done, Assignment(task=1, resource=1, work=480))
    assert (row.started_at, row.finished_at) == (MONDAY, TUESDAY)


def test_what_is_in_progress_has_its_rest_left() -> None:
    begun = {"percent_complete": 25, "actual_start": MONDAY}
    row, _ = only_row(task(1, remaining_duration=300, **begun))
    assert (row.started_at, row.minutes) == (MONDAY, 300)
    row, _ = only_row(task(1, remaining_duration=0, **begun))
    assert row.minutes == 360


def test_dates_of_a_task_that_has_not_begun_mean_nothing() -> None:
    odd = task(1, start=TUESDAY, actual_start=MONDAY, actual_finish=MONDAY)
    row, report = only_row(odd)
    assert (row.started_at, row.finished_at) == (None, None)
    assert "not where its actual dates are" in report


@pytest.mark.parametrize(
    ("constraint", "field", "is_softened"),
    [
        (Constraint.START_NO_EARLIER, "not_before", False),
        (Constraint.MUST_START_ON, "not_before", True),
        (Constraint.FINISH_NO_EARLIER, "finish_not_before", False),
        (Constraint.MUST_FINISH_ON, "finish_not_before", True),
        (Constraint.START_NO_LATER, "", True),
        (Constraint.FINISH_NO_LATER, "", True),
        (Constraint.AS_LATE_AS_POSSIBLE, "", True),
    ],
)
def test_a_constraint_holds_or_is_reported(
    constraint: Constraint,
    field: str,
    is_softened: bool,  # noqa: FBT001
) -> None:
    row, report = only_row(task(1, constraint=constraint, constraint_date=TUESDAY))
    for name in ("not_before", "finish_not_before"):
        assert getattr(row, name) == (TUESDAY if name == field else None)
    assert (constraint.value in report) == is_softened


def test_a_task_scheduled_by_hand_keeps_its_start() -> None:
    row, report = only_row(task(1, is_manual=True, start=TUESDAY))
    assert row.not_before == TUESDAY
    assert "scheduled by hand" in report


def test_a_task_of_another_project_keeps_its_dates() -> None:
    row, report = only_row(task(1, is_external=True, start=MONDAY, finish=TUESDAY))
    assert (row.drive, row.minutes, row.not_before) == (Drive.ELAPSED, 1440, MONDAY)
    assert "another project" in report


def test_inactive_tasks_and_their_links_are_left_out() -> None:
    built, report = network(
        project(task(1, is_active=False), task(2), links=(Link(before=1, after=2),))
    )
    assert [row.task for row in built.rows] == [2]
    assert built.waits == []
    assert "inactive" in report


def summary_of_two(*links: Link) -> list[tuple[object, object, LinkKind, int]]:
    """Tasks 2 and 3 below 1, task 4 beside; waits by task, summaries by name."""
    file = project(
        task(1, is_summary=True),
        task(2, parent=1),
        task(3, parent=1),
        task(4),
        links=links,
    )
    built, _ = network(file)

    def name(position: int) -> object:
        row = built.rows[position]
        return row.task or f"gate {row.name}{' any' if row.opens_on_any else ''}"

    return [(name(w.before), name(w.after), w.kind, w.lag) for w in built.waits]


FS, SS = LinkKind.FINISH_START, LinkKind.START_START
FF, SF = LinkKind.FINISH_FINISH, LinkKind.START_FINISH


def test_what_follows_a_summary_waits_for_all_of_it() -> None:
    assert summary_of_two(Link(before=1, after=4, lag=60)) == [
        (2, "gate T1", FS, 0),
        (3, "gate T1", FS, 0),
        ("gate T1", 4, FS, 60),
    ]


def test_what_starts_with_a_summary_waits_for_the_first_of_it() -> None:
    assert summary_of_two(Link(before=1, after=4, type=LinkType.START_START)) == [
        (2, "gate T1 any", SS, 0),
        (3, "gate T1 any", SS, 0),
        ("gate T1 any", 4, SS, 0),
    ]


def test_a_summary_that_waits_holds_all_of_its_tasks() -> None:
    assert summary_of_two(Link(before=4, after=1, lag=60)) == [
        (4, 2, FS, 60),
        (4, 3, FS, 60),
    ]


def test_a_summary_held_at_its_finish_holds_the_finish_of_its_tasks() -> None:
    assert summary_of_two(Link(before=4, after=1, type=LinkType.START_FINISH)) == [
        (4, 2, SF, 0),
        (4, 3, SF, 0),
    ]


def test_a_lag_in_percent_is_of_the_predecessor() -> None:
    link = Link(before=4, after=2, lag=-50, is_percent=True)
    assert summary_of_two(link) == [(4, 2, FS, -240)]


def test_a_constraint_of_a_summary_holds_its_tasks() -> None:
    held = {"constraint": Constraint.START_NO_EARLIER, "constraint_date": TUESDAY}
    built, _ = network(project(task(1, is_summary=True, **held), task(2, parent=1)))
    assert built.rows[0].not_before == TUESDAY


def test_people_on_a_summary_are_reported() -> None:
    _, report = network(
        project(
            task(1, is_summary=True),
            task(2, parent=1),
            assignments=(Assignment(task=1, resource=1),),
        )
    )
    assert "only its tasks count" in report


def test_rank_goes_by_priority_then_start_then_order() -> None:
    rows = [
        Row(task=1, file_start=TUESDAY),
        Row(task=2, file_start=MONDAY),
        Row(task=3, file_start=TUESDAY, priority=900),
        Row(task=None),
    ]
    assert order(rows) == [2, 1, 0, 3]


def test_the_rest_of_what_was_begun_goes_on_when_the_file_says() -> None:
    begun = {"percent_complete": 50, "actual_start": MONDAY, "start": MONDAY}
    row, _ = only_row(task(1, resume=TUESDAY, **begun))
    assert (row.started_at, row.not_before) == (MONDAY, TUESDAY)
    assert row.is_deferred(MONDAY)
    assert not row.is_deferred(TUESDAY)


def test_what_was_begun_comes_before_all_else() -> None:
    rows = [Row(task=1, priority=900), Row(task=2, started_at=MONDAY)]
    assert order(rows) == [1, 0]
