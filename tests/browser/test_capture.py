"""Work written down: a line understood while it is typed, and pasted lines."""

import pytest
from playwright.sync_api import Page, expect

from headway.actors.models import Actor
from headway.work.actions import add_type
from headway.work.models import Item
from tests.browser.test_every_page import LOOKS, Visit, check, visit
from tests.world import member

__all__ = ["visit"]

LINES = "Site\n  Survey @lea ~2-4h due 2w #wet\n  Dig @nobody\n- [x] Bid"
PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const options = { clipboardData, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""


def typed_and_chosen(page: Page) -> None:
    field = page.locator("#add-title")
    field.press_sequentially("Call @lea ~2-5h due fri @benno")
    echo = page.locator("#add-title_echo")
    expect(echo).to_contain_text("who is meant")
    expect(echo).to_contain_text("for Lea")
    check(page)
    page.get_by_role("button", name="Benno Boll").click()
    expect(field).to_have_value('Call @lea ~2-5h due fri @"Benno Boll"')
    expect(field).to_be_focused()
    field.press("Enter")
    expect(page.locator("#work-list")).to_contain_text("Call")
    expect(field).to_have_value("")
    expect(echo).to_have_text("")


@pytest.mark.parametrize(("width", "scheme"), LOOKS[::3])
def test_lines_become_items_that_are_seen_first(
    visit: Visit, survey: Item, dee: Actor, ada: Actor, lea: Actor, width, scheme
):
    add_type(by=dee, name="Bug")
    for name in ("benno berg", "benno boll"):
        member(name, survey.workspace)
    page = visit("/w/acme/work/", ada, width, scheme)
    page.locator("#add-title").click()
    typed_and_chosen(page)

    expect(page.locator("#add-title")).to_be_focused()
    page.evaluate(PASTE, LINES)
    expect(page.get_by_text("4 items will be created.")).to_be_visible()
    expect(page.locator(".paste-rows")).to_contain_text("Nobody here is called")
    check(page)
    page.get_by_role("button", name="Create items").click()
    expect(page.locator("#work-list")).to_contain_text("Survey")
    expect(page.get_by_text("4 items are there.")).to_be_visible()

    page.goto(page.url.partition("/work/")[0] + "/items/new/?title=Call+@lea")
    expect(page.locator("#add-title_echo")).to_contain_text("for Lea")
    check(page)
    page.goto(page.url.partition("/items/")[0] + "/items/paste/")
    expect(page.get_by_label("What needs doing")).to_be_focused()
    page.goto(page.url.partition("/items/")[0] + "/projects/")
    page.get_by_label("Name").fill("Ferry")
    page.get_by_label("What needs doing").fill("Task;Days\nMoor;1,5\n;2")
    page.get_by_role("button", name="Create project").click()
    expect(page.get_by_text("Row 3: It has no title.")).to_be_visible()
    check(page)
    page.get_by_label("Task", exact=True).select_option("left out")
    page.get_by_label("Days").select_option("Title")
    page.get_by_role("button", name="Read again").click()
    expect(page.locator(".paste-rows")).to_contain_text("1,5")
