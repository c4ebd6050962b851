"""Baselines of schedule files come in, change when their file does, and leave again."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from headway.actors.models import Actor
from headway.events.actions import performed, undo_operation
from headway.events.models import Event
from headway.integrations.exporters.project import export_project
from headway.integrations.importers.actions import Report, import_schedule
from headway.integrations.importers.ganttproject.reader import read_ganttproject
from headway.integrations.importers.msproject.writing import write_msproject
from headway.plan.baselines.actions import rename_baseline
from headway.plan.files.content import FileBaseline, ScheduleFile
from headway.plan.models import Baseline
from headway.work.models import Project
from tests.integrations.importers.msproject.documents import (
    document,
    element,
    read,
    reasons,
    task,
)
from tests.integrations.importers.schedules.documents import GAN
from tests.plan.timelines import keep


def then(number: object, **fields: object) -> str:
    return element("Baseline", Number=number, **fields)


FIRST = then(
    0, Start="2026-01-05T08:00:00", Finish="2026-01-06T17:00:00",
    Duration="PT16H0M0S", DurationFormat=7, Work="PT12H30M0S", Cost=5000,
)  # fmt: skip
SECOND = then(3, Finish="2026-01-09T17:00:00")
PLAN = document(
    task(1, "Dig", links=FIRST + SECOND + SECOND + then(11, Work="PT1H0M0S")),
    task(2, "Pour", links=then(0, Cost=7)),
)


def local(*numbers: int) -> datetime:
    return datetime(2026, 1, *numbers)  # noqa: DTZ001 - as files have it


def take(file: ScheduleFile, by: Actor) -> Report:
    return import_schedule(file, by=by, source="msproject", name="plan")


def said() -> list[tuple[object, ...]]:
    rows = Baseline.objects.live().order_by("number")
    columns = ("items__finishes_at", "items__work_minutes", "items__duration_minutes")
    return list(rows.values_list("number", "name", "finishes_at", *columns))


def test_dates_work_and_duration_are_read_of_each_and_the_rest_is_said():
    file = read(PLAN)
    dig, pour = file.tasks
    assert dig.baselines == (
        FileBaseline(
            number=0, start=local(5, 8), finish=local(6, 17), work=750, duration=960
        ),
        FileBaseline(number=3, finish=local(9, 17)),
    )
    assert pour.baselines == ()
    assert "what it costs by its baselines" in reasons(file)
    assert "the same baseline appears twice" in reasons(file)
    assert "there are baselines from 0 to 10 only" in reasons(file)
    again = read(write_msproject(file))
    assert [each.baselines for each in again.tasks] == [dig.baselines, ()]


@pytest.mark.django_db
def test_an_import_brings_them_and_the_same_again_changes_nothing(dee: Actor):
    take(read(PLAN), dee)
    first = [
        (0, "Baseline", datetime(2026, 1, 6, 17, tzinfo=UTC)),
        (3, "Baseline 3", datetime(2026, 1, 9, 17, tzinfo=UTC)),
    ]
    assert [row[:3] for row in said()] == first
    assert said()[0][3:] == (datetime(2026, 1, 6, 17, tzinfo=UTC), 750, 960)
    known = set(Baseline.objects.live().values_list("pk", flat=True))
    rename_baseline(min(known), by=dee, name="Agreed")
    before = Event.objects.count()
    take(read(PLAN), dee)
    assert Event.objects.count() == before

    take(read(PLAN.replace("2026-01-06T17:00:00", "2026-01-07T17:00:00")), dee)
    assert said()[0][:3] == (0, "Agreed", datetime(2026, 1, 7, 17, tzinfo=UTC))
    assert len(set(Baseline.objects.live().values_list("pk", flat=True)) - known) == 1


@pytest.mark.django_db
def test_what_was_kept_here_stays_and_what_finds_no_room_is_said(dee: Actor):
    report = take(read(PLAN), dee)
    project = Project.objects.get(key=report.project_key)
    Baseline.objects.all().delete()
    for n in range(10):
        keep(project, by=dee, name=f"Mine {n}")
    report = take(read(PLAN), dee)
    assert [row[:2] for row in said()][10:] == [(10, "Baseline")]
    assert "Baseline 3" in report.not_taken[-1].where


@pytest.mark.django_db(transaction=True)  # one is one operation
def test_one_undo_takes_them_back_with_all_else(dee: Actor):
    plan = document(task(1, links=FIRST + SECOND), calendars="", header="")
    __, operation = performed(lambda: take(read(plan), dee))
    __, back = performed(lambda: undo_operation(operation, by=dee))
    assert said() == []
    undo_operation(back, by=dee)
    assert [row[:2] for row in said()] == [(0, "Baseline"), (3, "Baseline 3")]


@pytest.mark.django_db
def test_they_leave_with_their_numbers(dee: Actor):
    report = take(read(PLAN), dee)
    project = Project.objects.get(key=report.project_key)
    dig, pour = export_project(project, by=dee).file.tasks
    assert dig.baselines == read(PLAN).tasks[0].baselines
    assert pour.baselines == ()


def test_ganttproject_says_where_tasks_were():
    kept = (
        '<previous><previous-tasks name="As agreed">'
        '<previous-task id="1" start="2026-01-05" duration="2" meeting="false"/>'
        '<previous-task id="3" start="2026-01-09" duration="1" meeting="true"/>'
        '<previous-task id="99" start="2026-01-09" duration="1" meeting="false"/>'
        "</previous-tasks></previous></project>"
    )
    text = GAN.replace("</project>", kept)
    file = read_ganttproject(io.BytesIO(text.encode()), zone="UTC", name="plan")
    __, dig, pour, party = file.tasks
    assert file.baseline_names == {0: "As agreed"}
    assert dig.baselines == (
        FileBaseline(number=0, start=local(5, 8), finish=local(6, 17), duration=960),
    )
    assert pour.baselines == ()
    assert party.baselines[0] == FileBaseline(
        number=0, start=local(9, 8), finish=local(9, 8), duration=0
    )
    assert "no longer in the plan" in reasons(file)
    assert replace(file, not_read=()).baseline_names == {0: "As agreed"}
