"""A backup restored elsewhere is the same installation, or nothing at all."""

import os
import zipfile
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob
from procrastinate.contrib.django.utils import connector_params

from headway.actors.models import Actor, Workspace
from headway.base.errors import Refused
from headway.events import ports
from headway.events.actions import read_batch
from headway.events.models import Cursor, Event
from headway.keeping.backup.archive import Archive
from headway.keeping.backup.making import back_up
from headway.keeping.backup.restoring import restore
from headway.keeping.doctor.examination import DATA_CHECKS, examine
from headway.keeping.doctor.findings import Level
from headway.people.models import User
from headway.server import steps
from headway.work.actions import create_item
from headway.work.models import Item
from tests.keeping.conftest import LATE, altered, tables_of
from tests.waiting import wait_until


def bring_back(file: Path, data: Path) -> list[str]:
    said: list[str] = []
    with Archive.opened(file) as archive:
        archive.verify()
        restore(archive, data=data, say=said.append)
    return said


def refusal(file: Path, data: Path) -> str:
    with pytest.raises(Refused) as refused:
        bring_back(file, data)
    assert str(refused.value).count("\n") == 0
    return str(refused.value)


def tables() -> list[str]:
    with connection.cursor() as cursor:
        return connection.introspection.table_names(cursor)


def test_what_comes_back_is_what_was_backed_up_and_people_work_on_where_they_were(
    world: Item, dee: Actor, client: Client, archive_of_now, tmp_path, elsewhere
):
    """One restored installation: making its tables takes longer than all checks."""
    client.force_login(dee.person.user)
    archive = archive_of_now()
    jobs = ProcrastinateJob.objects.count(), ProcrastinateEvent.objects.count()
    log = list(Event.objects.order_by("transaction", "pk").values_list("pk", flat=True))
    unread = list(
        Event.objects.after(Cursor.objects.get(reader="events.live").position)
    )
    assert 0 < len(unread) < len(log)
    elsewhere()
    assert bring_back(archive, tmp_path / "new") == []

    all_is_the_same(archive, tmp_path)
    present = ProcrastinateJob.objects.count(), ProcrastinateEvent.objects.count()
    assert present == jobs  # triggers added nothing
    assert User.objects.filter(username="dee").exists()
    assert not Session.objects.exists()
    no_transaction_id_of_the_old_server_is_left()
    assert Item.objects.get(pk=world.pk).title == 'Dig "deep"\n\tat 5 °C \\N'
    readers_go_on(world, [event.pk for event in unread], log, by=dee)


def all_is_the_same(archive: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    back_up(again, data=tmp_path / "new", connect_options=connector_params())
    assert tables_of(again) == tables_of(archive)
    assert (tmp_path / "new/files/a/plan.pdf").read_bytes() == b"%PDF" * 1000
    assert (tmp_path / "new/secret_key").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "new/postgres").exists()


def no_transaction_id_of_the_old_server_is_left() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, a.attname FROM pg_attribute a"
            " JOIN pg_class c ON c.oid = a.attrelid WHERE a.atttypid = 'xid8'::regtype"
            " AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
            " AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname"
        )
        known = [("events_cursor", "transaction"), ("events_event", "transaction")]
        assert cursor.fetchall() == known
    for model in (Event, Cursor):
        assert not model.objects.filter(transaction__gte=LATE).exists()


def readers_go_on(world: Item, unread: list[int], log: list[int], *, by: Actor) -> None:
    """They go on with the first event that they have not read, new ones at the end."""
    heard: list[int] = []

    def hear(events):
        heard.extend(event.pk for event in events)

    readers = {name: ports.Reader(handle=hear) for name in ("events.live", "new")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ports, "readers", lambda: readers)
        read_batch(["events.live"])
        assert heard == unread
        made = create_item(world.project_id, by=by, title="Next")
        assert made.pk > world.pk
        assert made.number == world.number + 1
        heard.clear()
        wait_until(lambda: (read_batch(["events.live"]), heard)[1], 30)  # of others
        created = Event.objects.get(subject_id=made.pk, kind="work.item_created")
        assert heard == [created.pk]
        heard.clear()
        read_batch(["new"])
    assert sorted(heard[:-1]) == sorted(log)


def test_work_that_is_there_is_never_touched(archive, tmp_path):
    count = Item.objects.count()
    assert "empty data folder (--data)" in refusal(archive, tmp_path / "new")
    assert Item.objects.count() == count
    assert not (tmp_path / "new").exists()


def test_tables_of_another_program_are_refused(archive, tmp_path, elsewhere):
    elsewhere()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE invoices ()")
    assert "invoices" in refusal(archive, tmp_path / "new")
    assert tables() == ["invoices"]


def flip(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        info = archive.getinfo("tables/work_item.copy")
    body = bytearray(file.read_bytes())
    body[info.header_offset + 30 + len(info.filename) + 40] ^= 1
    file.write_bytes(body)


@pytest.mark.parametrize(
    "harm",
    [
        flip,
        lambda file: os.truncate(file, file.stat().st_size // 2),
        lambda file: file.write_text("no archive"),
    ],
    ids=["a flipped bit", "cut in half", "another file"],
)
def test_a_damaged_archive_is_refused_before_anything(archive, harm, tmp_path):
    harm(archive)
    assert "is damaged" in refusal(archive, tmp_path / "new")


def forge(manifest: dict) -> None:
    manifest["tables"][0]["sha256"] = "0" * 64


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"headway": "99.0"}, "install Headway 99.0 or later"),
        ({"format_version": 2}, "or later"),
        ({"format": "something"}, "no backup of Headway"),
        ({"migrations": [["work", "9999_unheard"]]}, "work.9999_unheard"),
        (
            {"migrations": [["work", "0001_initial"]]},
            f"0 ({steps.LAST_WITH_ALL} at latest)",
        ),
        ({"files": [{"name": "../evil", "sha256": ""}]}, "is damaged"),
        ({"tables": "none"}, "is damaged"),
    ],
    ids=str,
)
def test_an_archive_that_this_headway_cannot_read_is_refused(
    archive, change, said, tmp_path, elsewhere
):
    elsewhere()
    file = altered(archive, lambda manifest: manifest.update(change))
    assert said in refusal(file, tmp_path / "new")
    assert tables() == []


def miscount(manifest: dict) -> None:
    next(t for t in manifest["tables"] if t["name"] == "work_link")["rows"] = 7


def before_the_first(manifest: dict) -> None:
    named = manifest["migrations"]
    named[:] = [[app, name] for app, name in named if "_squashed_" not in name]
    manifest["sequences"]["django_migrations_id_seq"] = len(named)


def test_after_a_failure_there_is_nothing(archive, tmp_path, elsewhere):
    elsewhere()
    said = refusal(altered(archive, miscount), tmp_path / "new")
    assert "work_link" in said
    assert "1 of 7 rows" in said
    assert tables() == []
    assert not (tmp_path / "new/secret_key").exists()

    # and now it works, with the steps that one stands for, too
    bring_back(altered(archive, before_the_first), tmp_path / "new")
    assert Workspace.objects.count() == 2
    assert steps.missing() == []
    assert {finding.level for finding in examine(DATA_CHECKS)} == {Level.OK}


def test_what_the_database_refuses_is_said_in_one_sentence(
    archive, tmp_path, elsewhere
):
    def confuse(manifest):
        part = next(t for t in manifest["tables"] if t["name"] == "work_link")
        part["columns"][0] = "nonsense"

    elsewhere()
    assert "nonsense" in refusal(altered(archive, confuse), tmp_path / "new")
    assert tables() == []
