"""The list for everybody, on a desk and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from headway.actors.models import Actor
from headway.work.models import Item
from tests.browser.axe import violations
from tests.browser.lists import browser_context_args, outline, row, sign_in, work, world
from tests.browser.timelines import LAYOUT_SHIFT
from tests.plan.timelines import many_items

__all__ = ["browser_context_args", "outline", "work", "world"]  # the fixtures

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(
    outline: list[Item], work: Page, scheme: str, size: dict[str, int]
):
    work.set_viewport_size(size)
    work.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    work.goto(f"{work.url}?fold=BRI-3")
    assert violations(work) == []
    assert work.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_list_and_panel(work: Page, scheme: str):
    work.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    row(work, "BRI-1").locator(".row-title").click()
    expect(work.locator("#panel h2").first).to_be_visible()
    assert violations(work) == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_moves_while_a_long_list_arrives(
    page: Page, context, live_server, world: Actor, survey: Item, size: dict[str, int]
):
    survey.project.items.all().delete()
    many_items(survey.project, 120, by=world)
    sign_in(context, world, live_server.url)
    page.set_viewport_size(size)

    page.goto(f"{live_server.url}/w/acme/work/")

    expect(page.locator("[data-row]")).to_have_count(100)
    assert page.evaluate(LAYOUT_SHIFT) == 0
