"""An item moves to another project, by the keyboard; what the pages look like."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from headway.actors.models import Actor
from headway.work.actions import (
    create_item,
    create_project,
    link_items,
    relate_items,
)
from headway.work.models import Item
from tests.browser.axe import violations
from tests.browser.lists import saved, sign_in, world
from tests.work.lists import forecast

__all__ = ["world"]  # the fixture


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"bypass_csp": True, "locale": "en-GB"}


@pytest.fixture
def tunnel(world: Actor, survey: Item, dig: Item) -> Item:
    project = create_project(by=world, key="TUN", name="Tunnel")
    drill = create_item(project.pk, by=world, title="Drill through the hill")
    link_items(survey.pk, dig.pk, by=world)
    relate_items(survey.pk, drill.pk, "follows", by=world)
    forecast(survey, world, cause="now", rank=1)
    return drill


def test_an_item_moves_by_the_keyboard(
    live_server, world: Actor, survey: Item, tunnel: Item, context, page: Page
):
    sign_in(context, world, live_server.url)
    page.goto(f"{live_server.url}/w/acme/items/BRI-1/")
    page.keyboard.press(".")
    link = page.get_by_role("link", name="Move to another project")
    expect(link).to_be_visible()
    link.press("Enter")
    expect(page.get_by_text("waits for")).to_contain_text("BRI-1")
    page.get_by_label("To the project").select_option(label="Tunnel (TUN)")
    page.get_by_role("button", name="Move").press("Enter")
    expect(page.get_by_text("BRI-1 is now TUN-2 in Tunnel.")).to_be_visible()
    expect(page.get_by_role("table", name="Relations")).to_contain_text("TUN-1")
    assert saved(survey).key == "TUN-2"
    with page.expect_response("**/undo/"):
        page.get_by_role("button", name="Undo").first.click()
    page.goto(f"{live_server.url}/w/acme/items/TUN-2/")
    expect(page.locator(".item .key").first).to_have_text("BRI-1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_pages_are_clean_and_fit(
    live_server, world, tunnel: Item, browser: Browser, scheme: str, width: int
):
    context: BrowserContext = browser.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        bypass_csp=True,
    )
    sign_in(context, world, live_server.url)
    page = context.new_page()
    for name, address in (("item", ""), ("more", ""), ("move", "transfer/")):
        page.goto(f"{live_server.url}/w/acme/items/BRI-1/{address}")
        if name == "item":
            page.get_by_text("Add a relation").click()
        elif name == "more":
            page.keyboard.press(".")
            expect(page.get_by_role("button", name="Duplicate")).to_be_in_viewport()
        if folder := os.environ.get("HEADWAY_SHOTS"):
            shot = Path(folder) / f"{name}-{width}-{scheme}.png"
            page.screenshot(path=shot, full_page=True)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
