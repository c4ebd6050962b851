"""The calendar by keys and mouse; overview, settings and workload as axe sees them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from headway.actors.models import Actor
from headway.plan.models import Load
from headway.work.actions import create_item, edit_item, edit_project
from headway.work.models import Item, Project
from tests.browser.axe import violations
from tests.browser.lists import browser_context_args, sign_in, world
from tests.work.lists import forecast

__all__ = ["browser_context_args", "world"]

MAY = "/w/acme/calendar/?on=2030-05-01"


@pytest.fixture
def calendar(
    live_server, world: Actor, survey: Item, context: BrowserContext, page: Page
) -> Page:
    """Ada's calendar of a month in which one item is due, on Wednesday the eighth."""
    noon = datetime(2030, 5, 8, 12, tzinfo=UTC)
    edit_item(survey.pk, by=world, deadline=noon)
    sign_in(context, world, live_server.url)
    page.goto(live_server.url + MAY)
    return page


def day_of(page: Page) -> str:
    cells = page.locator(".calendar-day", has=page.locator(".calendar-entry"))
    return str(cells.get_attribute("data-day"))


def due(survey: Item) -> date:
    survey.refresh_from_db()
    return timezone.localdate(survey.deadline)


def test_an_item_is_carried_by_keys_asked_about_and_undone(
    calendar: Page, survey: Item
):
    said = calendar.locator("#announcer")
    link = calendar.locator(".calendar-entry [data-row-link]")
    link.focus()
    calendar.keyboard.press(" ")
    expect(said).to_contain_text("BRI-1 lifted")
    calendar.keyboard.press("ArrowDown")
    calendar.keyboard.press("ArrowRight")
    expect(said).to_contain_text("Thursday 16 May")
    calendar.keyboard.press(" ")
    dialog = calendar.get_by_role("dialog")
    expect(dialog).to_contain_text("moves from 8\N{NO-BREAK SPACE}May")
    assert due(survey) == date(2030, 5, 8)
    dialog.get_by_role("button", name="Apply", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(calendar.locator('[data-day="2030-05-16"] .calendar-entry')).to_be_visible()
    assert due(survey) == date(2030, 5, 16)
    calendar.get_by_role("button", name="Undo").first.click()
    expect(calendar.get_by_role("status").filter(has_text="Taken back")).to_be_visible()
    assert due(survey) == date(2030, 5, 8)


def test_an_item_is_dragged_and_left_where_it_was(calendar: Page, survey: Item):
    entry = calendar.locator(".calendar-entry").bounding_box()
    there = calendar.locator('[data-day="2030-05-10"]').bounding_box()
    assert entry is not None
    assert there is not None
    calendar.mouse.move(entry["x"] + 30, entry["y"] + 8)
    calendar.mouse.down()
    calendar.mouse.move(there["x"] + 40, there["y"] + 50, steps=6)
    expect(calendar.locator('[data-day="2030-05-10"].is-target')).to_be_visible()
    calendar.mouse.up()
    dialog = calendar.get_by_role("dialog")
    expect(dialog.get_by_label("Deadline")).to_have_value("2030-05-10")
    assert violations(calendar) == []
    dialog.get_by_role("link", name="Cancel").click()
    expect(dialog).to_be_hidden()
    assert due(survey) == date(2030, 5, 8)
    assert day_of(calendar) == "2030-05-08"


def test_undo_shows_a_page_that_is_not_live_as_it_is_now(
    live_server, bridge: Project, lea: Actor, context: BrowserContext, page: Page
):
    sign_in(context, lea, live_server.url)
    page.goto(live_server.url + "/w/acme/projects/BRI/settings/")
    page.get_by_role("button", name="Put it into the archive").click()
    archive = page.get_by_role("button", name="Put it into the archive")
    expect(page.get_by_text("is in the archive.")).to_be_visible()
    expect(archive).to_have_count(0)
    here = page.locator(".rail").get_by_role("link", name=bridge.name)
    expect(here).to_have_attribute("aria-current", "page")  # it is its own page
    page.keyboard.press("Control+z")
    expect(page.get_by_text("Taken back.")).to_be_visible()
    expect(archive).to_be_visible()
    expect(here).to_have_attribute("aria-current", "page")


@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "dark"), (1440, "light"), (390, "light")]
)
def test_pages_of_a_project_and_of_people(
    live_server, world, bridge: Project, survey, lea, context, page, width, scheme
):
    create_item(bridge.pk, by=world, title="Opening", drive="milestone")
    target = timezone.localdate() + timedelta(days=30)
    edit_project(bridge.pk, by=lea, target_on=target)
    forecast(survey, world)
    Load.objects.create(
        workspace_id=world.workspace_id,
        person=world.person,
        first_on=timezone.localdate(),
        booked=[600, 60, 0, 240] * 8,
        able=[480, 480, 0, 480] * 8,
        run_id=1,
    )
    sign_in(context, lea, live_server.url)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for path, words in (
        ("projects/BRI/", "Phases and milestones"),
        ("projects/BRI/settings/", "Archive and bin"),
        ("workload/?by=day", "Ada is over by 2 h"),
        ("calendar/", "85 % sure by then"),
    ):
        page.goto(f"{live_server.url}/w/acme/{path}")
        expect(page.locator("main")).to_contain_text(words)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
