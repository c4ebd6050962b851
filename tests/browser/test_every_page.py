"""Pages that have no file of their own, and what opens over pages, as axe sees them."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from headway.actors.models import Actor
from headway.people.setup.actions import draw_token
from headway.work.actions import edit_item, edit_project
from headway.work.models import Item
from tests.browser.axe import violations
from tests.server.conftest import cookie_of
from tests.work.lists import forecast
from tests.work.test_today import give, plan

Visit = Callable[..., Page]

LOOKS = [(width, scheme) for width in (1440, 390) for scheme in ("light", "dark")]


@pytest.fixture
def visit(browser: Browser, live_server) -> Iterator[Visit]:
    contexts = []

    def open_page(path: str, who: Actor | None, width: int, scheme: str) -> Page:
        context = browser.new_context(
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            bypass_csp=True,
            locale="en-GB",
        )
        contexts.append(context)
        if who is not None:
            name, value = cookie_of(who).split("=")
            cookie = {"name": name, "value": value, "url": live_server.url}
            context.add_cookies([cookie])
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def check(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_of_their_own(
    visit: Visit, survey: Item, dee: Actor, ben: Actor, dan: Actor, width, scheme
):
    edit_item(survey.pk, by=dee, title="Survey the whole site")
    review = survey.type.states.get(is_review=True).pk
    for who, path, heading in (
        (dee, "/w/acme/projects/", "New project"),
        (dee, "/w/acme/items/BRI-1/history/", "History"),
        (dee, "/w/acme/items/BRI-1/cells/title/", "Survey the whole site"),
        (dee, "/w/acme/settings/types/", "New type"),
        (dee, f"/w/acme/settings/types/{survey.type_id}/", "New state"),
        (dee, f"/w/acme/settings/states/{review}/", "Remove it"),
        (dee, "/w/acme/items/BRI-1/place/", "Move BRI-1"),
        (dee, "/w/acme/nowhere/", "There is nothing here"),
        (ben, "/w/acme/import/", "You may not do this"),
        (ben, "/w/acme/", "Nothing is yours to do"),
        (dan, "/w/acme/", "No project yet"),
    ):
        page = visit(path, who, width, scheme)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        check(page)


def test_a_name_without_spaces_is_broken(visit: Visit, survey: Item, dee: Actor):
    edit_project(survey.project_id, by=dee, name="W" * 80)
    edit_item(survey.pk, by=dee, title="W" * 200)
    levers = ("projects/BRI/levers/", "items/BRI-1/levers/")
    for path in ("projects/BRI/", *levers, "settings/judging/"):
        for width in (390, 1440):
            check(visit(f"/w/acme/{path}", dee, width, "light"))


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_setting_up_and_what_is_wrong_with_it(
    visit: Visit, transactional_db, width, scheme
):
    page = visit(f"/setup/?token={draw_token()}", None, width, scheme)
    check(page)
    page.get_by_label("Organisation").fill("Acme")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_text("too short")).to_be_visible()
    check(page)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_what_opens_over_a_page(
    visit: Visit, survey: Item, dig: Item, ada: Actor, dee: Actor, width, scheme
):
    for item in (survey, dig):
        give(item, ada, by=dee)
    plan(survey, dig, by=dee)
    page = visit("/w/acme/", ada, width, scheme)
    page.locator("summary.why").click()
    check(page)
    page.keyboard.press("Escape")
    page.locator("#today-BRI-1").get_by_role("button", name="Start").click()
    expect(page.locator("#toasts .toast")).to_be_visible()
    check(page)

    if width < 761:
        page.get_by_role("link", name="More").click()
    page.get_by_role("button", name="Ada").click()
    check(page)
    page.keyboard.press("Escape")
    expect(page.locator("#user-menu")).to_be_hidden()
    expect(page.get_by_role("button", name="Ada")).to_be_focused()

    forecast(survey, dee, cause="now", rank=1, chance_percent=62)
    page = visit("/w/acme/work/?open=BRI-1", ada, width, scheme)
    panel = page.get_by_role("dialog", name="Survey the site")
    expect(panel.locator(".dist")).to_be_visible()
    check(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    check(page)
