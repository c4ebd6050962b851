"""Files that only MPXJ reads, and what is said where it is not there."""

import io
import json
import os
import sys
import tempfile
from pathlib import Path

import pytest

from headway.integrations.importers.mpxj import convert
from headway.integrations.importers.mpxj.reader import kind_of, read_mpxj
from headway.integrations.importers.sources import recognised
from headway.plan.files.content import Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.fixture
def mpxj(monkeypatch: pytest.MonkeyPatch) -> None:
    """HEADWAY_MPXJ may name the folder of the libraries, where they are elsewhere."""
    if folder := os.environ.get("HEADWAY_MPXJ"):
        monkeypatch.setattr(convert, "jars", lambda: Path(folder))
    if convert.java() is None or convert.jars() is None:
        pytest.skip("Java or MPXJ is not there")


@pytest.mark.parametrize(
    ("start", "name", "kind"),
    [
        (OLE, "plan.mpp", ".mpp"),
        (OLE + "MSProject".encode("utf-16-le"), "plan", ".mpp"),
        (OLE, "letter.doc", ""),
        (b"ERMHDR\t8.0", "plan", ".xer"),
        (b"<?xml version='1.0'?><APIBusinessObjects xmlns='x'/>", "plan", ".xml"),
        (b"<Project/>", "plan.xml", ""),
    ],
)
def test_what_only_mpxj_reads_is_known_by_how_it_begins(
    start: bytes, name: str, kind: str
):
    assert kind_of(start, name) == kind
    found = recognised(start, name)
    assert (found is not None and found.name == "mpxj") == bool(kind)


@pytest.mark.parametrize("missing", ["java", "jars"])
def test_without_java_or_mpxj_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, missing: str
):
    monkeypatch.setattr(convert, missing, lambda: None)
    with pytest.raises(Unreadable, match=r"install Java and the package headway\[mpxj"):
        read_mpxj(io.BytesIO(OLE), zone="UTC", name="plan")


@pytest.mark.usefixtures("mpxj")
@pytest.mark.parametrize(
    "name",
    ["aspose-tasks-net/Software Development.mpp", "mpxj-other/SuccessorCalendar.xer"],
)
def test_real_files_are_read(corpus: Path, name: str):
    theirs = json.loads((corpus / "mpxj-oracle.json").read_text())[name]
    with (corpus / name).open("rb") as file:
        mine = read_mpxj(file, zone="UTC", name="plan")
    others = [task for task in theirs["tasks"] if task["uid"] != "0"]
    assert [task.uid for task in mine.tasks] == [int(task["uid"]) for task in others]
    assert len(mine.links) == sum(len(task["pred"]) for task in others)


@pytest.mark.usefixtures("mpxj")
def test_what_mpxj_cannot_read_is_refused_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(Unreadable, match="cannot read it"):
        read_mpxj(io.BytesIO(OLE), zone="UTC", name="plan")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("does", "limit", "most"),
    [
        ("while True: pass", "SECONDS", 1),
        ("open({path!r}, 'wb').write(bytes(2 << 20))", "MOST_WRITTEN", 1 << 20),
    ],
)
def test_the_process_that_reads_is_ended_where_it_takes_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, limit: str, most: int
):
    monkeypatch.setattr(convert, limit, most)
    path = tmp_path / "written"
    program = f"import time; time.sleep(0.5); {does.format(path=str(path))}"
    with pytest.raises(Unreadable, match="cannot read it"):
        convert.run([sys.executable, "-c", program], "a plan")
    assert not path.exists() or path.stat().st_size <= most
