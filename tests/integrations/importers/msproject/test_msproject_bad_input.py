"""Files that are broken, hostile, or something else: one sentence, never a crash."""

import io
import resource
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headway.integrations.importers.msproject import read_msproject
from headway.plan.files.content import ScheduleFile, Unreadable
from tests.integrations.importers.msproject.documents import (
    document,
    element,
    link,
    read,
    reasons,
    task,
)

BOMB = """<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "{}">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
]><Project xmlns="http://schemas.microsoft.com/project"><Title>&c;</Title></Project>"""
EXTERNAL = """<?xml version="1.0"?><!DOCTYPE Project [
<!ENTITY secret SYSTEM "{}">]><Project><Title>&secret;</Title></Project>"""


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(data)
    message = str(refused.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_an_xml_bomb_is_refused_before_it_goes_off() -> None:
    begun = time.perf_counter()
    assert "<!DOCTYPE>" in refusal(BOMB.format("x" * 100_000).encode())
    assert time.perf_counter() - begun < 1


def test_an_external_entity_is_never_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("canary")
    assert "canary" not in refusal(EXTERNAL.format(secret.as_uri()).encode())


@pytest.mark.parametrize("mark", ["&b;", "&#xZZ;", "&amp"])
def test_an_entity_that_nobody_declared_is_not_xml(mark: str) -> None:
    assert "not XML" in refusal(document(task(1, f"A{mark}B")).encode())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"hello", "not XML"),
        (b"\x00" * 1000, "empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "DOCTYPE"),
        (b"<html><body>Sign in</body></html>", "a web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, ".mpp"),
        (b"PK\x03\x04rest", "zip"),
        (b"ERMHDR\t8.0", "Primavera XER"),
        (b"<APIBusinessObjects/>", "Primavera P6 XML"),
        (b"<project mrproject-version='2'/>", "Planner"),
        (b"<project name='x' view-date='2026-01-01'/>", "GanttProject"),
        (b"<ns:Project xmlns:ns='urn:other'/>", "root element <Project>"),
        (b"<?xml version='1.0' encoding='utf-7'?><Project/>", "utf-7"),
        (b"<?xml version='1.0' encoding='idna'?><Project/>", "idna"),
        (b"<?xml version='1.0' encoding='nonsense'?><Project/>", "nonsense"),
        (b"<Project><Tasks><Task><Name>" + b"<a>" * 100_000, "nested"),
        (b"<Project/><Project/>", "not XML"),
    ],
)
def test_what_is_something_else_is_named(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_a_file_that_ends_too_early_is_refused() -> None:
    text = document(task(1), task(2)).encode()
    for length in range(60, len(text) - 1, 7):
        assert "too early" in refusal(text[:length]), text[:length][-40:]


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be opened: no such file"):
        read_msproject(tmp_path / "missing.xml")
    with pytest.raises(Unreadable, match="cannot be opened: is a directory"):
        read_msproject(tmp_path)


def test_a_file_over_the_limit_is_not_begun() -> None:
    source = io.BytesIO(document(task(1)).encode())
    with pytest.raises(Unreadable, match="more than the"):
        read_msproject(source, most_bytes=100)


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"]
)
def test_the_bytes_say_the_encoding_whatever_is_declared(encoding: str) -> None:
    file = read(document(task(1, "Größe 大きさ")).encode(encoding))
    assert file.tasks[0].name == "Größe 大きさ"


def test_a_wrong_declaration_is_reported() -> None:
    file = read(document(task(1, "Größe")).encode("utf-16"))
    assert "it declares the encoding utf-8 and is utf-16" in reasons(file)
    wrong = document(task(1, "Größe")).replace("UTF-8", "UTF-16")
    assert "it declares the encoding utf-16 and is not" in reasons(read(wrong))


def test_latin_letters_in_what_should_be_utf_8_are_read_and_reported() -> None:
    file = read(document(task(1, "Größe")).encode("latin-1"))
    assert file.tasks[0].name == "Größe"
    assert "not valid UTF-8" in reasons(file)


@pytest.mark.parametrize("encoding", ["windows-1251", "shift_jis", "euc-kr", "gb18030"])
def test_other_encodings_are_read_as_declared(encoding: str) -> None:
    name = {"windows-1251": "Смета", "euc-kr": "계획"}.get(encoding, "計画")
    text = document(task(1, name)).replace("UTF-8", encoding)
    file = read(text.encode(encoding))
    assert file.tasks[0].name == name
    assert file.not_read == ()


@pytest.mark.parametrize("nul", ["\x00", "&#0;", "&#x0;", "\x0b", "&#x1F;"])
def test_characters_that_xml_forbids_are_left_out_and_reported(nul: str) -> None:
    file = read(document(task(1, f"A{nul}B")))
    assert file.tasks[0].name == "AB"
    assert "control characters were left out" in reasons(file)


def test_a_forbidden_reference_across_two_pieces_is_left_out() -> None:
    for padding in range(65_000, 65_560, 8):
        text = document(task(1, Notes="x" * padding), task(2, "A&#x00;B"))
        assert read(text).tasks[1].name == "AB"


def test_an_element_may_be_in_a_place_where_nobody_expects_it() -> None:
    inner = element("Task", UID=1, Name="A", Xml="<Name><Name>B</Name></Name>")
    odd = "<Views><View><Project><Task/></Project></View><Project>x</Project></Views>"
    file = read(document(inner, header=odd + "<Task/>"))
    assert [each.uid for each in file.tasks] == [1]


def test_fifty_megabytes_take_seconds_and_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    baseline = "<Baseline><Number>0</Number><Cost>1</Cost></Baseline>" * 20
    phased = "<TimephasedData><Value>PT8H0M0S</Value></TimephasedData>" * 30
    row = task(77_777, links=baseline + phased)
    before, after = document("ROWS").split("ROWS")
    with path.open("w") as file:
        file.write(before)
        for number in range(50_000_000 // len(row)):
            file.write(row.replace("77777", str(number + 1)))
        file.write(after)
    begun = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tasks = read_msproject(path).tasks
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    assert len(tasks) > 15_000
    assert time.process_time() - begun < 20
    assert grown < 150_000, "kilobytes"


SMALL = document(
    task(1),
    task(2, OutlineLevel=2, links=link(1), Start="2026-01-05T08:00:00"),
    resources=element("Resource", UID=1, Name="Ada", Type=1),
    assignments=element("Assignment", UID=1, TaskUID=2, ResourceUID=1),
).encode()


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    at=st.integers(0, len(SMALL)),
    cut=st.integers(0, 60),
    piece=st.one_of(
        st.binary(max_size=8),
        st.text(max_size=8).map(lambda text: text.encode("utf-8", "replace")),
        st.sampled_from([b"-1", b"1e999", b"9" * 40, b"<Task>", b"</Task>", b"NaN"]),
    ),
)
def test_broken_bytes_are_read_or_refused(at: int, cut: int, piece: bytes) -> None:
    try:
        file = read(SMALL[:at] + piece + SMALL[at + cut :])
    except Unreadable:
        return
    assert isinstance(file, ScheduleFile)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for prefix in (b"", b"<Project>", SMALL[:200]):
        with pytest.raises(Unreadable):
            read(prefix + data)
