"""Lists as files: what is in them is what the screen shows, and runs nowhere."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from headway.actors.models import Actor
from headway.work import tables
from headway.work.actions import Part, assign_people, create_item, edit_item, set_labels
from headway.work.columns import COLUMNS
from headway.work.models import Item, Project

CSV, XLSX = "/w/acme/work/table.csv", "/w/acme/work/table.xlsx"
NAMES = "key,title,people,estimate,deadline,labels,parent"


@pytest.fixture
def work(bridge: Project, dig: Item, survey: Item, ada: Actor, dee: Actor) -> Item:
    create_item(bridge.pk, by=dee, title='=HYPERLINK("x";"y")', parent_id=dig.pk)
    edit_item(dig.pk, by=ada, deadline=datetime(2030, 5, 1, 12, tzinfo=UTC))
    set_labels(dig.pk, ["-wet", "deep"], by=ada)
    assign_people(dig.pk, [Part(person_id=ada.person.pk)], by=ada)
    return dig


def rows(client: Client, query: str) -> list[list[str]]:
    answer = client.get(f"{CSV}?{query}")
    assert answer.status_code == 200, answer.content
    text = b"".join(answer).decode()  # type: ignore[arg-type]
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def test_every_column_of_a_list_has_a_value():
    assert tables.VALUES.keys() == {column.name for column in COLUMNS}


def test_a_list_is_taken_away_in_its_columns_and_order(
    adas_browser: Client, work: Item
):
    head, *found = rows(adas_browser, f"columns={NAMES}&q=project+%3D+BRI")

    assert head == [
        "Key", "Title", "Person", "Estimate (h)", "Deadline", "Labels", "In",
    ]  # fmt: skip
    by_key = {row[0]: row for row in found}
    assert by_key[work.key] == [
        work.key, "Dig the pit", "Ada", "", "2030-05-01", "'-wet; deep", "",
    ]  # fmt: skip
    titles = [row[1] for row in found]
    assert "  =HYPERLINK(" in titles[titles.index("Dig the pit") + 1]
    assert sorted(titles) == sorted(
        ("  " * item.depth) + item.title for item in Item.objects.all()
    )
    flat = rows(adas_browser, f"columns={NAMES}&q=project+%3D+BRI+order+by+title")
    assert flat[1][1].startswith("'=HYPERLINK(")


def test_a_workbook_has_dates_numbers_and_no_formula(adas_browser: Client, work: Item):
    asked = f"columns={NAMES}&q=project+%3D+BRI+order+by+title"
    answer = adas_browser.get(f"{XLSX}?{asked}")

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    _head, first, *others = sheet.get_sheet_by_index(0).to_python()
    assert first[1] == '=HYPERLINK("x";"y")'
    assert date(2030, 5, 1) in [row[4] for row in others]
    assert 8 in [row[3] for row in others]


def test_others_take_away_what_they_see(client: Client, work: Item, dan: Actor):
    client.force_login(dan.person.user)
    assert len(rows(client, "q=")) == 1


def test_more_than_a_table_can_have_is_refused(
    adas_browser: Client, work: Item, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tables, "MOST_ROWS", 1)
    answer = adas_browser.get(f"{CSV}?q=project+%3D+BRI")
    assert answer.status_code == 409
    assert "take it in parts" in answer.content.decode()


def test_folding_and_pages_leave_nothing_out(
    adas_browser: Client, work: Item, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tables, "AT_ONCE", 1)
    asked = f"q=project+%3D+BRI&after={work.key}&folded={work.key}"
    assert len(rows(adas_browser, asked)) == 1 + Item.objects.count()
