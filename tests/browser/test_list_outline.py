"""The outline of the list: folded by mouse, by keyboard and without scripts."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from headway.actors.models import Actor
from headway.work.actions import create_item, edit_item
from headway.work.models import Item
from tests.browser.lists import (
    LIVE_MS,
    browser_context_args,
    live_work,
    outline,
    row,
    sign_in,
    work,
    world,
)
from tests.server.conftest import headway

__all__ = ["browser_context_args", "headway", "live_work", "outline", "work", "world"]


def test_a_group_is_folded_and_stays_so(work: Page):
    fold = work.get_by_role("button", name="Bridge")
    fold.click()
    expect(row(work, "BRI-1")).to_have_count(0)
    expect(fold).to_be_focused()
    work.reload()
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(row(work, "BRI-1")).to_have_count(0)
    fold.click()
    expect(row(work, "BRI-1")).to_be_visible()


def folded_with_many(work: Page, survey: Item, by: Actor) -> tuple[Locator, Locator]:
    """Fold a group of more rows than a screen has; its button, and the last of them."""
    keys = [
        create_item(survey.project_id, by=by, title=f"Pole {n}").key for n in range(35)
    ]
    work.reload()
    fold = work.get_by_role("button", name="Bridge")
    fold.click()
    last = row(work, keys[-1])
    expect(last).to_have_count(0)
    return fold, last


def test_all_of_many_rows_come_back_when_their_group_unfolds(
    work: Page, world: Actor, survey: Item
):
    fold, last = folded_with_many(work, survey, world)
    hidden = "document.querySelectorAll('tr[data-row][hidden]').length"
    noted = f"() => (window.late ??= {hidden})"
    work.evaluate(f"document.addEventListener('htmx:afterSwap', {noted})")
    fold.click()
    expect(last).to_be_visible()
    assert work.evaluate("window.late") > 0
    expect(work.locator("tr[data-row][hidden]")).to_have_count(0)


def test_rows_below_the_screen_wait_while_somebody_presses_keys(
    work: Page, world: Actor, survey: Item
):
    fold, last = folded_with_many(work, survey, world)
    # a key before each paint: of somebody who makes no pause
    work.evaluate(
        """() => {
          const press = () => {
            const key = new KeyboardEvent("keydown", { bubbles: true });
            document.body.dispatchEvent(key);
            if (!window.isDone) requestAnimationFrame(press);
          };
          press();
        }"""
    )
    fold.click()
    expect(last).to_have_count(1)
    work.wait_for_timeout(500)
    expect(last).to_be_hidden()
    work.evaluate("window.isDone = true")
    expect(last).to_be_visible()


def test_a_summary_is_folded_beside_the_panel_and_back_unfolds_it(
    outline: list[Item], work: Page
):
    row(work, "BRI-2").locator(".row-title").click()
    panel = work.locator("#panel")
    expect(panel.get_by_role("heading", name="Dig the pit")).to_be_visible()

    work.get_by_role("button", name="Rows of Survey the site").click()
    expect(row(work, "BRI-3")).to_have_count(0)
    expect(row(work, "BRI-2")).to_be_visible()
    expect(panel.get_by_role("heading", name="Survey the site")).to_be_visible()
    expect(work).to_have_url(re.compile(r"\?fold=BRI-1&open=BRI-1$"))

    work.go_back()
    expect(row(work, "BRI-4")).to_be_visible()
    expect(panel).to_be_visible()
    work.go_back()
    expect(panel).to_be_hidden()
    expect(row(work, "BRI-4")).to_be_visible()


def test_left_and_right_walk_the_outline(outline: list[Item], work: Page):
    def title(key: str) -> Locator:
        return row(work, key).locator(".row-title")

    work.keyboard.press("j")
    for key in ("BRI-3", "BRI-4"):
        work.keyboard.press("ArrowRight")
        expect(title(key)).to_be_focused()
    work.keyboard.press("ArrowRight")
    expect(title("BRI-4")).to_be_focused()
    work.keyboard.press("ArrowLeft")
    expect(title("BRI-3")).to_be_focused()

    work.keyboard.press("ArrowLeft")
    expect(row(work, "BRI-4")).to_have_count(0)
    expect(title("BRI-3")).to_be_focused()
    work.keyboard.press("ArrowRight")
    expect(row(work, "BRI-4")).to_have_count(1)
    for _ in range(3):
        work.keyboard.press("ArrowLeft")
        work.wait_for_load_state("networkidle")
    expect(row(work, "BRI-3")).to_have_count(0)
    expect(title("BRI-1")).to_be_focused()

    group = work.get_by_role("button", name="Bridge")
    work.keyboard.press("ArrowLeft")
    expect(group).to_be_focused()
    work.keyboard.press("ArrowLeft")
    expect(row(work, "BRI-1")).to_have_count(0)
    work.keyboard.press("ArrowRight")
    expect(row(work, "BRI-2")).to_have_count(1)
    work.keyboard.press("ArrowRight")
    expect(title("BRI-1")).to_be_focused()


def test_what_is_folded_stays_so_while_others_change_it(
    outline: list[Item], live_work: Page, survey: Item, dig: Item, lea: Actor
):
    live_work.get_by_role("button", name="Rows of Survey the site").click()
    expect(row(live_work, "BRI-3")).to_have_count(0)

    create_item(survey.project_id, by=lea, title="Clear", parent_id=survey.pk)
    edit_item(survey.pk, by=lea, title="Survey it all")
    edit_item(dig.pk, by=lea, title="Dig deeper")

    for key, text in (("BRI-1", "Survey it all"), ("BRI-2", "Dig deeper")):
        expect(row(live_work, key)).to_contain_text(text, timeout=LIVE_MS)
    fold = live_work.get_by_role("button", name="Rows of Survey it all")
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(live_work.locator("[data-row]")).to_have_count(2)
    fold.click()
    expect(live_work.locator("[data-row]")).to_have_count(5)


def test_summaries_are_folded_without_scripts(
    outline: list[Item], live_server, world: Actor, browser: Browser
):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, world, live_server.url)
    page = context.new_page()
    page.goto(f"{live_server.url}/w/acme/work/")

    page.get_by_role("button", name="Rows of Measure").click()
    expect(row(page, "BRI-4")).to_have_count(0)
    page.get_by_role("button", name="Rows of Survey the site").click()
    expect(row(page, "BRI-3")).to_have_count(0)
    assert "?fold=BRI-1&fold=BRI-3" in page.url
    page.get_by_role("button", name="Rows of Survey the site").click()
    expect(row(page, "BRI-3")).to_be_visible()
    expect(row(page, "BRI-4")).to_have_count(0)
    context.close()
