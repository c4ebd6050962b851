"""A view of the list saved, opened, changed and removed, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from headway.actors.models import Actor
from headway.work.actions import save_view
from headway.work.models import Item, SavedView
from tests.browser.axe import violations
from tests.browser.lists import browser_context_args, row, sign_in, work, world

__all__ = ["browser_context_args", "sign_in", "work", "world"]  # the fixtures

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def press(page: Page, name: str) -> None:
    page.locator("summary", has_text=name).focus()
    page.keyboard.press("Enter")


def test_a_view_is_saved_changed_and_taken_back(work: Page, dig: Item):
    work.keyboard.press("/")
    work.keyboard.press("Control+a")
    work.keyboard.type("title ~ pit")
    work.keyboard.press("Enter")
    expect(row(work, "BRI-1")).to_have_count(0)
    press(work, "Save view")
    expect(work.get_by_label("Name")).to_be_focused()
    work.keyboard.type("Pits")
    work.keyboard.press("Enter")
    expect(work.get_by_role("heading", name="Pits", level=1)).to_be_visible()
    expect(work.locator(".rail").get_by_role("link", name="Pits")).to_be_visible()
    expect(row(work, "BRI-1")).to_have_count(0)

    work.get_by_role("link", name="Remove the filter Title").click()
    expect(work.get_by_text("changed", exact=True)).to_be_visible()
    expect(row(work, "BRI-1")).to_be_visible()
    work.get_by_role("link", name="Back", exact=True).click()
    expect(row(work, "BRI-1")).to_have_count(0)
    expect(work.get_by_text("changed", exact=True)).to_have_count(0)

    work.get_by_label("Change the saved view").focus()
    work.keyboard.press("Enter")
    work.get_by_role("button", name="Remove the view").press("Enter")
    expect(work.get_by_role("heading", name="All work", level=1)).to_be_visible()
    work.locator("[data-toast]").get_by_role("button", name="Undo").press("Enter")
    expect(work.locator("[data-toast]").last).to_be_visible()
    work.reload()
    expect(work.locator(".rail").get_by_role("link", name="Pits")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_in_a_view_that_was_changed(
    work: Page, world: Actor, scheme: str, size: dict[str, int]
):
    view: SavedView = save_view(
        by=world, name="A long name of a view " * 3, query="", is_pinned=True
    )
    work.set_viewport_size(size)
    work.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    work.goto(re.sub(r"\?.*", "", work.url) + f"?view={view.pk}&q=due+<+2w")
    work.get_by_label("Change the saved view").click()
    expect(work.get_by_role("button", name="Remove the view")).to_be_visible()
    assert violations(work) == []
    assert work.evaluate("document.documentElement.scrollWidth") <= size["width"]
