"""Where the rail says that a page is."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from headway.actors.models import Actor
from headway.work import actions
from headway.work.models import Item, Project
from headway.work.rail import MOST_PROJECTS
from tests.work.lists import signed_in, text_of

ROOT = "/w/acme/"
OF_BRIDGE = "?q=project+%3D+BRI"
BRIDGE = "/w/acme/projects/BRI/"


def marked(html: str, mark: str = "rail") -> list[str]:
    """Return the addresses that the rail, or the bar of a small screen, marks."""
    (rail,) = re.findall(rf'<nav class="{mark}".*?</nav>', html, re.DOTALL)
    return re.findall(r'<a href="([^"]+)" aria-current="page"', rail)


@pytest.mark.parametrize(
    "address",
    [
        f"board/{OF_BRIDGE}",
        f"work/{OF_BRIDGE}",
        f"work/{OF_BRIDGE}+and+assignee+%3D+me",
        f"calendar/{OF_BRIDGE}",
        f"timeline/{OF_BRIDGE}",
        "timeline/?project=BRI",
        "timeline/?project=BRI&q=due+%3C+",
        "overrides/?project=BRI",
        "projects/BRI/",
        "projects/BRI/history/",
        "projects/BRI/settings/",
        "projects/BRI/baselines/",
        "items/BRI-1/",
        "items/BRI-1/history/",
        "items/BRI-1/decisions/",
    ],
)
def test_the_rail_marks_the_one_project_that_a_page_is_about(
    lea: Actor, client: Client, survey: Item, address: str
):
    client.force_login(lea.person.user)
    html = client.get(ROOT + address).content.decode()
    assert marked(html) == [BRIDGE]
    assert marked(html, "tabbar") == []


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("", ""),
        ("board/", "board/"),
        ("work/", "work/"),
        ("work/?q=project+in+(BRI,+PIER)", "work/"),
        ("work/?q=project+!%3D+BRI", "work/"),
        ("work/?q=project+%3D+NONE", "work/"),
        ("calendar/", "calendar/"),
        ("timeline/", "timeline/"),
        ("timeline/?project=BRI&project=PIER", "timeline/"),
        ("projects/", "projects/"),
        ("people/", "people/"),
    ],
)
def test_the_rail_marks_the_entry_of_pages_that_are_about_more(
    adas_browser: Client, survey: Item, dee: Actor, address: str, place: str
):
    actions.create_project(by=dee, key="PIER", name="Pier")
    html = adas_browser.get(ROOT + address).content.decode()
    assert marked(html) == [ROOT + place]


def test_the_rail_marks_the_view_that_is_open_where_it_is_pinned(
    adas_browser: Client, ada: Actor, survey: Item
):
    said = {"query": "project = BRI", "page": "board"}
    pinned = actions.save_view(by=ada, name="Pinned", is_pinned=True, **said)
    loose = actions.save_view(by=ada, name="Loose", **said)
    for address in ("board/?view=%d", "work/?view=%d", "board/?q=title+~+s&view=%d"):
        html = text_of(adas_browser, ROOT + address % pinned.pk)
        assert marked(html) == [f"{ROOT}board/?view={pinned.pk}"]
    assert marked(text_of(adas_browser, f"{ROOT}board/?view={loose.pk}")) == [BRIDGE]


def test_the_rail_marks_the_bin_where_the_archive_is_reached(adas_browser: Client):
    for address in ("bin/", "archive/"):
        assert marked(text_of(adas_browser, ROOT + address)) == [f"{ROOT}bin/"]


def test_a_project_that_the_rail_has_no_room_for_joins_it_on_its_pages(
    client: Client, dee: Actor, survey: Item
):
    for n in range(MOST_PROJECTS):
        actions.create_project(by=dee, key=f"AB{n:02}", name=f"Abbey {n:02}")
    client.force_login(dee.person.user)
    assert f'href="{BRIDGE}"' not in rail(client, f"{ROOT}board/")
    for address in ("projects/BRI/", "items/BRI-1/", f"board/{OF_BRIDGE}"):
        shown = rail(client, ROOT + address)
        ends = (f"AB{MOST_PROJECTS - 1:02}/", "BRI/", "")
        at = [shown.index(f'href="{ROOT}projects/{end}"') for end in ends]
        assert at == sorted(at)
        assert marked(shown) == [BRIDGE]


def test_an_archived_project_is_in_the_rail_on_its_own_pages_only(
    client: Client, lea: Actor, bridge: Project, survey: Item
):
    actions.archive_project(bridge.pk, by=lea)
    client.force_login(lea.person.user)
    assert f'href="{BRIDGE}"' not in rail(client, f"{ROOT}work/")
    assert marked(rail(client, BRIDGE)) == [BRIDGE]


def test_an_item_is_in_the_project_to_which_it_moved(
    client: Client, dee: Actor, survey: Item, bridge: Project
):
    pier = actions.create_project(by=dee, key="PIER", name="Pier")
    actions.transfer_item(survey.pk, pier.pk, by=dee)
    client.force_login(dee.person.user)
    html = client.get(f"{ROOT}items/BRI-1/history/", follow=True).content.decode()
    assert marked(html) == [f"{ROOT}projects/PIER/"]


def test_the_rail_names_no_project_to_those_who_do_not_see_it(
    client: Client, dan: Actor, survey: Item
):
    browser = signed_in(client, dan)
    for address in (f"work/{OF_BRIDGE}", "overrides/?project=BRI"):
        shown = rail(browser, ROOT + address)
        assert BRIDGE not in shown


def test_places_below_others_are_marked_alone(adas_browser: Client, dee: Actor):
    people = reverse("people:places", args=["acme"])
    assert marked(text_of(adas_browser, people)) == [
        reverse("people:people", args=["acme"])
    ]


def rail(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return re.search(r'<nav class="rail".*?</nav>', html, re.DOTALL)[0]
