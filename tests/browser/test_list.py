"""The list of work, with the keyboard and live."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from headway.actors.models import Actor
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    edit_item,
    link_items,
)
from headway.work.models import Item
from tests.browser.axe import violations
from tests.server.conftest import Running, cookie_of, headway

__all__ = ["headway"]  # the fixture

LIVE_MS = 60_000
"""A worker that still compiles announces changes late."""


@pytest.fixture
def world(ada: Actor, survey: Item, dig: Item) -> Actor:
    link_items(survey.pk, dig.pk, by=ada)
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    return ada


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"bypass_csp": True, "locale": "en-GB"}


@pytest.fixture
def work(live_server, world: Actor, context: BrowserContext, page: Page) -> Page:
    """Ada's list of all work; nothing tells it of changes."""
    sign_in(context, world, live_server.url)
    page.goto(f"{live_server.url}/w/acme/work/")
    return page


@pytest.fixture
def live_work(
    headway: Running, world: Actor, context: BrowserContext, page: Page
) -> Page:
    """Ada's list of all work, listening."""
    address = f"http://127.0.0.1:{headway.port}"
    sign_in(context, world, address)
    with page.expect_response("**/events*"):
        page.goto(f"{address}/w/acme/work/")
    return page


def sign_in(context: BrowserContext, actor: Actor, address: str) -> None:
    name, value = cookie_of(actor).split("=")
    context.add_cookies([{"name": name, "value": value, "url": address}])


def row(page: Page, key: str):
    return page.locator(f"#row-{key}")


def saved(item: Item) -> Item:
    item.refresh_from_db()
    return item


def test_the_list_is_worked_through_with_the_keyboard(work: Page, dig: Item):
    work.keyboard.press("j")
    expect(row(work, "BRI-1").locator(".row-title")).to_be_focused()
    work.keyboard.press("j")
    work.keyboard.press("k")
    work.keyboard.press("j")
    expect(row(work, "BRI-2").locator(".row-title")).to_be_focused()

    work.keyboard.press("Enter")
    panel = work.locator("#panel")
    expect(panel.get_by_role("heading", name="Dig the pit")).to_be_visible()
    assert work.url.endswith("?open=BRI-2")
    work.keyboard.press("k")
    expect(panel.get_by_role("heading", name="Survey the site")).to_be_visible()
    work.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(row(work, "BRI-1").locator(".row-title")).to_be_focused()

    work.keyboard.press("j")
    work.keyboard.press("F2")
    field = row(work, "BRI-2").get_by_label("Title", exact=True)
    expect(field).to_be_focused()
    work.keyboard.type("Nothing of the kind")
    work.keyboard.press("Escape")
    expect(row(work, "BRI-2")).to_contain_text("Dig the pit")
    work.keyboard.press("e")
    work.keyboard.type("Dig the big pit")  # at once: no letter is taken for a key
    expect(field).to_have_value("Dig the big pit")
    work.keyboard.press("Enter")
    expect(row(work, "BRI-2").locator(".row-title")).to_have_text("Dig the big pit")
    assert saved(dig).title == "Dig the big pit"

    work.keyboard.press("Control+z")
    expect(work.get_by_text("Taken back.")).to_be_visible()
    assert saved(dig).title == "Dig the pit"


def test_what_is_left_says_how_it_was_understood(work: Page, survey: Item):
    cell = row(work, "BRI-1").locator("td[data-edit$='left/']")
    cell.get_by_role("link").click()
    work.keyboard.type("soon")  # at once, before the field is there
    work.keyboard.press("Enter")
    expect(cell.get_by_role("alert")).to_contain_text("no amount of work")
    expect(cell.get_by_label("Left", exact=True)).to_have_value("soon")
    expect(cell.get_by_label("Left", exact=True)).to_be_focused()

    cell.get_by_label("Left", exact=True).fill("1:30")
    expect(cell.get_by_role("status")).to_have_text("1 h 30 m left")
    work.keyboard.press("Enter")
    expect(cell).to_have_text("1 h 30 m")
    assert saved(survey).remaining_minutes == 90


def test_rows_are_started_finished_and_added(work: Page, survey: Item):
    work.keyboard.press("j")
    work.keyboard.press("s")
    expect(row(work, "BRI-1").locator("button.tile")).to_have_class("tile is-doing")
    work.keyboard.press("d")
    expect(row(work, "BRI-1").locator("button.tile")).to_have_class("tile is-done")
    assert saved(survey).state == "done"

    work.keyboard.press("c")
    expect(work.get_by_label("Title of a new item")).to_be_focused()
    work.keyboard.type("Pour the piers")
    work.keyboard.press("Enter")
    expect(row(work, "BRI-3")).to_contain_text("Pour the piers")
    expect(work.get_by_label("Title of a new item")).to_have_value("")


def test_what_others_change_appears_but_not_under_a_field(
    live_work: Page, survey: Item, dig: Item, lea: Actor
):
    work = live_work
    edit_item(dig.pk, by=lea, title="Dig deeper")
    expect(row(work, "BRI-2")).to_contain_text("Dig deeper", timeout=LIVE_MS)

    cell = row(work, "BRI-1").locator("[data-edit$='title/']")
    cell.locator("[data-edit-open]").click()
    field = cell.get_by_label("Title", exact=True)
    field.fill("Ada's words")
    edit_item(survey.pk, by=lea, title="Lea's words")
    expect(row(work, "BRI-1")).to_have_attribute("data-stale", "", timeout=LIVE_MS)
    expect(field).to_have_value("Ada's words")
    work.keyboard.press("Enter")
    expect(cell.get_by_role("alert")).to_contain_text("Lea changed this")
    expect(field).to_have_value("Ada's words")
    work.keyboard.press("Enter")
    expect(row(work, "BRI-1")).to_contain_text("Ada's words")


@pytest.fixture
def outline(world: Actor, survey: Item) -> list[Item]:
    """Two more items, one in the other, in the survey."""
    measure = create_item(
        survey.project_id, by=world, title="Measure", parent_id=survey.pk
    )
    poles = create_item(
        survey.project_id, by=world, title="Set poles", parent_id=measure.pk
    )
    return [measure, poles]


def test_a_group_is_folded_and_stays_so(work: Page):
    fold = work.get_by_role("button", name="Bridge")
    fold.click()
    expect(row(work, "BRI-1")).to_have_count(0)
    expect(fold).to_be_focused()
    work.reload()
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(row(work, "BRI-1")).to_have_count(0)
    fold.click()
    expect(row(work, "BRI-1")).to_be_visible()


def test_a_summary_is_folded_beside_the_panel_and_back_unfolds_it(
    outline: list[Item], work: Page
):
    row(work, "BRI-2").locator(".row-title").click()
    panel = work.locator("#panel")
    expect(panel.get_by_role("heading", name="Dig the pit")).to_be_visible()

    work.get_by_role("button", name="Rows of Survey the site").click()
    expect(row(work, "BRI-3")).to_have_count(0)
    expect(row(work, "BRI-2")).to_be_visible()
    expect(panel.get_by_role("heading", name="Survey the site")).to_be_visible()
    expect(work).to_have_url(re.compile(r"\?fold=BRI-1&open=BRI-1$"))

    work.go_back()
    expect(row(work, "BRI-4")).to_be_visible()
    expect(panel).to_be_visible()
    work.go_back()
    expect(panel).to_be_hidden()
    expect(row(work, "BRI-4")).to_be_visible()


def test_left_and_right_walk_the_outline(outline: list[Item], work: Page):
    def title(key: str):
        return row(work, key).locator(".row-title")

    work.keyboard.press("j")
    for key in ("BRI-3", "BRI-4"):
        work.keyboard.press("ArrowRight")
        expect(title(key)).to_be_focused()
    work.keyboard.press("ArrowRight")
    expect(title("BRI-4")).to_be_focused()
    work.keyboard.press("ArrowLeft")
    expect(title("BRI-3")).to_be_focused()

    work.keyboard.press("ArrowLeft")
    expect(row(work, "BRI-4")).to_have_count(0)
    expect(title("BRI-3")).to_be_focused()
    work.keyboard.press("ArrowRight")
    expect(row(work, "BRI-4")).to_have_count(1)
    for _ in range(3):
        work.keyboard.press("ArrowLeft")
        work.wait_for_load_state("networkidle")
    expect(row(work, "BRI-3")).to_have_count(0)
    expect(title("BRI-1")).to_be_focused()

    group = work.get_by_role("button", name="Bridge")
    work.keyboard.press("ArrowLeft")
    expect(group).to_be_focused()
    work.keyboard.press("ArrowLeft")
    expect(row(work, "BRI-1")).to_have_count(0)
    work.keyboard.press("ArrowRight")
    expect(row(work, "BRI-2")).to_have_count(1)
    work.keyboard.press("ArrowRight")
    expect(title("BRI-1")).to_be_focused()


def test_what_is_folded_stays_so_while_others_change_it(
    outline: list[Item], live_work: Page, survey: Item, dig: Item, lea: Actor
):
    live_work.get_by_role("button", name="Rows of Survey the site").click()
    expect(row(live_work, "BRI-3")).to_have_count(0)

    create_item(survey.project_id, by=lea, title="Clear", parent_id=survey.pk)
    edit_item(survey.pk, by=lea, title="Survey it all")
    edit_item(dig.pk, by=lea, title="Dig deeper")

    for key, text in (("BRI-1", "Survey it all"), ("BRI-2", "Dig deeper")):
        expect(row(live_work, key)).to_contain_text(text, timeout=LIVE_MS)
    fold = live_work.get_by_role("button", name="Rows of Survey it all")
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(live_work.locator("[data-row]")).to_have_count(2)
    fold.click()
    expect(live_work.locator("[data-row]")).to_have_count(5)


def test_summaries_are_folded_without_scripts(
    outline: list[Item], live_server, world: Actor, browser: Browser
):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, world, live_server.url)
    page = context.new_page()
    page.goto(f"{live_server.url}/w/acme/work/")

    page.get_by_role("button", name="Rows of Measure").click()
    expect(row(page, "BRI-4")).to_have_count(0)
    page.get_by_role("button", name="Rows of Survey the site").click()
    expect(row(page, "BRI-3")).to_have_count(0)
    assert "?fold=BRI-1&fold=BRI-3" in page.url
    page.get_by_role("button", name="Rows of Survey the site").click()
    expect(row(page, "BRI-3")).to_be_visible()
    expect(row(page, "BRI-4")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_list_and_panel(work: Page, scheme: str):
    work.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert violations(work) == []

    row(work, "BRI-1").locator(".row-title").click()
    expect(work.locator("#panel h2").first).to_be_visible()
    assert violations(work) == []
