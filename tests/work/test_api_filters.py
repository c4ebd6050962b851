"""Items over REST, as a filter asks for them."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headway.actors.models import Actor
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    delete_items,
    edit_item,
)
from headway.work.models import Item, Project


def items(ask, text: str, **more: object) -> list[str]:
    answer = ask("GET", f"/items?{urlencode({'q': text, **more})}")
    assert answer.status_code == 200, answer.content
    return [item["key"] for item in answer.json()["items"]]


def test_a_filter_narrows_and_orders(ask, survey: Item, dig: Item, ada: Actor):
    assign_people(dig.pk, [Part(person_id=ada.person.pk)], by=ada)
    assert items(ask, "assignee = me") == ["BRI-2"]
    assert items(ask, "effort > 4h order by effort desc") == ["BRI-2", "BRI-1"]
    assert items(ask, "order by effort", title="survey") == ["BRI-1"]
    assert items(ask, "") == ["BRI-1", "BRI-2"]


@pytest.mark.parametrize("text", ["", "order by priority", "order by due desc, title"])
def test_cursors_lead_through_every_order(ask, bridge: Project, dee: Actor, text: str):
    for number in range(7):
        item = create_item(bridge.pk, by=dee, title=f"Item {number % 2}")
        edit_item(item.pk, by=dee, priority=100 * (number % 3))
    seen, cursor = [], 0
    while cursor is not None:
        asked = urlencode({"q": text, "cursor": cursor, "limit": 2})
        page = ask("GET", f"/items?{asked}").json()
        seen += [item["key"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert seen == items(ask, text, limit=50)
    assert len(set(seen)) == 7


def test_a_page_goes_on_behind_an_item_that_was_deleted(
    ask, survey: Item, dig: Item, dee: Actor
):
    delete_items([survey.pk], by=dee)
    assert items(ask, "order by effort", cursor=survey.pk) == ["BRI-2"]


@pytest.mark.parametrize(
    ("text", "offset", "length", "said"),
    [
        ("asignee = me", 0, 7, "Did you mean “assignee”?"),
        ("state = open and due < sooon", 23, 5, "“sooon” is no day"),
        ("state = open and (", 18, 0, "ends too soon"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    ask, survey: Item, text: str, offset: int, length: int, said: str
):
    answer = ask("GET", f"/items?{urlencode({'q': text})}")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["offset"], problem["length"]) == (offset, length)
    assert said in problem["detail"]


def test_a_hundred_kilobytes_are_refused(ask, survey: Item):
    assert ask("GET", f"/items?q={'(' * 100_000}").status_code == 422


def test_a_cursor_of_elsewhere_is_refused(ask, survey: Item, cem: Actor):
    answer = ask("GET", "/items?q=order+by+due&cursor=99999999")
    assert answer.status_code == 422
    assert "begin anew" in answer.json()["detail"]


def test_fifty_items_take_as_many_queries_as_one(
    ask, bridge: Project, survey: Item, ada: Actor
):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            items(ask, "assignee = ada order by accountable, due")
        return len(captured)

    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    few = queries()
    for number in range(49):
        item = create_item(bridge.pk, by=ada, title=f"Item {number}")
        assign_people(item.pk, [Part(person_id=ada.person.pk)], by=ada)
    assert queries() == few


def test_strangers_are_told_nothing(client: Client, survey: Item, cem: Actor):
    client.force_login(cem.person.user)
    assert client.get("/api/v1/w/acme/items?q=pit").status_code == 404
