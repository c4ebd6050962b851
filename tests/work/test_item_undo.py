"""Undo by its address, from a message or from the history."""

import json
import re
from uuid import uuid4

import pytest
from django.test import Client

from headway.actors.models import Actor
from headway.events.models import Event
from headway.work.actions import edit_item, move_item
from headway.work.models import Item
from tests.work.lists import HTMX, signed_in, text_of
from tests.work.test_item_page import ITEM

pytestmark = pytest.mark.django_db(transaction=True)  # one is one operation


@pytest.mark.parametrize(
    ("to", "state"),
    [("doing", "doing"), ("waiting", "waiting"), ("done", "done"), ("cancelled",) * 2],
)
def test_an_item_is_moved_and_back(adas_browser, survey, to: str, state: str):
    response = adas_browser.post(f"{ITEM}state/", {"to": to})
    assert response.status_code == 302
    survey.refresh_from_db()
    assert survey.state == state

    page = text_of(adas_browser, ITEM)
    undo = re.search(r'action="([^"]+/operations/[^"]+/undo/)"', page)[1]
    assert adas_browser.post(undo).status_code == 302
    survey.refresh_from_db()
    assert survey.state == "todo"


def test_an_undo_that_is_too_late_says_who_was_faster(
    adas_browser: Client, survey: Item, ada: Actor, lea: Actor
):
    edit_item(survey.pk, by=ada, title="Survey it")
    operation = Event.objects.get(kind="work.item_edited").operation
    edit_item(survey.pk, by=lea, title="Survey all of it")
    address = f"/w/acme/operations/{operation}/undo/"

    response = adas_browser.post(address, headers=HTMX)
    assert response.status_code == 409
    assert "Lea changed" in response.content.decode()


def test_who_may_not_see_it_cannot_undo_it(
    client: Client, survey: Item, dan: Actor, ben: Actor, dee: Actor
):
    move_item(survey.pk, "doing", by=dee)
    operation = Event.objects.get(kind="work.item_moved").operation
    address = f"/w/acme/operations/{operation}/undo/"

    assert signed_in(client, dan).post(address).status_code == 404
    assert signed_in(client, ben).post(address).status_code == 403
    unknown = f"/w/acme/operations/{uuid4()}/undo/"
    assert signed_in(client, ben).post(unknown).status_code == 404


def test_an_undo_can_be_undone(adas_browser: Client, survey: Item, ada: Actor):
    move_item(survey.pk, "doing", by=ada)
    operation = Event.objects.get(kind="work.item_moved").operation
    response = adas_browser.post(f"/w/acme/operations/{operation}/undo/", headers=HTMX)
    assert response.status_code == 204
    survey.refresh_from_db()
    assert survey.state == "todo"

    toast = json.loads(response["HX-Trigger"])["toast"]
    assert not toast.get("undo")  # a second Ctrl-Z takes back what was before
    adas_browser.post("/w/acme/redo/", headers=HTMX)
    survey.refresh_from_db()
    assert survey.state == "doing"


def test_the_history_offers_undo_to_those_who_may(
    client: Client, survey: Item, ada: Actor, ben: Actor
):
    move_item(survey.pk, "doing", by=ada)
    history = f"{ITEM}history/"

    assert "Ada started it" in text_of(signed_in(client, ben), history)
    assert "/operations/" not in text_of(client, history)
    undo = re.search(
        r'action="([^"]+/operations/[^"]+/undo/)"',
        text_of(signed_in(client, ada), history),
    )[1]
    came_from = {"Referer": f"http://testserver{history}"}
    assert client.post(undo, headers=came_from).url.endswith("/history/")
    survey.refresh_from_db()
    assert survey.state == "todo"


def test_a_foreign_referer_leads_to_the_list(
    adas_browser: Client, survey: Item, ada: Actor
):
    move_item(survey.pk, "doing", by=ada)
    operation = Event.objects.get(kind="work.item_moved").operation
    address = f"/w/acme/operations/{operation}/undo/"
    response = adas_browser.post(address, headers={"Referer": "https://example.com/x"})

    assert response.url == "/w/acme/work/"
