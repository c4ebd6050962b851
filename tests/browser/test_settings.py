"""Settings, access and invitations in a real browser."""

import pytest
from playwright.sync_api import Browser, Page, expect

from headway.actors.models import Actor
from headway.people.members.inviting import invite_person
from headway.people.members.teams import create_team, join_team
from headway.people.models import Person
from headway.work.models import Item
from tests.browser.axe import violations
from tests.server.conftest import cookie_of


def signed_in(page: Page, actor: Actor, address: str) -> None:
    name, value = cookie_of(actor).split("=")
    page.context.add_cookies([{"name": name, "value": value, "url": address}])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_and_the_pages_do_not_scroll_sideways(
    live_server, browser: Browser, dee: Actor, ada: Actor, survey: Item, scheme, width
):
    team = create_team(by=dee, name="Masons")
    join_team(team.pk, ada.person.pk, by=dee)
    size = {"width": width, "height": 900}
    context = browser.new_context(color_scheme=scheme, viewport=size, bypass_csp=True)
    page = context.new_page()
    signed_in(page, dee, live_server.url)

    for path in (
        "settings/",
        "settings/members/",
        "settings/teams/",
        f"settings/teams/{team.pk}/",
        f"projects/BRI/access/?person={ada.person.pk}",
    ):
        page.goto(f"{live_server.url}/w/acme/{path}")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.goto(f"{live_server.url}/workspaces/")
    assert violations(page) == []
    context.close()


def test_a_phone_shows_the_tab_on_which_one_is(live_server, page: Page, dee: Actor):
    page.set_viewport_size({"width": 390, "height": 800})
    signed_in(page, dee, live_server.url)
    for path, name in (("jobs/", "Jobs"), ("", "Workspace")):
        page.goto(f"{live_server.url}/w/acme/settings/{path}")
        tab = page.locator(".tabs").get_by_role("link", name=name, exact=True)
        expect(tab).to_have_attribute("aria-current", "page")
        expect(tab).to_be_in_viewport(ratio=0.9)


def test_an_invited_person_makes_an_account_and_comes_in(
    live_server, browser: Browser, dee: Actor
):
    admins = browser.new_context()
    page = admins.new_page()
    signed_in(page, dee, live_server.url)
    page.goto(f"{live_server.url}/w/acme/settings/members/")
    page.get_by_label("Name", exact=True).fill("Eve")
    page.get_by_role("button", name="Add", exact=True).click()
    link = page.get_by_label("The link").input_value()
    path = link[link.index("/invitation/") :]

    hers = browser.new_context(bypass_csp=True)
    hers_page = hers.new_page()
    hers_page.goto(f"{live_server.url}{path}")
    assert violations(hers_page) == []
    hers_page.get_by_label("E-mail address").fill("eve@example.org")
    hers_page.get_by_label("Password").fill("span the wide river")
    hers_page.keyboard.press("Enter")
    expect(hers_page).to_have_url(f"{live_server.url}/w/acme/")

    page.goto(f"{live_server.url}/w/acme/settings/members/")
    row = page.get_by_role("row", name="Eve")
    expect(row).to_contain_text("eve@example.org")
    row.get_by_role("button", name="Change Eve").click()
    page.get_by_role("button", name="Take access away").click()
    expect(page.get_by_role("row", name="Eve")).to_contain_text("No access")
    answer = hers_page.reload()
    assert answer is not None
    assert answer.status == 404
    assert Person.objects.get(actor__name="Eve").suspended_at is not None
    admins.close()
    hers.close()


def test_an_invitation_of_somebody_signed_in_is_one_click(
    live_server, browser: Browser, dee: Actor, cem: Actor
):
    person = Person.objects.create(
        workspace=dee.workspace,
        actor=Actor.objects.create(workspace=dee.workspace, name="Cem C."),
    )
    token = invite_person(person.pk, by=dee)
    context = browser.new_context()
    page = context.new_page()
    signed_in(page, cem, live_server.url)
    page.goto(f"{live_server.url}/invitation/?token={token}")
    page.get_by_role("button", name="Come in").click()
    expect(page).to_have_url(f"{live_server.url}/w/acme/")
    page.goto(f"{live_server.url}/workspaces/")
    expect(page.get_by_role("link", name="Elsewhere")).to_be_visible()
    context.close()
