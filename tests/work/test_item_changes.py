"""What can be done to an item from its page or its row."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    create_project,
    edit_item,
    link_items,
)
from headway.work.models import Item, Link
from tests.work.lists import HTMX, text_of
from tests.work.test_item_page import ITEM


def test_a_row_that_asked_gets_its_row_back(adas_browser: Client, survey: Item):
    headers = HTMX | {"HX-Target": "row-BRI-1"}
    response = adas_browser.post(f"{ITEM}state/", {"to": "doing"}, headers=headers)

    assert response.content.decode().lstrip().startswith('<tr id="row-BRI-1"')
    told = json.loads(response["HX-Trigger"])["toast"]
    assert told["text"] == "BRI-1 is started."
    assert told["undo"].endswith("/undo/")


def test_an_unknown_state_is_refused(adas_browser: Client, survey: Item):
    assert adas_browser.post(f"{ITEM}state/", {"to": "gone"}).status_code == 400


def test_a_parent_with_open_items_is_not_done(adas_browser, bridge, survey, dee):
    create_item(bridge.pk, by=dee, title="Measure", parent_id=survey.pk)
    response = adas_browser.post(f"{ITEM}state/", {"to": "done"}, headers=HTMX)

    assert response.status_code == 409
    assert "Close “Measure” first" in response.content.decode()


def test_a_sub_item_is_added(adas_browser: Client, survey: Item):
    adas_browser.post(f"{ITEM}items/", {"title": "Measure"})
    child = Item.objects.get(title="Measure")
    assert child.parent == survey

    response = adas_browser.post(f"{ITEM}items/", {"title": ""})
    assert response.status_code == 422
    assert "An item needs a title." in response.content.decode()


def test_items_are_linked_both_ways_and_unlinked(
    adas_browser: Client, survey: Item, dig: Item
):
    sent = {"key": "bri-2", "way": "after", "kind": "SS", "lag": "2h"}
    assert adas_browser.post(f"{ITEM}links/", sent).status_code == 302
    link = Link.objects.get()
    assert (link.before, link.after, link.kind) == (survey, dig, "SS")
    assert link.lag_minutes == 120

    assert "start to start" in text_of(adas_browser, ITEM)
    removal = {"before": "BRI-1", "after": "BRI-2"}
    assert adas_browser.post(f"{ITEM}links/removal/", removal).status_code == 302
    assert not Link.objects.exists()


@pytest.mark.parametrize(
    ("key", "status", "words"),
    [
        ("hello", 422, "“HELLO” is no key of an item"),
        ("BRI-99", 422, "There is no BRI-99 in this project."),
        ("BRI-2", 409, "This would close a circle"),
        ("BRI-1", 409, "This would close a circle"),
    ],
)
def test_a_link_that_cannot_be_is_refused_and_the_text_kept(
    adas_browser: Client, survey, dig, ada, key: str, status: int, words: str
):
    link_items(survey.pk, dig.pk, by=ada)
    sent = {"key": key, "way": "before", "kind": "FS", "lag": "1d"}
    for headers in ({}, HTMX):
        response = adas_browser.post(f"{ITEM}links/", sent, headers=headers)
        assert response.status_code == status
        page = response.content.decode()
        assert words in page
        assert 'value="1d"' in page


def test_items_of_projects_one_may_not_see_cannot_be_linked(
    adas_browser: Client, survey: Item, dee: Actor
):
    hidden = create_project(by=dee, key="SEC", name="Secret")
    create_item(hidden.pk, by=dee, title="Hidden")
    sent = {"key": "SEC-1", "way": "before", "kind": "FS", "lag": ""}

    assert adas_browser.post(f"{ITEM}links/", sent).status_code == 422


def test_people_share_an_item(adas_browser: Client, survey, ada: Actor, lea: Actor):
    mine, leas = ada.person.pk, lea.person.pk
    assign_people(survey.pk, [Part(person_id=mine), Part(person_id=leas)], by=ada)
    sent = {f"share-{mine}": 3, f"units-{mine}": 50, f"share-{leas}": 1}
    sent |= {f"units-{leas}": 100, "accountable": leas}

    assert adas_browser.post(f"{ITEM}parts/", sent).status_code == 302
    part = survey.assignments.get(person_id=mine)
    assert (part.share, part.units_percent, part.is_accountable) == (3, 50, False)

    sent[f"units-{mine}"] = "half"
    response = adas_browser.post(f"{ITEM}parts/", sent)
    assert response.status_code == 422
    assert 'value="half"' in response.content.decode()


def test_a_pin_is_removed(adas_browser: Client, survey: Item, ada: Actor):
    edit_item(survey.pk, by=ada, starts_no_earlier=timezone.now())
    assert "Remove the earliest start" in text_of(adas_browser, ITEM)

    adas_browser.post(f"{ITEM}pin/removal/")
    survey.refresh_from_db()
    assert survey.starts_no_earlier is None
