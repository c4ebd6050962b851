"""Today and signing in, in a real browser."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from headway.actors.models import Actor
from headway.work.actions import create_item, edit_item
from headway.work.models import Item, Project
from tests.browser.axe import violations
from tests.browser.timelines import SECONDS
from tests.server.conftest import Running, cookie_of, headway
from tests.work.test_today import give, plan

__all__ = ["headway"]  # the fixture

PASSWORD = "span the river"
SMALL = {"width": 390, "height": 844}


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"bypass_csp": True, "locale": "en-GB"}


@pytest.fixture
def mine(
    survey: Item, dig: Item, bridge: Project, ada: Actor, dee: Actor
) -> list[Item]:
    """Three items of Ada's, in their order."""
    items = [survey, dig, create_item(bridge.pk, by=dee, title="Pour the piers")]
    for item in items:
        give(item, ada, by=dee)
    plan(*items, by=dee)
    ada.person.user.set_password(PASSWORD)
    ada.person.user.save()
    return items


def task(page: Page, key: str):
    return page.locator(f"#today-{key}")


def title(page: Page, key: str):
    return task(page, key).locator(".task-title")


def open_today(context: BrowserContext, page: Page, actor: Actor, address: str) -> None:
    name, value = cookie_of(actor).split("=")
    context.add_cookies([{"name": name, "value": value, "url": address}])
    page.goto(f"{address}/w/acme/")


NEXT_SWAP = """() => addEventListener("htmx:afterSwap", () => {
  const requestConfig = { elt: document.body, verb: "get" };
  const detail = { target: document.body, requestConfig, xhr: { status: 200 } };
  const event = new CustomEvent("htmx:beforeSwap", { bubbles: true, detail });
  document.body.dispatchEvent(event);
}, { once: true })"""
"""Another answer comes before the page has settled after the first."""


def test_focus_is_kept_where_a_swap_comes_on_the_heels_of_another(
    live_server, context: BrowserContext, mine, ada: Actor, page: Page
):
    open_today(context, page, ada, live_server.url)
    page.wait_for_load_state("load")
    title(page, "BRI-1").focus()
    page.evaluate(NEXT_SWAP)
    page.keyboard.press("s")
    expect(page.get_by_text("BRI-1 is started.")).to_be_visible()
    expect(title(page, "BRI-2")).to_be_focused()


def test_a_day_with_the_keyboard_alone(live_server, mine, page: Page):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(live_server.url)
    expect(page.get_by_label("Name or e-mail address")).to_be_focused()
    page.keyboard.type("ada")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()

    page.wait_for_load_state("load")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(title(page, "BRI-2")).to_be_focused()
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    expect(panel.get_by_role("heading", name="Dig the pit")).to_be_visible()
    page.keyboard.press("Escape")
    expect(title(page, "BRI-2")).to_be_focused()

    page.keyboard.press("d")
    expect(page.get_by_text("BRI-2 is done.")).to_be_visible()
    expect(title(page, "BRI-3")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.get_by_text("Taken back.")).to_be_visible()

    title(page, "BRI-3").focus()
    page.keyboard.press("s")
    expect(page.locator("#now-BRI-3")).to_contain_text("Pour the piers")
    expect(title(page, "BRI-2")).to_be_focused()

    page.keyboard.press("g")
    with page.expect_navigation():
        page.keyboard.press("t")
    page.wait_for_load_state("load")
    page.keyboard.press("d")  # no row is current: what is being done
    expect(page.get_by_text("BRI-3 is done.")).to_be_visible()
    assert not errors


def order_of(page: Page) -> list[str]:
    return page.locator(".task").evaluate_all("tasks => tasks.map((t) => t.id)")


def where_is(page: Page, key: str) -> tuple[float, float]:
    """How far the page is scrolled, and where the task stands in the window."""
    scrolled = page.evaluate("scrollY")
    return scrolled, task(page, key).bounding_box()["y"]


def test_a_new_order_waits_for_the_reader_and_moves_nothing(
    headway: Running, context, page: Page, bridge: Project, ada, lea, dee
):
    """Lea's change plans Ada's day anew while she reads it, further down."""
    items = [
        create_item(bridge.pk, by=dee, title=f"Piece {n}", effort_minutes=30)
        for n in range(1, 7)
    ]
    for item in items:
        give(item, ada, by=dee)
    page.set_viewport_size({"width": 1440, "height": 420})
    open_today(context, page, ada, f"http://127.0.0.1:{headway.port}")
    planned = task(page, "BRI-6").locator(".strip")
    expect(planned).to_be_visible(timeout=300 * SECONDS)  # kernels compile
    before = order_of(page)
    assert before == [f"today-BRI-{n}" for n in range(1, 7)]
    for _ in range(4):
        page.keyboard.press("j")
    page.evaluate("scrollBy(0, 60)")
    expect(title(page, "BRI-4")).to_be_focused()
    seen = where_is(page, "BRI-4")
    assert seen[0] > 0

    edit_item(items[-1].pk, by=lea, priority=900, title="Piece 6, urgent")

    renamed = title(page, "BRI-6")
    expect(renamed).to_have_text("Piece 6, urgent", timeout=60 * SECONDS)
    notice = page.get_by_role("status").filter(has_text="newest plan")
    expect(notice).to_contain_text("1 item moved", timeout=60 * SECONDS)
    assert order_of(page) == before
    expect(title(page, "BRI-4")).to_be_focused()
    assert where_is(page, "BRI-4") == seen

    page.get_by_role("link", name="Show", exact=True).press("Enter")
    expect(notice).to_have_count(0)
    assert order_of(page) == ["today-BRI-6", *before[:-1]]
    expect(page.locator(".task-title:focus")).to_have_count(1)


def test_without_scripts_one_signs_in_and_works(live_server, browser, mine):
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_label("Name or e-mail address").fill("ada")
    page.get_by_label("Password").fill("guess")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    page.get_by_role("button", name="Start: Survey the site").click()
    expect(page.locator("#now-BRI-1")).to_be_visible()
    expect(page.get_by_text("BRI-1 is started.")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("small", [False, True])
def test_axe_finds_nothing(
    live_server, context: BrowserContext, page: Page, mine, ada, lea, dee, scheme, small
):
    if small:
        page.set_viewport_size(SMALL)
    page.emulate_media(color_scheme=scheme)
    page.goto(live_server.url)
    assert violations(page) == []

    edit_item(mine[1].pk, by=lea, title="Dig deeper")
    open_today(context, page, ada, live_server.url)
    page.get_by_role("button", name="Start: Survey the site").click()
    expect(page.locator("#now-BRI-1")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
