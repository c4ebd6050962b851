"""The list of work under a filter: one text, in the box, in chips, in the address."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headway.actors.models import Actor
from headway.work.actions import Part, assign_people, create_item, edit_item
from headway.work.filters.addresses import of_text
from headway.work.models import Item, Project
from tests.work.lists import HTMX, LIST, signed_in, text_of


def listed(client: Client, text: str) -> str:
    return text_of(client, LIST + of_text(text))


def keys_in(page: str) -> list[str]:
    return re.findall(r'<tr id="row-(\S+)"', page)


def box_of(page: str) -> str:
    return unescape(re.search(r'<input[^>]*name="q"[^>]*value="([^"]*)"', page)[1])


def chips_of(page: str) -> dict[str, str]:
    """The words of each chip, and the text of the filter without it."""
    found = re.findall(r'<span class="filter">(.*?)<a href="([^"]*)"', page, re.DOTALL)
    return {
        " ".join(re.sub("<[^>]+>", " ", unescape(words)).split()): text_in(address)
        for words, address in found
    }


def text_in(address: str) -> str:
    query = parse_qs(urlsplit(unescape(address)).query, keep_blank_values=True)
    return query["q"][0]


def test_open_work_is_shown_until_something_else_is_asked_for(
    adas_browser: Client, survey: Item
):
    page = text_of(adas_browser)
    assert box_of(page) == "state = open"
    assert chips_of(page) == {"State is Open": ""}


def test_each_part_of_a_filter_can_be_taken_away(
    adas_browser: Client, survey: Item, dig: Item, ada: Actor
):
    assign_people(dig.pk, [Part(person_id=ada.person.pk)], by=ada)
    text = "assignee = me and project = BRI and state != done and pit order by due"
    page = listed(adas_browser, text)
    assert keys_in(page) == ["BRI-2"]
    assert "1 of 2" in page
    assert box_of(page) == text
    assert chips_of(page) == {
        "Person is me": "project = BRI and state != done and pit order by due",
        "Project is Bridge": "assignee = me and state != done and pit order by due",
        "State is not Done": "assignee = me and project = BRI and pit order by due",
        "Title contains pit": (
            "assignee = me and project = BRI and state != done order by due"
        ),
        "Order by Deadline": (
            "assignee = me and project = BRI and state != done and pit"
        ),
    }


def test_where_nothing_matches_each_part_is_offered_for_removal(
    adas_browser: Client, survey: Item
):
    page = listed(adas_browser, 'title ~ "<b>" and is milestone')
    assert "Nothing matches “title ~ &quot;&lt;b&gt;&quot; and is milestone”" in page
    assert "Remove “Only is milestone”" in page
    assert 'href="?q=is+milestone"' in page


def test_a_filter_that_is_not_understood_is_marked_where_it_is_wrong(
    adas_browser: Client, survey: Item
):
    address = LIST + of_text('state = open and asignee = "<me>"')
    for headers in ({}, HTMX):
        answer = adas_browser.get(address, headers=headers)
        assert answer.status_code == 422
        assert "There is no field “asignee”. Did you mean “assignee”?" in (
            answer.content.decode()
        )
    page = adas_browser.get(address).content.decode()
    assert "<mark>asignee</mark> = &quot;&lt;me&gt;&quot;" in page
    assert box_of(page) == 'state = open and asignee = "<me>"'
    assert keys_in(page) == []


CONTROLLED = {
    "project=BRI": "state = open and project = BRI",
    "state=all": "",
    "state=done&q=pit": "pit and state = done",
    "q=state.category+%3D+done&state=doing": "state = doing",
    "q=person+%3D+lea+and+pit&person=me&project=&state=all": "assignee = me and pit",
    "q=a+or+b+order+by+due&state=open": "(a or b) and state = open order by due",
    "q=(&state=open": "(",
    "project=a+%22b": r'state = open and project = "a \"b"',
}


@pytest.mark.parametrize(("query", "text"), CONTROLLED.items())
def test_what_controls_say_becomes_part_of_the_text(
    adas_browser: Client, survey: Item, query: str, text: str
):
    answer = adas_browser.get(f"{LIST}?{query}&fold=BRI-1")
    assert answer.status_code == 302
    assert text_in(answer.url) == text
    assert parse_qs(urlsplit(answer.url).query)["fold"] == ["BRI-1"]


def test_addresses_of_people_still_lead_to_their_work(
    adas_browser: Client, survey: Item, dig: Item, ada: Actor
):
    assign_people(dig.pk, [Part(person_id=ada.person.pk)], by=ada)
    page = text_of(adas_browser, f"{LIST}?person={ada.person.pk}", follow=True)
    assert keys_in(page) == ["BRI-2"]
    assert "Person is me" in chips_of(page)


def test_in_an_order_of_its_own_the_list_is_flat(
    adas_browser: Client, survey: Item, bridge: Project, dee: Actor
):
    create_item(bridge.pk, by=dee, title="Measure", parent_id=survey.pk)
    page = listed(adas_browser, "order by title")
    assert keys_in(page) == ["BRI-2", "BRI-1"]
    assert 'class="fold"' not in page
    assert "depth-1" not in page
    source = re.search(r'data-src="([^"]*BRI-2/row/[^"]*)"', page)[1]
    row = text_of(adas_browser, unescape(source), headers=HTMX)
    assert 'data-depth="0"' in row
    assert source in row


def test_pages_of_an_order_follow_each_other(
    adas_browser: Client, bridge: Project, dee: Actor, monkeypatch
):
    monkeypatch.setattr("headway.work.listing.PAGE_ROWS", 2)
    for number in range(5):
        item = create_item(bridge.pk, by=dee, title=f"B {number}")
        edit_item(item.pk, by=dee, priority=100 * (number % 2))
    seen, address = [], LIST + of_text("order by priority")
    while address:
        page = text_of(adas_browser, address)
        seen += keys_in(page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        address = LIST + unescape(following[1]) if following else ""
    assert seen == ["BRI-2", "BRI-4", "BRI-1", "BRI-3", "BRI-5"]


@pytest.mark.parametrize(
    "text", ["assignee = me and is blocked", "assignee = ada order by accountable, due"]
)
def test_fifty_rows_take_as_many_queries_as_one(
    adas_browser: Client, bridge: Project, survey: Item, ada: Actor, text: str
):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            listed(adas_browser, text)
        return len(captured)

    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    listed(adas_browser, text)
    few = queries()
    for number in range(49):
        item = create_item(bridge.pk, by=ada, title=f"Item {number}")
        assign_people(item.pk, [Part(person_id=ada.person.pk)], by=ada)
    assert queries() == few


def test_a_viewer_filters_what_they_see(client: Client, survey: Item, ben: Actor):
    page = listed(signed_in(client, ben), "key = BRI-1")
    assert keys_in(page) == ["BRI-1"]
