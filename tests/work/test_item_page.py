"""The page of one item, and the same beside the list."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from headway.actors.models import Actor
from headway.work.actions import (
    create_item,
    create_project,
    edit_item,
    link_items,
)
from headway.work.actions.items import beginning
from headway.work.models import Item, Project
from tests.corpus import CORPUS
from tests.work.lists import HTMX, forecast, signed_in, text_of

ITEM = "/w/acme/items/BRI-1/"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("ada", 200),
        ("lea", 200),
        ("ben", 200),
        ("dee", 200),
        ("dan", 404),
        ("cem", 404),
    ],
)
@pytest.mark.parametrize("query", ["", "?panel"])
def test_who_sees_an_item(client, survey, request, who: str, status: int, query: str):
    actor = request.getfixturevalue(who)
    assert signed_in(client, actor).get(ITEM + query).status_code == status


def test_strangers_are_asked_to_sign_in(client: Client, survey: Item):
    assert client.get(ITEM).status_code == 302


@pytest.mark.parametrize("key", ["BRI-9", "BRI", "bri-x", "BRI-0", "BRI-9999999999"])
def test_an_unknown_key_is_not_found(adas_browser: Client, survey: Item, key: str):
    assert adas_browser.get(f"/w/acme/items/{key}/").status_code == 404


def test_a_key_may_be_written_small(adas_browser: Client, survey: Item):
    assert "Survey the site" in text_of(adas_browser, "/w/acme/items/bri-1/")


def test_a_viewer_gets_no_control(client: Client, survey: Item, dig, ben, dee: Actor):
    link_items(survey.pk, dig.pk, by=dee)
    page = text_of(signed_in(client, ben), f"{ITEM}?panel")

    assert "Survey the site" in page
    assert "Dig the pit" in page
    assert "<form" not in page
    assert "data-edit" not in page


def test_the_panel_is_the_region_of_the_page_in_another_order(
    adas_browser: Client, survey: Item
):
    panel = text_of(adas_browser, f"{ITEM}?panel", headers=HTMX)
    alone = text_of(adas_browser, f"{ITEM}?panel=region", headers=HTMX)
    page = text_of(adas_browser, ITEM, headers=HTMX)

    assert panel.index("data-panel-close") < panel.index('<live-region id="item-panel"')
    assert alone.lstrip().startswith('<live-region id="item-panel"')
    assert page.lstrip().startswith('<live-region id="item-page"')


def test_the_page_says_what_the_plan_knows(
    adas_browser: Client, survey: Item, dig: Item, ada: Actor
):
    edit_item(dig.pk, by=ada, deadline=timezone.now() + timedelta(days=6))
    link_items(survey.pk, dig.pk, by=ada)
    forecast(
        dig, ada, cause="link", culprit_id=survey.pk, rank=2, chance_percent=62,
        is_critical=True,
    )  # fmt: skip
    page = text_of(adas_browser, "/w/acme/items/BRI-2/")

    assert "It waits for another item:" in page
    assert "If it takes longer, its project ends later." in page
    assert "Why number 2" in page
    assert "Of 1 open item." in page
    assert "62\N{NO-BREAK SPACE}%" in page
    assert 'class="chart dist is-risk"' in page
    assert "deadline" in page.split('class="due-text"')[1][:80]


def test_what_keeps_people_busy_elsewhere_stays_unnamed(
    client: Client, survey: Item, ben: Actor, dee: Actor
):
    hidden = create_project(by=dee, key="SEC", name="Secret")
    other = create_item(hidden.pk, by=dee, title="Hidden work")
    forecast(survey, dee, cause="busy", culprit_id=other.pk)
    page = text_of(signed_in(client, ben), ITEM)

    assert "Who does it is busy with other work before." in page
    assert "Hidden work" not in page
    assert "SEC-1" not in page


def test_whom_it_waits_for_is_named_where_people_are(
    client: Client, survey: Item, dig: Item, ada: Actor, dee: Actor
):
    who = {"culprit_id": survey.pk, "witness_id": ada.person.pk}
    forecast(dig, dee, cause="priority", **who)
    page = text_of(signed_in(client, ada), f"/w/acme/items/{dig.key}/")
    assert "Ada does another item first, which goes before it:" in page

    forecast(dig, dee, cause="absence", witness_id=ada.person.pk)
    page = text_of(signed_in(client, ada), f"/w/acme/items/{dig.key}/")
    assert "Ada, who does it then, is away before." in page


@pytest.mark.corpus
def test_titles_and_descriptions_are_shown_as_text(
    adas_browser: Client, bridge: Project, monkeypatch
):
    file = CORPUS / "text/blns/blns.json"
    monkeypatch.setattr("headway.work.listing.PAGE_ROWS", 1000)
    texts = [t for t in json.loads(file.read_text()) if t.strip() and "\0" not in t]
    shown = [text for text in texts if len(text) <= 500]
    Item.objects.bulk_create(
        Item(
            workspace=bridge.workspace,
            project=bridge,
            number=number,
            position=number,
            title=text,
            description=text,
            **beginning(bridge.workspace_id),
        )
        for number, text in enumerate(shown, 1)
    )
    listed = text_of(adas_browser, "/w/acme/work/", headers=HTMX)
    hostile = [n for n, text in enumerate(shown, 1) if "<" in text]
    for text in shown:
        assert f"<bdi>{escape(text)}</bdi>" in listed
    for number in hostile[::5]:
        page = text_of(adas_browser, f"/w/acme/items/BRI-{number}/")
        assert shown[number - 1] not in page
        assert escape(shown[number - 1]) in page
    assert "<script" not in listed
    assert "<img" not in listed
