"""A project that was made here, as a file: what it says, and what comes back of it."""

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from headway.actors.models import Actor, Workspace
from headway.base.errors import NotFound
from headway.integrations.exporters.project import Exported, export_project
from headway.integrations.importers.actions import import_schedule
from headway.integrations.importers.msproject import read_msproject
from headway.integrations.importers.msproject.writing import write_msproject
from headway.people.actions import add_absence, set_hours, set_rate
from headway.people.models.schedules import BEGINNING
from headway.plan.files.content import Constraint, FileCalendar, Fixed, Task
from headway.work.actions import (
    ImportedItem,
    ImportedLink,
    Part,
    create_project,
    give_grant,
    import_outline,
)
from headway.work.models import Drive, Project, State
from tests.integrations.exporters.content import content_of

MONDAY = datetime(2030, 1, 7, 9, tzinfo=UTC)
HOUR, DAY = 60, 480
UNSAID = {
    "effort_minutes": None, "duration_minutes": None, "remaining_minutes": None,
    "starts_no_earlier": None, "starts_no_later": None, "finishes_no_earlier": None,
    "deadline": None,
    "started_at": None, "finished_at": None, "state": State.TODO,
    "drive": Drive.EFFORT, "description": "", "priority": 500,
}  # fmt: skip
ROWS: dict[str, dict[str, Any]] = {
    "House": {},
    "Nobody's work": {"effort_minutes": 2 * DAY, "priority": 900},
    "No estimate": {"description": "Ask\n\nfirst <b>&</b> \x0b"},
    "Work of Ada": {"effort_minutes": 3 * DAY, "starts_no_earlier": MONDAY},
    "Must start": {
        "effort_minutes": DAY, "starts_no_earlier": MONDAY,
        "starts_no_later": MONDAY.replace(hour=23, minute=59),
    },
    "Starts by": {
        "effort_minutes": DAY, "starts_no_later": MONDAY + timedelta(days=3),
    },
    "Begun": {
        "effort_minutes": 3 * DAY, "remaining_minutes": DAY, "spent_minutes": 2 * DAY,
        "state": State.DOING, "started_at": MONDAY,
    },
    "Begun without estimate": {"state": State.DOING, "started_at": MONDAY},
    "Dry": {"drive": Drive.ELAPSED, "duration_minutes": 4000},
    "Meeting": {
        "drive": Drive.DURATION, "duration_minutes": HOUR,
        "finishes_no_earlier": MONDAY + timedelta(days=2),
    },
    "Done": {
        "effort_minutes": DAY, "remaining_minutes": 0, "state": State.DONE,
        "started_at": MONDAY, "finished_at": MONDAY + timedelta(hours=30),
    },
    "Done without estimate": {
        "state": State.DONE, "remaining_minutes": 0,
        "started_at": MONDAY, "finished_at": MONDAY + timedelta(hours=3),
    },
    "Cancelled": {"effort_minutes": DAY, "state": State.CANCELLED},
    "Ready": {"drive": Drive.MILESTONE, "deadline": MONDAY + timedelta(days=40)},
}  # fmt: skip


@pytest.fixture
def house(ada: Actor, dee: Actor) -> Project:
    project = create_project(by=dee, key="HOU", name="House")
    ada_does = (Part(person_id=ada.person.pk, share=1, units_percent=50),)
    rows = [
        ImportedItem(
            external_id=title,
            parent=None if title == "House" else "House",
            said={"title": title} | UNSAID | said,
            parts=ada_does if title in ("Work of Ada", "Meeting") else (),
        )
        for title, said in ROWS.items()
    ]
    links = [
        ImportedLink(before="Dry", after="Meeting", kind="SS", lag_minutes=-HOUR),
        ImportedLink(
            before="Nobody's work", after="Ready", kind="FS", lag_minutes=DAY,
            lag_is_elapsed=True,
        ),
    ]  # fmt: skip
    import_outline(project.pk, rows, links, source="here", by=dee)
    return project


def tasks_of(exported: Exported) -> dict[str, Task]:
    return {task.name: task for task in exported.file.tasks}


def test_what_was_made_here_comes_back_as_it_was(
    house: Project, dee: Actor, cem: Actor
):
    exported = export_project(house, by=dee)
    written = write_msproject(exported.file)

    report = import_schedule(
        read_msproject(io.BytesIO(written)), by=cem, source="msproject", name="x"
    )

    again = Project.objects.get(workspace_id=cem.workspace_id, key=report.project_key)
    before, after = content_of(house, dee), content_of(again, cem)
    before["items"][2]["description"] = "Ask\n\nfirst <b>&</b>"  # as XML can say it
    assert after["items"] == before["items"]
    assert after["links"] == before["links"]
    assert [part[:3] for part in after["parts"]] == [p[:3] for p in before["parts"]]
    assert exported.left_out == ()


def test_tasks_say_what_drives_them(house: Project, dee: Actor):
    tasks = tasks_of(export_project(house, by=dee))
    assert tasks["House"].is_summary
    assert (tasks["Nobody's work"].work, tasks["Nobody's work"].fixed) == (
        2 * DAY,
        Fixed.WORK,
    )
    assert tasks["No estimate"].duration is None
    assert tasks["No estimate"].is_estimated
    assert tasks["Work of Ada"].duration == 6 * DAY  # at half of her time
    begun = tasks["Begun"]
    assert (begun.percent_complete, begun.remaining_work) == (67, DAY)
    assert tasks["Meeting"].constraint is Constraint.FINISH_NO_EARLIER
    assert not tasks["Cancelled"].is_active


def test_people_bring_their_hours_and_days_away_without_the_reason(
    house: Project, ada: Actor, dee: Actor
):
    eight = ((DAY, 2 * DAY),)
    week = [eight, eight, eight, eight, (), None, None]
    set_hours(
        ada.person.pk, by=dee, valid_from=date(2026, 1, 1), week=week,
        availability_percent=80,
    )  # fmt: skip
    monday = date(2030, 1, 14)
    add_absence(
        ada.person.pk, by=dee, first_on=monday, last_on=monday + timedelta(days=2),
        until_noon=True, reason="A secret",
    )  # fmt: skip

    file = export_project(house, by=dee).file

    [person] = file.resources
    assert person.max_units == 800
    [own] = [each for each in file.calendars if not each.is_shared]
    assert isinstance(own, FileCalendar)
    assert (own.uid, own.name) == (person.calendar, "Ada")
    assert own.days[4] == ()
    away = [(e.first, e.last, e.spans) for e in own.exceptions]
    assert (monday, monday + timedelta(days=1), ()) in away
    assert (monday + timedelta(days=2),) * 2 + (((720, 960),),) in away
    assert b"secret" not in write_msproject(file)


def test_what_a_file_has_no_place_for_is_named(house: Project, dee: Actor):
    item = house.items.get(title="Meeting")
    item.starts_no_earlier = MONDAY
    item.save(update_fields=["starts_no_earlier"])
    exported = export_project(house, by=dee)
    [line] = exported.left_out
    assert "Meeting" in line.where
    assert tasks_of(exported)["Meeting"].constraint is Constraint.START_NO_EARLIER


def test_the_latest_start_is_the_constraint_of_a_file_where_nothing_else_is(
    house: Project, dee: Actor
):
    tasks = tasks_of(export_project(house, by=dee))
    said = {name: tasks[name].constraint for name in ("Must start", "Starts by")}
    assert said == {
        "Must start": Constraint.MUST_START_ON,
        "Starts by": Constraint.START_NO_LATER,
    }
    house.items.filter(title="Meeting").update(starts_no_later=MONDAY)
    house.items.filter(title="Must start").update(
        starts_no_later=MONDAY + timedelta(days=1)
    )
    exported = export_project(house, by=dee)
    tasks = tasks_of(exported)
    assert tasks["Must start"].constraint is Constraint.START_NO_EARLIER
    assert tasks["Meeting"].constraint is Constraint.FINISH_NO_EARLIER
    [line] = exported.left_out
    assert "has to start by a date" in line.why
    assert "2 tasks" in line.where


def test_what_hours_cost_is_said_to_administrators_who_ask(
    house: Project, client: Client, ada: Actor, dee: Actor, acme: Workspace
):
    said = {"by": dee, "kind": "cost"}
    for amount, currency, since in (
        (9550, "EUR", BEGINNING),
        (12000, "EUR", date(2030, 2, 1)),
        (5000, "USD", date(2031, 2, 1)),
    ):
        set_rate(
            ada.person.pk,
            amount_minor=amount,
            currency=currency,
            valid_from=since,
            **said,
        )
    assert b"Rate>" not in write_msproject(export_project(house, by=dee).file)

    exported = export_project(house, by=dee, with_rates=True)
    file = read_msproject(io.BytesIO(write_msproject(exported.file)))

    assert file.currency == "EUR"
    assert [(r.first, float(r.per_hour)) for r in file.resources[0].rates] == [
        (None, 95.5), (date(2030, 2, 1), 120.0),
    ]  # fmt: skip
    assert [line.why for line in exported.left_out][-1].startswith("a rate in another")
    give_grant(house.pk, ada.pk, by=dee, role="lead")
    client.force_login(ada.person.user)
    address = "/w/acme/projects/HOU/export/"
    assert "what hours cost" not in client.get(address).content.decode()
    assert client.get(f"{address}msproject/?rates").status_code == 403
    asked = "/api/v1/w/acme/projects/HOU/export/msproject?rates=true"
    assert client.get(asked).status_code == 403


def test_strangers_and_guests_get_no_file(house: Project, cem: Actor, dee: Actor):
    with pytest.raises(NotFound):
        Project.objects.get_by_key("HOU", by=cem)
    dee.role = "guest"
    with pytest.raises(PermissionDenied):
        export_project(house, by=dee)


def test_it_is_downloaded_by_page_and_program(
    house: Project, client: Client, dee: Actor
):
    client.force_login(dee.person.user)

    page = client.get("/w/acme/projects/HOU/export/").content.decode()
    file = client.get("/w/acme/projects/HOU/export/msproject/")
    program = client.get("/api/v1/w/acme/projects/HOU/export/msproject")

    assert "/w/acme/projects/HOU/export/msproject/" in page
    assert "Items: 14. Links: 2. People: 1" in page
    assert file.headers["Content-Disposition"] == 'attachment; filename="House.xml"'
    assert file.content == program.content
    assert len(read_msproject(io.BytesIO(file.content)).tasks) == 14


def test_a_project_costs_the_same_queries_whatever_its_size(
    house: Project, dee: Actor, django_assert_max_num_queries: Any
):
    with django_assert_max_num_queries(16):
        export_project(house, by=dee)
