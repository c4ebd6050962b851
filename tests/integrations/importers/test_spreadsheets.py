"""Tables as programs save them: whatever their encoding, separator, dates and order."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from headway.integrations.importers.content import FileItem, TrackerFile
from headway.integrations.importers.sources import recognised
from headway.integrations.importers.spreadsheet import rows, workbook
from headway.integrations.importers.spreadsheet.reader import (
    columns_of_spreadsheet,
    read_spreadsheet,
)
from headway.plan.files.content import Unreadable
from tests.corpus import CORPUS

PLAN = """\
Key;Title;Status;Who;Due date;Estimate;Priority;Labels;Labels;Parent;Predecessors;Room
A-1;Haus;In Arbeit;"Müller, Ümit; ben@example.org";31.12.2026;3d;Hoch;wet;dry;;;Küche
A-2;Dach;Backlog;;01.02.2027;1.5h;Low;;;A-1;A-3;
A-3;"Wände ""rot""
und blau";Erledigt;;;2;;;;A-1;;
"""


def read(text: str | bytes, name: str = "plan.csv", **chosen: str) -> TrackerFile:
    data = text if isinstance(text, bytes) else text.encode()
    return read_spreadsheet(
        io.BytesIO(data), zone="Europe/Berlin", name=Path(name).stem, columns=chosen
    )


def only(text: str | bytes, **chosen: str) -> FileItem:
    [item] = read(text, **chosen).items
    return item


def book(table: list[list[object]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"}) as made:
        sheet = made.add_worksheet()
        for n, row in enumerate(table):
            for m, cell in enumerate(row):
                sheet.write(n, m, cell)
    return out.getvalue()


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-1"],
)
def test_a_table_says_the_same_in_every_encoding(encoding: str):
    file = read(PLAN.encode(encoding))
    house, roof, walls = sorted(file.items, key=lambda item: item.key)

    assert (house.id, house.title, house.stage) == ("A-1", "Haus", "in arbeit")
    assert house.due_on == date(2026, 12, 31)
    assert (house.estimate_minutes, house.importance) == (3 * 480, 4)
    assert house.labels == ("wet", "dry")
    assert house.fields == {"Room": "Küche"}
    assert [(p.name, p.email) for p in file.people] == [
        ("Müller", ""),
        ("Ümit", ""),
        ("ben@example.org", "ben@example.org"),
    ]
    assert (roof.parent, roof.estimate_minutes, roof.importance) == ("A-1", 90, 2)
    assert walls.title == 'Wände "rot" und blau'
    assert [(link.before, link.after) for link in file.links] == [("A-3", "A-2")]
    assert [stage.meaning.value for stage in file.boards[0].stages] == [
        "doing", "to-do", "done",
    ]  # fmt: skip
    assert file.not_read == ()


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("shift_jis", "作業の一覧とテスト"),
        ("gb18030", "任务列表"),
        ("cp1251", "Проверить фундамент и стены, вызвать мастера"),
    ],
)
def test_old_encodings_are_told_by_their_letters(encoding: str, title: str):
    text = f"Title;Due\n{title};2026-03-01\n{title};\n"
    assert read(text.encode(encoding)).items[0].title == title


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_ends_of_lines_are_found(separator: str, end: str):
    rows = [["Title", "Due"], ["Dig", "2026-03-01"], ["Pour", "2026-03-02"]]
    file = read(end.join(separator.join(row) for row in rows))
    assert [(i.title, i.due_on and i.due_on.day) for i in file.items] == [
        ("Dig", 1),
        ("Pour", 2),
    ]


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        (["13/02/2026", "01/02/2026"], date(2026, 2, 1)),
        (["02/13/2026", "02/01/2026"], date(2026, 2, 1)),
        (["", "12/Mar/24"], date(2024, 3, 12)),
        (["", "3 May 2026"], date(2026, 5, 3)),
        (["", "2026-05-03 12:00"], date(2026, 5, 3)),
    ],
)
def test_dates_are_read_as_the_table_writes_them(cells: list[str], day: date):
    first, second = cells
    file = read(f"Title;Due\nDig;{first}\nPour;{second}\n")
    assert file.items[1].due_on == day


def test_indents_levels_and_outline_numbers_make_an_outline():
    indented = read("Title,Estimate\nHouse,\n  Dig,2h\n    Fence,1h\n  Pour,3h\n")
    levels = read("Level,Title\n1,House\n2,Dig\n3,Fence\n2,Pour\n")
    numbers = read("WBS,Title\n1,House\n1.1,Dig\n1.1.1,Fence\n1.2,Pour\n")
    for file in (indented, levels, numbers):
        ids = {item.id: item.title for item in file.items}
        parents = {i.title: ids.get(i.parent or "") for i in file.items}
        assert parents == {
            "House": None,
            "Dig": "House",
            "Fence": "Dig",
            "Pour": "House",
        }


def test_a_table_without_a_head_is_one_too_and_columns_mean_what_is_said():
    found = columns_of_spreadsheet(
        io.BytesIO(b"1,Dig the pit,4\n2,Pour,5\n"), name="x", columns={}
    )
    assert [column.kind for column in found] == ["", "title", ""]
    assert found[0].samples == ("1", "2")

    item = only("Thing,Cost,When\nDig,40,2026-03-01\n", Thing="title", When="due")
    assert (item.title, item.due_on) == ("Dig", date(2026, 3, 1))
    assert item.fields == {"Cost": "40"}
    assert only("Thing,Cost\nDig,40\n", Thing="title", Cost="-").fields is None


def test_rows_are_known_again_when_they_have_moved():
    first = read("Title\nDig\nPour\nDig\n")
    again = read("Title\nFence\nDig\nDig\nPour\n")
    assert {item.id for item in first.items} < {item.id for item in again.items}


def test_projects_authors_and_instants():
    file = read(
        "Project,Title,Reporter,Created,Resolved,% complete,Time spent\n"
        "Boat,Dig,Ada,2026-03-01 10:00,2026-03-02T10:00Z,50%,2h\n"
        "House,Pour,,,,0.25,\n"
    )
    dig, pour = file.items
    assert [board.name for board in file.boards] == ["Boat", "House"]
    assert dig.author == "ada"
    assert dig.created_at == datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert dig.closed_at == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert (dig.percent_complete, dig.spent_minutes, pour.percent_complete) == (
        50,
        120,
        25,
    )


def test_cells_that_an_export_masked_are_themselves_again():
    assert only("Title\n'=cmd()|x\n").title == "=cmd()|x"
    assert only("Title\n'tis\n").title == "'tis"


def test_what_is_not_understood_is_named_with_its_row():
    file = read("Title,Due,Estimate,Priority\nDig,never,much,odd\n,,,\n,2026-01-01,,\n")
    said = [f"{each.where}: {each.why}" for each in file.not_read]
    assert len(file.items) == 1
    assert sum("2 Dig" in each for each in said) == 3
    assert any("it has no title" in each for each in said)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"Title,Due\n", "no rows below"),
        (b'Title\n"Dig' + b"x" * (rows.LONGEST_CELL + 10), "quote left open"),
        (b"Title\n" + b"y" * (rows.LONGEST_LINE + 10), "longer than any"),
        (b"Title\n" + b"," * 2000, "more than 1000 cells"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel 97-2003"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04rest", "damaged"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(data: bytes, words: str):
    with pytest.raises(Unreadable, match=words):
        read(data + (b"x," * 2000 if words.startswith("more") else b""))


def test_nul_and_too_many_rows(monkeypatch: pytest.MonkeyPatch):
    assert only(b"Title\nD\0ig\n").title == "Dig"
    monkeypatch.setattr(rows, "MOST_ROWS", 3)
    with pytest.raises(Unreadable, match="split it"):
        read("Title\na\nb\nc\nd\n")


def test_a_workbook_is_read_with_its_dates_and_numbers():
    table: list[list[object]] = [
        ["Title", "Due", "Estimate (days)", "Done", "Status"],
        ["Dig", date(2026, 3, 1), 2, 0.5, "Doing"],
        ["=1+1 text", None, 1.5, 1, "Done"],
    ]
    data = book(table)
    file = read(data, "plan.xlsx")
    dig = file.items[0]

    assert (dig.title, dig.due_on, dig.estimate_minutes) == (
        "Dig",
        date(2026, 3, 1),
        960,
    )
    assert dig.percent_complete == 50
    assert recognised(data[:1000], "plan.xlsx") is not None


def with_sheet(sheet: bytes) -> bytes:
    """A workbook whose only sheet is put in the place of its own."""
    source, out = io.BytesIO(book([["Title"], ["Dig"]])), io.BytesIO()
    with (
        zipfile.ZipFile(source) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in whole.infolist():
            data = whole.read(part.filename)
            made.writestr(
                part.filename, sheet if "sheet1.xml" in part.filename else data
            )
    return out.getvalue()


FAR = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)

ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY s SYSTEM "file:///etc/hostname">]><worksheet><sheetData><row r="1">'
    b'<c r="A1" t="inlineStr"><is><t>%s</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda: with_sheet(FAR), "far from all others"),
        (lambda: with_sheet(ENTITIES % b"&b;"), "unrecognized entity `&b;`"),
        (lambda: with_sheet(ENTITIES % b"&s;"), "unrecognized entity `&s;`"),
        (
            lambda: with_sheet(b"<a>" + b"0" * (workbook.CHUNK * 3) + b"</a>"),
            "no real one",
        ),
        (lambda: with_sheet(b"<worksheet><sheetData><row>"), "cannot be read|empty"),
        (lambda: book([["Title"], ["Dig"]])[:-200], "damaged"),
    ],
)
def test_workbooks_that_would_fill_the_memory_are_refused(
    data: Callable[[], bytes], words: str
):
    with pytest.raises(Unreadable, match=words):
        read(data(), "plan.xlsx")


@pytest.mark.corpus
def test_real_tables_lose_no_row():
    counts = {
        "redmine-csv/import_issues.csv": 3,
        "redmine-csv/import_subtasks.csv": 4,
        "redmine-csv/import_subtasks_with_relations.csv": 4,
        "redmine-csv/import_iso8859-1.csv": 2,
        "agile-cycle-times/data/jira.csv": 4123,
        "trello-wekan/docs/Features/ImportExport/CSV/board-import.csv": 25,
    }
    for name, count in counts.items():
        assert len(real(name).items) == count, name
    first = real("redmine-csv/import_iso8859-1.csv").items[0]
    assert first.title == "Contenu en français"


def real(name: str) -> TrackerFile:
    with (CORPUS / "trackers" / name).open("rb") as file:
        return read_spreadsheet(file, zone="UTC", name="x")
