"""Bars in a real browser: carried, resized and linked by keys and by mouse."""

import re

from playwright.sync_api import expect

from headway.actors.models import Actor
from headway.work.actions import move_item
from headway.work.models import Item, Link
from tests.browser.timelines import (
    SECONDS,
    Open,
    bar,
    day,
    engine,
    lift_with_keys,
    next_monday,
    opened,
    panel,
    planned,
)
from tests.plan.timelines import DAY, Engine

__all__ = ["engine", "opened", "planned"]  # the fixtures


def test_a_bar_is_carried_by_keys_seen_as_an_effect_and_applied(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url)
    spoken = page.locator("#announcer")

    lift_with_keys(page, "Survey the site")
    expect(spoken).to_have_text(f"BRI-1 lifted, starts {day(next_monday())}")
    page.keyboard.press("ArrowRight")
    expect(spoken).to_have_text(f"starts {day(next_monday() + DAY)}")
    page.keyboard.press("Shift+ArrowRight")
    wanted = next_monday() + 8 * DAY
    expect(spoken).to_have_text(f"starts {day(wanted)}")
    expect(page.locator(".ghost")).to_have_count(1)
    page.keyboard.press("Space")

    expect(panel(page)).to_contain_text("Dig the pit starts 3 days later")
    expect(page.locator(".ghost")).to_have_count(2)
    assert engine.asked == {"starts_no_earlier": wanted}
    planned.refresh_from_db()
    assert planned.starts_no_earlier is None

    page.keyboard.press("Enter")
    expect(page.locator(".toast-text")).to_contain_text("BRI-1 starts no earlier than")
    expect(panel(page)).to_be_hidden()
    planned.refresh_from_db()
    assert planned.starts_no_earlier == wanted

    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".toast-text")).to_have_count(1)
    expect(page.locator(".pin")).to_have_count(0, timeout=10 * SECONDS)


def test_escape_returns_a_bar_and_an_effect(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url)

    lift_with_keys(page, "Survey the site")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(page.locator("#announcer")).to_have_text("BRI-1 returned")
    expect(page.locator(".ghost")).to_have_count(0)
    assert not engine.asked

    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator("[data-apply]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(page.locator(".ghost")).to_have_count(0)
    expect(bar(page, planned)).to_be_focused()


def test_alt_and_arrows_say_what_is_left(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url)

    lift_with_keys(page, "Survey the site")
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("#announcer")).to_have_text("9 h left")
    page.keyboard.press("Space")

    expect(panel(page)).to_be_visible()
    assert engine.asked == {"remaining_minutes": 540}


def test_what_has_begun_is_not_carried_and_says_so(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    move_item(planned.pk, "doing", by=ada)
    page = opened(ada, live_server.url)

    lift_with_keys(page, "Survey the site")
    spoken = page.locator("#announcer")
    expect(spoken).to_have_text(re.compile("^BRI-1 has begun: Alt with the arrows"))
    page.keyboard.press("Alt+ArrowRight")
    expect(spoken).to_have_text(re.compile(" left$"))
    page.keyboard.press("ArrowRight")
    expect(spoken).to_have_text(re.compile("^BRI-1 has begun"))
    page.keyboard.press("Escape")
    expect(spoken).to_have_text("BRI-1 returned")


def test_two_bars_are_linked_by_keys(
    live_server, opened: Open, ada: Actor, planned: Item, dig: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url)

    page.get_by_role("link", name="Survey the site", exact=True).focus()
    page.keyboard.press("l")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#announcer")).to_have_text("BRI-2 to wait for BRI-1")
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_visible()
    assert engine.asked == {"before": planned.pk, "after": dig.pk}
    page.keyboard.press("Enter")

    expect(page.locator(".dep")).to_have_count(1, timeout=10 * SECONDS)
    assert Link.objects.get().after_id == dig.pk
    assert page.url == f"{live_server.url}/w/acme/timeline/"


def test_a_bar_is_dragged_by_the_mouse_and_returned_by_escape(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url)
    place = bar(page, planned).locator(".sure").bounding_box()
    x, y = place["x"] + 10, place["y"] + 5

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 3, y)
    expect(page.locator(".ghost")).to_have_count(0)
    page.mouse.move(x + 14, y, steps=4)
    expect(page.locator(".ghost")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".ghost")).to_have_count(0)
    page.mouse.up()
    assert not engine.asked

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 28, y, steps=4)
    page.mouse.up()
    expect(panel(page)).to_contain_text("Survey the site starts 3 days later")
    assert engine.asked == {"starts_no_earlier": next_monday() + 2 * DAY}


def test_the_end_of_a_bar_is_dragged_and_means_what_is_left(
    live_server, opened: Open, ada: Actor, planned: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url)
    bar(page, planned).hover()
    grip = page.locator(".grip-left").bounding_box()
    x, y = grip["x"] + 3, grip["y"] + 8

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 14, y, steps=4)
    page.mouse.up()

    expect(panel(page)).to_be_visible()
    assert 600 <= engine.asked["remaining_minutes"] <= 660  # 8 h in 3 days: 4 days


def test_a_link_is_drawn_by_the_mouse(
    live_server, opened: Open, ada: Actor, planned: Item, dig: Item, engine: Engine
) -> None:
    page = opened(ada, live_server.url)
    bar(page, planned).hover()
    grip = page.locator(".grip-link").bounding_box()
    goal = bar(page, dig).locator(".sure").bounding_box()

    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(goal["x"] + 5, goal["y"] + 5, steps=6)
    page.mouse.up()

    expect(panel(page)).to_be_visible()
    assert engine.asked == {"before": planned.pk, "after": dig.pk}


def test_details_open_by_a_click_and_a_viewer_carries_nothing(
    live_server, opened: Open, ada: Actor, ben: Actor, planned: Item
) -> None:
    page = opened(ada, live_server.url)
    bar(page, planned).click()
    expect(page.get_by_label("Start no earlier than")).to_be_focused()
    page.get_by_label("Left").fill("much")
    page.get_by_role("button", name="See the effect").click()
    expect(panel(page).locator(".error")).to_contain_text("much")

    bens = opened(ben, live_server.url)
    lift_with_keys(bens, "Survey the site")
    expect(bens.locator("#announcer")).to_contain_text("cannot be moved")
    bar(bens, planned).hover()
    expect(bens.locator(".grip")).to_have_count(0)
