"""Files travel with backups and exports, and what nothing names is removed."""

import json
import os
import time
import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from procrastinate.contrib.django.utils import connector_params

from headway.actors.models import Actor, Workspace
from headway.base import files
from headway.base.errors import Refused
from headway.comms.models import FileVersion
from headway.keeping import contents
from headway.keeping.backup.archive import Archive
from headway.keeping.backup.making import back_up
from headway.keeping.backup.restoring import restore
from headway.keeping.exchange.exporting import export_workspace
from headway.keeping.exchange.importing import import_workspace
from headway.server.prepare import MIGRATING
from headway.work.actions import attach_file, remove_files
from headway.work.models import Attachment, Item
from tests.conftest import kept
from tests.keeping.conftest import tables_of
from tests.keeping.test_doctor import findings, problem

LARGE = bytes(range(256)) * 5000
"""More than one line of an export holds."""


@pytest.fixture
def filed(store: Path, world: Item, ada: Actor) -> Item:
    """An item with a file of two versions, another file, and one in the bin."""
    attach(world, ada, b"%PDF-1.7 one", "plan.pdf")
    attach(world, ada, LARGE, "plan.pdf")
    attach(world, ada, b"note", "Brücke.txt")
    gone = attach(world, ada, b"in the bin", "gone.txt")
    remove_files([gone.pk], by=ada)
    return world


def attach(item: Item, by: Actor, content: bytes, name: str) -> Attachment:
    with files.received([content], name=name) as draft:
        return attach_file(item.pk, name, draft, by=by)


def held(workspace: str = "acme") -> list[tuple[str, int, bytes]]:
    """Names, numbers and bytes of all versions."""
    rows = FileVersion.objects.filter(workspace__slug=workspace)
    found = rows.select_related("file").order_by("file__name", "number")
    return [
        (row.file.name, row.number, files.place_of(row.content).read_bytes())
        for row in found
    ]


def test_a_backup_brings_files_back(filed, store: Path, tmp_path, elsewhere, settings):
    (files.incoming() / "half").write_bytes(b"half a file")
    before = held()
    archive = tmp_path / "backup.zip"
    back_up(archive, data=store.parent, connect_options=connector_params())
    with zipfile.ZipFile(archive) as opened:
        names = [n for n in opened.namelist() if n.startswith("files/files/")]
    assert len(names) == 4  # without what is half received

    elsewhere()
    new = tmp_path / "new"
    settings.HEADWAY_FILES = new / "files"
    with Archive.opened(archive) as opened:
        opened.verify()
        restore(opened, data=new, say=print)
    assert held() == before
    assert len(before) == 4
    for path in [new / "files", *(new / "files").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0
    again = tmp_path / "again.zip"
    back_up(again, data=new, connect_options=connector_params())
    assert tables_of(again) == tables_of(archive)
    assert _files_of(again) == _files_of(archive)


def _files_of(archive: Path) -> list[dict[str, str]]:
    with zipfile.ZipFile(archive) as opened:
        return json.loads(opened.read("manifest.json"))["files"]


@pytest.fixture
def exported(filed: Item, tmp_path: Path) -> Path:
    return export(tmp_path / "acme.jsonl")


def export(path: Path, slug: str = "acme") -> Path:
    export_workspace(Workspace.objects.get(slug=slug), path)
    return path


def test_an_export_brings_files_along(exported, tmp_path, elsewhere, settings):
    elsewhere()
    settings.HEADWAY_FILES = tmp_path / "new/files"
    call_command("migrate", verbosity=0)
    import_workspace(exported)
    assert held() == [
        ("Brücke.txt", 1, b"note"),
        ("plan.pdf", 1, b"%PDF-1.7 one"),
        ("plan.pdf", 2, LARGE),
    ]
    assert export(tmp_path / "again.jsonl").read_bytes() == exported.read_bytes()
    assert list(contents.astray()) == []


def test_beside_others_content_is_their_own(exported, store: Path, tmp_path):
    import_workspace(exported, slug="copy")
    assert held("copy") == [row for row in held() if row[0] != "gone.txt"]
    places = FileVersion.objects.values_list("content", flat=True)
    assert len(set(places)) == len(kept(store)) == 7
    again = export(tmp_path / "again.jsonl", "copy").read_bytes()
    assert again == exported.read_bytes().replace(b'"slug":"acme"', b'"slug":"copy"')


def test_a_rehearsal_and_a_refusal_leave_no_content(exported, store, monkeypatch):
    before = kept(store)
    import_workspace(exported, slug="copy", is_dry_run=True)
    assert kept(store) == before

    def refuse(*_: object) -> None:
        raise Refused("It contradicts itself.")

    monkeypatch.setattr("headway.keeping.exchange.importing.mark_for_planning", refuse)
    with pytest.raises(Refused):
        import_workspace(exported, slug="copy")
    assert kept(store) == before


Values = list[dict[str, Any]]


def part(values: Values) -> dict[str, Any]:
    return next(value for value in values if value["row"] == "content")


def version(values: Values) -> dict[str, Any]:
    return next(value for value in values if value["row"] == "comms.fileversion")


HARM: dict[str, tuple[Callable[[Values], object], str]] = {
    "no base64": (lambda v: part(v).update(data="?"), "data is no base64"),
    "not text": (lambda v: part(v).update(data=7), "data is no base64"),
    "empty": (lambda v: part(v).update(data=""), "data is empty"),
    "no number": (lambda v: part(v).update(n="1"), "not the number of a row"),
    "unknown": (lambda v: part(v).update(n=77), "no comms.fileversion 77"),
    "twice": (lambda v: v.insert(-1, dict(part(v))), "before it lacks content"),
    "missing": (lambda v: v.remove(part(v)), "comms.fileversion 1 has no content"),
    "other": (
        lambda v: part(v).update(data=b64encode(b"%PDF-1.7 two").decode()),
        "content of comms.fileversion 1 before this line is not what its row says",
    ),
    "more": (lambda v: v.insert(v.index(part(v)), part(v)), "more content than said"),
    "another type": (lambda v: version(v).update(type="image/png"), "not what its row"),
    "too large": (lambda v: version(v).update(size=1 << 40), "HEADWAY_FILE_MEGABYTES"),
    "a path": (
        lambda v: next(x for x in v if x["row"] == "comms.file").update(name="../a"),
        "It is no name of a file",
    ),
}


@pytest.mark.parametrize(("harm", "said"), HARM.values(), ids=HARM)
def test_a_file_that_is_wrong_is_refused_by_its_line(
    exported: Path, store: Path, tmp_path: Path, harm, said: str
):
    before = kept(store)
    values = [json.loads(line) for line in exported.read_text().splitlines()]
    harm(values)
    copy = tmp_path / "changed.jsonl"
    copy.write_text("".join(json.dumps(value) + "\n" for value in values))
    with pytest.raises(Refused, match=said) as refused:
        import_workspace(copy, slug="copy")
    assert str(refused.value).startswith("Line ")
    assert kept(store) == before
    assert not Workspace.objects.filter(slug="copy").exists()


def test_what_is_lost_is_not_exported_in_silence(filed, tmp_path: Path):
    files.place_of(FileVersion.objects.all()[0].content).unlink()
    with pytest.raises(Refused, match=r"content of the file “plan\.pdf” is not there"):
        export(tmp_path / "acme.jsonl")


def test_the_doctor_sees_content_that_is_lost_or_another(filed: Item):
    assert findings("files")[0].level == "ok"
    lost, changed = FileVersion.objects.order_by("pk")[:2]
    files.place_of(lost.content).unlink()
    assert problem("files").startswith(
        "The content of the file “plan.pdf”, version 1, is not there"
    )
    files.place_of(changed.content).write_bytes(b"x")
    assert "has 1 bytes instead of 1280000" in findings("files")[1].message


def aged(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    os.utime(path, (time.time() - 100_000,) * 2)
    return path


def test_what_nothing_names_is_removed_after_a_day(filed: Item, store: Path):
    before = kept(store)
    for path in before:
        os.utime(path, (0, 0))  # named ones stay, however old
    orphan = store / "ab" / ("ab" + "0" * 30)
    old = [aged(orphan), aged(files.incoming() / "half")]
    new = orphan.with_name("ab" + "1" * 30)
    new.write_bytes(b"just received")
    strange = aged(store / "ab/README")

    assert [f.message for f in findings("files")] == [
        "Files that nothing names: 1; the worker removes them."
    ]
    assert contents.remove_unnamed() == len(old)
    assert kept(store) == sorted([*before, new, strange])
    assert contents.remove_unnamed() == 0


def test_purged_content_goes_too(filed: Item, store: Path, ada: Actor):
    Item.everything.filter(pk=filed.pk).delete()
    FileVersion.objects.all().delete()
    assert contents.remove_unnamed() == 0  # a day has to pass
    for path in kept(store):
        os.utime(path, (0, 0))
    assert contents.remove_unnamed() == 4
    assert kept(store) == []


def test_it_waits_while_a_backup_is_made(filed: Item, store: Path):
    orphan = aged(store / "ab" / ("ab" + "0" * 30))

    with psycopg.connect(**connector_params(), autocommit=True) as backup:
        backup.execute("SELECT pg_advisory_lock_shared(%s)", [MIGRATING])
        assert contents.remove_unnamed() == 0
        assert orphan.exists()
    connection.close()
    assert contents.remove_unnamed() == 1
