"""The doctor sees what is wrong, changes nothing, and says so in its status."""

import json
import os
import re
from argparse import Namespace
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.db import connection

from headway.cli import keeping
from headway.events.models import Cursor, Event
from headway.keeping.doctor import machine
from headway.keeping.doctor.examination import MOST, examine
from headway.keeping.doctor.findings import Finding, Level
from headway.work.actions import create_item, link_items, set_labels
from headway.work.models import Grant, Item, ItemLabel, Project

FORGETFUL = {
    f"The database server has {name} off; set it on."
    for name in ("fsync", "full_page_writes")
}


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch) -> Path:
    tmp_path.chmod(0o700)
    monkeypatch.setenv("HEADWAY_DATA", str(tmp_path))
    return tmp_path


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def findings(check: str) -> list[Finding]:
    return [finding for finding in examine() if finding.check == check]


def problem(check: str) -> str:
    (found,) = findings(check)
    assert found.level == Level.PROBLEM
    return found.message


def test_a_sound_installation_has_no_problem(world: Item):
    Event.objects.update(transaction=1)
    Cursor.objects.update(transaction=1)
    found = [finding for finding in examine() if finding.level == Level.PROBLEM]
    # the tests' own server need not survive a crash
    assert {each.message for each in found} <= FORGETFUL


def test_positions_of_another_server_are_found(world: Item):
    assert "from another database server" in findings("log positions")[0].message


def test_a_number_that_would_be_given_twice_is_found(dig: Item):
    Project.objects.update(next_number=1)
    assert "BRI would give a number twice: its next is 1" in problem("item numbers")


def test_an_item_out_of_its_place_is_found(survey: Item, dig: Item, dee):
    child = create_item(dig.project_id, by=dee, title="Fence", parent_id=dig.pk)
    assert findings("outline")[0].level == Level.OK
    Item.objects.filter(pk=child.pk).update(position=survey.position - 1)
    assert problem("outline") == "BRI-3 is out of place in the outline."


def test_a_wrong_depth_is_found(survey: Item, dig: Item):
    Item.objects.filter(pk=dig.pk).update(depth=1)
    assert problem("outline") == "BRI-2 is out of place in the outline."


def test_a_link_between_projects_is_found(survey: Item, dig: Item, dee):
    link_items(survey.pk, dig.pk, by=dee)
    other = Project.objects.create(workspace_id=dee.workspace_id, name="O", key="OTH")
    Item.objects.filter(pk=dig.pk).update(project=other)
    assert problem("links") == "BRI-1 holds back OTH-2, elsewhere."


def test_a_first_label_that_is_not_marked_and_another_that_is_are_found(survey, ada):
    set_labels(survey.pk, ["oak", "zinc"], by=ada)
    assert findings("first labels")[0].level == Level.OK
    ItemLabel.objects.update(is_first=False)
    assert problem("first labels") == "“oak” is not marked as the first label of BRI-1."
    ItemLabel.objects.filter(label__name="zinc").update(is_first=True)
    assert [found.message for found in findings("first labels")] == [
        "“oak” is not marked as the first label of BRI-1.",
        "“zinc” is marked as the first label of BRI-1.",
    ]


def test_a_row_that_another_workspace_owns_is_found(ada, cem):
    Grant.objects.update(actor=cem)
    assert problem("references") == (
        "Rows of work_grant whose actor_id is another workspace's: 1."
    )


def test_a_reference_to_nothing_and_its_constraint_are_found(ada):
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, "work_grant")
    (name,) = [
        n
        for n, c in names.items()
        if c["foreign_key"] and c["columns"] == ["project_id"]
    ]
    execute(
        f"ALTER TABLE work_grant DROP CONSTRAINT {name}",
        "UPDATE work_grant SET project_id = 4711",
        f"ALTER TABLE work_grant ADD CONSTRAINT {name} FOREIGN KEY (project_id)"
        " REFERENCES work_project (id) NOT VALID",
    )
    assert "work_grant whose project_id is not there: 1" in problem("references")
    assert name in problem("constraints")


def test_numbers_that_would_come_twice_are_found(dig: Item):
    execute("SELECT setval(pg_get_serial_sequence('work_item', 'id'), 1, false)")
    assert "work_item_id_seq" in problem("sequences")


def test_failed_jobs_and_waiting_ones_are_found(db):
    execute(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())",
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES"
        " ('default', 'mail', 'failed'), ('default', 'mail', 'failed'),"
        " ('default', 'old', 'todo'), ('default', 'gone', 'doing')",
        "UPDATE procrastinate_events SET at = now() - interval '1 hour'",
    )
    said = [finding.message for finding in findings("jobs")]
    assert said == [
        "Failed jobs of mail: 2; the worker's log says why.",
        "Jobs that have waited for more than a minute: 1.",
        "Jobs of workers that are gone: 1.",
    ]


def test_a_reader_that_stands_still_is_a_problem_while_a_worker_runs(dig: Item):
    Event.objects.update(at="2026-01-01T00:00Z")
    assert {f.level for f in findings("readers")} == {Level.NOTE}
    execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    said = findings("readers")
    assert {finding.level for finding in said} == {Level.PROBLEM}
    assert any("events.live has yet to read: 1" in f.message for f in said)


def test_missing_migrations_are_found_and_nothing_else_is_asked(db):
    execute("DELETE FROM django_migrations WHERE app = 'plan'")
    assert re.match(r"Migrations missing: \d+; run", problem("migrations"))
    assert findings("outline") == []


def test_a_newer_headways_tables_are_found(db):
    execute(
        "INSERT INTO django_migrations (app, name, applied)"
        " VALUES ('work', '9999_later', now())"
    )
    assert "work.9999_later" in problem("migrations")


def test_a_check_that_the_database_cannot_answer_is_a_problem(db):
    execute("ALTER TABLE work_link RENAME TO gone")
    assert "work_link" in problem("links")


def test_many_findings_are_counted(dig: Item, dee):
    for _ in range(MOST + 2):
        create_item(dig.project_id, by=dee, title="Deep")
    Item.objects.update(depth=3)
    said = findings("outline")
    assert len(said) == MOST + 1
    assert said[-1].message == "… and 3 more."


def test_files_that_others_can_read_are_found(db, data: Path):
    (data / "secret_key").write_text("hush")
    (data / "secret_key").chmod(0o640)
    assert f"chmod go= {data / 'secret_key'}" in problem("permissions")
    (data / "secret_key").chmod(0o600)
    data.chmod(0o777)
    assert f"Others can write to {data}" in problem("permissions")


def test_an_old_backup_and_a_full_disk_are_found(db, data: Path, monkeypatch):
    (data / "backups").mkdir(mode=0o700)
    old = data / "backups/nightly-2020-01-01.zip"
    old.touch(mode=0o600)
    os.utime(old, (0, 0))
    assert "days old" in problem("backups")
    monkeypatch.setenv("HEADWAY_BACKUPS", "0")
    assert findings("backups")[0].level == Level.NOTE
    monkeypatch.setattr(machine, "HARDLY_ANY_BYTES", 1 << 60)
    assert "make room" in problem("disk")


@pytest.fixture
def command(monkeypatch):
    monkeypatch.setattr("headway.cli.django.with_database", nullcontext)
    return lambda *, json: keeping.run_doctor(Namespace(json=json))


def test_the_exit_status_says_whether_all_is_well(db, command, capsys, monkeypatch):
    only = lambda: examine({"disk": machine.disk})  # noqa: E731
    monkeypatch.setattr("headway.keeping.doctor.examination.examine", only)
    monkeypatch.setattr(machine, "LITTLE_BYTES", 0)
    assert command(json=False) == 0
    assert capsys.readouterr().out == "disk  ok\nAll is well.\n"
    monkeypatch.setattr(machine, "HARDLY_ANY_BYTES", 1 << 60)
    assert command(json=True) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["status"] == "problems"
    assert said["findings"][0]["check"] == "disk"
    assert said["findings"][0]["level"] == "problem"
