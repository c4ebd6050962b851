"""The palette: find anything and do anything, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from headway.actors.models import Actor
from headway.work.actions import create_item
from headway.work.models import Item
from tests.browser.axe import violations
from tests.browser.lists import (
    browser_context_args,
    row,
    saved,
    sign_in,
    work,
    world,
)
from tests.browser.test_every_page import LOOKS, Visit, check, visit

__all__ = ["browser_context_args", "visit", "work", "world"]


def chosen(page: Page) -> Locator:
    return page.locator("#palette [aria-selected=true]")


def options(page: Page) -> Locator:
    return page.locator("#palette [role=option]")


def test_who_presses_enter_before_the_palette_is_there_is_led_on(
    work: Page, ada: Actor, dig: Item
):
    held: list[Route] = []
    work.route("**/later/palette*", lambda route: held.append(route))
    work.keyboard.press("Control+k")
    expect(work.get_by_role("combobox", name="Find or do")).to_be_focused()
    work.keyboard.type("bri-2")
    work.keyboard.press("Enter")
    held[0].continue_()

    expect(work.get_by_role("heading", level=1)).to_have_text("Dig the pit")


def test_an_item_is_found_opened_and_finished_without_the_mouse(
    work: Page, ada: Actor, dig: Item
):
    create_item(dig.project_id, by=ada, title="Größe <b>", description="of the quarry")
    work.keyboard.press("Control+k")
    field = work.get_by_role("combobox", name="Find or do")
    expect(field).to_be_focused()
    work.keyboard.type("quar")
    expect(chosen(work)).to_contain_text("Größe <b>")
    expect(chosen(work)).to_contain_text("of the quarry")
    assert field.get_attribute("aria-activedescendant") == chosen(work).get_attribute(
        "id"
    )
    work.keyboard.press("Enter")
    expect(work.get_by_role("heading", level=1)).to_have_text("Größe <b>")

    work.wait_for_load_state()  # its keys
    work.keyboard.press("Control+k")
    work.keyboard.type("bri-2")
    work.keyboard.press("Enter")  # before the answer is there
    expect(work.get_by_role("heading", level=1)).to_have_text("Dig the pit")

    work.keyboard.press("Control+k")
    expect(options(work).filter(has_text="Größe <b>")).to_be_visible()  # recent
    work.keyboard.type("done")
    expect(chosen(work)).to_contain_text("Done")
    work.keyboard.press("Enter")
    expect(work.get_by_text("BRI-2 is done.")).to_be_visible()
    assert saved(dig).state == "done"


def test_what_is_in_focus_is_acted_on(work: Page, survey: Item, dig: Item):
    work.keyboard.press("j")
    work.keyboard.press("j")
    work.keyboard.press(".")
    expect(work.locator("#palette")).to_contain_text("With “Dig the pit”")
    work.keyboard.type("wait")
    expect(chosen(work)).to_contain_text("Wait")
    work.keyboard.press("Enter")
    expect(work.get_by_text("BRI-2 waits.")).to_be_visible()
    assert saved(dig).state == "waiting"
    expect(row(work, "BRI-2").locator(".row-title")).to_be_focused()

    work.keyboard.press("a")
    expect(row(work, "BRI-2").locator("[data-edit*=people] form")).to_be_visible()
    work.keyboard.press("Escape")
    work.keyboard.press(".")
    work.keyboard.type("title")
    expect(chosen(work)).to_contain_text("Edit the title…")
    work.keyboard.press("Enter")
    expect(row(work, "BRI-2").get_by_label("Title", exact=True)).to_be_focused()
    work.keyboard.press("Escape")

    work.keyboard.press(".")
    work.keyboard.type("delete")
    expect(chosen(work)).to_contain_text("Delete")
    work.keyboard.press("Enter")
    expect(work.get_by_text("BRI-2 is in the bin.")).to_be_visible()
    work.keyboard.press("Control+z")
    expect(work.get_by_text("Taken back.")).to_be_visible()
    assert saved(dig).deletion is None


def test_nothing_is_done_to_another_item(
    live_server, context, page: Page, world: Actor, survey: Item, dig: Item
):
    """A page may have controls for one item while another is in focus."""
    sign_in(context, world, live_server.url)
    page.goto(f"{live_server.url}/w/acme/work/?open=BRI-1")
    expect(page.locator("#panel #item-title")).to_have_text("Survey the site")
    page.evaluate("document.querySelector('#row-BRI-2').dataset.current = ''")
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_contain_text("With “Dig the pit”")
    page.keyboard.type("start")
    expect(chosen(page)).to_contain_text("BRI-2")
    page.keyboard.press("Enter")
    expect(page.get_by_text("BRI-2 is started.")).to_be_visible()
    assert (saved(survey).state, saved(dig).state) == ("todo", "doing")


def test_it_goes_anywhere_and_beside_and_back(work: Page, dig: Item):
    work.keyboard.press("Control+k")
    work.keyboard.type("dig")
    expect(chosen(work)).to_contain_text("Dig the pit")
    work.keyboard.press("Control+Enter")
    expect(work.locator("#panel #item-title")).to_have_text("Dig the pit")
    work.keyboard.press("Escape")
    work.keyboard.press("Control+k")
    work.keyboard.type("zzz")
    expect(work.locator("#palette")).to_contain_text("Nothing is called “zzz”.")
    expect(options(work)).to_have_count(1)
    expect(chosen(work)).to_contain_text("Create “zzz”")
    work.keyboard.press("Escape")
    expect(work.locator("#palette")).to_be_hidden()

    work.keyboard.press("Control+k")
    work.keyboard.type("timel")
    expect(chosen(work)).to_contain_text("Timeline")
    work.keyboard.press("ArrowDown")
    work.keyboard.press("ArrowUp")
    work.keyboard.press("Enter")
    expect(work.get_by_role("heading", level=1)).to_have_text("Timeline")


def test_it_opens_from_a_field_and_where_single_keys_are_off(work: Page):
    work.evaluate("document.documentElement.dataset.keys = 'off'")
    work.keyboard.press(".")
    expect(work.locator("#palette")).to_be_hidden()
    work.locator("#add-title").focus()
    work.keyboard.press("Control+k")
    expect(work.locator("#palette")).to_be_visible()
    work.keyboard.press("Escape")
    expect(work.locator("#add-title")).to_be_focused()


def test_the_list_of_keys_has_those_of_the_page_alone(
    visit: Visit, survey: Item, ada: Actor
):
    for path, there, absent in (
        (
            "/w/acme/work/",
            ("Next and previous row", "Assign", "Filter", "Into the panel"),
            ("Enter Open\n",),
        ),
        (
            "/w/acme/people/",
            (),
            ("Open beside the list", "Into the panel", "Assign", "Filter"),
        ),
    ):
        page = visit(path, ada, 1440, "light")
        page.keyboard.press("?")
        shown = page.locator("#keys")
        expect(shown).to_contain_text("Find or do")
        text = re.sub(r"(?<=Enter)\s+", " ", shown.inner_text())
        assert [name for name in there if name not in text] == []
        assert [name for name in absent if name in text] == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_it_is_accessible_in_every_look(
    visit: Visit, survey: Item, ada: Actor, width: int, scheme: str
):
    page = visit("/w/acme/items/BRI-1/", ada, width, scheme)
    if width > 760:
        page.keyboard.press("Control+k")
    else:
        page.get_by_role("link", name="Find", exact=True).click()
    expect(options(page).first).to_be_visible()
    assert violations(page) == []
    page.keyboard.type("sur")
    expect(chosen(page)).to_contain_text("Survey the site")
    assert violations(page) == []
    page.goto(page.url.replace("items/BRI-1/", "search/?q=survey"))
    expect(page.get_by_role("link", name="Survey the site")).to_be_visible()
    check(page)
