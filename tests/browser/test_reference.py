"""The page that describes the API, as people see and hear it."""

import os

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import violations

SMALL = {"width": 390, "height": 844}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [{"width": 1440, "height": 900}, SMALL], ids=str)
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, live_server, theme: str, viewport: dict
):
    context = browser.new_context(
        color_scheme=theme, viewport=viewport, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/api/v1/docs/")
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/ref-{theme}-{viewport['width']}.png")
        page.goto(f"{live_server.url}/api/v1/docs/#listItems")
        page.screenshot(path=f"{folder}/ref2-{theme}-{viewport['width']}.png")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
