"""Backups are of one moment, whole, for their owner, and of every night."""

import json
import os
import subprocess
import sys
import threading
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from procrastinate.contrib.django.utils import connector_params

from headway.base.errors import Refused
from headway.keeping.backup import nightly
from headway.keeping.backup.archive import MANIFEST
from headway.keeping.backup.making import back_up
from headway.server.data import StartError
from headway.work.actions import create_item
from headway.work.models import Item
from tests.server.conftest import environment

SMALL = 20_000


def run(*arguments: str, data: Path, **variables: str):
    """Run the command; ``LIMIT`` is the size in bytes of the largest file it writes."""
    limit = variables.pop("LIMIT", "-1")
    code = (
        "import resource, sys; from headway.cli import main;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        "sys.exit(main())"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=os.environ | environment() | {"HEADWAY_DATA": str(data)} | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def rows(file: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table as text, by the columns that the manifest names."""
    with zipfile.ZipFile(file) as archive:
        (part,) = (
            part
            for part in json.loads(archive.read(MANIFEST))["tables"]
            if part["name"] == table
        )
        lines = archive.read(f"tables/{table}.copy").decode().splitlines()
    named = part["columns"]
    return [dict(zip(named, line.split("\t"), strict=True)) for line in lines]


def test_the_manifest_says_what_is_inside(archive: Path):
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        manifest = json.loads(opened.read(MANIFEST))
        names = set(opened.namelist())
    counts = {table["name"]: table["rows"] for table in manifest["tables"]}
    assert counts["work_item"] == Item.objects.count() == 2
    assert [f["name"] for f in manifest["files"]] == ["files/a/plan.pdf", "secret_key"]
    assert ["work", "0001_initial"] in manifest["migrations"]
    assert names == {
        MANIFEST,
        *(f"tables/{name}.copy" for name in counts),
        *(f"files/{file['name']}" for file in manifest["files"]),
    }
    assert archive.stat().st_mode & 0o777 == 0o600


def test_a_backup_under_load_is_of_one_moment(world: Item, dee, tmp_path):
    done, acknowledged = threading.Event(), []
    nothing = tmp_path / "data"
    nothing.mkdir()

    def work() -> None:
        while not done.is_set():
            made = create_item(world.project_id, by=dee, title="Under load")
            acknowledged.append(made.number)
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for round_ in range(5):
            before = list(acknowledged)
            file = tmp_path / f"{round_}.zip"
            back_up(file, data=nothing, connect_options=connector_params())
            items, (project,) = rows(file, "work_item"), rows(file, "work_project")
            kinds = [event["kind"] for event in rows(file, "events_event")]
            assert set(before) <= {int(item["number"]) for item in items}
            assert int(project["next_number"]) == len(items) + 1
            assert kinds.count("work.item_created") == len(items)
    finally:
        done.set()
        worker.join()
    assert len(acknowledged) > 1


def test_a_file_that_is_there_is_not_written_over(archive: Path, tmp_path):
    before = archive.read_bytes()
    with pytest.raises(Refused, match="there already"):
        back_up(archive, data=tmp_path, connect_options=connector_params())
    assert archive.read_bytes() == before


def test_a_full_disk_leaves_nothing_half(world, tmp_path):
    target = tmp_path / "safe"
    target.mkdir()
    file = target / "headway.zip"
    done = run("backup", str(file), data=tmp_path, LIMIT="2000")
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith(f"headway: {file} cannot be written (file too large)")
    assert list(target.iterdir()) == []


def test_the_commands_back_up_and_refuse(world, tmp_path):
    done = run("backup", data=tmp_path)
    assert done.returncode == 0, done.stderr
    (file,) = (tmp_path / "backups").iterdir()
    assert str(file) in done.stdout
    assert (tmp_path / "backups").stat().st_mode & 0o777 == 0o700

    refused = run("restore", str(file), data=tmp_path)
    assert refused.returncode == 2
    assert "headway: There is work here already" in refused.stderr
    missing = run("restore", "nowhere.zip", data=tmp_path)
    assert missing.stderr.startswith("headway: nowhere.zip cannot be read (no such ")


@pytest.fixture
def folder(world, tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setattr(nightly, "data_folder", lambda: tmp_path)
    return tmp_path / "backups"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_of_the_nightly_ones_seven_are_kept_and_no_other_is_touched(folder: Path):
    folder.mkdir()
    (folder / "mine.zip").touch()
    stale, fresh = folder / ".draft-stale", folder / ".draft-fresh"
    fresh.touch()
    stale.touch()
    os.utime(stale, (0, 0))
    for night in range(1, 10):
        (folder / f"nightly-2026-01-0{night}.zip").touch()

    made = nightly.back_up_tonight(date(2026, 1, 10))

    assert made == folder / "nightly-2026-01-10.zip"
    assert zipfile.is_zipfile(made)
    nights = [date(2026, 1, 10) - timedelta(n) for n in range(7)]
    kept = sorted(f"nightly-{night}.zip" for night in nights)
    assert names(folder) == [fresh.name, "mine.zip", *kept]
    assert nightly.back_up_tonight(date(2026, 1, 10)) is None  # once is enough


def test_nightly_backups_can_be_turned_off(folder: Path, monkeypatch):
    monkeypatch.setenv("HEADWAY_BACKUPS", "0")
    assert nightly.back_up_tonight(date(2026, 1, 10)) is None
    assert not folder.exists()


def test_how_many_are_kept_is_a_number(monkeypatch):
    monkeypatch.setenv("HEADWAY_BACKUPS", "weekly")
    with pytest.raises(StartError, match="weekly"):
        nightly.back_up_tonight(date(2026, 1, 10))
