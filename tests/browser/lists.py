"""The list of work in a real browser, opened as Ada."""

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from headway.actors.models import Actor
from headway.work.actions import Part, assign_people, create_item, link_items
from headway.work.models import Item
from tests.server.conftest import Running, cookie_of

LIVE_MS = 60_000
"""A worker that still compiles announces changes late."""


@pytest.fixture
def world(ada: Actor, survey: Item, dig: Item) -> Actor:
    link_items(survey.pk, dig.pk, by=ada)
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    return ada


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"bypass_csp": True, "locale": "en-GB"}


@pytest.fixture
def work(live_server, world: Actor, context: BrowserContext, page: Page) -> Page:
    """Ada's list of all work; nothing tells it of changes."""
    sign_in(context, world, live_server.url)
    page.goto(f"{live_server.url}/w/acme/work/")
    return page


@pytest.fixture
def live_work(
    headway: Running, world: Actor, context: BrowserContext, page: Page
) -> Page:
    """Ada's list of all work, listening."""
    address = f"http://127.0.0.1:{headway.port}"
    sign_in(context, world, address)
    with page.expect_response("**/events*"):
        page.goto(f"{address}/w/acme/work/")
    return page


def sign_in(context: BrowserContext, actor: Actor, address: str) -> None:
    name, value = cookie_of(actor).split("=")
    context.add_cookies([{"name": name, "value": value, "url": address}])


def row(page: Page, key: str) -> Locator:
    return page.locator(f"#row-{key}")


def saved(item: Item) -> Item:
    item.refresh_from_db()
    return item


@pytest.fixture
def outline(world: Actor, survey: Item) -> list[Item]:
    """Two more items, one in the other, in the survey."""
    measure = create_item(
        survey.project_id, by=world, title="Measure", parent_id=survey.pk
    )
    poles = create_item(
        survey.project_id, by=world, title="Set poles", parent_id=measure.pk
    )
    return [measure, poles]
