"""The timeline in a real browser: carried by keys and by mouse, live for others."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from headway.actors.models import Actor
from headway.work.models import Item, Link
from tests.plan.timelines import DAY, Engine, forecast, moved, publish, seen
from tests.server.conftest import Running, cookie_of, headway

__all__ = ["headway"]  # the fixture

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
NOW = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)
SECONDS = 1000

Open = Callable[..., Page]


def next_monday() -> datetime:
    return NOW + (7 - NOW.weekday()) * DAY


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    engine = Engine()
    monkeypatch.setattr("headway.plan.views.changes._engine", lambda: engine)
    return engine


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open a timeline as somebody; complaints of the browser fail the test."""
    contexts, complaints = [], []

    def open_page(
        actor: Actor, address: str, query: str = "", **options: object
    ) -> Page:
        context = browser.new_context(**{"locale": "en-GB"} | options)
        contexts.append(context)
        name, value = cookie_of(actor).split("=")
        context.add_cookies([{"name": name, "value": value, "url": address}])
        page = context.new_page()
        page.set_default_timeout(10 * SECONDS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{address}/w/acme/timeline/{query}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def planned(live_server, survey: Item, dig: Item, dee: Actor, engine: Engine) -> Item:
    """Both items start next Monday, for three days; nothing is linked."""
    start = next_monday()
    publish([forecast(survey, start), forecast(dig, start)], by=dee)
    engine.answer = seen(moved(survey), moved(dig))
    return survey


def bar(page: Page, item: Item) -> Locator:
    return page.locator(f"#bar-{item.pk}")


def lift_with_keys(page: Page, title: str) -> None:
    page.get_by_role("link", name=title, exact=True).focus()
    page.keyboard.press("Space")


def panel(page: Page) -> Locator:
    return page.locator("#timeline-panel")


def test_a_bar_is_carried_by_keys_seen_as_an_effect_and_applied(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url)
    spoken = page.locator("#announcer")

    lift_with_keys(page, "Survey the site")
    expect(spoken).to_have_text(f"BRI-1 lifted, starts {day(next_monday())}")
    page.keyboard.press("ArrowRight")
    expect(spoken).to_have_text(f"starts {day(next_monday() + DAY)}")
    page.keyboard.press("Shift+ArrowRight")
    wanted = next_monday() + 8 * DAY
    expect(spoken).to_have_text(f"starts {day(wanted)}")
    expect(page.locator(".ghost")).to_have_count(1)
    page.keyboard.press("Space")

    expect(panel(page)).to_contain_text("Dig the pit starts 3 days later")
    expect(page.locator(".ghost")).to_have_count(2)
    assert engine.asked == {"starts_no_earlier": wanted}
    planned.refresh_from_db()
    assert planned.starts_no_earlier is None

    page.keyboard.press("Enter")
    expect(page.locator(".toast-text")).to_contain_text("BRI-1 starts no earlier than")
    expect(panel(page)).to_be_hidden()
    planned.refresh_from_db()
    assert planned.starts_no_earlier == wanted

    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".toast-text")).to_have_count(1)
    expect(page.locator(".pin")).to_have_count(0, timeout=10 * SECONDS)


def day(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b}"


def test_escape_returns_a_bar_and_an_effect(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url)

    lift_with_keys(page, "Survey the site")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(page.locator("#announcer")).to_have_text("BRI-1 returned")
    expect(page.locator(".ghost")).to_have_count(0)
    assert not engine.asked

    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator("[data-apply]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(page.locator(".ghost")).to_have_count(0)
    expect(bar(page, planned)).to_be_focused()


def test_alt_and_arrows_say_what_is_left(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url)

    lift_with_keys(page, "Survey the site")
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("#announcer")).to_have_text("9 h left")
    page.keyboard.press("Space")

    expect(panel(page)).to_be_visible()
    assert engine.asked == {"remaining_minutes": 540}


def test_two_bars_are_linked_by_keys(
    live_server, opened: Open, ada: Actor, planned: Item, dig: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url)

    page.get_by_role("link", name="Survey the site", exact=True).focus()
    page.keyboard.press("l")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#announcer")).to_have_text("BRI-2 to wait for BRI-1")
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_visible()
    assert engine.asked == {"before": planned.pk, "after": dig.pk}
    page.keyboard.press("Enter")

    expect(page.locator(".dep")).to_have_count(1, timeout=10 * SECONDS)
    assert Link.objects.get().after_id == dig.pk


def test_a_bar_is_dragged_by_the_mouse_and_returned_by_escape(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url)
    place = bar(page, planned).locator(".sure").bounding_box()
    x, y = place["x"] + 10, place["y"] + 5

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 3, y)
    expect(page.locator(".ghost")).to_have_count(0)
    page.mouse.move(x + 14, y, steps=4)
    expect(page.locator(".ghost")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".ghost")).to_have_count(0)
    page.mouse.up()
    assert not engine.asked

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 28, y, steps=4)
    page.mouse.up()
    expect(panel(page)).to_contain_text("Survey the site starts 3 days later")
    assert engine.asked == {"starts_no_earlier": next_monday() + 2 * DAY}


def test_the_end_of_a_bar_is_dragged_and_means_what_is_left(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url)
    bar(page, planned).hover()
    grip = page.locator(".grip-left").bounding_box()
    x, y = grip["x"] + 3, grip["y"] + 8

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 14, y, steps=4)
    page.mouse.up()

    expect(panel(page)).to_be_visible()
    assert 600 <= engine.asked["remaining_minutes"] <= 660  # 8 h in 3 days: 4 days


def test_a_link_is_drawn_by_the_mouse(
    live_server, opened: Open, ada: Actor, planned: Item, dig: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url)
    bar(page, planned).hover()
    grip = page.locator(".grip-link").bounding_box()
    goal = bar(page, dig).locator(".sure").bounding_box()

    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(goal["x"] + 5, goal["y"] + 5, steps=6)
    page.mouse.up()

    expect(panel(page)).to_be_visible()
    assert engine.asked == {"before": planned.pk, "after": dig.pk}


def test_details_open_by_a_click_and_a_viewer_carries_nothing(
    live_server, opened: Open, ada: Actor, ben: Actor, planned: Item
) -> None:
    page = opened(ada, live_server.url)
    bar(page, planned).click()
    expect(page.get_by_label("Start no earlier than")).to_be_focused()
    page.get_by_label("Left").fill("much")
    page.get_by_role("button", name="See the effect").click()
    expect(panel(page).locator(".error")).to_contain_text("much")

    bens = opened(ben, live_server.url)
    lift_with_keys(bens, "Survey the site")
    expect(bens.locator("#announcer")).to_contain_text("cannot be moved")
    bar(bens, planned).hover()
    expect(bens.locator(".grip")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(
    live_server, opened: Open, ada: Actor, planned: Item, scheme: str, width: int
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run npm ci in frontend")
    size = {"width": width, "height": 900}
    page = opened(
        ada, live_server.url, color_scheme=scheme, viewport=size, bypass_csp=True
    )
    bar(page, planned).focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_visible()
    page.add_script_tag(content=AXE.read_text())

    assert page.evaluate("axe.run().then((r) => r.violations)") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_works_without_scripts(
    live_server, opened: Open, ada: Actor, planned: Item
) -> None:
    page = opened(ada, live_server.url, java_script_enabled=False)

    bar(page, planned).click()
    page.get_by_label("Start no earlier than").fill("2030-01-01")
    page.get_by_role("button", name="See the effect").click()
    expect(page.locator("main")).to_contain_text("Survey the site starts 3 days later")
    page.get_by_role("button", name="Apply").click()

    expect(page.locator(".toast-text")).to_contain_text("BRI-1 starts no earlier than")
    expect(page.locator("h1")).to_have_text("Timeline")


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
    placed = bar(bens, survey).locator(".sure")
    expect(placed).to_be_visible(timeout=30 * SECONDS)
    expect(bar(adas, survey).locator(".sure")).to_be_visible(timeout=30 * SECONDS)
    before = placed.get_attribute("x")
    bens.get_by_role("link", name="Dig the pit", exact=True).focus()

    lift_with_keys(adas, "Survey the site")
    adas.keyboard.press("Shift+ArrowRight")
    adas.keyboard.press("Space")
    expect(panel(adas)).to_contain_text("Survey the site starts", timeout=30 * SECONDS)
    assert placed.get_attribute("x") == before
    adas.keyboard.press("Enter")

    expect(placed).not_to_have_attribute("x", before, timeout=30 * SECONDS)
    expect(bens.locator(f"#bar-{survey.pk} .pin")).to_have_count(1)
    focused = bens.get_by_role("link", name="Dig the pit", exact=True)
    expect(focused).to_be_focused()
    expect(dans.locator("body")).not_to_contain_text("Survey the site")
    assert "Survey" not in dans.content()
