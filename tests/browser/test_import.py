"""A schedule file of others goes in through a real browser, dry first."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from headway.actors.models import Actor
from headway.work.models import Item, Link, Project
from tests.browser.axe import violations
from tests.corpus import CORPUS
from tests.integrations.importers.msproject.documents import document, link, task
from tests.server.conftest import cookie_of

REAL = CORPUS / "schedules/mpxj-other/legacy/sample.xml"
SECONDS = 1000

Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, dee: Actor, live_server) -> Iterator[Open]:
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


@pytest.mark.corpus
def test_a_real_file_is_looked_at_then_taken_then_taken_again(opened: Open) -> None:
    page = opened()
    report = page.locator("#report")

    page.get_by_label("File", exact=True).set_input_files(REAL)
    page.get_by_role("button", name="See what would be taken").click()
    expect(report.locator("#report-title")).to_contain_text("would become the new")
    expect(report.get_by_role("table")).to_contain_text("money in the file")
    assert not Project.objects.exists()

    page.get_by_role("button", name="Import", exact=True).click()
    expect(report.locator("#report-title")).to_contain_text("is the new project")
    counted = (Item.objects.count(), Link.objects.count())
    assert counted[0] > 10

    page.get_by_role("button", name="Import", exact=True).click()
    expect(report.locator("#report-title")).to_contain_text("is up to date")
    assert (Item.objects.count(), Link.objects.count()) == counted

    report.get_by_role("link", name="See it on the timeline").click()
    expect(page.locator("h1")).to_have_text("Timeline")
    title = Item.objects.filter(parent=None).first().title
    expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()


def test_by_keyboard_alone_a_bad_file_is_said_and_the_next_one_goes_in(
    opened: Open, odd_file: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text("hello")
    page = opened()
    chosen = page.get_by_label("File", exact=True)

    chosen.set_input_files(bad)
    chosen.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # in the key's field: the form is sent
    expect(page.locator("#id_file_error")).to_contain_text("not XML")
    expect(chosen).to_be_visible()

    page.get_by_label("File", exact=True).set_input_files(odd_file)
    page.get_by_role("button", name="See what would be taken").focus()
    page.keyboard.press("Enter")
    report = page.locator("#report")
    expect(report).to_contain_text("Bath house would become the new project BATH")
    expect(page.locator("#id_file_error")).to_have_count(0)
    assert not Project.objects.exists()


def test_everything_works_without_scripts(opened: Open, odd_file: Path) -> None:
    page = opened(java_script_enabled=False)

    page.get_by_label("File", exact=True).set_input_files(odd_file)
    page.get_by_role("button", name="See what would be taken").click()
    expect(page.locator("#report")).to_contain_text("would become the new project")
    assert not Project.objects.exists()

    page.get_by_label("File", exact=True).set_input_files(odd_file)
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("#report")).to_contain_text("it is linked to itself")
    page.get_by_role("link", name="See it on the timeline").click()
    expect(page.locator("main")).to_contain_text("Pour")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(
    opened: Open, odd_file: Path, tmp_path: Path, scheme: str, width: int
) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text("hello")
    size = {"width": width, "height": 900}
    page = opened(color_scheme=scheme, viewport=size, bypass_csp=True)

    for file, words in ((bad, "not XML"), (odd_file, "is the new project")):
        page.get_by_label("File", exact=True).set_input_files(file)
        page.get_by_role("button", name="Import", exact=True).click()
        expect(page.locator("main")).to_contain_text(words)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
