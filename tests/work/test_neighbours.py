"""Previous and next on an item's page: those of the page from which one came."""

import re
from datetime import timedelta
from html import unescape
from itertools import pairwise
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from headway.actors.models import Actor, Workspace
from headway.base.errors import NotFound
from headway.work.actions import (
    create_item,
    create_project,
    delete_items,
    edit_item,
    move_item,
    remove_view,
    save_view,
)
from headway.work.models import Item, Project
from headway.work.neighbours import Neighbours
from tests.work.lists import LIST, signed_in, text_of
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(bridge: Project, ada: Actor) -> list[Item]:
    """Seven in two projects, one in another; some are estimated, and alike."""
    tower = create_project(by=ada, name="Tower", key="TOW")
    first = create_item(bridge.pk, by=ada, title="First")
    inner = create_item(bridge.pk, by=ada, title="Inner", parent_id=first.pk)
    more = [create_item(bridge.pk, by=ada, title=f"More {n}") for n in (2, 1)]
    others = [create_item(tower.pk, by=ada, title=f"Other {n}") for n in range(3)]
    made = [first, inner, *more, *others]
    for n, item in enumerate(made):
        edit_item(item.pk, by=ada, effort_minutes=60 * (n % 3) or None)
    return made


def keys_in(client: Client, query: str) -> list[str]:
    """The keys of the list, as its page shows them."""
    page = text_of(client, f"{LIST}?{query}")
    return [part.partition('"')[0] for part in page.split('id="row-')[1:]]


def key_of(address: str) -> str:
    return address.partition("/items/")[2].partition("/")[0]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"q": "order by title"},
        {"q": "order by estimate"},
        {"q": "order by estimate desc, title"},
        {"q": "title ~ o", "group": "none"},
        {"group": "state"},
        {"group": "assignee", "q": "order by title desc"},
        {"fold": "BRI-1"},
        {"fold": "project-BRI"},
    ],
)
def test_they_are_those_of_the_list_in_any_order(
    adas_browser: Client, many: list[Item], ada: Actor, said: dict[str, str]
):
    query = urlencode(said)
    keys = keys_in(adas_browser, query)
    assert len(keys) >= 3
    items = [Item.objects.get_by_key(key, by=ada) for key in keys]
    found = [Neighbours.of(item, query, by=ada) for item in items]
    for (key, here), (other, there) in pairwise(zip(keys, found, strict=True)):
        assert here
        assert there
        assert (key_of(here.next), key_of(there.previous)) == (other, key)
    assert found[0]
    assert found[-1]
    assert (found[0].previous, found[-1].next) == ("", "")


def test_a_page_says_them_with_keys_and_leads_on_within_the_list(
    adas_browser: Client, many: list[Item]
):
    came = {"Referer": f"http://testserver{LIST}?q=order+by+title&open=BRI-3"}
    page = unescape(
        adas_browser.get("/w/acme/items/BRI-4/", headers=came).content.decode()
    )
    within = urlencode({"in": "q=order+by+title"})
    for key, way, pressed in (("BRI-2", "prev", "k"), ("BRI-3", "next", "j")):
        link = f'/items/{key}/?{within}" rel="{way}" aria-keyshortcuts="{pressed}"'
        assert link in page
    assert f'href="{LIST}?q=order+by+title"' in page
    on = text_of(adas_browser, f"/w/acme/items/BRI-3/?{within}")
    assert 'rel="prev"' in on

    # an answer to a form leads back without it: the page itself was in the list
    came = {"Referer": f"http://testserver/w/acme/items/BRI-3/?{within}"}
    again = adas_browser.get("/w/acme/items/BRI-3/", headers=came).content.decode()
    assert 'rel="next"' in again


BOARD, CALENDAR = "/w/acme/board/", "/w/acme/calendar/"


def walked(client: Client, page: str, key: str) -> list[str]:
    """Go from an item to the next one, as far as it goes, and back again."""
    address, there = f"/w/acme/items/{key}/", [key]
    came = {"Referer": f"http://testserver{page}"}
    html = unescape(client.get(address, headers=came).content.decode())
    while found := re.search(r'href="([^"]+)" rel="next"', html):
        html = unescape(text_of(client, found[1]))
        there.append(key_of(found[1]))
    back = there[-1:]
    while found := re.search(r'href="([^"]+)" rel="prev"', html):
        html = unescape(text_of(client, found[1]))
        back.append(key_of(found[1]))
    assert back == there[::-1]
    return there


def test_on_a_board_one_goes_down_its_columns(
    adas_browser: Client, many: list[Item], ada: Actor
):
    for place, state in ((1, "doing"), (2, "done"), (4, "done"), (5, "doing")):
        move_item(many[place].pk, state, by=ada)
    page = f"{BOARD}?q=project+in+(BRI,+TOW)"
    html = text_of(adas_browser, page)
    shown = re.findall(r'data-panel="([A-Z]+-[0-9]+)"', html)
    assert len(shown) == 6  # the first one has another in it, and is no card
    assert walked(adas_browser, page, shown[0]) == shown
    came = {"Referer": f"http://testserver{page}&open=BRI-3"}
    html = adas_browser.get(f"/w/acme/items/{shown[1]}/", headers=came)
    assert f'href="{escape(page)}">Board</a>' in html.content.decode().replace(
        "%28", "("
    ).replace("%2C", ",").replace("%29", ")")


def test_in_the_calendar_one_goes_from_day_to_day(
    adas_browser: Client, many: list[Item], ada: Actor
):
    now = timezone.now()
    for item, days in zip(many, [3, 1, 2, 40], strict=False):
        edit_item(item.pk, by=ada, deadline=now + timedelta(days=days))
    page = f"{CALENDAR}?span=week&on={(now + timedelta(days=2)).date()}"
    shown = list(
        dict.fromkeys(
            re.findall(r'data-panel="([A-Z]+-[0-9]+)"', text_of(adas_browser, page))
        )
    )
    assert {"BRI-3"} <= set(shown) <= {"BRI-1", "BRI-2", "BRI-3"}
    assert walked(adas_browser, page, shown[0]) == shown
    assert walked(adas_browser, page, "BRI-4") == ["BRI-4"]


TIMELINE = "/w/acme/timeline/"


def rows_on(client: Client, query: str) -> list[str]:
    """The keys of the items on the timeline, from top to bottom."""
    html = text_of(client, TIMELINE + query)
    return list(dict.fromkeys(re.findall(r'data-panel="([A-Z]+-[0-9]+)"', html)))


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 7),
        ("?project=TOW", 3),
        ("?fold=BRI-1", 6),
        ("?fold=BRI", 3),
        ("?q=title+~+inner", 2),
        ("?q=title+~+r+and+project+%3D+BRI", 4),
        ("?zoom=quarter&from=2026-01-05&chain=1", 7),
    ],
)
def test_on_the_timeline_one_goes_down_its_rows(
    adas_browser: Client, many: list[Item], ada: Actor, query: str, number: int
):
    cancelled = create_item(many[0].project_id, by=ada, title="Never")
    move_item(cancelled.pk, "cancelled", by=ada)
    shown = rows_on(adas_browser, query)
    assert len(shown) == number
    assert walked(adas_browser, TIMELINE + query, shown[0]) == shown


def test_on_a_timeline_whose_projects_are_many_those_come_that_are_open(
    adas_browser: Client, many: list[Item], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("headway.plan.timeline.reading.MOST_ROWS", 5)
    for query, number in (("", 4), ("?unfold=TOW", 7)):
        shown = rows_on(adas_browser, query)
        assert len(shown) == number
        assert walked(adas_browser, TIMELINE + query, "BRI-1") == shown


def test_the_page_leads_back_to_the_timeline_as_it_was(
    adas_browser: Client, many: list[Item]
):
    page = f"{TIMELINE}?project=BRI&zoom=day"
    for asked in ("?panel", ""):
        came = {"Referer": f"http://testserver{page}&open=BRI-2"}
        html = adas_browser.get(f"/w/acme/items/BRI-2/{asked}", headers=came)
        within = urlencode({"in": "timeline?project=BRI&zoom=day"})
        assert within in unescape(html.content.decode())
    assert f'href="{escape(page)}">Timeline</a>' in html.content.decode()


def test_the_timeline_has_no_place_for_what_it_is_not_about(
    many: list[Item], ada: Actor
):
    for page in ("project=TOW", "q=due+<", "view=77"):
        assert Neighbours.of(many[0], f"timeline?{page}", by=ada) is None
    move_item(many[2].pk, "cancelled", by=ada)
    found = Neighbours.of(Item.objects.get(pk=many[2].pk), "timeline?", by=ada)
    assert found
    assert [key_of(found.previous), key_of(found.next)] == ["BRI-2", "BRI-4"]


def test_on_the_timeline_what_one_may_not_see_is_nobodys_neighbour(
    many: list[Item], acme: Workspace
):
    nora = member("nora", acme, many[-1].project, "viewer")
    found = Neighbours.of(many[4], "timeline?", by=nora)
    assert found
    assert (found.previous, key_of(found.next)) == ("", "TOW-2")


def test_what_is_on_no_column_has_no_neighbours(many: list[Item], ada: Actor):
    move_item(many[1].pk, "cancelled", by=ada)
    item = Item.objects.get(pk=many[1].pk)
    for page in ("board?", "calendar?on=2001-01-01", "board?q=due+<", "nowhere?"):
        assert Neighbours.of(item, page, by=ada) is None


def test_without_a_list_there_are_none(adas_browser: Client, many: list[Item]):
    for address in ("", "?in=" + urlencode({"": "q=due+<"})[1:], "?in=" + "x" * 7000):
        page = text_of(adas_browser, f"/w/acme/items/BRI-1/{address}")
        assert 'rel="next"' not in page
    assert 'rel="next"' in text_of(adas_browser, "/w/acme/items/BRI-1/?in=")


def test_the_panel_leads_to_the_page_within_its_list_and_has_a_link(
    adas_browser: Client, many: list[Item], settings
):
    settings.HEADWAY_URL = "https://work.example"
    came = {"Referer": f"http://testserver{LIST}?q=order+by+title"}
    panel = adas_browser.get("/w/acme/items/BRI-4/?panel", headers=came)
    html = unescape(panel.content.decode())
    assert 'href="/w/acme/items/BRI-4/?in=q%3Dorder%2Bby%2Btitle"' in html
    assert 'value="https://work.example/w/acme/items/BRI-4/"' in html
    page = text_of(adas_browser, "/w/acme/items/BRI-4/")
    assert 'value="https://work.example/w/acme/items/BRI-4/"' in page


def test_what_the_filter_no_longer_finds_keeps_its_place(
    adas_browser: Client, many: list[Item], ada: Actor
):
    move_item(many[2].pk, "done", by=ada)
    found = Neighbours.of(Item.objects.get(pk=many[2].pk), "", by=ada)
    assert found
    assert [key_of(found.previous), key_of(found.next)] == ["BRI-2", "BRI-4"]


def test_what_one_may_not_see_is_nobodys_neighbour(
    client: Client, many: list[Item], acme: Workspace, ada: Actor
):
    tower = many[-1].project
    nora = member("nora", acme, tower, "viewer")
    first = Neighbours.of(many[4], "", by=nora)
    assert first
    assert (first.previous, key_of(first.next)) == ("", "TOW-2")
    delete_items([many[5].pk], by=ada)
    first = Neighbours.of(many[4], "", by=nora)
    assert first
    assert key_of(first.next) == "TOW-3"
    view = save_view(by=ada, name="Mine", query="")
    query = f"view={view.pk}"
    assert Neighbours.of(many[4], query, by=nora) is None
    remove_view(view.pk, by=ada)
    assert Neighbours.of(many[4], query, by=ada) is None
    with pytest.raises(NotFound):
        Item.objects.get_by_key("BRI-1", by=nora)


@pytest.mark.parametrize(
    "page", ["q=order+by+title", "timeline?fold=BRI-3&q=title+~+item"]
)
def test_it_is_a_few_queries_however_long_the_page_is(
    client: Client, bridge: Project, ada: Actor, page: str
):
    items = [create_item(bridge.pk, by=ada, title=f"Item {n}") for n in range(3)]
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            Neighbours.of(items[1], page, by=ada)
        counts.append(len(queries))
        for n in range(30):
            create_item(bridge.pk, by=ada, title=f"Other {n}")
    assert counts[0] == counts[1]
    assert counts[0] <= 14
    assert signed_in(client, ada).get("/w/acme/items/BRI-2/?in=").status_code == 200
