"""The box of the filter, by keyboard and by mouse, with scripts and without."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from headway.actors.models import Actor
from headway.work.models import Item
from tests.browser.axe import violations
from tests.browser.lists import browser_context_args, row, sign_in, work, world

__all__ = ["browser_context_args", "work", "world"]  # the fixtures

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def test_a_filter_is_written_with_the_keyboard_alone(work: Page, dig: Item):
    box = work.get_by_role("combobox", name="Filter")
    offers = work.get_by_role("listbox")
    work.keyboard.press("/")
    expect(box).to_be_focused()
    box.fill("")
    work.keyboard.type("assi")
    expect(offers.get_by_role("option").first).to_contain_text("assignee")
    expect(box).to_have_attribute("aria-expanded", "true")
    work.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "filter-offers-0")
    work.keyboard.press("Enter")
    expect(box).to_have_value("assignee ")
    expect(offers.get_by_role("option").first).to_have_text(re.compile("^= *$"))
    for _ in range(2):
        work.keyboard.press("ArrowDown")
    expect(offers.locator("[aria-selected=true]")).to_contain_text("!=")
    work.keyboard.press("Enter")
    work.keyboard.type("me ")
    expect(offers.get_by_role("option").first).to_contain_text("and")
    work.keyboard.press("Escape")
    expect(offers).to_be_hidden()
    expect(box).to_be_focused()
    work.keyboard.press("Enter")
    expect(row(work, "BRI-1")).to_have_count(0)
    expect(row(work, "BRI-2")).to_be_visible()
    assert "q=assignee+%21%3D+me" in work.url
    work.go_back()
    expect(row(work, "BRI-1")).to_be_visible()

    work.keyboard.press("/")
    work.keyboard.type(" and")
    expect(box).to_have_value("state = open and")
    work.keyboard.press("Enter")
    expect(work.locator("#filter-error")).to_be_visible()
    expect(box).to_be_focused()


def test_an_offer_is_taken_with_the_mouse_and_a_part_removed(work: Page, dig: Item):
    box = work.get_by_role("combobox", name="Filter")
    box.fill("title ~ pit and project = b")
    work.get_by_role("listbox").get_by_role("option", name="BRI").click()
    expect(box).to_have_value("title ~ pit and project = BRI ")
    expect(box).to_be_focused()
    work.keyboard.press("Enter")
    expect(row(work, "BRI-1")).to_have_count(0)
    work.get_by_role("link", name="Remove the filter Title").click()
    expect(row(work, "BRI-1")).to_be_visible()
    expect(box).to_have_value("project = BRI")


def test_rows_and_text_follow_each_other_by_keyboard_alone(work: Page, dig: Item):
    box = work.get_by_role("combobox", name="Filter", exact=True)
    first = work.get_by_role("group", name="Condition 1")
    work.locator("summary", has_text="Filter").press("Enter")
    expect(first.get_by_label("Field")).to_be_focused()
    expect(first.get_by_label("Value")).to_have_value("open")

    work.get_by_role("button", name="Condition", exact=True).press("Enter")
    second = work.get_by_role("group", name="Condition 2")
    expect(second.get_by_label("Field")).to_be_focused()
    work.keyboard.type("Person")
    expect(second.get_by_label("Comparison")).to_have_value("=")
    second.get_by_label("Value").focus()
    work.keyboard.type("m")
    expect(second.locator("option[value=me]")).to_have_count(1)
    work.keyboard.type("e")
    expect(box).to_have_value("state = open and assignee = me")
    expect(second.get_by_label("Value")).to_be_focused()

    box.focus()
    work.keyboard.press("Control+a")
    work.keyboard.type("pit or (is blocked and due is not empty)")
    expect(work.get_by_role("group", name="Condition 3")).to_be_visible()
    expect(first.get_by_label("Value")).to_have_value("pit")
    expect(work.get_by_label("Show what")).to_have_value("or")
    work.get_by_role("button", name="Remove condition 3").press("Enter")
    expect(box).to_have_value("pit or is blocked")
    expect(second.get_by_label("Field")).to_be_focused()
    work.get_by_role("button", name="Show", exact=True).press("Enter")
    expect(row(work, "BRI-1")).to_have_count(0)
    expect(row(work, "BRI-2")).to_be_visible()
    assert "q=pit+or+is+blocked" in work.url


def test_a_row_stays_when_one_leaves_it_at_once(work: Page):
    box = work.get_by_role("combobox", name="Filter", exact=True)
    work.locator("summary", has_text="Filter").click()
    value = work.get_by_role("group", name="Condition 1").get_by_label("Value")
    expect(value).to_have_value("open")
    value.fill("done")
    work.keyboard.press("Tab")  # its button to remove it has the focus
    expect(box).to_have_value("state = done")
    expect(value).to_have_value("done")


def test_what_rows_cannot_show_stays_text(work: Page):
    work.locator("summary", has_text="Filter").click()
    expect(work.get_by_role("group", name="Condition 1")).to_be_visible()
    work.get_by_role("combobox", name="Filter", exact=True).fill("not (pit or site)")
    expect(work.get_by_text("Rows cannot show “not (pit or site)”")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_in_offers_and_errors(
    work: Page, scheme: str, size: dict[str, int]
):
    work.set_viewport_size(size)
    work.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    box = work.get_by_role("combobox", name="Filter")
    box.fill("asignee = me and due < 2w order by d")
    expect(work.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    assert violations(work) == []
    work.keyboard.press("Escape")
    work.keyboard.press("Enter")
    expect(work.locator("mark")).to_have_text("asignee")
    expect(work.locator("#filter-error")).to_contain_text("Did you mean “assignee”?")
    assert violations(work) == []
    work.goto(work.url.partition("?")[0] + "?q=state+%3D+open+and+(pit+or+is+blocked)")
    work.locator("summary", has_text="Filter").click()
    expect(work.get_by_role("group", name="Condition 3")).to_be_visible()
    assert violations(work) == []
    assert work.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_without_scripts_the_box_is_a_field_of_a_form(
    browser: Browser, live_server, world: Actor, dig: Item
):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, world, live_server.url)
    page = context.new_page()
    page.goto(f"{live_server.url}/w/acme/work/")
    page.get_by_label("Filter", exact=True).fill("pit")
    page.get_by_role("button", name="Apply the filter").click()
    expect(page).to_have_url(re.compile(r"\?q=pit$"))
    expect(row(page, "BRI-1")).to_have_count(0)
    expect(row(page, "BRI-2")).to_be_visible()
    context.close()
