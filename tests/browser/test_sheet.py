"""The sheet of parts, where people hear, zoom or have no script."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations

SMALL = {"width": 390, "height": 844}


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
    assert violations(page) == []
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
