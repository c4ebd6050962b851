"""What is done to all that are selected in the list."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headway.actors.models import Actor
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.work import selecting
from headway.work.actions import (
    assigned,
    create_item,
    create_project,
    edit_item,
    give_grant,
    set_labels,
)
from headway.work.filters.addresses import of_text
from headway.work.models import Deletion, Item, Project
from headway.work.models.projects import GrantRole
from tests.work.lists import HTMX, LIST, signed_in, text_of

SELECTION = f"{LIST}selection/"


def change(client: Client, name: str, said: dict, *, query: str = "", **options):
    return client.post(f"{SELECTION}changes/{name}/{query}", said, **options)


def summary(client: Client, said: dict) -> str:
    answer = client.post(SELECTION, said, headers=HTMX)
    assert answer.status_code == 200
    text = re.sub("<[^>]+>", "", unescape(answer.content.decode()))
    return " ".join(text.split())


def labels_of(item: Item) -> list[str]:
    return sorted(item.labelled.values_list("label__name", flat=True))


@pytest.fixture
def both(survey: Item, dig: Item, ada: Actor) -> list[str]:
    edit_item(survey.pk, by=ada, effort_minutes=240, low_minutes=120, high_minutes=420)
    edit_item(dig.pk, by=ada, effort_minutes=60)
    return ["BRI-1", "BRI-2"]


@pytest.mark.parametrize(
    ("name", "said", "column", "value"),
    [
        ("state", {"state-value": "doing"}, "state", "doing"),
        ("importance", {"importance-value": "700"}, "priority", 700),
        ("deadline", {"deadline-value": "2031-05-06"}, "deadline", (2031, 5, 6)),
        ("pin", {"pin-value": "2031-05-06"}, "starts_no_earlier", (2031, 5, 6)),
        (
            "start-by",
            {"start-by-value": "2031-05-06"},
            "starts_no_later",
            (2031, 5, 6),
        ),
    ],
)
def test_one_thing_is_said_of_all_in_one_operation(
    adas_browser: Client, both: list[str], name: str, said: dict, column: str, value
):
    response = change(adas_browser, name, {"item": both, **said}, headers=HTMX)

    assert response.status_code == 200
    toast = response.headers["HX-Trigger"]
    assert "2 items: " in toast
    assert "/undo/" in toast
    for item in Item.objects.all():
        found = getattr(item, column)
        if isinstance(value, tuple):
            found = timezone.localtime(found).timetuple()[:3]
        assert found == value
    latest = Event.objects.order_by("-pk")[:2]
    assert len({event.operation for event in latest}) == 1


def test_people_take_the_place_of_those_before(
    adas_browser: Client, both: list[str], survey: Item, ada: Actor, lea: Actor
):
    change(adas_browser, "people", {"item": both, "people-value": "Lea, Ada"})
    assert [row["is_accountable"] for row in assigned(survey)] == [True, False]
    change(adas_browser, "people", {"item": both, "people-value": ""})
    assert assigned(survey) == []


def test_labels_are_added_and_removed(
    adas_browser: Client, both: list[str], survey: Item, dig: Item, ada: Actor
):
    set_labels(survey.pk, ["old", "kept"], by=ada)
    said = {"item": both, "labels-add": "new, kept", "labels-remove": "old"}
    change(adas_browser, "labels", said)
    assert labels_of(survey) == ["kept", "new"]
    assert labels_of(dig) == ["kept", "new"]


@pytest.mark.django_db(transaction=True)
def test_all_of_it_is_undone_at_once(
    adas_browser: Client, both: list[str], ada: Actor, survey: Item
):
    change(adas_browser, "importance", {"item": both, "importance-value": "900"})
    operation = Event.objects.latest("pk").operation
    undo_operation(operation, by=ada)
    assert {item.priority for item in Item.objects.all()} == {500}


@pytest.mark.django_db(transaction=True)
def test_what_is_deleted_comes_back_as_one(
    adas_browser: Client, both: list[str], ada: Actor
):
    response = adas_browser.post(f"{SELECTION}deletion/", {"item": both}, headers=HTMX)
    assert "2 items are in the bin." in response.headers["HX-Trigger"]
    assert Deletion.objects.count() == 2
    undo_operation(Event.objects.latest("pk").operation, by=ada)
    assert Item.objects.count() == 2


def test_a_group_and_all_stand_for_what_matches(
    adas_browser: Client, both: list[str], survey: Item, dig: Item
):
    query = of_text("title ~ pit")
    said = {"group": "BRI", "importance-value": "700"}
    change(adas_browser, "importance", said, query=query)
    assert [i.priority for i in Item.objects.order_by("pk")] == [500, 700]
    said = {"all": "1", "importance-value": "300"}
    change(adas_browser, "importance", said, query=of_text(""))
    assert {i.priority for i in Item.objects.all()} == {300}


def test_without_scripts_one_goes_back_to_the_list_as_it_was(
    adas_browser: Client, both: list[str]
):
    query = of_text("state = open order by due")
    said = {"item": both, "state-value": "doing"}
    response = change(adas_browser, "state", said, query=query)
    assert response.url == LIST + query


def test_the_summary_counts_hours_with_both_ends(
    adas_browser: Client, both: list[str], bridge: Project, dee: Actor
):
    create_item(bridge.pk, by=dee, title="Paint")
    assert summary(adas_browser, {"item": "BRI-1"}) == "1 selected 2\N{EN DASH}7 h left"
    said = summary(adas_browser, {"all": "1"})
    assert said == "3 selected 3\N{EN DASH}8 h left 1 not estimated"
    assert summary(adas_browser, {"group": "BRI", "item": "BRI-1"}).startswith(
        "3 selected"
    )


def test_hours_of_what_is_in_an_item_count_once(
    adas_browser: Client, both: list[str], survey: Item, bridge: Project, dee: Actor
):
    inside = create_item(bridge.pk, by=dee, title="Measure", parent_id=survey.pk)
    edit_item(inside.pk, by=dee, effort_minutes=60)
    assert summary(adas_browser, {"all": "1"}) == "3 selected 2 h left"


def test_time_that_passes_by_the_clock_is_no_work_that_is_left(
    adas_browser: Client, both: list[str], bridge: Project, dee: Actor
):
    kept = {"drive": "elapsed", "duration_minutes": 3 * 24 * 60}
    drying = create_item(bridge.pk, by=dee, title="Let it dry", **kept)
    assert summary(adas_browser, {"item": drying.key}) == "1 selected"
    assert summary(adas_browser, {"all": "1"}) == "3 selected 3\N{EN DASH}8 h left"


def test_the_summary_says_nothing_of_what_one_may_not_change(
    client: Client, both: list[str], ben: Actor
):
    assert (
        summary(signed_in(client, ben), {"item": "BRI-1", "all": "1"}) == "0 selected"
    )


def test_what_cannot_be_changed_is_named_and_nothing_changes(
    adas_browser: Client, both: list[str], ada: Actor, dee: Actor
):
    other = create_project(by=dee, key="TUN", name="Tunnel")
    create_item(other.pk, by=dee, title="Bore")
    give_grant(other.pk, by=dee, actor_id=ada.pk, role=GrantRole.VIEWER)
    said = {"item": [*both, "TUN-1"], "importance-value": "700"}
    response = change(adas_browser, "importance", said, headers=HTMX)
    assert response.status_code == 409
    assert "You may not change TUN-1" in response.content.decode()
    assert {item.priority for item in Item.objects.all()} == {500}


def test_of_all_only_what_one_may_change_is_changed(
    adas_browser: Client, both: list[str], ada: Actor, dee: Actor
):
    other = create_project(by=dee, key="TUN", name="Tunnel")
    bore = create_item(other.pk, by=dee, title="Bore")
    give_grant(other.pk, by=dee, actor_id=ada.pk, role=GrantRole.VIEWER)
    change(adas_browser, "importance", {"all": "1", "importance-value": "700"})
    bore.refresh_from_db()
    assert bore.priority == 500
    assert Item.objects.filter(priority=700).count() == 2


@pytest.mark.parametrize(
    ("name", "said", "status", "text"),
    [
        ("importance", {"importance-value": "700"}, 422, "Select an item first"),
        ("importance", {"item": "BRI-99", "importance-value": "700"}, 404, "BRI-99"),
        ("importance", {"item": "BRI-1", "importance-value": "1"}, 422, "valid choice"),
        ("people", {"item": "BRI-1", "people-value": "Zed"}, 422, "called “Zed”"),
        ("labels", {"item": "BRI-1"}, 422, "Name a label"),
        ("filled", {"item": "BRI-1"}, 422, "Press the button"),
        ("nothing", {"item": "BRI-1"}, 404, ""),
    ],
)
def test_what_is_not_understood_is_said(
    adas_browser: Client, both: list[str], name: str, said: dict, status: int, text: str
):
    for headers in ({}, HTMX):
        response = change(adas_browser, name, said, headers=headers)
        assert response.status_code == status
        assert text in unescape(response.content.decode())


def test_a_mistake_keeps_the_selection_without_scripts(
    adas_browser: Client, both: list[str]
):
    said = {"item": ["BRI-2"], "people-value": "Zed"}
    page = change(adas_browser, "people", said).content.decode()
    assert 'value="BRI-2" checked' in page
    assert 'value="BRI-1" checked' not in page
    assert 'id="bulk-menu-people" open' in page


def test_enter_without_scripts_does_what_one_field_says(
    adas_browser: Client, both: list[str], survey: Item
):
    said = {"item": both, "labels-add": "new", "people-value": ""}
    assert change(adas_browser, "filled", said).status_code == 302
    assert labels_of(survey) == ["new"]


def test_more_than_is_changed_at_once_is_refused(
    adas_browser: Client, both: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(selecting, "MOST", 1)
    assert summary(adas_browser, {"all": "1"}) == "More than 1 selected"
    said = {"all": "1", "importance-value": "700"}
    response = change(adas_browser, "importance", said, headers=HTMX)
    assert response.status_code == 422
    assert "at most 1 items at once" in response.content.decode()


def test_what_is_selected_on_very_many_pages_is_counted_and_refused_in_words(
    adas_browser: Client, both: list[str]
):
    keys = [*both, *(f"BRI-{n}" for n in range(3, selecting.MOST + 1))]
    assert summary(adas_browser, {"item": keys}).startswith("2 selected")
    said = {"item": keys, "importance-value": "700"}
    assert change(adas_browser, "importance", said).status_code == 404
    assert adas_browser.get(f"{SELECTION}?item=BRI-1").status_code == 405


def test_a_viewer_has_nothing_to_select_with(
    client: Client, both: list[str], ben: Actor
):
    page = text_of(signed_in(client, ben))
    assert "data-select=" not in page
    assert 'id="bulk"' not in page


def test_as_many_queries_for_one_as_for_many(
    adas_browser: Client, bridge: Project, survey: Item, dee: Actor
):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            said = {"all": "1", "importance-value": next(importances)}
            assert change(adas_browser, "importance", said).status_code == 302
        return len(captured)

    importances = iter(["700", "300", "900"])
    queries()
    few = queries()
    for n in range(20):
        create_item(bridge.pk, by=dee, title=f"Pole {n}")
    assert queries() == few
