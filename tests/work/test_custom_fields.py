"""Fields of a workspace: made, filled, taken back, and what they refuse."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import translation

from headway.actors.models import Actor
from headway.base.errors import DomainError, NotFound, Refused
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.work.actions import (
    add_field,
    archive_field,
    change_items,
    create_item,
    delete_items,
    duplicate_item,
    edit_field,
    edit_item,
    remove_field,
    unarchive_field,
)
from headway.work.field_values import kept, number_in, read, typed
from headway.work.forms import CustomFieldForm
from headway.work.models import CustomField, Item, ItemType, Project
from tests.work.lists import HTMX, text_of
from tests.work.test_item_cells import opened
from tests.work.test_item_page import ITEM

OPTIONS = [{"name": "High", "colour": "red"}, {"name": "Low"}]


def custom_of(item: Item) -> dict[str, Any]:
    return Item.everything.get(pk=item.pk).custom


def last_operation() -> Any:
    return Event.objects.order_by("-pk")[0].operation


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "  Steel ", "Steel"),
        ("number", "1,234.50", 1234.5),
        ("number", "1.234,5", 1234.5),
        ("number", "12,5", 12.5),
        ("number", "40", 40),
        ("date", "2030-05-31", "2030-05-31"),
        ("yes_no", "Yes", True),
        ("yes_no", "no", False),
        ("option", "high", 1),
        ("options", "Low; High", [1, 2]),
        ("options", "Low", [2]),
        ("options", "; low ,, Not now; maybe,", [2, 3]),
        ("address", "https://example.org/a", "https://example.org/a"),
        ("text", " ", None),
    ],
)
def test_a_text_is_read_as_its_field_takes_it(kind: str, text: str, value: Any):
    names = ("High", "Low", "Not now; maybe")
    rows = [{"id": n, "name": name} for n, name in enumerate(names, 1)]
    field = CustomField(pk=7, name="F", kind=kind, options=rows)
    assert kept(field, read(field, text)) == value
    assert kept(field, read(field, typed(field, value, {}))) == value


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("text", 5),
        ("text", "x" * 1001),
        ("number", "1,234"),
        ("number", True),
        ("number", 10**16),
        ("number", float("nan")),
        ("date", "31 May"),
        ("date", "0001-01-01"),
        ("yes_no", "perhaps"),
        ("option", "Middle"),
        ("option", 3),
        ("options", ["Low", 9]),
        ("person", "Ada"),
        ("address", "javascript:alert(1)"),
        ("address", "https://a b.example"),
    ],
)
def test_what_a_field_does_not_take_is_refused(kind: str, said: Any):
    rows = [{"id": n, **row} for n, row in enumerate(OPTIONS, 1)]
    with pytest.raises(Refused):
        kept(CustomField(pk=7, name="F", kind=kind, options=rows), said)
    assert number_in("1,234") is None


@pytest.mark.django_db(transaction=True)
def test_what_is_said_in_fields_is_told_and_taken_back(
    survey: Item, dig: Item, ada: Actor, dee: Actor, adas_browser: Client
):
    cost = add_field(by=dee, name="Cost centre", kind="number")
    level = add_field(by=dee, name="Level", kind="option", options=OPTIONS)
    who = add_field(by=dee, name="Buyer", kind="person")
    said = {cost.pk: 12.5, level.pk: "low", who.pk: {"person_id": ada.person.pk}}
    edit_item(survey.pk, by=ada, title="Survey", custom=said)
    survey.refresh_from_db()
    assert survey.custom == {
        cost.key: 12.5,
        level.key: 2,
        who.key: {"person_id": ada.person.pk},
    }
    assert (survey.title, survey.version) == ("Survey", 3)
    history = text_of(adas_browser, f"{ITEM}history/")
    assert "Ada changed “Cost centre”: nothing → 12.5" in history
    assert "Ada changed “Level”: nothing → Low" in history
    assert "Ada changed “Buyer”: nothing → Ada" in history

    first = last_operation()
    events = Event.objects.count()
    edit_item(survey.pk, by=ada, custom={cost.pk: 12.5})
    assert Event.objects.count() == events
    change_items([survey.pk, dig.pk], by=ada, custom={cost.pk: 40})
    bulk = last_operation()
    with pytest.raises(Refused, match="changed “Survey” since"):
        undo_operation(first, by=ada)
    undo_operation(bulk, by=ada)
    assert (custom_of(dig), custom_of(survey)[cost.key]) == ({}, 12.5)
    copy = duplicate_item(survey.pk, by=ada)
    assert custom_of(copy) == custom_of(survey)
    undo_operation(first, by=ada)
    assert custom_of(survey) == {}


@pytest.mark.django_db
def test_a_field_refuses_and_leaves_no_trace(
    survey: Item, ada: Actor, ben: Actor, dee: Actor
):
    bug = ItemType.objects.create(workspace=dee.workspace, name="Bug")
    cost = add_field(by=dee, name="Cost centre", kind="number")
    other = add_field(by=dee, name="Only bugs", kind="text", type_ids=[bug.pk])
    old = add_field(by=dee, name="Old", kind="text")
    edit_item(survey.pk, by=ada, custom={old.pk: "as it was"})
    archive_field(old.pk, by=dee)
    events = Event.objects.count()
    for custom, error in (
        ({cost.pk: "much"}, Refused),
        ({other.pk: "x"}, Refused),
        ({old.pk: "y"}, Refused),
        ({999_999: 1}, NotFound),
    ):
        with pytest.raises(error):
            edit_item(survey.pk, by=ada, title="Other", custom=custom)
    with pytest.raises(PermissionDenied):
        edit_item(survey.pk, by=ben, custom={cost.pk: 1})
    for act in (
        lambda: add_field(by=ada, name="Mine", kind="text"),
        lambda: archive_field(cost.pk, by=ada),
    ):
        with pytest.raises(PermissionDenied):
            act()
    for name in ("COST  CENTRE", " ", "x" * 61):
        with pytest.raises(Refused):
            add_field(by=dee, name=name, kind="text")
    assert Event.objects.count() == events
    assert custom_of(survey) == {old.key: "as it was"}
    assert Item.objects.get(pk=survey.pk).title == "Survey the site"
    edit_item(survey.pk, by=ada, custom={old.pk: None})
    assert custom_of(survey) == {}


@pytest.mark.django_db(transaction=True)
def test_a_field_goes_only_while_nothing_is_said_in_it(
    bridge: Project, ada: Actor, dee: Actor
):
    level = add_field(by=dee, name="Level", kind="option", options=OPTIONS)
    item = create_item(bridge.pk, by=ada, title="Dig", custom={level.pk: 1})
    with pytest.raises(Refused, match="1 item says something"):
        remove_field(level.pk, by=dee)
    with pytest.raises(Refused, match="“High” is chosen"):
        edit_field(level.pk, by=dee, options=[{"id": 2, "name": "Low"}])
    rows = [{"id": 1, "name": "Top"}, {"id": 2, "name": "Low"}, {"name": "None"}]
    edit_field(level.pk, by=dee, name="Grade", options=rows)
    edited = last_operation()
    level.refresh_from_db()
    assert [row["name"] for row in level.options] == ["Top", "Low", "None"]
    edit_field(level.pk, by=dee, options=level.options[:2])
    edit_field(level.pk, by=dee, options=[*level.options[:2], {"name": "New"}])
    level.refresh_from_db()
    assert level.options[2]["id"] == 4

    delete_items([item.pk], by=ada)
    with pytest.raises(Refused, match="in the bin counted"):
        remove_field(level.pk, by=dee)
    with pytest.raises(DomainError):
        undo_operation(edited, by=dee)
    Item.everything.filter(pk=item.pk).update(custom={})
    remove_field(level.pk, by=dee)
    add_field(by=dee, name="grade", kind="text")
    with pytest.raises(Refused, match="there already"):
        undo_operation(Event.objects.get(kind="work.field_removed").operation, by=dee)
    archive_field(CustomField.objects.get(name="grade").pk, by=dee)
    undo_operation(last_operation(), by=dee)
    assert CustomField.objects.get(name="grade").archived_at is None
    unarchive_field(CustomField.objects.get(name="grade").pk, by=dee)


@pytest.mark.django_db
def test_a_field_is_edited_in_place(
    adas_browser: Client, survey: Item, dee: Actor, ada: Actor
):
    cost = add_field(by=dee, name="Cost <centre>", kind="number")
    tags = add_field(by=dee, name="Trades", kind="options", options=OPTIONS)
    page = text_of(adas_browser, ITEM)
    assert "<dt><bdi>Cost &lt;centre&gt;</bdi></dt>" in page
    assert f'data-edit="{ITEM}cells/{cost.column}/"' in page

    sent = opened(adas_browser, cost.column) | {"value": "40,5"}
    answer = adas_browser.post(f"{ITEM}cells/{cost.column}/", sent, headers=HTMX)
    assert answer.status_code == 200
    assert "<bdi>40.5</bdi>" in answer.content.decode()
    edit_item(survey.pk, by=dee, custom={cost.pk: 7})
    answer = adas_browser.post(f"{ITEM}cells/{cost.column}/", sent, headers=HTMX)
    assert answer.status_code == 412
    assert "Dee changed this to “7”" in answer.content.decode()
    again = sent | {"value": "much", "version": ""}
    answer = adas_browser.post(f"{ITEM}cells/{cost.column}/", again, headers=HTMX)
    assert answer.status_code == 422
    assert "takes a number" in answer.content.decode()

    form = text_of(adas_browser, f"{ITEM}cells/{tags.column}/")
    assert '<input type="checkbox" name="value" value="2">' in form
    adas_browser.post(f"{ITEM}cells/{tags.column}/", {"value": ["2", "1"]})
    assert custom_of(survey) == {cost.key: 7, tags.key: [1, 2]}
    shown = text_of(adas_browser, ITEM)
    assert '<span class="tag label is-red"><bdi>High</bdi></span>' in shown
    archive_field(tags.pk, by=dee)
    assert "Trades" in text_of(adas_browser, ITEM)
    assert adas_browser.get(f"{ITEM}cells/field-999999/").status_code == 404


@pytest.mark.django_db
def test_a_point_that_may_be_between_thousands_is_asked_about(survey: Item, dee: Actor):
    cost = add_field(by=dee, name="Cost", kind="number")
    edit_item(survey.pk, by=dee, custom={cost.pk: 1.234})
    survey.refresh_from_db()
    for language, text, value in (
        ("en", "1.500", 1.5), ("de", "1.500", None), ("de", "1.500,0", 1500),
        ("de", "1500", 1500), ("de", "0.125", 0.125), ("de", "1.2340", 1.234),
    ):  # fmt: skip
        with translation.override(language):
            form = CustomFieldForm(survey, field=cost, by=dee, data={"value": text})
            assert form.is_valid() is (value is not None), (language, text)
            assert form.cleaned_data.get("value") == value
            assert form.text_of(survey) == "1.2340"


@pytest.mark.django_db
def test_options_that_others_have_changed_meanwhile_stay(client: Client, dee: Actor):
    level = add_field(by=dee, name="Level", kind="option", options=OPTIONS)
    page, then = f"/w/acme/settings/fields/{level.pk}/", "High | red\r\nLow"
    client.force_login(dee.person.user)
    assert 'name="options_then" value="High | red\nLow"' in (
        client.get(page).content.decode()
    )
    edit_field(level.pk, by=dee, options=[*level.options, {"name": "Medium"}])
    sent = {"name": "Level", "options": f"{then}\r\nUrgent", "options_then": then}

    late = client.post(page, sent)
    assert late.status_code == 422
    assert "The options were changed meanwhile" in late.content.decode()
    level.refresh_from_db()
    assert [row["name"] for row in level.options] == ["High", "Low", "Medium"]

    sent |= {"options_then": f"{then}\r\nMedium"}
    assert client.post(page, sent).status_code == 302
    level.refresh_from_db()
    assert level.options[2] == {"id": 3, "name": "Urgent", "colour": ""}

    edit_field(level.pk, by=dee, options=[{"name": "Front | red"}])  # as from a file
    sent = {"name": "Side", "options": "Front | red", "options_then": "Front | red"}
    assert client.post(page, sent).status_code == 302
    level.refresh_from_db()
    assert (level.name, level.options[0]["name"]) == ("Side", "Front | red")
