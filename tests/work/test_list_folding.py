"""Folding what lies in the rows of the list."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headway.actors.models import Actor
from headway.work.actions import create_item, create_project, move_item
from headway.work.models import Item, Project

LIST = "/w/acme/work/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def outline(bridge: Project, dee: Actor) -> list[Item]:
    """Piers (1): North (2): Forms (3); South (4).  Deck (5): Planks (6)."""

    def make(title: str, parent: Item | None = None) -> Item:
        parent_id = parent.pk if parent else None
        return create_item(bridge.pk, by=dee, title=title, parent_id=parent_id)

    piers = make("Piers")
    north = make("North", piers)
    forms, south = make("Forms", north), make("South", piers)
    deck = make("Deck")
    return [piers, north, forms, south, deck, make("Planks", deck)]


@pytest.fixture
def numbered(bridge: Project, dee: Actor, client: Client) -> Client:
    """Dee's browser; a project ABC of three items stands before the bridge."""
    other = create_project(by=dee, key="ABC", name="Another")
    for number in range(3):
        create_item(other.pk, by=dee, title=f"A {number}")
    client.force_login(dee.person.user)
    return client


def text_of(client: Client, query: str = "", **options) -> str:
    response = client.get(LIST + query, **options)
    assert response.status_code == 200
    return response.content.decode()


def keys_in(page: str) -> list[str]:
    return re.findall(r'<tr id="row-(\S+)"', page)


def groups_in(page: str) -> list[str]:
    return re.findall(r'<tbody id="group-(\S+)"', page)


def fold_of(page: str, name: str) -> str:
    return re.search(rf'<button class="fold"[^>]*value="{name}"[^>]*>', page)[0]


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", ["BRI-1", "BRI-2", "BRI-3", "BRI-4", "BRI-5", "BRI-6"]),
        ("?fold=BRI-2", ["BRI-1", "BRI-2", "BRI-4", "BRI-5", "BRI-6"]),
        ("?fold=BRI-1", ["BRI-1", "BRI-5", "BRI-6"]),
        ("?fold=BRI-1&fold=BRI-2&fold=BRI-5", ["BRI-1", "BRI-5"]),
        ("?fold=BRI-1&fold=BRI-2&toggle=BRI-1", ["BRI-1", "BRI-2", "BRI-4", "BRI-5",
                                                 "BRI-6"]),
        ("?fold=BRI-6&fold=BRI-99&fold=x-1&fold=", ["BRI-1", "BRI-2", "BRI-3", "BRI-4",
                                                    "BRI-5", "BRI-6"]),
        ("?fold=BRI", []),
    ],
)  # fmt: skip
def test_what_lies_in_a_folded_row_is_not_shown(
    adas_browser: Client, outline: list[Item], query: str, seen: list[str]
):
    page = text_of(adas_browser, query, headers=HTMX)

    assert keys_in(page) == seen
    assert groups_in(page) == ["BRI"]
    assert "6 of 6" in page


def test_a_fold_says_whether_it_is_open(adas_browser: Client, outline: list[Item]):
    page = text_of(adas_browser, "?fold=BRI-1")

    assert 'aria-expanded="false"' in fold_of(page, "BRI-1")
    assert 'aria-label="Rows of Piers"' in fold_of(page, "BRI-1")
    assert 'aria-expanded="true"' in fold_of(page, "BRI-5")
    assert 'aria-expanded="true"' in fold_of(page, "BRI")
    assert 'name="toggle" value="BRI-6"' not in page
    assert 'aria-expanded="false"' in fold_of(text_of(adas_browser, "?fold=BRI"), "BRI")


def test_without_scripts_folding_leads_to_an_address_that_says_it(
    adas_browser: Client, outline: list[Item]
):
    asked = "?q=e&fold=BRI-5&toggle=BRI-1"

    response = adas_browser.get(LIST + asked)

    assert response.status_code == 302
    wanted = "?q=e&fold=BRI-1&fold=BRI-5#row-BRI-1"
    assert response.headers["Location"] == LIST + wanted
    again = adas_browser.get(f"{LIST}?fold=BRI-1&toggle=BRI-1")
    assert again.headers["Location"] == f"{LIST}?#row-BRI-1"
    group = adas_browser.get(f"{LIST}?toggle=BRI")
    assert group.headers["Location"] == f"{LIST}?fold=BRI#group-BRI"


def test_what_is_folded_stays_so_through_filters_pages_and_live_changes(
    adas_browser: Client, outline: list[Item]
):
    page = text_of(adas_browser, "?fold=BRI-1")

    region = re.search(r'<live-region id="work-list"[^>]*>', page)[0]
    assert 'src="/w/acme/work/?fold=BRI-1"' in region
    assert page.count('<input type="hidden" name="fold" value="BRI-1">') == 3
    assert 'href="?q=&amp;fold=BRI-1"' in page
    source = re.search(r'<tr id="row-BRI-1".*?data-src="([^"]+)"', page, re.DOTALL)[1]
    row = adas_browser.get(source.replace("&amp;", "&"), headers=HTMX).content.decode()
    assert 'aria-expanded="false"' in fold_of(row, "BRI-1")
    assert source in row


def test_a_row_that_is_not_shown_folds_nothing(
    adas_browser: Client, outline: list[Item], dee: Actor
):
    page = text_of(adas_browser, "?q=s&fold=BRI-5")  # Piers, Forms, South, Planks
    assert keys_in(page) == ["BRI-1", "BRI-3", "BRI-4", "BRI-6"]

    for item in (outline[5], outline[4]):
        move_item(item.pk, "done", by=dee)
    assert "BRI-6" in keys_in(text_of(adas_browser, "?q=planks&fold=BRI-5"))


def test_pages_are_filled_by_what_is_shown(
    numbered: Client, outline: list[Item], monkeypatch
):
    monkeypatch.setattr("headway.work.listing.PAGE_ROWS", 4)

    def pages(query: str) -> list[tuple[list[str], list[str]]]:
        found = []
        while query is not None:
            page = text_of(numbered, query)
            found.append((groups_in(page), keys_in(page)))
            following = re.search(r'href="([^"]+)" rel="next"', page)
            query = following and following[1].replace("&amp;", "&")
        return found

    abc = ["ABC-1", "ABC-2", "ABC-3"]
    assert pages("?fold=BRI-1") == [
        (["ABC", "BRI"], [*abc, "BRI-1"]),
        (["BRI"], ["BRI-5", "BRI-6"]),
    ]
    assert pages("?fold=ABC&fold=BRI-2") == [
        (["ABC", "BRI"], ["BRI-1", "BRI-2", "BRI-4", "BRI-5"]),
        (["BRI"], ["BRI-6"]),
    ]
    assert pages("?fold=ABC&fold=BRI") == [(["ABC", "BRI"], [])]
    assert pages("?fold=BRI&after=BRI-1") == [(["BRI"], [])]


def test_a_folded_project_that_matches_nothing_is_not_there(
    numbered: Client, outline: list[Item]
):
    assert groups_in(text_of(numbered, "?q=piers&fold=ABC")) == ["BRI"]


def test_folding_takes_as_many_queries_for_ten_rows_as_for_one(
    adas_browser: Client, outline: list[Item]
):
    def queries(query: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            text_of(adas_browser, query)
        return len(captured)

    queries("")
    all_open = queries("")
    assert queries("?fold=BRI") <= all_open
    one = queries("?fold=BRI-1")
    assert one == all_open + 1
    assert queries("?" + "&".join(f"fold=BRI-{n}" for n in range(1, 11))) == one
