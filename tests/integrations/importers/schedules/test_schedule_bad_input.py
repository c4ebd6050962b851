"""Files that are broken, hostile, or something else, given to each reader."""

import io
import time
from pathlib import Path

import pytest

from headway.integrations.importers import documents
from headway.integrations.importers.sources import BY_NAME, recognised
from headway.plan.files.content import ScheduleFile, Unreadable
from tests.integrations.importers.msproject.documents import document, task
from tests.integrations.importers.schedules.documents import GAN, MPX, PLANNER, TJP

SAMPLES = {
    "msproject": document(task(1)),
    "ganttproject": GAN,
    "planner": PLANNER,
    "mpx": MPX,
    "taskjuggler": TJP,
}
READERS = [name for name in SAMPLES if name != "msproject"]
XML = ["ganttproject", "planner"]
HEAD = "<?xml version='1.0'?><!DOCTYPE project [{}]><project mrproject-version='2'>"
BOMB = HEAD.format(
    '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;">'
)
EXTERNAL = HEAD.format('<!ENTITY x SYSTEM "{}">')


def read(source: str, data: bytes, name: str = "plan") -> ScheduleFile:
    found = BY_NAME[source].read(io.BytesIO(data), zone="UTC", name=name)
    assert isinstance(found, ScheduleFile)
    return found


def refusal(source: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(source, data)
    message = str(refused.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("suffix", [".xml", ".gan", ".mpx", ".tjp", ""])
def test_each_kind_is_known_by_what_is_in_it(name: str, suffix: str):
    found = recognised(SAMPLES[name].encode(), f"plan{suffix}")
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("source", READERS)
@pytest.mark.parametrize(
    "data",
    [b"", b"   \n", b"hello", b"\0" * 1000, b"PK\x03\x04rest", b"<html><body/></html>",
     b"\xff\xfe\x00\xd8" * 100, b"{}", b"<plan/>", b"MPX", b"MPX,", b"project"],
    ids=lambda data: repr(data[:12]),
)  # fmt: skip
def test_what_is_something_else_is_refused(source: str, data: bytes):
    if source == "mpx" and data == b"MPX,":
        assert read(source, data).tasks == ()
    else:
        refusal(source, data)


@pytest.mark.parametrize("source", XML)
def test_document_types_are_refused_before_anything_in_them_is_read(
    source: str, tmp_path: Path
):
    secret = tmp_path / "secret"
    secret.write_text("canary")
    begun = time.perf_counter()
    said = refusal(source, (BOMB + "<x>&d;</x></project>").encode())
    said += refusal(
        source, (EXTERNAL.format(secret.as_uri()) + "&x;</project>").encode()
    )
    assert "<!DOCTYPE>" in said
    assert "canary" not in said
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize("source", XML)
def test_what_is_nested_or_long_without_end_is_refused(
    source: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(documents, "MOST_ELEMENTS", 3000)
    marks = SAMPLES[source].partition("<calendars")[0]
    assert "nested" in refusal(source, (marks + "<a>" * 10_000).encode())
    assert "elements" in refusal(source, (marks + "<a/>" * 3100).encode())


@pytest.mark.parametrize("source", READERS)
def test_a_file_cut_anywhere_is_read_in_part_or_refused(source: str):
    whole = SAMPLES[source].encode()
    lengths = range(0, len(whole), 97)
    said = [said_of(source, whole[:length]) for length in lengths]
    assert any(said)
    assert all(each.endswith(".") for each in said if each)


@pytest.mark.parametrize("source", READERS)
def test_a_file_of_100_megabytes_is_refused_at_once(source: str, tmp_path: Path):
    path = tmp_path / "plan"
    with path.open("wb") as file:
        file.write(SAMPLES[source].encode())
        file.truncate(100 << 20)
    begun = time.perf_counter()
    with path.open("rb") as file, pytest.raises(Unreadable, match="100 MB"):
        BY_NAME[source].read(file, zone="UTC", name="plan")
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize("source", READERS)
def test_numbers_and_dates_that_are_none_are_noted_and_nothing_breaks(source: str):
    """Every number and date of a plan becomes nonsense, one after the other."""
    whole = SAMPLES[source]
    for at in range(0, len(whole), 7):
        if whole[at].isdigit():
            for nonsense in ("99999999999999", "-1", "x"):
                changed = whole[:at] + nonsense + whole[at + 1 :]
                said = said_of(source, changed.encode())
                assert said is None or said.endswith(".")


def said_of(source: str, data: bytes) -> str | None:
    """Why a file is refused, if it is."""
    try:
        read(source, data)
    except Unreadable as error:
        return str(error)
    return None
