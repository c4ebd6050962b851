"""The pages of the log, of jobs and of the bin, as people see them."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from headway.actors.models import Actor
from headway.work.actions import change_items, create_item, delete_items, link_items
from headway.work.models import Item, Project
from tests.browser.axe import violations
from tests.browser.lists import sign_in
from tests.events.test_jobs_page import fail, job_of, kept_open

__all__ = ["kept_open"]  # the fixture

PAGES = {
    "log": "/w/acme/settings/log/",
    "jobs": "/w/acme/settings/jobs/",
    "bin": "/w/acme/bin/",
    "project": "/w/acme/projects/BRI/history/",
    "person": "/w/acme/people/{ada}/history/",
    "item": "/w/acme/items/BRI-1/",
}


@pytest.fixture
def busy(
    bridge: Project, survey: Item, dig: Item, ada: Actor, dee: Actor, kept_open
) -> Actor:
    """Dee, in whose workspace much has happened."""
    link_items(survey.pk, dig.pk, by=ada, lag_minutes=60)
    change_items([survey.pk, dig.pk], by=ada, priority=800, state="doing")
    gone = create_item(bridge.pk, by=ada, title="A third pier nobody needs")
    delete_items([gone.pk], by=ada)
    fail(job_of(dee))
    job_of(dee)
    return dee


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(
    live_server, browser: Browser, busy, ada, name: str, width: int, scheme: str
):
    context = browser.new_context(
        locale="en-GB",
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        bypass_csp=True,
    )
    sign_in(context, busy, live_server.url)
    page = context.new_page()
    page.goto(live_server.url + PAGES[name].format(ada=ada.person.pk))
    if folder := os.environ.get("HEADWAY_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
