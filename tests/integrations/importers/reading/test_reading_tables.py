"""Tables in whatever encoding and dialect, dates in whatever order."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from headway.integrations.importers.content import Meaning
from headway.integrations.importers.reading.local_dates import LocalDates
from headway.integrations.importers.reading.meanings import guess
from headway.integrations.importers.reading.moments import day_of, instant_of
from headway.integrations.importers.reading.reading import Reading
from headway.integrations.importers.reading.tables import Table
from headway.plan.files.content import Unreadable

BERLIN = ZoneInfo("Europe/Berlin")


def table(data: bytes, reading: Reading | None = None) -> Table:
    return Table(
        io.BytesIO(data), reading or Reading("UTC", {}), lambda names: "name" in names
    )


def cells(data: bytes, reading: Reading | None = None) -> list[list[str]]:
    found = table(data, reading)
    return [[row.first("name"), row.first("b")] for row in found.rows()]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_ends_of_lines(separator: str, end: str) -> None:
    rows = ["Name~B", '"x,;\t|y"~z', "", '"two', 'lines"~b']
    text = end.join(rows).replace("~", separator)
    assert cells(text.encode()) == [["x,;\t|y", "z"], [f"two{end}lines", "b"]]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "Größe"),
        ("utf-8-sig", "Größe"),
        ("utf-16", "Größe"),
        ("utf-16-le", "Größe"),
        ("utf-16-be", "Größe"),
        ("utf-32", "Größe"),
        ("cp1252", "Größe, Façade, Año"),
        ("shift_jis", "東京タワーのデータ"),
        ("euc_jp", "東京タワーのデータ"),
        ("euc_kr", "서울특별시 계획"),
        ("gb18030", "北京市规划设计"),
        ("cp1251", "Смета и график"),
    ],
)
def test_encodings(encoding: str, name: str) -> None:
    reading = Reading("UTC", {})
    data = f'Name;B\n"{name}";1\n'.encode(encoding)
    assert cells(data, reading) == [[name, "1"]]
    is_told = encoding.startswith("utf")
    assert bool(reading.findings.lines()) != is_told


def test_a_head_may_stand_below_other_rows_and_repeat_a_name() -> None:
    found = table(b'"Date: x"\n"Status: \n0"\nName,B,B\na,,c\n')
    [row] = found.rows()
    assert row.number == 5
    assert row.all("b") == ["c"]


def test_columns_that_nobody_asked_for_and_odd_cells_are_reported() -> None:
    reading = Reading("UTC", {})
    found = table(b"Name,B,C\na,b,c,d\ne,f,g\n", reading)
    assert [row.first("name") for row in found.rows()] == ["a", "e"]
    found.close()
    assert reading.unwanted == {("row", "B"): 2, ("row", "C"): 2}
    assert "more cells" in reading.findings.lines()[0].why


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\0\0\0", "empty"),
        (b"a,b\n1,2\n", "columns"),
        (b"Name" + b",x" * 6000 + b"\n", "columns"),
        (b"Name,B\n" + b"x" * 200_000 + b",1\n", "Row 2"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "columns"),
    ],
)
def test_what_is_no_such_table_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        cells(data)


def test_an_open_quotation_mark_is_reported() -> None:
    reading = Reading("UTC", {})
    assert cells(b'Name,B\na,"b\nc,d\n', reading) == [["a", "b\nc,d"]]
    assert "never closed" in reading.findings.lines()[0].why


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2024-03-12", "2024-03-12"),
        ("2024-03-12 15:05", "2024-03-12T15:05"),
        ("12/Mar/24 3:05 PM", "2024-03-12T15:05"),
        ("12/Mar/24 12:05 AM", "2024-03-12T00:05"),
        ("Mar 12, 2024, 3:05:09 PM", "2024-03-12T15:05:09"),
        ("12. März 2024 15:05", "2024-03-12T15:05"),
        ("12.03.24 15:05", "2024-03-12T15:05"),
        ("12 mars 2024", "2024-03-12"),
        ("12/dic/2024", "2024-12-12"),
        ("2024/03/12", "2024-03-12"),
        ("12/03/2024", "2024-03-12"),
    ],
)
def test_dates_of_many_places(said: str, expected: str) -> None:
    dates = LocalDates(Reading("Europe/Berlin", {}), ["25/12/2024"])
    meant = datetime.fromisoformat(expected).replace(tzinfo=BERLIN)
    assert dates.instant(said, "1") == meant


def test_the_file_says_whether_the_day_comes_first() -> None:
    reading = Reading("UTC", {})
    american = LocalDates(reading, ["01/02/2024", "12/25/2024"])
    assert str(american.day("03/04/2024", "1")) == "2024-03-04"
    assert not reading.findings.lines()
    unclear = LocalDates(reading, ["01/02/2024"])
    assert str(unclear.day("03/04/2024", "1")) == "2024-04-03"
    assert "day or month first" in reading.findings.lines()[0].why


@pytest.mark.parametrize(
    "said",
    ["30/Feb/24", "tomorrow", "99/99/99", "12/Mar/24 25:00", "0000-00-00", "1/2", "-",
     "2024-13-01", "9" * 5000, "12/Xyz/24"],
)  # fmt: skip
def test_what_is_no_date_is_reported(said: str) -> None:
    reading = Reading("UTC", {})
    assert LocalDates(reading, []).instant(said, "7") is None
    assert "row 7" in reading.findings.lines()[0].where


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00Z", None, "", 0])
def test_nothing_is_no_date(value: object) -> None:
    assert instant_of(value, BERLIN) is None
    assert day_of(value, BERLIN) is None


@pytest.mark.parametrize(
    "value", [True, [], {}, -1, 1e300, "1066-10-14", "9999-12-31", "x", "2024-02-30"]
)
def test_values_that_are_no_date(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        instant_of(value, BERLIN)


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("To Do", Meaning.TODO),
        ("Backlog", Meaning.TODO),
        ("In Progress", Meaning.DOING),
        ("Doing", Meaning.DOING),
        ("In Bearbeitung", Meaning.DOING),
        ("Code Review", Meaning.REVIEW),
        ("Ready for test", Meaning.REVIEW),
        ("Blocked", Meaning.WAITING),
        ("On hold", Meaning.WAITING),
        ("Done ✅", Meaning.DONE),
        ("Not done", Meaning.TODO),
        ("Erledigt", Meaning.DONE),
        ("Won't fix", Meaning.CANCELLED),
        ("Cerrada", Meaning.DONE),
        ("Milestone 1: done with all of it", Meaning.TODO),
        ("Test Bucket", Meaning.TODO),
        ("", Meaning.TODO),
    ],
)
def test_what_names_of_columns_mean(name: str, meaning: Meaning) -> None:
    assert guess(name) is meaning
