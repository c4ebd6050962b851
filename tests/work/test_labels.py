"""Labels on items: put on, shown, taken off, taken back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.work.actions import change_items, create_item, set_labels
from headway.work.models import Item, Label, Project
from tests.work.lists import HTMX, text_of
from tests.work.test_item_cells import opened
from tests.work.test_item_page import ITEM
from tests.work.test_list_rows import row_in


def labels_of(item: Item) -> list[str]:
    """What an item carries; the first is marked, and no other."""
    rows = item.labelled.order_by("label__name").values_list("label__name", "is_first")
    names = [name for name, _is_first in rows]
    assert [name for name, is_first in rows if is_first] == names[:1]
    return names


def test_labels_are_put_on_by_name_and_shown(adas_browser: Client, survey: Item):
    for headers in ({}, HTMX):
        sent = opened(adas_browser, "labels") | {"value": "Urgent, <b> , urgent"}
        answer = adas_browser.post(f"{ITEM}cells/labels/", sent, headers=headers)
        assert answer.status_code == (200 if headers else 302)
    assert labels_of(survey) == ["<b>", "urgent"]
    assert {label.colour for label in Label.objects.all()} == {"blue", "green"}

    row = row_in(text_of(adas_browser), "BRI-1")
    assert '<span class="tag label is-blue"><bdi>urgent</bdi></span>' in row
    assert "<bdi>&lt;b&gt;</bdi>" in row
    assert opened(adas_browser, "labels")["value"] == "&lt;b&gt;, urgent"
    history = text_of(adas_browser, f"{ITEM}history/")
    assert "Ada put on: urgent, &lt;b&gt;" in history


def test_a_label_is_the_same_in_any_case_and_the_same_again_is_nothing(
    survey: Item, dig: Item, ada: Actor
):
    set_labels(survey.pk, ["Urgent"], by=ada)
    set_labels(dig.pk, [" URGENT "], by=ada)
    events = Event.objects.count()
    set_labels(survey.pk, ["urgent"], by=ada)
    assert Label.objects.count() == 1
    assert Event.objects.count() == events
    survey.refresh_from_db()
    assert survey.version == 2


@pytest.mark.parametrize(
    ("names", "words"),
    [(["x" * 51], "50 characters"), ([f"L{n}" for n in range(31)], "30 labels")],
)
def test_too_much_is_refused_and_leaves_no_trace(survey, ada: Actor, names, words: str):
    with pytest.raises(Refused, match=words):
        set_labels(survey.pk, names, by=ada)
    assert not Label.objects.exists()


def test_viewers_put_no_labels_on(survey: Item, ben: Actor):
    with pytest.raises(PermissionDenied):
        set_labels(survey.pk, ["Urgent"], by=ben)


@pytest.mark.django_db(transaction=True)
def test_each_label_is_taken_back_by_itself(survey: Item, ada: Actor, lea: Actor):
    set_labels(survey.pk, ["One", "Two"], by=ada)
    first = Event.objects.order_by("-pk").first().operation
    set_labels(survey.pk, ["One", "Two", "Three"], by=lea)
    undo_operation(first, by=ada)
    assert labels_of(survey) == ["Three"]
    undo_operation(Event.objects.order_by("-pk").first().operation, by=ada)
    assert labels_of(survey) == ["One", "Three", "Two"]


@pytest.mark.django_db(transaction=True)
def test_many_items_get_and_lose_labels_at_once(survey: Item, dig: Item, ada: Actor):
    set_labels(survey.pk, ["Old", "Kept"], by=ada)
    both = [survey.pk, dig.pk]
    change_items(both, by=ada, add_labels=["New"], remove_labels=["old", "Unknown"])
    assert (labels_of(survey), labels_of(dig)) == (["Kept", "New"], ["New"])
    assert not Label.objects.filter(name="Unknown").exists()
    undo_operation(Event.objects.order_by("-pk").first().operation, by=ada)
    assert (labels_of(survey), labels_of(dig)) == (["Kept", "Old"], [])


def test_labels_of_many_cost_as_many_queries_as_of_few(
    bridge: Project, dee: Actor, django_assert_num_queries
):
    ids = [create_item(bridge.pk, by=dee, title=f"Item {n}").pk for n in range(30)]
    change_items(ids[:1], by=dee, add_labels=["A", "B"])
    for some in (ids[1:3], ids[3:]):
        with django_assert_num_queries(15):
            change_items(some, by=dee, add_labels=["A", "B"])


def test_programs_say_and_read_labels(ask, survey: Item, dig: Item):
    said = ask("PUT", f"/items/{survey.key}/labels", {"labels": ["Urgent"]})
    assert (said.status_code, said.json()["version"]) == (200, 2)
    urgent = Label.objects.get()
    shown = {"id": urgent.pk, "name": "Urgent", "colour": "blue"}
    expected = {"labels": [shown]}
    assert ask("GET", f"/items/{survey.key}/labels").json() == expected
    assert ask("GET", "/labels").json() == expected

    change = {"item": survey.key, "remove_labels": ["urgent"], "add_labels": ["Late"]}
    other = {"item": dig.key, "add_labels": ["Late"]}
    batch = ask("POST", "/items/batch", {"change": [change, other]})
    assert batch.status_code == 200
    assert (labels_of(survey), labels_of(dig)) == (["Late"], ["Late"])
    long = ask("PUT", f"/items/{survey.key}/labels", {"labels": ["x" * 51]})
    assert long.status_code == 422
