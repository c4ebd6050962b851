"""Changes by others reach a page in use, and take nothing away from who uses it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from headway.actors.models import Actor
from headway.work.actions import Part, assign_people, create_item, edit_item
from headway.work.models import Item, Project
from tests.browser.test_list import sign_in, world
from tests.work.test_list_page import forecast

__all__ = ["world"]  # the fixture

TELL = """(subjects) => {
  const channel = new BroadcastChannel("headway-events-acme");
  for (const subject of subjects) channel.postMessage(["changed", subject]);
}"""
USED = """() => {
  const focused = document.activeElement;
  const scrolled = [...document.querySelectorAll("*")].filter((e) => e.scrollTop > 0);
  return {
    focused: focused.id || focused.href || focused.tagName,
    typed: focused.value ?? null,
    marked: [focused.selectionStart ?? null, focused.selectionEnd ?? null],
    selected: getSelection().toString(),
    scrolled: scrolled.map((e) => [e.tagName, e.id, e.scrollTop]),
  };
}"""
SELECT = """(text) => {
  const nodes = document.createTreeWalker(document.querySelector("main"), 4);
  let node;
  while ((node = nodes.nextNode())) if (node.nodeValue.includes(text)) break;
  getSelection().selectAllChildren(node.parentElement);
}"""

Use = Callable[[Page], None]


@pytest.fixture
def browser_context_args(browser_context_args):
    size = {"width": 1200, "height": 500}
    return browser_context_args | {"locale": "en-GB", "viewport": size}


@pytest.fixture
def many(world: Actor, bridge: Project, survey: Item, dig: Item, dee: Actor) -> Item:
    """Enough work of Ada's for every page to scroll; the last one of it."""
    items = [survey, dig]
    items += [create_item(bridge.pk, by=dee, title=f"Pile {n}") for n in range(30)]
    for rank, item in enumerate(items, 1):
        assign_people(item.pk, [Part(person_id=world.person.pk)], by=dee)
        forecast(item, world, cause="now", rank=rank)
    return items[-1]


def scroll(page: Page) -> None:
    page.locator("main").hover()
    page.mouse.wheel(0, 120)
    page.wait_for_timeout(200)


def use_list(page: Page) -> None:
    field = page.locator("#add-title")
    field.fill("Half a title")
    field.evaluate("(field) => field.setSelectionRange(2, 6)")
    scroll(page)


def use_links(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    scroll(page)


def use_title(page: Page) -> None:
    page.keyboard.press("e")
    field = page.get_by_label("Title", exact=True)
    expect(field).to_be_focused()
    field.fill("Half a title")
    field.evaluate("(field) => field.setSelectionRange(2, 6)")


def use_bar(page: Page) -> None:
    page.locator("[data-row] a").nth(1).focus()
    scroll(page)


PAGES: dict[str, tuple[str, Use]] = {
    "list": ("/w/acme/work/", use_list),
    "list by keys": ("/w/acme/work/", use_links),
    "today": ("/w/acme/", use_links),
    "timeline": ("/w/acme/timeline/?project=BRI", use_bar),
}


def opened(context: BrowserContext, page: Page, by: Actor, address: str) -> Page:
    base, path = address.split("/w/", 1)
    sign_in(context, by, base)
    page.goto(f"{base}/w/{path}")
    page.wait_for_load_state("networkidle")
    return page


def subjects(*items: Item) -> list[str]:
    return [
        f"work.project:{items[0].project_id}",
        *(f"work.item:{i.pk}" for i in items),
    ]


@pytest.mark.parametrize(("path", "use"), PAGES.values(), ids=PAGES)
def test_focus_scroll_and_what_is_typed_stay(
    live_server, context, page: Page, world, many, survey, dee, path: str, use: Use
):
    opened(context, page, world, live_server.url + path)
    use(page)
    before = page.evaluate(USED)

    edit_item(survey.pk, by=dee, title="Survey it all")
    page.evaluate(TELL, subjects(survey))

    expect(page.locator("main").get_by_text("Survey it all").first).to_be_attached()
    page.wait_for_timeout(300)
    assert page.evaluate(USED) == before


@pytest.mark.parametrize("path", ["/w/acme/work/", "/w/acme/", "/w/acme/items/BRI-2/"])
def test_what_is_selected_stays(
    live_server, context, page: Page, world, many, survey, dig, dee, path: str
):
    edit_item(dig.pk, by=dee, description="Down to the rock.")
    opened(context, page, world, live_server.url + path)
    page.evaluate(SELECT, "Dig the pit")
    before = page.evaluate(USED)
    assert before["selected"]

    edit_item(dig.pk, by=dee, effort_minutes=1234)
    edit_item(survey.pk, by=dee, title="Survey it all")
    page.evaluate(TELL, subjects(survey, dig))

    expect(page.locator(".is-fresh").first).to_be_attached()
    page.wait_for_timeout(300)
    assert page.evaluate(USED) == before


def test_a_field_of_the_item_is_left_alone_until_it_is_left(
    live_server, context, page: Page, world, many, survey, dee
):
    opened(context, page, world, f"{live_server.url}/w/acme/items/BRI-1/")
    use_title(page)
    before = page.evaluate(USED)

    edit_item(survey.pk, by=dee, deadline="2031-05-01T12:00Z")
    page.evaluate(TELL, subjects(survey))
    expect(page.locator("#item-page")).to_have_attribute("data-stale", "")
    assert page.evaluate(USED) == before

    page.keyboard.press("Escape")
    expect(page.locator("#item-page")).not_to_have_attribute("data-stale", "")
    expect(page.get_by_text("2031").first).to_be_visible()


def test_a_deleted_item_leaves_the_screen(
    live_server, context, page: Page, world, many, survey, dee
):
    from headway.work.actions import delete_items

    opened(context, page, world, f"{live_server.url}/w/acme/items/BRI-1/")
    delete_items([survey.pk], by=dee)
    page.evaluate(TELL, subjects(survey))

    expect(page.get_by_text("This is no longer here")).to_be_visible()
    expect(page.get_by_text("Survey the site")).to_have_count(0)


def test_ctrl_z_undoes_on_any_screen_and_ctrl_shift_z_does_it_again(
    live_server, context, page: Page, world, many, survey
):
    edit_item(survey.pk, by=world, title="Survey it all")
    opened(context, page, world, f"{live_server.url}/w/acme/people/")

    page.keyboard.press("Control+z")
    expect(page.get_by_text("Taken back: Ada changed the title")).to_be_visible()
    assert Item.objects.get(pk=survey.pk).title == "Survey the site"

    page.keyboard.press("Control+Shift+z")
    expect(page.get_by_text("Done again.")).to_be_visible()
    assert Item.objects.get(pk=survey.pk).title == "Survey it all"


def test_who_else_has_the_item_open_is_named(
    live_server, browser, context, page: Page, world, many, dee
):
    address = f"{live_server.url}/w/acme/items/BRI-1/"
    other = browser.new_context()
    sign_in(other, dee, live_server.url)
    theirs = other.new_page()
    theirs.goto(address)
    theirs.wait_for_load_state("networkidle")

    opened(context, page, world, address)
    expect(page.get_by_text("Dee is here too")).to_be_visible()
    theirs.close()
    expect(page.get_by_text("Dee is here too")).to_be_hidden(timeout=20_000)
    other.close()
