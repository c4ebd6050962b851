"""Keys, panel, edits in place, toasts and looks in a real browser."""

import re

from playwright.sync_api import Page, expect

from tests.ui import site


def test_rows_are_walked_and_act_by_key(listed: Page):
    listed.keyboard.press("j")
    expect(listed.get_by_role("link", name="Item A")).to_be_focused()
    listed.keyboard.press("j")
    listed.keyboard.press("ArrowUp")
    listed.keyboard.press("ArrowDown")
    expect(listed.locator("#row-B")).to_have_attribute("data-current", "")
    expect(listed.locator("[data-current]")).to_have_count(1)

    listed.keyboard.press("d")
    expect(listed.get_by_text("B is done.")).to_be_visible()
    assert site.SENT["POST toast B"] == 1


def test_keys_stay_letters_where_people_type_and_where_they_are_off(listed: Page):
    field = listed.get_by_label("Field")
    field.press_sequentially("jd?")
    expect(field).to_have_value("jd?")
    field.blur()
    listed.evaluate("document.documentElement.dataset.keys = 'off'")
    listed.keyboard.press("j")
    expect(listed.locator("[data-current]")).to_have_count(0)


def test_undo_is_one_key_away(listed: Page):
    listed.keyboard.press("j")
    listed.keyboard.press("d")
    expect(listed.get_by_text("A is done.")).to_be_visible()
    listed.keyboard.press("Control+z")
    expect(listed.get_by_text("Taken back.")).to_be_visible()
    expect(listed.get_by_text("A is done.")).to_have_count(0)
    assert site.SENT["POST undo"] == 1


def test_undo_takes_back_what_was_done_last(listed: Page):
    for key in ("A", "B"):
        listed.get_by_role("button", name=f"Done {key}").click()
        expect(listed.get_by_text(f"{key} is done.")).to_be_visible()
    listed.locator("body").press("Control+z")
    expect(listed.get_by_text("B is done.")).to_have_count(0)
    expect(listed.get_by_text("A is done.")).to_be_visible()


def test_a_toast_goes_after_ten_seconds_but_not_under_the_pointer(
    page: Page, address: str
):
    page.clock.install()
    page.goto(f"{address}/site/list/")
    page.get_by_role("button", name="Done A").click()
    said = page.get_by_text("A is done.")
    expect(said).to_be_visible()
    said.hover()
    page.clock.run_for(15_000)
    expect(said).to_be_visible()
    page.get_by_label("Field").hover()
    page.clock.run_for(10_500)
    expect(said).to_have_count(0)


def test_the_panel_has_an_address_and_back_closes_it(listed: Page):
    listed.keyboard.press("j")
    listed.keyboard.press("Enter")
    panel = listed.get_by_role("dialog", name="Item")
    expect(panel.get_by_role("heading")).to_have_text("Item A")
    expect(listed).to_have_url(re.compile(r"\?open=A$"))
    expect(listed.get_by_role("link", name="Item A")).to_be_focused()

    listed.keyboard.press("j")
    expect(panel.get_by_role("heading")).to_have_text("Item B")
    listed.keyboard.press("F6")
    expect(panel).to_be_focused()
    listed.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(listed).to_have_url(re.compile(r"/list/$"))
    expect(listed.get_by_role("link", name="Item B")).to_be_focused()

    listed.go_forward()
    expect(panel.get_by_role("heading")).to_have_text("Item B")
    listed.go_back()
    expect(panel).to_be_hidden()


def test_arrows_in_the_panel_go_through_the_list(listed: Page):
    listed.get_by_role("link", name="Item A").click()
    panel = listed.locator("#panel")
    expect(panel.get_by_text("1 of 2")).to_be_visible()
    expect(panel.get_by_role("button", name="Previous item")).to_be_disabled()

    following = panel.get_by_role("button", name="Next item")
    following.click()
    expect(panel.get_by_role("heading")).to_have_text("Item B")
    expect(panel.get_by_text("2 of 2")).to_be_visible()
    expect(following).to_be_disabled()
    expect(panel).to_be_focused()  # what was pressed can be pressed no more
    expect(listed.locator("#row-B")).to_have_attribute("data-current", "")
    expect(listed).to_have_url(re.compile(r"\?open=B$"))

    panel.get_by_role("button", name="Previous item").press("Enter")
    expect(panel.get_by_role("heading")).to_have_text("Item A")
    listed.keyboard.press("Escape")
    expect(listed.get_by_role("link", name="Item A")).to_be_focused()


def test_enter_once_more_opens_the_page(listed: Page):
    listed.keyboard.press("j")
    listed.keyboard.press("Enter")
    expect(listed.get_by_role("heading", name="Item A")).to_be_visible()
    listed.keyboard.press("Enter")
    expect(listed).to_have_url(re.compile(r"/items/A/$"))


def test_an_address_with_a_panel_opens_it(page: Page, address: str):
    page.goto(f"{address}/site/list/?open=B")
    expect(page.get_by_role("heading", name="Item B")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page).to_have_url(re.compile(r"/list/$"))


def test_a_cell_is_edited_in_place(listed: Page):
    listed.keyboard.press("j")
    listed.keyboard.press("F2")
    field = listed.get_by_label("Left", exact=True)
    expect(field).to_be_focused()
    field.fill("6 h")
    field.press("Enter")
    button = listed.get_by_role("button", name="6 h edit what is left")
    expect(button).to_be_focused()
    assert site.SENT["POST cell A"] == 1

    button.press("e")
    field.fill("9 h")
    field.press("Escape")
    expect(button).to_be_focused()
    assert site.SAVED["A"] == "6 h"


def test_tab_saves_and_goes_on_to_the_next_cell(listed: Page):
    listed.get_by_role("button", name="4 h edit what is left").click()
    field = listed.get_by_label("Left", exact=True)
    field.fill("5 h")
    field.press("Tab")
    expect(field).to_have_value("2 h")
    expect(listed.get_by_role("button", name="5 h edit what is left")).to_be_visible()
    assert site.SENT["POST cell A"] == 1
    field.press("Escape")


def test_an_error_keeps_the_text_and_the_focus(listed: Page):
    listed.get_by_role("button", name="4 h edit what is left").click()
    field = listed.get_by_label("Left", exact=True)
    field.fill("soon")
    field.press("Enter")
    expect(listed.get_by_text("Write it in hours.")).to_be_visible()
    expect(field).to_have_value("soon")
    expect(field).to_be_focused()
    field.fill("1 h")
    field.press("Enter")
    expect(listed.get_by_role("button", name="1 h edit what is left")).to_be_visible()


def test_leaving_a_cell_saves_what_was_changed_once(listed: Page):
    listed.get_by_role("button", name="4 h edit what is left").click()
    listed.get_by_label("Left", exact=True).fill("7 h")
    listed.get_by_label("Field").click()
    expect(listed.get_by_role("button", name="7 h edit what is left")).to_be_visible()
    listed.get_by_role("button", name="2 h edit what is left").click()
    listed.get_by_label("Field").click()
    expect(listed.get_by_role("button", name="2 h edit what is left")).to_be_visible()
    assert site.SENT["POST cell A"] == 1
    assert site.SENT["POST cell B"] == 0


def test_looks_are_chosen_in_the_menu_and_last(listed: Page):
    root = listed.locator("html")
    listed.get_by_role("button", name="Mira Olsen").click()
    listed.get_by_role("button", name="Dark").click()
    expect(root).to_have_attribute("data-theme", "dark")
    expect(listed.get_by_role("button", name="Dark")).to_have_attribute(
        "aria-pressed", "true"
    )
    listed.keyboard.press("Escape")
    listed.keyboard.press("[")
    listed.reload()
    expect(root).to_have_attribute("data-theme", "dark")
    expect(root).to_have_attribute("data-rail", "folded")


def test_g_and_a_letter_go_places_and_the_list_of_keys_says_so(listed: Page):
    listed.keyboard.press("?")
    keys = listed.get_by_role("dialog", name="Keys")
    expect(keys.get_by_text("All work")).to_be_visible()
    expect(keys.get_by_text("Done A")).to_be_visible()
    listed.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    listed.keyboard.press("g")
    expect(listed.locator("html")).to_have_attribute("data-going", "")
    with listed.expect_navigation(url="**/work/"):
        listed.keyboard.press("l")


def test_whoever_closes_the_list_of_keys_goes_on_in_the_page(listed: Page):
    listed.keyboard.press("?")
    expect(listed.locator("#keys")).to_be_visible()
    listed.keyboard.press("Escape")
    listed.keyboard.press("Tab")
    expect(listed.locator(".rail").get_by_role("link").first).to_be_focused()


def test_the_list_of_keys_takes_them_while_it_is_open_and_goes_with_the_focus(
    listed: Page,
):
    listed.keyboard.press("j")
    keys, row = listed.locator("#keys"), listed.locator("#row-A")
    for end in ("Escape", "Shift+Tab"):
        listed.keyboard.press("?")
        expect(keys).to_be_visible()
        listed.keyboard.press("j")
        expect(row).to_have_attribute("data-current", "")
        listed.keyboard.press(end)
        expect(keys).to_be_hidden()
    listed.keyboard.press("j")
    expect(listed.locator("#row-B")).to_have_attribute("data-current", "")
