"""Bars under a finger: it rests on one to lift it, and scrolls when it does not."""

from playwright.sync_api import Locator, Page, expect

from headway.actors.models import Actor
from headway.work.actions import move_item
from headway.work.models import Item
from tests.browser.timelines import (
    Open,
    bar,
    engine,
    next_monday,
    opened,
    panel,
    planned,
)
from tests.plan.timelines import DAY, Engine

__all__ = ["engine", "opened", "planned"]  # the fixtures

LONG_PRESS_MS = 300
SIZE = {"width": 390, "height": 844}
PHONE = {"has_touch": True, "is_mobile": True, "viewport": SIZE}
OFFER = """(bar) => ["contextmenu", "selectstart", "dragstart"].filter((name) =>
  bar.dispatchEvent(new Event(name, { bubbles: true, cancelable: true })))"""
"""What the browser may offer on the bar; this Chromium offers none by itself."""


class Finger:
    """One finger on the glass, by the DevTools protocol."""

    def __init__(self, page: Page, place: Locator, right: float = 10) -> None:
        box = place.bounding_box()
        self.page, self.session = page, page.context.new_cdp_session(page)
        self.x, self.y = box["x"] + right, box["y"] + box["height"] / 2

    def _send(self, kind: str, *points: dict[str, float]) -> None:
        sent = {"type": kind, "touchPoints": list(points)}
        self.session.send("Input.dispatchTouchEvent", sent)

    def down(self, *, rests_ms: int = 0) -> None:
        self._send("touchStart", {"x": self.x, "y": self.y})
        self.page.wait_for_timeout(rests_ms)

    def move(self, x: float, y: float = 0, *, steps: int = 5) -> None:
        for _ in range(steps):
            self.x, self.y = self.x + x / steps, self.y + y / steps
            self._send("touchMove", {"x": self.x, "y": self.y})

    def up(self) -> None:
        self._send("touchEnd")


def scrolled(page: Page) -> tuple[float, float]:
    left, top = page.locator(".timeline").evaluate("e => [e.scrollLeft, e.scrollTop]")
    return left, top


def show_all_of(page: Page, item: Item) -> Locator:
    """Scroll to where the solid part of a bar is on the glass, and return it."""
    solid = bar(page, item).locator(".sure")
    solid.evaluate("e => e.scrollIntoView({ inline: 'center', block: 'nearest' })")
    return solid


def test_a_finger_that_rests_lifts_a_bar_and_carries_it(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url, **PHONE)
    finger = Finger(page, show_all_of(page, planned))
    before = scrolled(page)

    finger.down(rests_ms=LONG_PRESS_MS + 50)
    expect(bar(page, planned)).to_have_class("bar is-forecast is-held")
    finger.move(28)
    expect(page.locator(".ghost")).to_have_count(1)
    assert scrolled(page) == before
    finger.up()

    expect(panel(page)).to_contain_text("Survey the site starts 3 days later")
    expect(panel(page).get_by_role("link", name="Undo")).to_be_visible()
    assert engine.asked == {"starts_no_earlier": next_monday() + 2 * DAY}
    panel(page).get_by_role("button", name="Apply", exact=True).tap()
    expect(page.locator(".toast-text")).to_contain_text("BRI-1 starts no earlier than")
    planned.refresh_from_db()
    assert planned.starts_no_earlier == next_monday() + 2 * DAY


def test_a_finger_that_moves_at_once_scrolls_and_lifts_nothing(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url, **PHONE)
    finger = Finger(page, show_all_of(page, planned))
    left, _ = scrolled(page)

    finger.down(rests_ms=LONG_PRESS_MS // 3)
    finger.move(-120, steps=12)
    page.wait_for_timeout(LONG_PRESS_MS)
    finger.move(-20)
    finger.up()

    assert scrolled(page)[0] > left + 60
    expect(page.locator(".ghost")).to_have_count(0)
    expect(page.locator(".is-held")).to_have_count(0)
    assert not engine.asked
    expect(panel(page)).to_be_hidden()


def test_a_finger_at_the_grip_says_what_is_left(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url, **PHONE)
    finger = Finger(page, show_all_of(page, planned))
    finger.down(rests_ms=LONG_PRESS_MS + 50)
    finger.up()
    expect(panel(page)).to_be_hidden()
    grip = page.locator(".grip-left")
    assert grip.bounding_box()["width"] >= 44

    finger = Finger(page, grip, right=30)
    finger.down(rests_ms=LONG_PRESS_MS + 50)
    finger.move(14)
    finger.up()

    expect(panel(page)).to_be_visible()
    assert 600 <= engine.asked["remaining_minutes"] <= 660  # 8 h in 3 days: 4 days


def test_a_finger_draws_a_link(
    live_server, opened: Open, ada: Actor, planned: Item, dig: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url, **PHONE)
    finger = Finger(page, show_all_of(page, planned))
    finger.down(rests_ms=LONG_PRESS_MS + 50)
    finger.up()
    goal = bar(page, dig).locator(".sure").bounding_box()

    finger = Finger(page, page.locator(".grip-link"), right=22)
    finger.down(rests_ms=LONG_PRESS_MS + 50)
    finger.move(goal["x"] + 5 - finger.x, goal["y"] + 5 - finger.y)
    finger.up()

    expect(panel(page)).to_be_visible()
    assert engine.asked == {"before": planned.pk, "after": dig.pk}


def test_at_the_edge_the_timeline_scrolls_on_under_a_finger(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url, **PHONE)
    finger = Finger(page, show_all_of(page, planned))
    left, _ = scrolled(page)

    finger.down(rests_ms=LONG_PRESS_MS + 50)
    finger.move(380 - finger.x)
    page.wait_for_function(
        "left => document.querySelector('.timeline').scrollLeft > left + 100", arg=left
    )
    finger.up()

    expect(panel(page)).to_be_visible()
    days = (engine.asked["starts_no_earlier"] - next_monday()).days
    assert days > 7


def test_meanwhile_the_browser_selects_and_offers_nothing(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url, **PHONE)
    page.evaluate("addEventListener('click', () => (window.clicked = true))")
    finger = Finger(page, show_all_of(page, planned))

    finger.down()
    assert bar(page, planned).evaluate(OFFER) == []
    page.wait_for_timeout(LONG_PRESS_MS + 50)
    assert bar(page, planned).evaluate(OFFER) == []
    finger.up()

    expect(page.locator("#announcer")).to_have_text("BRI-1 returned")
    assert page.evaluate("String(getSelection())") == ""
    assert page.evaluate("window.clicked") is None
    assert "contextmenu" in bar(page, planned).evaluate(OFFER)


def test_a_tap_opens_details_and_a_bar_that_is_begun_only_shows_its_grips(
    live_server, opened: Open, ada: Actor, planned: Item, dee: Actor, engine: Engine
) -> None:
    move_item(planned.pk, "doing", by=dee)
    page = opened(ada, live_server.url, **PHONE)
    finger = Finger(page, show_all_of(page, planned))
    finger.down(rests_ms=LONG_PRESS_MS + 50)
    finger.move(28)
    expect(page.locator(".ghost")).to_have_count(0)
    finger.up()
    expect(page.locator(".grip-left")).to_have_count(1)
    expect(panel(page)).to_be_hidden()
    assert not engine.asked

    show_all_of(page, planned).tap()
    expect(panel(page).get_by_label("Left")).to_be_visible()
