"""Views saved on the timeline: its filter, axis and chains, kept under a name."""

from html import unescape

import pytest
from django.test import Client
from django.utils.module_loading import import_string

from headway.actors.models import Actor, Role, Workspace
from headway.events.actions import performed, undo_operation
from headway.ui.rail import rail_of
from headway.wiring import VIEW_PAGES
from headway.work.actions import create_item, create_project, edit_view, save_view
from headway.work.filters.addresses import of_text
from headway.work.models import Item, Project, SavedView, ViewPage, Zoom
from headway.work.palette import groups_for
from tests.world import member

pytestmark = pytest.mark.django_db

ADDRESS = "/w/acme/timeline/"
VIEWS = "/w/acme/work/views/"


@pytest.fixture
def pits(ada: Actor, survey: Item, dig: Item) -> SavedView:
    return save_view(
        by=ada,
        name="Pits",
        query="title ~ pit",
        page=ViewPage.TIMELINE,
        zoom=Zoom.DAY,
        has_chains=True,
        is_pinned=True,
    )


def text_of(client: Client, address: str, status: int = 200, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def body_of(html: str) -> str:
    return html.partition('class="timeline-body"')[2]


def test_a_view_is_saved_with_what_is_shown_and_opened_there(
    adas_browser: Client, survey: Item, dig: Item
) -> None:
    address = f"{ADDRESS}{of_text('title ~ pit')}&zoom=day&chain=1"
    page = text_of(adas_browser, address)
    assert "Save view" in page
    for said in ('name="zoom" value="day"', 'name="has_chains" value="on"'):
        assert said in page.partition('id="view-controls"')[2]
    said = {"name": "Pits", "q": "title ~ pit", "zoom": "day", "has_chains": "on"}
    said |= {"place": "timeline", "page": "timeline", "is_pinned": "on"}
    answer = adas_browser.post(VIEWS, said, follow=True)

    view = SavedView.objects.get()
    assert (view.page, view.zoom, view.has_chains) == ("timeline", "day", True)
    assert answer.redirect_chain == [(f"{ADDRESS}?view={view.pk}", 302)]
    html = answer.content.decode()
    assert "<h1><bdi>Pits</bdi></h1>" in html
    assert "Dig the pit" in body_of(html)
    assert "Survey the site" not in body_of(html)
    assert "has-chain" in html
    assert ">changed<" not in html


def test_a_view_without_a_name_is_asked_for_one_on_the_timeline(
    adas_browser: Client, survey: Item
) -> None:
    said = {"name": " ", "q": "", "place": "timeline", "page": "timeline"}
    answer = adas_browser.post(f"{VIEWS}?zoom=quarter", said)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Give it a name" in html
    assert 'id="timeline"' in html
    assert 'name="zoom" value="quarter"' in html
    assert not SavedView.objects.exists()


def test_projects_that_are_shown_become_part_of_the_filter(
    adas_browser: Client, survey: Item, ada: Actor
) -> None:
    create_project(by=ada, name="Tower", key="TOW")
    page = text_of(adas_browser, f"{ADDRESS}?project=BRI&project=TOW&q=pit or site")
    assert 'name="q" value="project in (BRI, TOW) and (pit or site)"' in page
    page = text_of(adas_browser, f"{ADDRESS}?project=BRI")
    assert 'name="q" value="project = BRI"' in page


def test_what_is_shown_otherwise_than_saved_says_so_and_is_kept_or_left(
    adas_browser: Client, pits: SavedView
) -> None:
    open_view = f"{ADDRESS}?view={pits.pk}"
    assert ">changed<" not in text_of(adas_browser, open_view)
    for more in ("zoom=week", "chain=0", "q=", "project=BRI"):
        page = text_of(adas_browser, f"{open_view}&{more}")
        assert ">changed<" in page, more
        assert f'href="?view={pits.pk}"' in page
    page = text_of(adas_browser, open_view)
    assert f'href="{ADDRESS}?view={pits.pk}&zoom=week"' in page
    assert f'href="{ADDRESS}?view={pits.pk}&chain=0"' in page

    said = {"name": "Pits", "q": "title ~ site", "zoom": "week", "page": "timeline"}
    adas_browser.post(f"{VIEWS}{pits.pk}/", said | {"place": "timeline"})
    pits.refresh_from_db()
    assert (pits.query, pits.zoom, pits.has_chains) == ("title ~ site", "week", False)


def test_a_part_of_the_page_brings_what_can_be_done_with_the_view(
    adas_browser: Client, pits: SavedView
) -> None:
    part = {"HX-Request": "true", "HX-Target": "timeline"}
    html = text_of(adas_browser, f"{ADDRESS}?view={pits.pk}&zoom=week", **part)
    assert 'id="view-controls" hx-swap-oob="true"' in html
    assert ">changed<" in html
    assert "hx-swap-oob" not in text_of(adas_browser, f"{ADDRESS}?view={pits.pk}")


def test_rows_that_are_fetched_belong_to_the_view(
    adas_browser: Client, pits: SavedView, ada: Actor, dee: Actor
) -> None:
    create_item(pits_project(), by=dee, title="Pit two")
    rows = text_of(adas_browser, f"{ADDRESS}rows/?view={pits.pk}&block=0")
    assert "Pit two" in rows
    assert "Survey the site" not in rows
    edit_view(pits.pk, by=ada, query="title ~ two")
    assert "Dig the" not in text_of(
        adas_browser, f"{ADDRESS}rows/?view={pits.pk}&block=0"
    )
    assert adas_browser.get(f"{ADDRESS}people/?view={pits.pk}").status_code == 200


def pits_project() -> int:
    return Item.objects.get(title="Dig the pit").project_id


def test_views_of_others_are_not_there(
    client: Client, pits: SavedView, dee: Actor
) -> None:
    client.force_login(dee.person.user)
    for address in ("", "rows/", "people/"):
        assert client.get(f"{ADDRESS}{address}?view={pits.pk}").status_code == 404


def test_rail_palette_and_history_lead_to_the_page_of_the_view(
    adas_browser: Client, pits: SavedView, ada: Actor
) -> None:
    address = f"{ADDRESS}?view={pits.pk}"
    entries = [entry for block in rail_of(ada) for entry in block.entries]
    assert [entry.url for entry in entries if entry.label == "Pits"] == [address]

    edit_view(pits.pk, by=ada, is_pinned=False, page=ViewPage.BOARD)
    options = [option for group in groups_for("pits", ada) for option in group.options]
    assert f"/w/acme/board/?view={pits.pk}" in [option.url for option in options]
    edit_view(pits.pk, by=ada, page=ViewPage.TIMELINE)
    found = adas_browser.get("/api/v1/w/acme/search?q=pits&kind=view").json()["items"]
    assert [hit["url"] for hit in found] == [address]


def test_views_are_not_found_by_those_who_may_not_see_them(
    pits: SavedView, ada: Actor, dee: Actor, acme: Workspace, bridge: Project
) -> None:
    gus = member("gus", acme, bridge, "viewer", Role.GUEST)

    def found(by: Actor) -> list[str]:
        groups = groups_for("pits", by)
        return [option.url for group in groups for option in group.options]

    assert not [url for url in found(dee) if "view=" in url]
    edit_view(pits.pk, by=ada, is_shared=True)
    assert [url for url in found(dee) if "view=" in url]
    assert not [url for url in found(gus) if "view=" in url]


def test_where_a_view_opens_and_how_it_looks_is_changed_and_taken_back(
    pits: SavedView, ada: Actor
) -> None:
    changes = {"page": "list", "zoom": "quarter", "has_chains": False}
    _view, operation = performed(lambda: edit_view(pits.pk, by=ada, **changes))
    assert operation
    undo_operation(operation, by=ada)
    pits.refresh_from_db()
    assert (pits.page, pits.zoom, pits.has_chains) == ("timeline", "day", True)


def test_programs_say_where_a_view_opens(adas_browser: Client, survey: Item) -> None:
    api = "/api/v1/w/acme/views"
    said = {"name": "Pits", "query": "", "page": "timeline", "zoom": "day"}
    made = adas_browser.post(api, said, "application/json").json()
    assert (made["page"], made["zoom"]) == ("timeline", "day")
    assert not made["has_chains"]
    one = f"{api}/{made['id']}"
    sent = adas_browser.patch(one, {"has_chains": True}, "application/json").json()
    assert (sent["page"], sent["has_chains"]) == ("timeline", True)
    wrong = adas_browser.patch(one, {"page": "wall"}, "application/json")
    assert wrong.status_code == 422


def test_each_page_of_views_can_be_shown() -> None:
    assert set(VIEW_PAGES) == set(ViewPage.values)
    assert all(callable(import_string(show)) for show in VIEW_PAGES.values())
