"""The list for everybody, on a desk and on a phone."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from headway.actors.models import Actor
from headway.work.actions import Part, assign_people, edit_item
from headway.work.columns import COLUMNS, USUAL
from headway.work.models import Item
from tests.browser.axe import violations
from tests.browser.lists import browser_context_args, outline, row, sign_in, work, world
from tests.browser.timelines import LAYOUT_SHIFT
from tests.plan.timelines import many_items
from tests.work.lists import forecast
from tests.world import member

__all__ = ["browser_context_args", "outline", "work", "world"]  # the fixtures

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(
    outline: list[Item], work: Page, scheme: str, size: dict[str, int]
):
    work.set_viewport_size(size)
    work.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    address = work.url
    columns = ",".join(column.name for column in COLUMNS)
    for query in ("fold=BRI-3", f"group=state&columns={columns}&q=order+by+due"):
        work.goto(f"{address}?{query}")
        assert violations(work) == []
        assert work.evaluate("document.documentElement.scrollWidth") <= size["width"]
    work.locator("summary", has_text="Columns").click()
    assert violations(work) == []


def test_columns_are_chosen_and_moved_with_the_keyboard_alone(work: Page):
    work.locator("summary", has_text="Columns").press("Enter")
    for name in ("Key", "Spent"):
        work.get_by_label(name, exact=True).press("Space")
    for _step in range(2):
        work.get_by_role("button", name="Move “Left” up").press("Enter")
    expect(work.get_by_role("button", name="Move “Left” up")).to_be_focused()
    work.keyboard.press("Tab")
    work.get_by_label("Spent", exact=True).press("Enter")
    work.wait_for_url("**columns=**")
    heads = work.locator("thead th").evaluate_all(
        "all => all.map((th) => th.className)"
    )
    names = [name.split()[0].removeprefix("column-") for name in heads[1:]]
    usual = ["rank", "state", "left", "title", "people", "forecast", "by", "deadline"]
    assert names == [*usual, "spent"]
    work.get_by_role("link", name="Left", exact=True).first.press("Enter")
    expect(work.locator("th[aria-sort=ascending] a")).to_have_text("Left")
    assert "columns=" in work.url


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


WIDTHS = """() => Object.fromEntries([...document.querySelectorAll("thead th")]
  .map((th) => [th.className.split(" ")[0], th.offsetWidth]))"""


@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
def test_columns_are_as_wide_before_their_widest_cell_arrives(
    browser: Browser, live_server, world: Actor, survey: Item, dig: Item, locale: str
):
    far = datetime(2048, 11, 30, 12, tzinfo=UTC)
    names = ("starts_at", "p50", "p85", "p95")
    forecast(dig, world, chance_percent=100, **dict.fromkeys(names, far))
    edit_item(dig.pk, by=world, deadline=far, starts_no_later=far)
    name = "Wilhelmina Wolkenstein-Winterhalter"
    long = member(name, world.workspace, dig.project, "editor")
    assign_people(dig.pk, [Part(person_id=long.person.pk)], by=world)
    edit_item(dig.pk, by=world, effort_minutes=123_450)
    edit_item(survey.pk, by=world, effort_minutes=600_000)  # both together have more
    dates = "key,people,left,estimate,deadline,start-by,by,start,likely,latest,pin"
    for columns in (dates, f"{dates},{','.join(USUAL)},created,started,finished"):
        context = browser.new_context(locale=locale, viewport=DESK)
        sign_in(context, world, live_server.url)
        page = context.new_page()
        page.goto(f"{live_server.url}/w/acme/work/?columns={columns}")
        whole = page.evaluate(WIDTHS)
        row(page, dig.key).evaluate("(row) => row.remove()")
        page.locator("tr.group").evaluate("(sums) => sums.remove()")
        rest = page.evaluate(WIDTHS)
        context.close()
        for name in dates.split(","):
            assert rest[f"column-{name}"] == whole[f"column-{name}"], name


def test_what_has_the_focus_is_not_below_the_head_of_the_page(
    page: Page, context, live_server, world: Actor, survey: Item
):
    survey.project.items.all().delete()
    many_items(survey.project, 40, by=world)
    sign_in(context, world, live_server.url)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/w/acme/work/")
    page.locator("summary", has_text="Columns").focus()
    for _step in range(3):
        page.keyboard.press("Tab")
    expect(page.locator("thead a").first).to_be_focused()
    head = page.locator(".page-head").bounding_box()
    focused = page.locator("thead a").first.bounding_box()
    assert head
    assert focused
    assert focused["y"] >= head["y"] + head["height"]
