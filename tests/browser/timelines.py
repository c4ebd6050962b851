"""A timeline in a real browser, opened as somebody, with an engine that is told."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Locator, Page

from headway.actors.models import Actor
from headway.work.models import Item
from tests.plan.timelines import (
    DAY,
    Engine,
    forecast,
    moved,
    publish,
    seen,
)
from tests.server.conftest import cookie_of

NOW = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)
SECONDS = 1000
LAYOUT_SHIFT = """() => new Promise((resolve) => new PerformanceObserver((list) =>
  resolve(list.getEntries().reduce((sum, e) => sum + e.value, 0)))
  .observe({ type: "layout-shift", buffered: true }) || setTimeout(resolve, 300, 0))"""

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


def day(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b}"
