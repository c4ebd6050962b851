"""The timeline in a real browser: for everybody, live, however long it is."""

import re

import pytest
from playwright.sync_api import expect

from headway.actors.models import Actor
from headway.work.models import Item, Project
from tests.browser.axe import violations
from tests.browser.timelines import (
    LAYOUT_SHIFT,
    SECONDS,
    Open,
    bar,
    engine,
    lift_with_keys,
    opened,
    panel,
    planned,
)
from tests.plan.timelines import Engine, load, many_items
from tests.server.conftest import Running, headway

AROUND_ROWS = """(e) => e.querySelector(".timeline-top").offsetHeight
  + parseFloat(getComputedStyle(e.querySelector(".timeline-body")).paddingBottom)"""
__all__ = ["engine", "headway", "opened", "planned"]  # the fixtures


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(
    live_server, opened: Open, ada: Actor, planned: Item, scheme: str, width: int
) -> None:
    size = {"width": width, "height": 900}
    load(ada.person, 480, 240)
    page = opened(
        ada, live_server.url, color_scheme=scheme, viewport=size, bypass_csp=True
    )
    bar(page, planned).focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_visible()
    expect(page.locator(".loadstrip .load")).to_have_count(1)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_not_fetched_is_no_error_of_the_page(
    live_server, opened: Open, ada: Actor, bridge: Project, dee: Actor, engine: Engine
) -> None:
    many_items(bridge, 250, by=dee)
    page = opened(ada, live_server.url)
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.route("**/timeline/?*", lambda route: route.abort())
    page.route("**/items/**", lambda route: route.abort())
    page.get_by_role("link", name="Day", exact=True).click()
    page.locator("main a[data-panel]").first.click()
    page.wait_for_timeout(500)
    assert len(failed) >= 2  # and ``opened`` saw no complaint
    expect(page.locator(".side-panel")).not_to_have_attribute("aria-busy", "true")


def test_a_view_is_saved_changed_and_opened_again(
    live_server, opened: Open, ada: Actor, planned: Item
) -> None:
    page = opened(ada, live_server.url, "?q=title+~+pit")
    page.get_by_role("link", name="Day", exact=True).click()
    expect(page.locator("[name=zoom][value=day]").last).to_be_attached()
    page.locator("summary", has_text="Save view").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#view-controls [name=name]:focus")).to_be_attached()
    page.keyboard.type("Pits")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Pits")
    expect(page.get_by_role("link", name="Day", exact=True)).to_have_attribute(
        "aria-current", "true"
    )
    expect(page.get_by_text("changed", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Quarter", exact=True).click()
    expect(page.get_by_text("changed", exact=True)).to_be_visible()
    page.locator("#view-controls").get_by_role("button", name="Save").click()
    expect(page.get_by_text("changed", exact=True)).to_have_count(0)
    page.goto(f"{live_server.url}/w/acme/work/")
    page.locator(".rail").get_by_role("link", name="Pits").click()
    expect(heading).to_have_text("Pits")
    quarter = page.get_by_role("link", name="Quarter", exact=True)
    expect(quarter).to_have_attribute("aria-current", "true")


def test_a_filter_narrows_the_rows_zooming_keeps_it_and_keys_are_listed(
    live_server, opened: Open, ada: Actor, planned: Item
) -> None:
    page = opened(ada, live_server.url)
    box = page.get_by_role("combobox", name="Filter")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    box.fill(f"key = {planned.key}")
    page.keyboard.press("Enter")
    expect(page.locator(".timeline-corner")).to_contain_text("1 of 2 items")

    page.get_by_role("link", name="Day", exact=True).click()
    expect(page).to_have_url(re.compile(r"zoom=day.*q=key"))
    expect(box).to_have_value(f"key = {planned.key}")

    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("lift the bar, arrows move it by a day")
    expect(keys.get_by_text("Next and previous row")).to_have_count(1)


def test_everything_works_without_scripts(
    live_server, opened: Open, ada: Actor, planned: Item
) -> None:
    page = opened(ada, live_server.url, java_script_enabled=False)

    bar(page, planned).click()
    page.get_by_label("Start no earlier than").fill("2030-01-01")
    page.get_by_role("button", name="See the effect").click()
    expect(page.locator("main")).to_contain_text("Survey the site starts 3 days later")
    page.get_by_role("button", name="Apply", exact=True).click()

    expect(page.locator(".toast-text")).to_contain_text("BRI-1 starts no earlier than")
    expect(page.locator("h1")).to_have_text("Bridge")


def test_two_bars_are_linked_without_scripts(
    live_server, opened: Open, ada: Actor, planned: Item, dig: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url, java_script_enabled=False)

    bar(page, dig).click()
    page.get_by_text("Add a dependency").click()
    page.get_by_label("Waits for").fill("BRI-1")
    page.get_by_role("button", name="See what the link does").click()
    expect(page.locator("main")).to_contain_text("Dig the pit starts 3 days later")
    assert engine.asked == {"before": planned.pk, "after": dig.pk}
    page.get_by_role("button", name="Apply", exact=True).click()

    expect(page.locator(".toast-text")).to_contain_text("BRI-2 waits for BRI-1")
    expect(page.locator(".dep")).to_have_count(1)


def test_others_see_new_forecasts_without_reloading_and_strangers_nothing(
    headway: Running,
    opened: Open,
    ada: Actor,
    ben: Actor,
    dan: Actor,
    survey: Item,
    dig: Item,
) -> None:
    address = f"http://127.0.0.1:{headway.port}"
    adas, bens, dans = (opened(actor, address) for actor in (ada, ben, dan))
    placed = bar(bens, survey)
    kernels_compile = 300 * SECONDS
    expect(placed.locator(".sure")).to_be_visible(timeout=kernels_compile)
    expect(bar(adas, survey).locator(".sure")).to_be_visible(timeout=kernels_compile)
    before = placed.get_attribute("transform") or ""
    bens.get_by_role("link", name="Dig the pit", exact=True).focus()

    lift_with_keys(adas, "Survey the site")
    adas.keyboard.press("Shift+ArrowRight")
    adas.keyboard.press("Space")
    expect(panel(adas)).to_contain_text("Survey the site starts", timeout=30 * SECONDS)
    assert placed.get_attribute("transform") == before
    adas.keyboard.press("Enter")

    expect(placed).not_to_have_attribute("transform", before, timeout=30 * SECONDS)
    expect(bens.locator(f"#bar-{survey.pk} .pin")).to_have_count(1)
    assert bens.url == f"{address}/w/acme/timeline/"
    focused = bens.get_by_role("link", name="Dig the pit", exact=True)
    expect(focused).to_be_focused()
    expect(dans.locator("body")).not_to_contain_text("Survey the site")
    assert "Survey" not in dans.content()


def test_rows_come_when_they_are_scrolled_to_and_nothing_jumps(
    live_server, opened: Open, ada: Actor, bridge: Project
) -> None:
    many_items(bridge, 1500, by=ada)
    page = opened(ada, live_server.url)
    scroller = page.locator(".timeline")
    height = scroller.evaluate("e => e.scrollHeight")
    around = scroller.evaluate(AROUND_ROWS)
    assert height == 1501 * 28 + around

    scroller.evaluate("e => e.scrollTo(0, e.scrollHeight)")
    last = page.get_by_role("link", name="Piece of work 1500 of the whole", exact=True)
    expect(last).to_be_in_viewport()

    assert scroller.evaluate("e => e.scrollHeight") == height
    assert page.evaluate(LAYOUT_SHIFT) < 0.01


def test_people_come_below_the_last_row_and_nothing_jumps(
    live_server, opened: Open, ada: Actor, bridge: Project
) -> None:
    many_items(bridge, 300, by=ada)
    load(ada.person, 480, 240)
    page = opened(ada, live_server.url)
    scroller = page.locator(".timeline")
    height = scroller.evaluate("e => e.scrollHeight")
    expect(page.locator(".loadstrip")).to_have_count(0)

    scroller.evaluate("e => e.scrollTo(0, e.scrollHeight)")
    person = page.get_by_role("img", name="Ada: 21 % of the next 7 days")
    expect(person).to_be_in_viewport()

    assert scroller.evaluate("e => e.scrollHeight") == height
    assert page.evaluate(LAYOUT_SHIFT) < 0.01


def test_a_project_is_folded_in_place_and_back_unfolds_it(
    live_server, opened: Open, ada: Actor, planned: Item
) -> None:
    page = opened(ada, live_server.url)
    title = page.get_by_role("link", name="Survey the site", exact=True)

    page.get_by_role("link", name="Rows of Bridge").focus()
    page.keyboard.press("Enter")
    expect(title).to_have_count(0)
    expect(page).to_have_url(f"{live_server.url}/w/acme/timeline/?fold=BRI")
    page.go_back()
    expect(title).to_be_visible()
    bar(page, planned).click()
    expect(panel(page)).to_be_visible()
