"""Real work of other tools comes in, is planned, leaves, and comes in elsewhere.

A person does each step in a browser; afterwards both projects are asked of the tables,
and are one as the other, field by field.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from headway.actors.models import Actor
from headway.plan.actions.replanning import replan_workspace
from headway.work.models import Project
from tests.browser.test_import import SECONDS, send
from tests.corpus import CORPUS
from tests.integrations.exporters.content import content_of
from tests.integrations.exporters.whole import apart, whole_of
from tests.integrations.importers.jobs import work
from tests.server.conftest import cookie_of

pytestmark = pytest.mark.corpus

BOARD = CORPUS / "trackers/trello-dekk/trello.json"
DUMP = CORPUS / "trackers/grimoirelab-elk/tests/data/jira.json"
PLAN = (
    CORPUS / "schedules/mspdi-converted-by-mpxj"
    "/aspose-tasks-net__Software Development.mpp.mspdi.xml"
)

SignIn = Callable[[Actor], Page]


@pytest.fixture
def sign_in(browser: Browser, live_server, store: Path) -> Iterator[SignIn]:
    """Open the import page as somebody; complaints of scripts fail the test."""
    contexts, complaints = [], []

    def open_page(actor: Actor) -> Page:
        context = browser.new_context(locale="en-GB", accept_downloads=True)
        contexts.append(context)
        name, value = cookie_of(actor).split("=")
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(20 * SECONDS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{live_server.url}/w/{actor.workspace.slug}/import/")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


def bring_in(page: Page, file: Path, by: Actor) -> Project:
    """Send a file, look at what is in it, and take it over."""
    send(page, file)
    run = page.locator("#import-run")
    expect(run).to_contain_text("Nothing was changed yet.")
    assert not Project.objects.filter(workspace_id=by.workspace_id).exists()
    page.get_by_role("button", name="Import", exact=True).press("Enter")
    expect(run).to_contain_text("Running")
    work()
    expect(page.get_by_role("button", name="Undo the import")).to_be_visible()
    return Project.objects.get(workspace_id=by.workspace_id)


def plan(page: Page, project: Project, by: Actor) -> None:
    """The dates of the forecast are on its list."""
    replan_workspace(by.workspace_id, by=by)
    slug = by.workspace.slug
    page.goto(page.url.split("/w/")[0] + f"/w/{slug}/work/?project={project.key}")
    open_items = project.items.exclude(state__in=("done", "cancelled"))
    planned = open_items.exclude(outlook__p85=None)
    assert planned.exists()
    row = page.locator(f"#row-{planned.in_outline().select_related('project')[0].key}")
    expect(row.locator("svg.strip")).to_be_visible()


def take_away(page: Page, project: Project, button: str, folder: Path) -> Path:
    """Leave by the product's own buttons, from the project's settings."""
    page.locator(f"a[href$='/projects/{project.key}/settings/']").click()
    page.get_by_role("link", name="Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name=button).press("Enter")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


@pytest.mark.parametrize(
    ("file", "items", "history", "comments"),
    [(BOARD, 45, 136, 24), (DUMP, 5, 23, 2)],
    ids=["trello", "jira"],
)
def test_a_board_and_a_tracker_are_planned_and_leave_with_all_that_was_said(
    file: Path, items: int, history: int, comments: int,
    sign_in: SignIn, dee: Actor, cem: Actor, tmp_path: Path,
):  # fmt: skip
    page = sign_in(dee)
    project = bring_in(page, file, dee)
    before = whole_of(project)
    assert len(before["items"]) == items
    assert sum(len(each["history"]) for each in before["items"]) == history
    assert sum(len(each["comments"]) for each in before["items"]) == comments
    plan(page, project, dee)
    left = take_away(page, project, "Download as JSON", tmp_path)
    copy = bring_in(sign_in(cem), left, cem)

    assert copy.external_source == "headway"
    assert apart(before, whole_of(copy)) == []
    assert apart(before, whole_of(project)) == []


def test_a_plan_of_microsoft_project_is_planned_and_leaves_as_one(
    sign_in: SignIn, dee: Actor, cem: Actor, tmp_path: Path
):
    page = sign_in(dee)
    project = bring_in(page, PLAN, dee)
    before = content_of(project, dee)
    assert (len(before["items"]), len(before["links"])) == (86, 84)
    plan(page, project, dee)
    left = take_away(page, project, "Download as XML", tmp_path)
    expect(page.locator("main")).to_contain_text("Comments, files, labels, checklists")
    copy = bring_in(sign_in(cem), left, cem)

    assert content_of(copy, cem) == before
