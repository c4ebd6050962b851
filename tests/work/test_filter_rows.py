"""The rows of a filter beside its text, as pages show and take them."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from headway.actors.models import Actor
from headway.work.actions import Part, assign_people
from headway.work.models import Item
from tests.work.lists import HTMX, LIST, text_of

BOARD, CALENDAR = "/w/acme/board/", "/w/acme/calendar/"
ROWS = (f"{LIST}filter/rows/", f"{BOARD}filter/rows/")


def asked(q: str, *rows: tuple[str, str, str, str], **more: str) -> str:
    pairs = [("q", q), *more.items()]
    for row in rows:
        pairs += zip("fovg", row, strict=True)
    return "?" + urlencode(pairs)


def rows_in(page: str) -> list[tuple[str, str, str]]:
    """Field, operator and value of each row that a form shows."""
    found = []
    for row in re.findall(r'<div class="rows-row".*?</div>', page, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', row)
        field, operator = (*chosen, "", "")[:2]
        value = re.search(r'name="v" value="([^"]*)"', row)[1]
        found.append((unescape(field), unescape(operator), unescape(value)))
    return found


def text_in(page: str) -> str:
    return unescape(re.search(r'id="filter-rows" data-text="([^"]*)"', page)[1])


@pytest.mark.parametrize("address", ROWS)
def test_text_becomes_rows_and_rows_become_text(
    adas_browser: Client, survey: Item, ada: Actor, address: str
):
    text = "state = open and (assignee = ada or is blocked) order by due"
    page = text_of(adas_browser, address + asked(text), headers=HTMX)
    assert rows_in(page) == [
        ("state", "=", "open"),
        ("assignee", "=", "ada"),
        ("is blocked", "holds", ""),
    ]
    assert '<option value="Ada">' in page, "people are offered by name"
    assert text_in(page) == text
    rows = (("state", "=", "done", "0"), ("due", "<", "2w", "1"), ("", "", "", "1"))
    page = text_of(adas_browser, address + asked(text, *rows, j0="or"), headers=HTMX)
    assert text_in(page) == "state = done or due < 2w order by due"
    assert rows_in(page) == [("state", "=", "done"), ("due", "<", "2w"), ("", "", "")]


def test_without_scripts_rows_are_a_form_that_leads_to_the_text(
    adas_browser: Client, survey: Item, dig: Item, ada: Actor
):
    assign_people(dig.pk, [Part(person_id=ada.person.pk)], by=ada)
    page = text_of(adas_browser, f"{LIST}?fold=BRI-1")
    link = re.search(r'<a href="([^"]*build=1)"', page)[1]
    page = text_of(adas_browser, unescape(link))
    assert rows_in(page) == [("state", "=", "open")]
    more = asked("state = open", ("state", "=", "open", "0"), add="0")
    page = text_of(adas_browser, LIST + more)
    assert rows_in(page) == [("state", "=", "open"), ("", "", "")]
    rows = (("state", "=", "open", "0"), ("assignee", "=", "me", "0"))
    done = asked("state = open", *rows, fold="BRI-1", j0="and")
    response = adas_browser.get(LIST + done)
    text = urlencode({"q": "state = open and assignee = me"})
    assert response.headers["Location"] == f"{LIST}?{text}&fold=BRI-1"
    board = adas_browser.get(BOARD + asked("", *rows))
    assert board.headers["Location"] == f"{BOARD}?{text}"
    calendar = adas_browser.get(CALENDAR + asked("", *rows) + "&on=2030-05-01")
    assert calendar.headers["Location"] == f"{CALENDAR}?{text}&on=2030-05-01"


@pytest.mark.parametrize("address", ROWS)
def test_what_rows_cannot_show_stays_text_and_says_why(
    adas_browser: Client, survey: Item, address: str
):
    page = text_of(adas_browser, address + asked("not (pit or <b>)"), headers=HTMX)
    assert rows_in(page) == []
    assert (
        "Rows cannot show “not (pit or &lt;b&gt;)”" in page or "not understood" in page
    )
    page = text_of(adas_browser, address + asked("not (pit or site)"), headers=HTMX)
    assert "Rows cannot show “not (pit or site)”" in page
    assert "Edit its text instead." in page
    page = text_of(adas_browser, address + asked("due <"), headers=HTMX)
    assert "mend it first" in page


def test_a_row_that_is_wrong_says_what_is_wrong(adas_browser: Client, survey: Item):
    rows = (("assignee", "=", "Nobody Known", "0"),)
    page = text_of(adas_browser, ROWS[0] + asked("", *rows), headers=HTMX)
    assert rows_in(page) == [("assignee", "=", "Nobody Known")]
    assert "There is no person “Nobody Known”." in page
