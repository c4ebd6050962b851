"""The item's page and panel in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from headway.actors.models import Actor
from headway.work.actions import Part, add_comment, assign_people, link_items
from headway.work.models import Item, Link
from tests.browser.axe import violations
from tests.browser.lists import saved, sign_in, world
from tests.work.lists import forecast

__all__ = ["world"]  # the fixture


@pytest.fixture
def item_page(live_server, world: Actor, survey: Item, context, page: Page) -> Page:
    forecast(survey, world, cause="now", rank=1)
    sign_in(context, world, live_server.url)
    page.goto(f"{live_server.url}/w/acme/items/BRI-1/")
    return page


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"bypass_csp": True, "locale": "en-GB"}


def test_an_item_is_worked_on_with_the_keyboard(item_page: Page, survey: Item):
    item_page.keyboard.press("s")
    expect(item_page.get_by_text("BRI-1 is started.")).to_be_visible()
    expect(item_page.locator(".state-button")).to_contain_text("In progress")

    item_page.keyboard.press("e")
    expect(item_page.get_by_label("Title", exact=True)).to_be_focused()
    item_page.keyboard.type("Survey all")
    item_page.keyboard.press("Enter")
    expect(item_page.get_by_role("heading", level=1)).to_have_text("Survey all")

    item_page.keyboard.press("d")
    expect(item_page.locator(".state-button")).to_contain_text("Done")
    assert (saved(survey).state, survey.title) == ("done", "Survey all")


def test_the_state_menu_has_what_can_be_done(item_page: Page, survey: Item):
    menu = item_page.locator(".state-button")
    menu.press("Enter")
    item_page.get_by_role("button", name="Wait", exact=True).press("Enter")
    expect(menu).to_contain_text("Waiting")
    expect(menu).to_be_focused()
    expect(item_page.get_by_role("button", name="Cancel")).to_be_hidden()
    assert saved(survey).state == "waiting"


def test_a_description_is_written_and_saved_with_the_keyboard(
    item_page: Page, survey: Item
):
    item_page.get_by_role("link", name="Describe it").press("Enter")
    expect(item_page.locator("textarea[name=value]")).to_be_focused()
    item_page.keyboard.type("One line")
    item_page.keyboard.press("Enter")
    item_page.keyboard.type("and **another**")
    item_page.keyboard.press("Control+Enter")
    expect(item_page.locator(".prose strong")).to_have_text("another")
    assert saved(survey).description == "One line\nand **another**"


def late(page: Page, ms: int = 600) -> list[str]:
    """Have forms of cells come late; returns the methods of what is asked for."""
    asked: list[str] = []

    def wait(route: Route) -> None:
        asked.append(route.request.method)
        page.wait_for_timeout(ms)
        route.continue_()

    page.route("**/cells/title/**", wait)
    return asked


def test_enter_before_the_field_has_come_saves_nothing_and_leaves_it_open(
    item_page: Page, survey: Item
):
    asked = late(item_page)
    for key in ("e", "Enter", "Enter"):
        item_page.keyboard.press(key)
    field = item_page.get_by_label("Title", exact=True)
    expect(field).to_be_focused()
    item_page.wait_for_timeout(300)
    expect(field).to_have_value("Survey the site")
    assert asked == ["GET"]
    item_page.keyboard.type("Survey all")
    item_page.keyboard.press("Enter")
    expect(item_page.get_by_role("heading", level=1)).to_have_text("Survey all")


def test_what_is_typed_and_entered_before_the_field_has_come_is_saved(
    item_page: Page, survey: Item
):
    asked = late(item_page)
    for key in ("e", "a", "b", "Enter", "c"):
        item_page.keyboard.press(key)
    expect(item_page.get_by_role("heading", level=1)).to_have_text("ab")
    assert asked == ["GET", "POST"]
    assert saved(survey).title == "ab"


def test_keys_are_keys_again_where_a_field_never_came(item_page: Page):
    complaints: list[str] = []
    item_page.on("pageerror", lambda error: complaints.append(str(error)))
    item_page.route("**/cells/title/**", lambda route: route.abort())
    item_page.keyboard.press("e")
    item_page.wait_for_timeout(300)
    item_page.unroute("**/cells/title/**")
    item_page.keyboard.press("e")
    expect(item_page.get_by_label("Title", exact=True)).to_be_focused()
    assert complaints == []


def test_keys_lead_through_the_list_from_which_one_came(item_page: Page, dig: Item):
    item_page.goto(item_page.url.replace("items/BRI-1/", "work/?q=order+by+title+desc"))
    item_page.locator("#row-BRI-1 a[data-panel]").click()
    item_page.get_by_role("link", name="Open as page").click()
    heading = item_page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Survey the site")
    expect(item_page.get_by_role("link", name="Previous item")).to_have_count(0)
    item_page.keyboard.press("j")
    expect(heading).to_have_text("Dig the pit")
    expect(item_page.get_by_role("link", name="Next item")).to_have_count(0)
    item_page.keyboard.press("k")
    expect(heading).to_have_text("Survey the site")
    item_page.get_by_role("link", name="All work").first.focus()
    item_page.keyboard.press("?")
    expect(item_page.locator("#keys")).to_contain_text("Next item")
    item_page.keyboard.press("Escape")
    back = item_page.locator(".crumbs a").first
    expect(back).to_have_attribute("href", "/w/acme/work/?q=order+by+title+desc")


def test_the_address_of_an_item_is_copied_or_is_there_to_copy(item_page: Page):
    item_page.get_by_label("Link to this").press("Enter")
    field = item_page.get_by_label("Address", exact=True)
    expect(field).to_be_focused()
    chosen = "field => [field.selectionStart, field.selectionEnd - field.value.length]"
    assert field.evaluate(chosen) == [0, 0]
    item_page.get_by_role("button", name="Copy", exact=True).press("Enter")
    expect(item_page.locator("#announcer")).to_have_text("Copied")
    item_page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(item_page.get_by_label("Link to this")).to_be_focused()


def test_keys_lead_to_why_and_to_the_deadline(item_page: Page, survey: Item):
    item_page.keyboard.press("y")
    expect(item_page.locator("#why-item-page")).to_be_focused()
    item_page.keyboard.press("p")
    expect(
        item_page.locator("[data-edit$='cells/deadline/'] input[type=date]")
    ).to_be_focused()
    item_page.keyboard.press("Escape")
    with item_page.expect_request("**/items/BRI-1/levers/"):
        item_page.keyboard.press("w")


def test_keys_of_a_row_lead_to_its_why(item_page: Page, dig: Item):
    item_page.goto(item_page.url.replace("items/BRI-1/", "work/"))
    item_page.keyboard.press("j")
    item_page.keyboard.press("j")
    item_page.keyboard.press("y")
    expect(item_page).to_have_url(re.compile(r"/items/BRI-2/#why-item-page$"))


def test_what_is_typed_after_a_form_is_opened_is_written_into_it(
    item_page: Page, survey: Item
):
    item_page.get_by_text("Add a line").click()
    for text in ("send it", "done"):
        item_page.keyboard.type(text)
        item_page.keyboard.press("Enter")
        expect(item_page.locator(".checks")).to_contain_text(text)
    assert (saved(survey).state, survey.title) == ("todo", "Survey the site")


def test_sub_items_and_dependencies_are_added_one_after_the_other(
    item_page: Page, survey: Item, dig: Item
):
    item_page.get_by_text("Add a sub-item").click()
    field = item_page.get_by_label("Title of a new sub-item")
    for title in ("Measure", "Draw"):
        field.fill(title)
        field.press("Enter")
        expect(item_page.get_by_role("link", name=title)).to_be_visible()
        expect(field).to_have_value("")
        expect(field).to_be_focused()

    item_page.get_by_role("button", name="BRI-2 no longer waits for BRI-1").click()
    expect(item_page.get_by_role("table", name="Holds back")).to_be_hidden()
    item_page.get_by_text("Add a dependency").click()
    item_page.get_by_role("textbox", name="Key").fill("bri-77")
    item_page.get_by_role("textbox", name="Key").press("Enter")
    expect(item_page.get_by_text("There is no BRI-77")).to_be_visible()
    item_page.get_by_role("textbox", name="Key").fill("bri-2")
    item_page.get_by_role("textbox", name="Key").press("Enter")
    expect(item_page.get_by_role("table", name="Waits for")).to_be_visible()
    assert Link.objects.get().after == survey


def test_a_day_is_written_and_the_focus_stays_with_what_is_near(
    item_page: Page, survey: Item, dig: Item, ada: Actor
):
    item_page.get_by_role("link", name="none Edit the deadline").press("Enter")
    field = item_page.locator("input[type=date]")
    expect(field).to_be_focused()
    field.fill("2030-05-06")
    expect(item_page.locator(".inline-hint")).to_have_text("6 May 2030")
    field.press("Enter")
    written = item_page.get_by_role("link", name="6 May 2030 Edit the deadline")
    expect(written).to_be_focused()
    assert saved(survey).deadline is not None

    remove = item_page.get_by_role("button", name="BRI-2 no longer waits for BRI-1")
    remove.press("Enter")
    expect(remove).to_have_count(0)
    expect(item_page.locator("body:focus")).to_have_count(0)


def test_everything_works_without_scripts(
    live_server, browser: Browser, world: Actor, survey: Item
):
    context: BrowserContext = browser.new_context(java_script_enabled=False)
    sign_in(context, world, live_server.url)
    page = context.new_page()
    page.goto(f"{live_server.url}/w/acme/work/")
    page.locator("#row-BRI-1 td[data-edit$='left/'] a").click()
    page.get_by_label("Left").fill("3h")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("What is left of BRI-1 is noted.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    assert saved(survey).remaining_minutes is None

    page.get_by_role("button", name="Start", exact=True).click()
    assert saved(survey).state == "doing"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_and_nothing_sticks_out(
    item_page: Page, survey, dig, lea, ada, scheme: str, width: int
):
    people = [Part(person_id=who.person.pk) for who in (ada, lea)]
    assign_people(survey.pk, people, by=ada)
    link_items(survey.pk, dig.pk, by=ada)
    for who in (ada, lea):
        add_comment(survey.pk, f"See {'x' * 99}.\n\n> **Soon**, @Lea", by=who)
    item_page.emulate_media(color_scheme=scheme)
    item_page.set_viewport_size({"width": width, "height": 844})
    item_page.reload()
    for closed in ("Shares", "Add a dependency", "Add a sub-item"):
        item_page.get_by_text(closed, exact=True).click()

    assert violations(item_page) == []
    assert item_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
