"""Files of others go in through a real browser, looked at first, and are taken back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from headway.actors.models import Actor
from headway.work.models import Item, Link, Project
from tests.browser.axe import violations
from tests.corpus import CORPUS
from tests.integrations.importers.jobs import work
from tests.integrations.importers.msproject.documents import document, link, task
from tests.server.conftest import cookie_of

REAL = CORPUS / "schedules/mpxj-other/legacy/sample.xml"
SECONDS = 1000
TABLE = """\
Title,Status,Assignee,Due,Estimate,Room
House,In progress,Grace,2026-12-01,3d,Kitchen
  Walls,Backlog,Ada,never,1d,
"""

Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, dee: Actor, live_server, store: Path) -> Iterator[Open]:
    """Open the import page as the administrator; complaints fail the test."""
    contexts, complaints = [], []

    def open_page(**options: object) -> Page:
        context = browser.new_context(**{"locale": "en-GB"} | options)
        contexts.append(context)
        name, value = cookie_of(dee).split("=")
        cookie = {"name": name, "value": value, "url": live_server.url}
        context.add_cookies([cookie])
        page = context.new_page()
        page.set_default_timeout(20 * SECONDS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{live_server.url}/w/acme/import/")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def odd_file(tmp_path: Path) -> Path:
    """Two tasks; three elements cannot be taken as they stand."""
    file = tmp_path / "plan.xml"
    tasks = [task(1, "Dig"), task(2, "Pour", links=link(1) + link(2), Cost=9)]
    title = "<Title>Bath house</Title><CalendarUID>7</CalendarUID>"
    file.write_text(document(*tasks, header=title))
    return file


def send(page: Page, file: Path, name: str = "Look it through") -> None:
    """Send a file, and let a worker look it through."""
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name=name).click()
    expect(page.locator("#import-run")).to_contain_text("Being looked through")
    work()


@pytest.mark.corpus
def test_a_real_file_is_looked_at_then_taken_then_taken_back(opened: Open) -> None:
    page = opened()
    send(page, REAL)
    run = page.locator("#import-run")
    expect(run).to_contain_text("Ready to start")  # by itself: the page looks again
    expect(run.get_by_role("table")).to_contain_text("money that Headway does not keep")
    assert not Project.objects.exists()

    page.get_by_role("button", name="Import", exact=True).press("Enter")
    expect(run).to_contain_text("Running")
    work()
    expect(run).to_contain_text("Done")
    assert Item.objects.count() > 10
    assert Link.objects.exists()

    page.get_by_role("button", name="Undo the import").press("Enter")
    expect(run).to_contain_text("Being undone")
    work()
    expect(run).to_contain_text("Undone")
    assert not Project.objects.exists()


def test_everything_works_without_scripts(
    opened: Open, odd_file: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text("hello")
    page = opened(java_script_enabled=False)

    send(page, bad)
    page.get_by_role("link", name="Look again").click()
    expect(page.locator("main")).to_contain_text("Headway does not recognise the file")
    page.goto(f"{page.url}../")
    send(page, odd_file)
    page.get_by_role("link", name="Look again").click()
    page.get_by_label("Key of the project").fill("BATH")
    page.get_by_role("button", name="Import", exact=True).click()
    work()
    page.get_by_role("link", name="Look again").click()
    expect(page.locator("main")).to_contain_text("it is linked to itself")
    page.locator("main").get_by_role("link", name="Bath house").click()
    expect(page.locator("main")).to_contain_text("Pour")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(
    opened: Open, tmp_path: Path, scheme: str, width: int
) -> None:
    table = tmp_path / "plan.csv"
    table.write_text(TABLE)
    size = {"width": width, "height": 900}
    page = opened(color_scheme=scheme, viewport=size, bypass_csp=True)

    def look() -> None:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    look()
    send(page, table)
    expect(page.locator("#import-run")).to_contain_text("First rows")
    look()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("#import-run")).to_contain_text("Running")
    work()
    expect(page.get_by_role("button", name="Undo the import")).to_be_visible()
    look()
