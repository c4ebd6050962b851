"""The board in a real browser: by keys, by mouse, by finger, by a form, and live."""

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from headway.actors.models import Actor
from headway.work.actions import create_item, edit_state, move_item, place_item
from headway.work.models import Item, Project
from tests.browser.axe import violations
from tests.browser.lists import (
    LIVE_MS,
    browser_context_args,
    saved,
    sign_in,
    world,
)
from tests.server.conftest import Running, headway
from tests.work.boards import in_column, state

__all__ = ["browser_context_args", "headway", "world"]


@pytest.fixture
def pour(world: Actor, bridge: Project) -> Item:
    return create_item(bridge.pk, by=world, title="Pour the base")


@pytest.fixture
def board(
    live_server, world: Actor, pour: Item, context: BrowserContext, page: Page
) -> Page:
    """Ada's board of the bridge; nothing tells it of changes."""
    return opened(page, context, world, live_server.url)


def opened(page: Page, context: BrowserContext, by: Actor, address: str) -> Page:
    sign_in(context, by, address)
    page.goto(f"{address}/w/acme/board/?project=BRI")
    return page


def card(page: Page, key: str) -> Locator:
    return page.locator(f"#card-{key}")


def column(page: Page, name: str) -> Locator:
    return page.locator(f'.column[data-name="{name}"]')


def keys_in(page: Page, name: str) -> list[str]:
    cards = column(page, name).locator(".card")
    return [str(each.get_attribute("data-card")) for each in cards.all()]


def test_cards_are_carried_by_keys_and_each_step_is_said(board: Page, survey: Item):
    said = board.locator("#announcer")
    board.keyboard.press("j")
    expect(card(board, "BRI-1").locator(".card-title")).to_be_focused()
    board.keyboard.press(" ")
    expect(said).to_have_text("BRI-1 lifted, position 1 of 3 in To do")
    board.keyboard.press("ArrowDown")
    expect(said).to_have_text("Position 2 of 3 in To do")
    board.keyboard.press("ArrowRight")
    expect(said).to_have_text("Position 1 of 1 in In progress")
    with board.expect_response("**/place/**"):
        board.keyboard.press(" ")
    expect(said).to_have_text("BRI-1 dropped, position 1 of 1 in In progress")
    expect(card(board, "BRI-1").locator(".card-title")).to_be_focused()
    expect(column(board, "In progress").locator(".count")).to_have_text("1")
    expect(column(board, "To do").locator(".count")).to_have_text("2")
    assert saved(survey).state == "doing"

    board.keyboard.press("h")
    expect(card(board, "BRI-2").locator(".card-title")).to_be_focused()
    board.keyboard.press("l")
    expect(card(board, "BRI-1").locator(".card-title")).to_be_focused()
    board.keyboard.press("Control+Z")
    expect(board.locator(".toast").last).to_contain_text("Taken back", timeout=LIVE_MS)
    assert saved(survey).state == "todo"


def test_undo_again_takes_back_what_was_before(board: Page, survey: Item, dig: Item):
    for key in ("BRI-1", "BRI-2"):
        card(board, key).locator(".card-title").focus()
        with board.expect_response("**/place/**"):
            for press in (" ", "ArrowRight", " "):
                board.keyboard.press(press)
        expect(board.locator(".toast").last).to_contain_text(f"{key} is moved")
    for item in (dig, survey):
        with board.expect_response("**/undo/"):
            board.keyboard.press("Control+Z")
        assert saved(item).state == "todo"
    assert saved(dig).state == "todo"


def test_escape_brings_a_card_back_and_nothing_is_sent(board: Page):
    asked: list[str] = []
    board.on("request", lambda r: asked.append(r.url) if r.method == "POST" else None)
    board.keyboard.press("j")
    board.keyboard.press(" ")
    board.keyboard.press("ArrowRight")
    board.keyboard.press("ArrowRight")
    expect(column(board, "Review").locator("#card-BRI-1")).to_be_visible()
    board.keyboard.press("Escape")
    expect(board.locator("#announcer")).to_have_text("BRI-1 is back where it was")
    assert keys_in(board, "To do") == ["BRI-1", "BRI-2", "BRI-3"]
    assert not [url for url in asked if "/place/" in url]


def drag(page: Page, key: str, to: Locator, *, at: float = 0.9) -> None:
    card(page, key).hover(position={"x": 30, "y": 20})
    page.mouse.down()
    box = to.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * at
    page.mouse.move(x, y, steps=5)
    expect(page.locator(".card-ghost")).to_be_visible()
    page.mouse.up()


def test_cards_are_dragged_by_mouse(board: Page, survey: Item, dig: Item):
    with board.expect_response("**/place/**"):
        drag(board, "BRI-1", card(board, "BRI-3"))
    assert in_column("To do") == ["Dig the pit", "Pour the base", "Survey the site"]
    assert keys_in(board, "To do") == ["BRI-2", "BRI-3", "BRI-1"]
    with board.expect_response("**/place/**"):
        drag(board, "BRI-2", column(board, "Waiting").locator(".cards"), at=0.2)
    assert saved(dig).state == "waiting"
    expect(card(board, "BRI-2").locator(".tile")).to_have_attribute(
        "aria-label", "Waiting"
    )
    expect(board.locator("#panel")).to_be_hidden()  # dragging opens nothing
    board.locator(".toast").get_by_role("button", name="Undo").last.click()
    expect(board.locator(".toast").last).to_contain_text("Taken back", timeout=LIVE_MS)
    assert saved(dig).state == "todo"


def test_a_refused_move_is_taken_back_and_said(
    board: Page, bridge: Project, survey: Item, world: Actor
):
    create_item(bridge.pk, by=world, title="Inside", parent_id=survey.pk)
    with board.expect_response("**/place/**"):
        drag(board, "BRI-1", column(board, "Done").locator(".cards"), at=0.2)
    expect(column(board, "To do").locator("#card-BRI-1")).to_be_visible()
    expect(board.get_by_text("Close “Inside” first")).to_be_visible()
    assert keys_in(board, "To do")[0] == "BRI-1"


def test_whoever_drags_nothing_moves_by_a_menu(board: Page, pour: Item):
    card(board, "BRI-3").get_by_role("link", name="Move BRI-3").click()
    dialog = board.get_by_role("dialog", name="Move BRI-3")
    expect(dialog.get_by_label("Column")).to_be_focused()
    dialog.get_by_label("Column").select_option("Review")
    dialog.get_by_role("button", name="Move").click()
    expect(dialog).to_be_hidden()
    expect(column(board, "Review").locator("#card-BRI-3")).to_be_visible()
    assert saved(pour).status.name == "Review"


def test_a_finger_rests_on_a_card_to_lift_it(
    live_server, world: Actor, pour: Item, browser, browser_context_args
):
    options = browser_context_args | {"viewport": {"width": 390, "height": 844}}
    context = browser.new_context(**options, has_touch=True)
    page = opened(context.new_page(), context, world, live_server.url)
    box = card(page, "BRI-1").bounding_box()
    below = card(page, "BRI-3").bounding_box()
    assert box
    assert below
    client = context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": x, "y": y} for x, y in points]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    x, y = box["x"] + 40, box["y"] + 20
    touch("touchStart", (x, y))
    expect(page.locator(".card-ghost")).to_be_visible()
    touch("touchMove", (x, below["y"] + below["height"] - 4))
    with page.expect_response("**/place/**"):
        touch("touchEnd")
    assert in_column("To do") == ["Dig the pit", "Pour the base", "Survey the site"]
    context.close()


def test_another_browser_sees_cards_move(
    headway: Running,
    world: Actor,
    pour: Item,
    survey: Item,
    dig: Item,
    lea: Actor,
    context: BrowserContext,
    page: Page,
):
    address = f"http://127.0.0.1:{headway.port}"
    with page.expect_response("**/events*"):
        opened(page, context, world, address)
    move_item(dig.pk, by=lea, status_id=state("Review").pk)
    there = column(page, "Review").locator("#card-BRI-2")
    expect(there).to_be_visible(timeout=LIVE_MS)
    expect(column(page, "Review").locator(".count")).to_have_text("1")
    place_item(pour.pk, state("To do").pk, by=lea, before_id=survey.pk)
    first = column(page, "To do").locator(".card").first
    expect(first).to_have_attribute("data-card", "BRI-3", timeout=LIVE_MS)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_board_has_no_barriers(
    live_server,
    world: Actor,
    dee: Actor,
    pour: Item,
    survey: Item,
    browser,
    browser_context_args,
    theme: str,
    width: int,
):
    edit_state(state("To do").pk, by=dee, wip_limit=1)
    move_item(survey.pk, "done", by=world)
    size = {"viewport": {"width": width, "height": 900}, "color_scheme": theme}
    context = browser.new_context(**browser_context_args | size)
    page = opened(context.new_page(), context, world, live_server.url)
    expect(column(page, "To do")).to_contain_text("Over by 1")
    assert violations(page) == []
    card(page, "BRI-3").get_by_role("link", name="Move BRI-3").click()
    expect(page.get_by_role("dialog", name="Move BRI-3")).to_be_visible()
    assert violations(page) == []
    context.close()
