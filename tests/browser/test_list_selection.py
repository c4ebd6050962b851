"""Rows of the list selected by keyboard, mouse and finger, and changed at once."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from headway.actors.models import Actor
from headway.work.actions import edit_item
from headway.work.models import Item
from tests.browser.axe import violations
from tests.browser.lists import (
    LIVE_MS,
    browser_context_args,
    live_work,
    outline,
    row,
    saved,
    sign_in,
    work,
    world,
)
from tests.server.conftest import headway

__all__ = ["browser_context_args", "headway", "live_work", "outline", "work", "world"]

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def box(page: Page, key: str):
    return page.get_by_role("checkbox", name=f"Select {key}")


def test_rows_are_selected_and_changed_with_the_keyboard_alone(
    outline: list[Item], work: Page, survey: Item
):
    bar = work.locator("#bulk")
    expect(bar).to_be_hidden()
    for key in ("j", "x", "Shift+ArrowDown", "Shift+ArrowDown"):
        work.keyboard.press(key)
    expect(bar).to_contain_text("3 selected")
    expect(row(work, "BRI-4").locator(".row-title")).to_be_focused()
    work.keyboard.press("Shift+ArrowUp")
    expect(bar).to_contain_text("2 selected")

    work.keyboard.press("F6")
    expect(bar).to_be_focused()
    work.keyboard.press("Tab")
    expect(bar.locator("summary").first).to_be_focused()
    work.keyboard.press("F6")
    expect(row(work, "BRI-3").locator(".row-title")).to_be_focused()

    work.keyboard.press("a")
    expect(work.get_by_label("People, instead of those now")).to_be_focused()
    work.keyboard.type("ada")
    work.keyboard.press("Enter")
    toast = work.locator("[data-toast]")
    expect(toast).to_contain_text("2 items: Ada")
    expect(bar).to_contain_text("2 selected")
    assert outline[0].assignments.count() == 1

    work.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    with work.expect_response("**/undo/"):
        work.keyboard.press("Control+z")
    assert outline[0].assignments.count() == 0


def test_boxes_are_seen_before_the_pointer_is_there(outline: list[Item], work: Page):
    expect(box(work, "BRI-1")).to_have_css("opacity", "1")


def test_all_are_selected_by_one_click_and_one_left_out(
    outline: list[Item], work: Page, survey: Item
):
    everything = work.get_by_role("checkbox", name=re.compile("^Select all 4 that"))
    everything.check()
    expect(work.locator("#bulk")).to_contain_text("4 selected")
    box(work, "BRI-4").uncheck()
    expect(work.locator("#bulk")).to_contain_text("3 selected")
    assert everything.evaluate("box => box.indeterminate && !box.checked")

    work.locator("#bulk-menu-importance summary").click()
    work.locator("#bulk").get_by_role("button", name="High", exact=True).click()
    expect(work.locator("[data-toast]")).to_contain_text("3 items: importance high")
    expect(row(work, "BRI-1")).to_contain_text("importance: high")
    with work.expect_response("**/undo/"):
        work.locator("[data-toast]").get_by_role("button", name="Undo").click()
    assert saved(survey).priority == 500


def test_a_range_is_selected_with_shift(outline: list[Item], work: Page):
    box(work, "BRI-1").check()
    box(work, "BRI-2").click(modifiers=["Shift"])
    expect(work.locator("#bulk")).to_contain_text("4 selected")


def test_what_is_selected_stays_so_on_other_pages(
    outline: list[Item], work: Page, survey: Item, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("headway.work.listing.PAGE_ROWS", 2)
    bar, keys = work.locator("#bulk"), ("BRI-1", "BRI-3")
    work.reload()
    for key in keys:
        box(work, key).check()
    expect(bar).to_contain_text("2 selected")
    work.get_by_role("link", name="Next 100").click()
    expect(bar).to_contain_text("2 selected")
    expect(row(work, "BRI-1")).to_have_count(0)
    box(work, "BRI-2").check()
    expect(bar).to_contain_text("3 selected")

    work.go_back()
    expect(bar).to_contain_text("3 selected")
    for key in keys:
        expect(box(work, key)).to_be_checked()
    work.locator("#bulk-menu-importance summary").click()
    bar.get_by_role("button", name="High", exact=True).click()
    expect(work.locator("[data-toast]")).to_contain_text("3 items: importance high")
    expect(bar).to_contain_text("3 selected")
    assert saved(outline[0]).priority == saved(survey).priority != 500

    work.get_by_role("button", name="Delete", exact=True).click()
    expect(work.locator("[data-toast]").last).to_contain_text("in the bin")
    expect(bar).to_be_hidden()


def test_more_are_counted_than_an_address_holds(work: Page):
    work.evaluate(
        """() => {
          for (let n = 1000; n < 2000; n++) {
            const box = document.createElement("input");
            Object.assign(box, { type: "checkbox", name: "item", value: `BRI-${n}` });
            box.checked = box.dataset.select = "item";
            document.getElementById("bulk-beyond").append(box);
          }
        }"""
    )
    with work.expect_response("**/work/selection/**") as answer:
        box(work, "BRI-1").check()
    assert answer.value.status == 200
    sent = answer.value.request
    assert len(sent.url) < 200
    assert (sent.post_data or "").count("item=BRI-") == 1001
    expect(work.locator("#bulk")).to_contain_text("1 selected")


def test_who_comes_to_a_list_from_elsewhere_has_nothing_selected(work: Page):
    box(work, "BRI-1").check()
    views = work.get_by_role("navigation", name="Views")
    views.get_by_role("link", name="Board").click()
    views.get_by_role("link", name="List").click()
    expect(box(work, "BRI-1")).not_to_be_checked()
    expect(work.locator("#bulk")).to_be_hidden()


def test_a_mistake_is_shown_in_its_menu(work: Page):
    box(work, "BRI-1").check()
    work.locator("#bulk-menu-people summary").click()
    field = work.get_by_label("People, instead of those now")
    field.fill("Zed")
    work.locator("#bulk-menu-people").get_by_role(
        "button", name="Apply", exact=True
    ).click()
    expect(work.locator("#bulk-menu-people")).to_contain_text("called “Zed”")
    expect(field).to_have_value("Zed")
    expect(work.locator("#bulk")).to_contain_text("1 selected")


def test_changes_of_others_keep_the_selection(
    live_work: Page, survey: Item, dig: Item, ada: Actor
):
    box(live_work, "BRI-1").check()
    edit_item(survey.pk, by=ada, title="Survey the shore")
    title = row(live_work, "BRI-1").locator(".row-title")
    expect(title).to_have_text("Survey the shore", timeout=LIVE_MS)
    expect(box(live_work, "BRI-1")).to_be_checked()
    expect(live_work.locator("#bulk")).to_contain_text("1 selected")


def test_it_works_without_scripts(
    browser: Browser, live_server, world: Actor, survey: Item
):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, world, live_server.url)
    page = context.new_page()
    page.goto(f"{live_server.url}/w/acme/work/")
    box(page, "BRI-1").check()
    page.locator("#bulk-menu-state summary").click()
    page.get_by_role("button", name="In progress", exact=True).click()
    expect(page.locator("[data-toast]")).to_contain_text("1 item: In progress")
    assert saved(survey).state == "doing"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_while_rows_are_selected(
    work: Page, scheme: str, size: dict[str, int]
):
    work.set_viewport_size(size)
    work.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    box(work, "BRI-1").check()
    expect(work.locator("#bulk")).to_contain_text("1 selected")
    work.locator("#bulk-menu-people summary").click()
    assert violations(work) == []
    assert work.evaluate("document.documentElement.scrollWidth") <= size["width"]
