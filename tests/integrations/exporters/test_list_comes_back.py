"""A list that was taken away as a table is the same list where it is imported."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client

from headway.actors.models import Actor
from headway.integrations.importers.spreadsheet.lists import SAID
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    create_project,
    edit_item,
    give_grant,
    move_item,
    set_labels,
)
from headway.work.columns import COLUMNS
from headway.work.models import Project
from tests.integrations.exporters.test_project_file import take

NOON = datetime(2030, 1, 7, 12, tzinfo=UTC)
NEW_THERE = {"key", "project"}
"""Keys are given anew, and the project is called as the file is."""


@pytest.fixture
def house(ada: Actor, dee: Actor, store: Path) -> Project:
    project = create_project(by=dee, key="HOU", name="House")
    give_grant(project.pk, actor_id=ada.pk, by=dee, role="contributor")
    walls = create_item(
        project.pk, by=dee, title="Walls", effort_minutes=960, deadline=NOON,
        priority=700,
    )  # fmt: skip
    stone = create_item(
        project.pk, by=dee, title="=Stone", parent_id=walls.pk, effort_minutes=425,
        starts_no_earlier=NOON, starts_no_later=NOON,
    )  # fmt: skip
    door = create_item(project.pk, by=dee, title="Door", effort_minutes=300)
    set_labels(stone.pk, ["-wet", "deep"], by=dee)
    assign_people(stone.pk, [Part(person_id=ada.person.pk)], by=dee)
    move_item(door.pk, "doing", by=ada)
    edit_item(door.pk, by=ada, remaining_minutes=67, spent_minutes=187)
    window = create_item(project.pk, by=dee, title="Window")
    move_item(window.pk, "done", by=dee)
    return project


def table(client: Client, slug: str, project: Project, kind: str) -> bytes:
    names = ",".join(column.name for column in COLUMNS)
    asked = urlencode({"q": f"project = {project.key}", "columns": names})
    answer = client.get(f"/api/v1/w/{slug}/tables/items/{kind}?{asked}")
    assert answer.status_code == 200, answer.content
    return b"".join(answer)  # type: ignore[arg-type]


def said(content: bytes) -> list[dict[str, str]]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    wanted = [
        (n, column.name)
        for n, column in enumerate(COLUMNS)
        if column.name in SAID and column.name not in NEW_THERE
    ]
    return [{name: row[n] for n, name in wanted} for row in rows[1:]]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_said_is_said_again_and_what_was_worked_out_is_not(
    kind: str, house: Project, dee: Actor, cem: Actor, client: Client
):
    client.force_login(dee.person.user)
    before = table(client, "acme", house, "csv")
    run = take(f"House.{kind}", table(client, "acme", house, kind), cem)
    copy = Project.objects.get(workspace_id=cem.workspace_id)
    client.force_login(cem.person.user)

    assert not run.findings.exists()
    assert said(table(client, "elsewhere", copy, "csv")) == said(before)
    descriptions = copy.items.values_list("description", flat=True)
    assert all("Forecast" not in text for text in descriptions)


def test_a_filter_or_a_column_that_there_is_not_is_refused(
    client: Client, house: Project, dee: Actor
):
    client.force_login(dee.person.user)
    for wrong in ({"q": "due <<< 7"}, {"columns": "title,moon"}):
        answer = client.get(f"/api/v1/w/acme/tables/items/csv?{urlencode(wrong)}")
        assert answer.status_code == 422, answer.content
