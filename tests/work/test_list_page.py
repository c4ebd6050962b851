"""The list of all work."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headway.actors.models import Actor
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    create_project,
    move_item,
)
from headway.work.filters.addresses import of_project
from headway.work.models import Item, Project
from tests.work.lists import HTMX, LIST, signed_in, text_of


def test_open_work_is_shown_in_the_order_of_its_outline(
    adas_browser: Client, bridge: Project, survey: Item, dig: Item, dee: Actor
):
    create_item(bridge.pk, by=dee, title="Measure", parent_id=survey.pk)
    page = text_of(adas_browser)

    assert [m[1] for m in re.finditer(r'<tr id="row-(\S+)"', page)] == [
        "BRI-1",
        "BRI-3",
        "BRI-2",
    ]
    classes = re.findall(
        r'<t[dr] [^>]*class="([^"]*(?:is-summary|depth-1)[^"]*)"', page
    )
    assert classes == ["is-summary", "clip depth-1"]
    assert "3 of 3" in page


@pytest.mark.parametrize("who", ["ada", "lea", "dee"])
def test_who_may_change_items_gets_controls(
    client: Client, survey: Item, who: str, request
):
    page = text_of(signed_in(client, request.getfixturevalue(who)))

    assert 'action="/w/acme/items/BRI-1/state/"' in page
    assert "data-edit=" in page
    assert 'id="quick-add"' in page


def test_a_viewer_gets_no_control(client: Client, survey: Item, ben: Actor):
    page = text_of(signed_in(client, ben))
    rows = page[page.index("<tbody") : page.index("</tbody>")]

    assert "Survey the site" in rows
    assert "<form" not in rows
    assert "data-edit" not in rows
    assert 'id="quick-add"' not in page


def test_without_a_grant_there_is_nothing_to_see(
    client: Client, survey: Item, dan: Actor
):
    page = text_of(signed_in(client, dan))

    assert "Survey the site" not in page
    assert "No project yet" in page


def test_people_of_other_workspaces_do_not_learn_of_it(
    client: Client, survey: Item, cem: Actor
):
    assert signed_in(client, cem).get(LIST).status_code == 404


def test_closed_work_is_shown_on_request(
    adas_browser: Client, survey: Item, dig: Item, ada: Actor
):
    move_item(survey.pk, "done", by=ada)

    assert "Survey the site" not in text_of(adas_browser)
    assert "Survey the site" in text_of(adas_browser, f"{LIST}?q=")


@pytest.mark.parametrize(
    ("query", "project"), [("", ""), ("?q=project+%3D+BRI+and+state+%3D+open", "BRI")]
)
def test_the_list_and_the_timeline_are_tabs_of_the_same_work(
    adas_browser: Client, survey: Item, query: str, project: str
):
    timeline = f"?project={project}" if project else ""
    here = [(LIST, "List", query), ("/w/acme/timeline/", "Timeline", timeline)]
    for address, name, asked in here:
        page = text_of(adas_browser, address + asked)
        tabs = re.search(r'<nav class="tabs".*?</nav>', page)[0]
        assert f'href="{LIST}{of_project(project) if project else ""}"' in tabs
        assert f'href="/w/acme/timeline/{timeline}"' in tabs
        assert f'aria-current="page">{name}<' in tabs


def test_a_hundred_rows_take_as_many_queries_as_one(
    adas_browser: Client, bridge: Project, survey: Item, ada: Actor
):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            text_of(adas_browser)
        return len(captured)

    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    text_of(adas_browser)
    few = queries()
    for number in range(99):
        item = create_item(bridge.pk, by=ada, title=f"Item {number}")
        assign_people(item.pk, [Part(person_id=ada.person.pk)], by=ada)

    assert queries() == few


def test_pages_follow_each_other_without_gap_or_repeat(
    adas_browser: Client, bridge: Project, dee: Actor, ada: Actor, monkeypatch
):
    monkeypatch.setattr("headway.work.listing.PAGE_ROWS", 4)
    other = create_project(by=dee, key="ABC", name="Another")
    for number in range(3):
        create_item(other.pk, by=dee, title=f"A {number}")
    for number in range(6):
        create_item(bridge.pk, by=dee, title=f"B {number}")
    adas_browser.force_login(dee.person.user)

    seen, address = [], LIST
    for _ in range(5):
        page = text_of(adas_browser, address)
        seen += [m[1] for m in re.finditer(r'<tr id="row-(\S+)"', page)]
        following = re.search(r'href="([^"]+)" rel="next"', page)
        if following is None:
            break
        address = LIST + following[1].replace("&amp;", "&")

    assert seen == [f"ABC-{n}" for n in (1, 2, 3)] + [f"BRI-{n}" for n in range(1, 7)]
    assert "From the start" in page


def test_a_page_after_an_item_one_may_not_see_is_not_there(
    client: Client, bridge: Project, survey: Item, dan: Actor
):
    address = f"{LIST}?after=BRI-1"
    assert signed_in(client, dan).get(address).status_code == 404


def test_a_new_item_is_added_at_the_end(adas_browser: Client, survey: Item):
    sent = {"title": "Pour the piers", "project": "BRI"}
    response = adas_browser.post("/w/acme/items/", sent)

    assert response.status_code == 302
    page = text_of(adas_browser, response.url)
    assert "Pour the piers" in page
    assert "BRI-2 is there." in page
    assert "/undo/" in page


def test_htmx_gets_the_list_with_the_new_item_and_its_undo(
    adas_browser: Client, survey: Item
):
    sent = {"title": "Pour the piers", "project": "BRI"}
    response = adas_browser.post("/w/acme/items/", sent, headers=HTMX)
    region = response.content.decode()

    assert region.lstrip().startswith('<live-region id="work-list"')
    assert "Pour the piers" in region
    assert "/undo/" in response["HX-Trigger"]


def test_an_item_without_a_title_is_refused_and_the_text_kept(
    adas_browser: Client, survey: Item
):
    for headers in ({}, HTMX):
        sent = {"title": "x" * 501, "project": "BRI"}
        response = adas_browser.post("/w/acme/items/", sent, headers=headers)
        assert response.status_code == 422
        assert "x" * 501 in response.content.decode()
    assert Item.objects.count() == 1


def test_viewers_cannot_add_and_strangers_find_no_project(
    client: Client, bridge: Project, ben: Actor, dan: Actor
):
    sent = {"title": "Sneak in", "project": "BRI"}
    assert signed_in(client, ben).post("/w/acme/items/", sent).status_code == 403
    assert signed_in(client, dan).post("/w/acme/items/", sent).status_code == 404
