"""The menus of the list are kept for all who see the same in them, and no others."""

import re
from html import unescape

from django.test import Client

from headway.actors.models import Actor
from headway.work.actions import add_field, add_type, edit_field, rename_type
from headway.work.models import FieldKind, Item
from tests.work.lists import LIST, signed_in, text_of


def page_of(client: Client, query: str = "", **headers: str) -> str:
    return unescape(text_of(client, f"{LIST}{query}", **headers))


def menu(page: str, name: str) -> str:
    found = re.search(rf'<details [^>]*id="bulk-menu-{name}".*?</details>', page, re.S)
    return found[0] if found else ""


def test_menus_say_what_a_field_is_called_now(client: Client, survey: Item, dee: Actor):
    signed_in(client, dee)
    field = add_field(by=dee, name="Colour", kind=FieldKind.TEXT)
    before = page_of(client)
    assert "Colour" in menu(before, "field")
    # columns to choose from name it, too
    assert before.count("Colour") > menu(before, "field").count("Colour")
    edit_field(field.pk, by=dee, name="Hue")
    after = page_of(client)
    assert "Hue" in menu(after, "field")
    assert "Colour" not in after


def test_the_menu_of_types_is_there_once_there_are_two(
    client: Client, survey: Item, dee: Actor
):
    signed_in(client, dee)
    assert not menu(page_of(client), "type")
    bug = add_type(by=dee, name="Bug")
    assert ">Bug<" in menu(page_of(client), "type")
    rename_type(bug.pk, "Defect", by=dee)
    shown = menu(page_of(client), "type")
    assert ">Defect<" in shown
    assert ">Bug<" not in shown


def test_menus_lead_to_the_list_that_they_stand_in(
    adas_browser: Client, survey: Item, dig: Item
):
    for query in ("?q=state+%3D+open", "?q=state+%3D+open&group=state"):
        page = page_of(adas_browser, query)
        addresses = re.findall(r'formaction="([^"]*)"', menu(page, "state"))
        assert addresses
        assert all(address.endswith(query) for address in addresses)
        assert "\x01" not in page


def test_menus_are_in_the_language_of_the_reader(adas_browser: Client, survey: Item):
    english = page_of(adas_browser)
    german = page_of(adas_browser, HTTP_ACCEPT_LANGUAGE="de")
    assert ">Outline<" in english
    assert ">Outline<" not in german
    assert menu(english, "state") != menu(german, "state")
