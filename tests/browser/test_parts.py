"""The parts of the interface in a real browser, on a small site of their own."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.ui import site

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
SMALL = {"width": 390, "height": 844}


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: a failing test shows the page."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {
        "executable_path": "/usr/bin/chromium",
        "args": ["--no-sandbox", "--disable-dev-shm-usage"],
    }


@pytest.fixture
def address(settings) -> Iterator[str]:
    settings.ROOT_URLCONF = "tests.ui.site"
    settings.ALLOWED_HOSTS = ["*"]
    site.SENT.clear()
    site.STREAMS.clear()
    site.SAVED.update({"A": "4 h", "B": "2 h"})
    handler = StaticFilesHandler(WSGIHandler())
    with make_server("127.0.0.1", 0, handler, Server, Quiet) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        site.tell("")
        server.shutdown()


@pytest.fixture
def listed(page: Page, address: str) -> Iterator[Page]:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: m.type == "error" and complaints.append(m.text))
    page.goto(f"{address}/site/list/")
    yield page
    wanted = [c for c in complaints if "422" not in c]  # the browser logs each refusal
    assert not wanted


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


def test_who_was_signed_out_keeps_what_was_typed(listed: Page):
    listed.get_by_label("Field").fill("half a sentence")
    button = listed.get_by_role("button", name="Ask")
    button.click()
    expect(listed.get_by_text("You are signed out.")).to_be_visible()
    expect(listed.get_by_label("Field")).to_have_value("half a sentence")
    expect(button).to_be_visible()


def until_streaming(page: Page) -> None:
    while not site.STREAMS:
        page.wait_for_timeout(20)


def test_a_region_fetches_itself_when_one_of_its_subjects_changed(listed: Page):
    link = listed.locator("#link")
    until_streaming(listed)
    link.focus()
    for subject in ("work.item:8", "work.project:3", "work.item:7"):
        site.tell(subject)
    expect(link).to_have_text("1")
    expect(link).to_be_focused()
    site.tell("work.item:7")
    expect(link).to_have_text("2")


def test_a_region_waits_while_a_control_in_it_has_the_focus(listed: Page):
    until_streaming(listed)
    listed.get_by_role("button", name="Press").focus()
    site.tell("work.item:7")
    expect(listed.locator("#region")).to_have_attribute("data-stale", "")
    expect(listed.locator("#link")).to_have_text("0")
    listed.get_by_label("Field").focus()
    expect(listed.locator("#link")).to_have_text("1")
    expect(listed.locator("#region")).not_to_have_attribute("data-stale", "")


def test_tabs_share_one_stream_and_the_next_one_takes_it_over(
    context: BrowserContext, address: str
):
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        with tab.expect_event("domcontentloaded"):
            tab.goto(f"{address}/site/list/")
    waiting = "navigator.locks.query().then(({ pending }) => pending.length)"
    second.wait_for_function(f"{waiting}.then((n) => n === 1)")
    until_streaming(first)
    assert site.SENT["GET events"] == 1
    site.tell("work.item:7")
    for tab in (first, second):
        expect(tab.locator("#link")).not_to_have_text("0")

    second.wait_for_timeout(1100)  # so that it knows it may have missed something
    before = second.locator("#link").inner_text()
    first.close()
    expect(second.locator("#link")).not_to_have_text(before)
    assert site.SENT["GET events"] == 2


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


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [{"width": 1440, "height": 900}, SMALL], ids=str)
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, address: str, theme, viewport
):
    context = browser.new_context(
        color_scheme=theme, viewport=viewport, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{address}/ui/components/")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run().then((r) => r.violations)")
    text = [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found]
    assert not text, json.dumps(text, indent=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_on_a_phone_more_opens_the_rail_without_a_script(
    browser: Browser, address: str
):
    context = browser.new_context(viewport=SMALL, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/ui/components/")
    rail = page.get_by_role("navigation", name="Main", exact=True)
    expect(rail).to_be_hidden()
    page.get_by_role("link", name="More").click()
    expect(rail.get_by_role("link", name="Slipway repair 88")).to_be_visible()
    rail.get_by_role("link", name="Close").click()
    expect(rail).to_be_hidden()
    context.close()
