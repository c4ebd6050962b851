"""What one did last is undone and done again, step by step, as with a text."""

import json

import pytest
from django.test import Client

from headway.actors.models import Actor
from headway.events.actions import performed, undo_operation
from headway.events.operations import next_to_redo, next_to_undo
from headway.work import actions
from headway.work.models import Item
from tests.work.lists import HTMX

pytestmark = pytest.mark.django_db(transaction=True)  # one is one operation


def title(item: Item) -> str:
    return Item.objects.get(pk=item.pk).title


def rename(item: Item, name: str, by: Actor) -> None:
    performed(lambda: actions.edit_item(item.pk, by=by, title=name))


def press(client: Client, key: str) -> str:
    """Press Ctrl-Z (undo) or Ctrl-Shift-Z (redo); return what is said."""
    response = client.post(f"/w/acme/{key}/", headers=HTMX)
    if response.status_code == 204:
        return json.loads(response["HX-Trigger"])["toast"]["text"]
    assert response.status_code == 409
    return response.content.decode()


def test_steps_go_back_and_forth_until_something_new_is_done(
    adas_browser: Client, survey: Item, ada: Actor, dee: Actor
):
    for name in ("One", "Two"):
        rename(survey, name, ada)

    said = press(adas_browser, "undo")
    assert said == "Taken back: Ada changed the title: “One” → “Two”."
    press(adas_browser, "undo")
    assert title(survey) == "Survey the site"
    assert "nothing of yours to take back" in press(adas_browser, "undo")

    press(adas_browser, "redo")
    assert title(survey) == "One"
    press(adas_browser, "redo")
    assert title(survey) == "Two"
    assert "nothing to do again" in press(adas_browser, "redo")

    press(adas_browser, "undo")
    rename(survey, "Three", ada)
    assert "nothing to do again" in press(adas_browser, "redo")
    press(adas_browser, "undo")
    assert title(survey) == "One"


def test_only_what_is_done_again_offers_to_be_undone(
    adas_browser: Client, survey: Item, ada: Actor
):
    _, operation = performed(lambda: actions.edit_item(survey.pk, by=ada, title="One"))
    offers = []
    for path in (f"operations/{operation}/undo", "redo", "undo"):
        answer = adas_browser.post(f"/w/acme/{path}/", headers=HTMX)
        offers.append(bool(json.loads(answer["HX-Trigger"])["toast"]["undo"]))
    assert offers == [False, True, False]


def test_what_others_did_or_took_back_is_not_undone(
    survey: Item, dig: Item, ada: Actor, dee: Actor
):
    rename(survey, "Ada's", ada)
    mine = next_to_undo(ada)
    rename(dig, "Dee's", dee)
    assert next_to_undo(ada) == mine

    undo_operation(mine.pk, by=dee)
    assert next_to_undo(ada) is None
    assert next_to_redo(ada) is None
    assert next_to_redo(dee) is None or next_to_redo(dee).undoes == mine.pk


def test_a_conflict_is_shown_with_the_way_to_undo_the_rest(
    adas_browser: Client, survey: Item, dig: Item, ada: Actor, dee: Actor
):
    ids = [survey.pk, dig.pk]
    _, operation = performed(lambda: actions.change_items(ids, by=ada, title="Work"))
    rename(dig, "Dee's", dee)
    address = f"/w/acme/operations/{operation}/undo/"

    for headers in ({}, HTMX):
        answer = adas_browser.post(address, headers=headers)
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "Dee changed “Dee&#x27;s” since" in page
        assert f'action="{address}?the_rest"' in page
    answer = adas_browser.post(f"{address}?the_rest", headers=HTMX)
    said = json.loads(answer["HX-Trigger"])["toast"]["text"]
    assert said.startswith("Taken back, but for 1 change: Dee changed")
    assert title(survey) == "Survey the site"


def test_the_api_lists_ones_acts_and_undoes_them(
    adas_browser: Client, survey: Item, dig: Item, ada: Actor, dee: Actor
):
    ids = [survey.pk, dig.pk]
    _, operation = performed(lambda: actions.change_items(ids, by=ada, title="Work"))
    rename(dig, "Dee's", dee)
    [act] = adas_browser.get("/api/v1/w/acme/operations").json()["items"]
    assert (act["id"], act["events"], act["stands"]) == (str(operation), 2, True)
    assert act["said"][0].startswith("Ada changed the title")

    address = f"/api/v1/w/acme/operations/{operation}/undo"
    refused = adas_browser.post(address, content_type="application/json")
    assert refused.status_code == 409
    assert "Dee changed" in refused.json()["detail"]
    the_rest = f"{address}?the_rest=true"
    answer = adas_browser.post(the_rest, content_type="application/json").json()
    assert [kept["subject_id"] for kept in answer["kept"]] == [dig.pk]

    undone, first = adas_browser.get("/api/v1/w/acme/operations").json()["items"]
    assert (undone["undoes"], first["stands"]) == (str(operation), False)
