"""The conversation of an item in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from headway.actors.models import Actor
from headway.comms.models import Comment
from headway.work.actions import add_comment
from headway.work.models import Item
from tests.browser.lists import sign_in, world
from tests.work.lists import forecast

__all__ = ["world"]  # the fixture


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"bypass_csp": True, "locale": "en-GB"}


def test_comments_are_written_changed_and_removed_with_the_keyboard(
    live_server, world: Actor, survey: Item, lea: Actor, context, page: Page
):
    forecast(survey, world, cause="now", rank=1)
    sign_in(context, world, live_server.url)
    page.goto(f"{live_server.url}/w/acme/items/BRI-1/")
    field = page.get_by_label("Comment", exact=True)
    page.keyboard.press("m")
    expect(field).to_be_focused()
    page.keyboard.type("Who has the *tripod*?")
    page.keyboard.press("Control+Enter")
    mine = page.locator(".talk li").first
    expect(mine.get_by_text("Who has the tripod?")).to_be_visible()
    expect(field).to_have_value("")
    expect(field).to_be_focused()

    page.keyboard.type("A draft")  # stays while others change the page around it
    add_comment(survey.pk, "<i>In the van</i>", by=lea)
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_text("<i>In the van</i>")).to_be_visible()
    expect(field).to_have_value("A draft")
    field.focus()
    page.keyboard.press("Escape")  # one step back, and the text stays
    expect(field).not_to_be_focused()
    expect(field).to_have_value("A draft")

    mine.get_by_role("link", name="Change").press("Enter")
    expect(mine.get_by_label("Comment", exact=True)).to_be_focused()
    page.keyboard.type("Found it.")
    page.keyboard.press("Control+Enter")
    expect(mine.get_by_text("Found it.")).to_be_visible()
    expect(mine.get_by_label("Comment", exact=True)).to_have_count(0)
    assert Comment.objects.get(author=world).text == "Found it."

    mine.get_by_role("button", name="Remove the comment by").press("Enter")
    expect(page.get_by_text("Found it.")).to_have_count(0)
    page.get_by_role("button", name="Undo").last.click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    page.reload()  # nothing tells this page of changes
    expect(page.get_by_text("Found it.")).to_be_visible()
