"""Long words on narrow screens: no page scrolls sideways in German, or in longer."""

import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import translation
from playwright.sync_api import Browser

from headway.actors.models import Actor
from headway.base import durations
from headway.work import card_markup
from headway.work.models import Item
from tests.server.conftest import cookie_of
from tests.work.lists import forecast
from tests.work.test_today import give, plan

W = "/w/acme/"
PAGES = (
    W,
    f"{W}work/",
    f"{W}work/?q=label+is+empty+and+due+<+2w",
    f"{W}board/",
    f"{W}timeline/",
    f"{W}items/BRI-1/",
    f"{W}items/BRI-1/history/",
    f"{W}projects/BRI/access/",
    f"{W}people/",
    f"{W}people/away/",
    f"{W}settings/",
    f"{W}settings/members/",
    f"{W}settings/log/",
    f"{W}settings/jobs/",
    f"{W}me/",
    f"{W}me/sign-in/",
    f"{W}me/tokens/",
    f"{W}search/?q=x",
    f"{W}settings/labels/",
    f"{W}items/paste/",
    f"{W}items/new/",
)
LONG = "Wiedervorlage Fertigstellungswahrscheinlichkeit Abwesenheitsregelung "


def longer(text: str) -> str:
    """Text in a language that needs 40 % more room; not patterns of dates."""
    if not re.search(r"[^\W\d_]{3}", text) or text.startswith("{"):
        return text
    return text + " " + (LONG * 9)[: int(len(text) * 0.4)]


@pytest.fixture
def longer_german(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever German says takes more room, in this process."""
    words: Any = translation._trans  # noqa: SLF001  # what Django's own functions call
    for name in ("gettext", "pgettext", "ngettext", "npgettext"):
        said: Callable[..., str] = getattr(words, name)
        monkeypatch.setattr(words, name, lambda *a, said=said: longer(said(*a)))
    yield
    durations._written.cache_clear()  # noqa: SLF001
    card_markup._move_words.cache_clear()  # noqa: SLF001


def look(browser: Browser, site: str, actor: Actor, width: int, name: str) -> None:
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, locale="de-DE", bypass_csp=True)
    session, value = cookie_of(actor).split("=")
    context.add_cookies([{"name": session, "value": value, "url": site}])
    page = context.new_page()
    wide, complaints = [], []
    page.on("console", lambda said: complaints.append(said.text))
    for path in PAGES:
        page.goto(site + path)
        assert page.locator("html").get_attribute("lang") == "de", path
        if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            wide.append(path)
        if folder := os.environ.get("HEADWAY_SHOTS"):
            shot = re.sub(r"\W+", "-", path).strip("-")
            page.screenshot(path=f"{folder}/{name}-{width}-{shot}.png", full_page=True)
    context.close()
    assert wide == []
    assert [each for each in complaints if "Expected" in each] == []  # as of "6,7"


@pytest.fixture
def lived_in(survey: Item, dig: Item, ada: Actor, dee: Actor) -> None:
    for item in (survey, dig):
        give(item, ada, dee, by=dee)
    plan(survey, dig, by=dee)
    forecast(survey, dee, cause="now", rank=1, chance_percent=62)


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_scrolls_sideways_in_german(
    browser: Browser, live_server, lived_in: None, dee: Actor, width: int
):
    look(browser, live_server.url, dee, width, "de")


def test_nor_in_a_language_of_longer_words(
    browser: Browser, live_server, lived_in: None, dee: Actor, longer_german: None
):
    look(browser, live_server.url, dee, 390, "long")
