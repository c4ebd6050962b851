"""A newcomer's first hour: a member works off their order, a lead plans a project.

The guide ``docs/guides/first-hour.md`` says the same in words.
"""

from itertools import cycle

from playwright.sync_api import BrowserContext, Locator, Page, expect

from headway.actors.models import Actor
from headway.work.models import Item, Link, SavedView
from tests.browser.lists import browser_context_args, row, sign_in
from tests.browser.test_today import PASSWORD, mine, task, title
from tests.browser.timelines import SECONDS, bar, panel
from tests.server.conftest import Running, headway

__all__ = ["browser_context_args", "headway", "mine"]  # the fixtures

PHASES = {
    "Prepare": "Survey the shore,Ask the harbour,Draw the pier,Order the steel",
    "Pier": "Drive the piles,Lay the beams,Nail the deck,Hang the fenders",
    "Boat": "Clean the hull,Mend the deck,Fit the engine,Paint the hull",
    "Try": "Load the boat,Cross by day,Cross by night,Write it up",
    "Open": "Print the tickets,Train the crew,Invite the town,Cut the ribbon",
    "After": "Count the guests,Pay the bills,Store the tools,Plan the winter",
    "Care": "Grease the winch,Check the ropes,Read the gauge,Sweep the pier",
    "Tell": "Write the news,Take the pictures,Thank the crew,Close the file",
}
SAID = cycle(("@ada ~4-8h", "@lea ~2h", "@ada ~1h", "@lea ~3-6h #wet"))
LINES = "\n".join(
    line
    for phase, tasks in PHASES.items()
    for line in (phase, *(f"  {each} {next(SAID)}" for each in tasks.split(",")))
)
PLANNED = 300 * SECONDS
"""The first worker of a machine compiles its kernels."""


def test_a_member_signs_in_and_works_off_their_order(
    live_server, mine: list[Item], page: Page
):
    page.goto(live_server.url)
    page.get_by_label("Name or e-mail address").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    order = page.locator(".task").evaluate_all("tasks => tasks.map((t) => t.id)")
    assert order == ["today-BRI-1", "today-BRI-2", "today-BRI-3"]

    task(page, "BRI-1").get_by_role("button", name="Start").click()
    expect(page.get_by_text("BRI-1 is started.")).to_be_visible()
    now = page.locator("#now-BRI-1")
    expect(now).to_contain_text("Survey the site")
    now.get_by_role("button", name="Done").click()
    expect(page.get_by_text("BRI-1 is done.")).to_be_visible()
    expect(now).to_have_count(0)
    expect(title(page, "BRI-2")).to_be_visible()
    mine[0].refresh_from_db()
    assert mine[0].state == "done"


def found(name: str) -> Item:
    return Item.objects.get(title=name)


def toast(page: Page) -> Locator:
    return page.locator(".toast").last


def open_tab(page: Page, name: str) -> None:
    tab = page.locator(".tabs").get_by_role("link", name=name, exact=True)
    with page.expect_navigation():
        tab.click()


def begin_project(page: Page, address: str) -> None:
    """Paste 40 lines, see the plan that they would be, and create the project."""
    page.goto(f"{address}/w/acme/projects/")
    page.get_by_role("link", name="See a list become a plan").click()
    expect(page.get_by_label("Your list")).to_be_focused()
    page.keyboard.insert_text(LINES)
    rows = page.locator(".start-plan tbody tr")
    expect(rows).to_have_count(40, timeout=PLANNED)
    expect(page.get_by_text("is likely done on")).to_be_visible()
    page.get_by_label("Name of the project").fill("Ferry")
    page.get_by_role("button", name="Create project").click()
    expect(page.get_by_text("40 items are there.")).to_be_visible()
    pier = found("Draw the pier")
    assert (pier.parent.title, pier.assignments.count()) == ("Prepare", 1)


def plan_on_the_timeline(page: Page) -> None:
    """Link two bars by keys, carry one by the mouse, see the effects, and undo."""
    survey, ask = found("Survey the shore"), found("Ask the harbour")
    expect(bar(page, survey).locator(".sure")).to_be_visible(timeout=PLANNED)

    page.get_by_role("link", name=survey.title, exact=True).focus()
    page.keyboard.press("l")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#announcer")).to_contain_text("to wait for")
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".dep")).to_have_count(1, timeout=60 * SECONDS)
    assert Link.objects.get().after_id == ask.pk
    renewed = expect(page.locator("main"))
    renewed.not_to_contain_text("planned anew", timeout=60 * SECONDS)

    solid = bar(page, survey).locator(".sure").bounding_box()
    x, y = solid["x"] + 10, solid["y"] + 5
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 140, y, steps=4)
    page.mouse.up()
    expect(panel(page)).to_contain_text(f"{survey.title} starts")
    page.get_by_role("button", name="Apply", exact=True).click()
    expect(toast(page)).to_contain_text("starts no earlier than")
    expect(bar(page, survey).locator(".pin")).to_have_count(1, timeout=60 * SECONDS)
    survey.refresh_from_db()
    assert survey.starts_no_earlier
    toast(page).get_by_role("button", name="Undo").click()
    expect(page.locator(".pin")).to_have_count(0, timeout=60 * SECONDS)
    survey.refresh_from_db()
    assert survey.starts_no_earlier is None


def move_on_the_board(page: Page) -> None:
    open_tab(page, "Board")
    survey = found("Survey the shore")
    page.locator(f"#card-{survey.key} .card-title").focus()
    for key in (" ", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator("#announcer")).to_contain_text("In progress")
    with page.expect_response("**/place/**"):
        page.keyboard.press(" ")
    survey.refresh_from_db()
    assert survey.state == "doing"


def change_several_in_the_list(page: Page) -> None:
    open_tab(page, "List")
    row(page, found("Drive the piles").key).locator(".row-title").focus()
    for key in ("x", "Shift+ArrowDown", "Shift+ArrowDown"):
        page.keyboard.press(key)
    bulk = page.locator("#bulk")
    expect(bulk).to_contain_text("3 selected")
    page.locator("#bulk-menu-importance summary").click()
    bulk.get_by_role("button", name="High", exact=True).click()
    expect(toast(page)).to_contain_text("3 items: importance high")
    assert found("Nail the deck").priority > found("Hang the fenders").priority


def save_a_view(page: Page) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.press("Control+a")
    page.keyboard.type("project = FERR and priority > 500")
    page.keyboard.press("Enter")
    expect(page.locator("[data-row]")).to_have_count(3)
    page.locator("summary", has_text="Save view").click()
    page.get_by_label("Name").fill("Ferry first")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ferry first", level=1)).to_be_visible()
    rail = page.locator(".rail")
    expect(rail.get_by_role("link", name="Ferry first")).to_be_visible()
    assert SavedView.objects.get().name == "Ferry first"


def find_by_the_palette(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("ribbon")
    chosen = page.locator("#palette [aria-selected=true]")
    expect(chosen).to_contain_text("Cut the ribbon")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cut the ribbon")


def test_a_lead_begins_a_project_and_plans_it(
    headway: Running, lea: Actor, ada: Actor, context: BrowserContext, page: Page
):
    """All parts run: web server, worker and engine."""
    address = f"http://127.0.0.1:{headway.port}"
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(context, lea, address)
    begin_project(page, address)
    plan_on_the_timeline(page)
    move_on_the_board(page)
    change_several_in_the_list(page)
    save_a_view(page)
    find_by_the_palette(page)
    assert not errors
