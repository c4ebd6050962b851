"""Items of a chosen type, and of another one later."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.events.actions import performed, undo_operation
from headway.work.actions import (
    add_state,
    add_type,
    change_items,
    create_item,
    edit_item,
    edit_state,
    move_item,
    retype_item,
)
from headway.work.models import Item, ItemType, Project
from tests.work.boards import state
from tests.work.lists import HTMX, text_of
from tests.work.test_item_cells import opened
from tests.work.test_item_page import ITEM


@pytest.fixture
def bug(dee: Actor, survey: Item) -> ItemType:
    """A type whose doing state is called otherwise, and which has a review, too."""
    kind = add_type(by=dee, name="Bug")
    edit_state(kind.states.get(name="In progress").pk, by=dee, name="Being fixed")
    return kind


def place(item: Item) -> tuple[str, str, str]:
    item = Item.objects.select_related("type", "status").get(pk=item.pk)
    return item.type.name, item.status.name, item.state


def test_an_item_is_created_of_a_chosen_type(
    bridge: Project, bug: ItemType, ada: Actor, ask
):
    made = create_item(bridge.pk, by=ada, title="Crack", type_id=bug.pk)
    assert place(made) == ("Bug", "To do", "todo")
    with pytest.raises(NotFound):
        create_item(bridge.pk, by=ada, title="Crack", type_id=bug.pk + 1000)

    said = {"project": "BRI", "title": "Leak", "type_id": bug.pk}
    answer = ask("POST", "/items", said)
    assert (answer.status_code, answer.json()["type_id"]) == (201, bug.pk)
    batch = {"create": [said, said | {"type_id": None}]}
    types = [i["type_id"] for i in ask("POST", "/items/batch", batch).json()["created"]]
    assert types == [bug.pk, ItemType.objects.get(is_default=True).pk]


@pytest.mark.django_db(transaction=True)
def test_another_type_brings_the_state_that_is_like_it_and_undo_brings_both_back(
    survey: Item, bug: ItemType, ada: Actor
):
    move_item(survey.pk, by=ada, status_id=state("Review").pk)
    begun = Item.objects.get(pk=survey.pk).started_at
    _item, operation = performed(lambda: retype_item(survey.pk, bug.pk, by=ada))
    assert place(survey) == ("Bug", "Review", "doing")
    assert Item.objects.get(pk=survey.pk).started_at == begun
    assert operation is not None
    undo_operation(operation, by=ada)
    assert place(survey) == ("Task", "Review", "doing")

    move_item(survey.pk, by=ada, status_id=state("In progress").pk)
    retype_item(survey.pk, bug.pk, by=ada)
    assert place(survey) == ("Bug", "Being fixed", "doing")


def test_the_same_type_again_is_nothing_and_viewers_change_none(
    survey: Item, bug: ItemType, ada: Actor, ben: Actor
):
    retype_item(survey.pk, survey.type_id, by=ada)
    assert Item.objects.get(pk=survey.pk).version == 1
    with pytest.raises(PermissionDenied):
        retype_item(survey.pk, bug.pk, by=ben)
    with pytest.raises(NotFound):
        retype_item(survey.pk, bug.pk + 1000, by=ada)
    assert place(survey) == ("Task", "To do", "todo")


@pytest.mark.django_db(transaction=True)
def test_many_get_a_type_in_one_operation(
    survey: Item, dig: Item, bug: ItemType, dee: Actor, adas_browser: Client, ask
):
    add_state(survey.type_id, by=dee, name="Odd", category="waiting")
    move_item(dig.pk, by=dee, status_id=state("Odd").pk)
    _items, operation = performed(
        lambda: change_items([survey.pk, dig.pk], by=dee, type_id=bug.pk, state="done")
    )
    assert place(survey) == place(dig) == ("Bug", "Done", "done")
    assert operation is not None
    undo_operation(operation, by=dee)
    assert place(dig) == ("Task", "Odd", "waiting")

    menu = text_of(adas_browser)
    assert 'name="type-value"' in menu
    sent = {"item": [survey.key, dig.key], "type-value": bug.pk}
    adas_browser.post("/w/acme/work/selection/changes/type/", sent, headers=HTMX)
    assert place(survey)[0] == place(dig)[0] == "Bug"
    task = ItemType.objects.get(is_default=True).pk
    change = [{"item": survey.key, "type_id": task}, {"item": dig.key}]
    assert ask("POST", "/items/batch", {"change": change}).status_code == 200
    assert (place(survey)[0], place(dig)[0]) == ("Task", "Bug")


def test_the_type_is_changed_on_the_page_and_by_programs_and_told(
    adas_browser: Client, survey: Item, bug: ItemType, ask
):
    for headers, kind in (({}, bug.pk), (HTMX, survey.type_id)):
        sent = opened(adas_browser, "type") | {"value": kind}
        answer = adas_browser.post(f"{ITEM}cells/type/", sent, headers=headers)
        assert answer.status_code == (200 if headers else 302)
    said = ask("PUT", f"/items/{survey.key}/type", {"type_id": bug.pk})
    assert (said.status_code, said.json()["type_id"]) == (200, bug.pk)
    history = text_of(adas_browser, f"{ITEM}history/")
    assert "Ada made it a “Bug”" in history
    assert "Ada made it a “Task”" in history


def test_what_drives_an_item_is_changed_and_its_estimate_goes_along(
    adas_browser: Client, survey: Item, ada: Actor
):
    edit_item(survey.pk, by=ada, effort_minutes=240, low_minutes=120, high_minutes=480)
    drives = []
    for drive in ("duration", "milestone", "effort"):
        sent = opened(adas_browser, "drive") | {"value": drive}
        adas_browser.post(f"{ITEM}cells/drive/", sent, headers=HTMX)
        survey.refresh_from_db()
        drives.append((survey.drive, survey.estimate_minutes, survey.high_minutes))
    assert drives == [
        ("duration", 240, 480),
        ("milestone", 0, None),
        ("effort", 240, None),
    ]
