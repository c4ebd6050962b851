"""The list of work, with the keyboard and live."""

from playwright.sync_api import Page, expect

from headway.actors.models import Actor
from headway.work.actions import edit_item
from headway.work.models import Item
from tests.browser.lists import (
    LIVE_MS,
    browser_context_args,
    live_work,
    row,
    saved,
    work,
    world,
)
from tests.server.conftest import headway

__all__ = ["browser_context_args", "headway", "live_work", "work", "world"]


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
    expect(work.get_by_label("New item", exact=True)).to_be_focused()
    work.keyboard.type("Pour the piers")
    work.keyboard.press("Enter")
    expect(row(work, "BRI-3")).to_contain_text("Pour the piers")
    expect(work.get_by_label("New item", exact=True)).to_have_value("")


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
    late = work.locator("#row-BRI-1[data-stale], #work-list[data-stale]")
    expect(late).not_to_have_count(0, timeout=LIVE_MS)  # or all, if it is planned now
    expect(field).to_have_value("Ada's words")
    work.keyboard.press("Enter")
    expect(cell.get_by_role("alert")).to_contain_text("Lea changed this")
    expect(field).to_have_value("Ada's words")
    work.keyboard.press("Enter")
    expect(row(work, "BRI-1")).to_contain_text("Ada's words")
