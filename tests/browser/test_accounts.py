"""One's own settings in a real browser, and passkeys of a made-up device."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page

from headway.actors.models import Actor
from headway.people.models import MailFailure, User
from headway.server.mail import MailOut
from tests.browser.axe import violations
from tests.server.conftest import cookie_of

PASSWORD = "span the river"
ME = "/w/acme/me/"


@pytest.fixture
def adas_user(ada: Actor) -> User:
    cache.clear()
    ada.person.user.set_password(PASSWORD)
    ada.person.user.save()
    return ada.person.user


@pytest.fixture
def site(live_server) -> str:
    """By its name: passkeys belong to names."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def context(
    browser: Browser, adas_user: User, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    scheme, width = getattr(request, "param", ("light", 1440))
    context = browser.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        bypass_csp=True,  # for axe; the policy is tested elsewhere
    )
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/sign-in/")
    page.get_by_label("Name or e-mail address").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/")


def add_passkey(page: Page, site: str) -> None:
    page.goto(f"{site}{ME}sign-in/passkeys/")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name").fill("Laptop")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_text("Laptop").wait_for()


def test_a_passkey_is_made_and_signs_in_alone(page: Page, site: str):
    sign_in(page, site)
    add_passkey(page, site)
    page.context.clear_cookies()

    page.goto(f"{site}{ME}sessions/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("this browser").wait_for()
    assert page.url == f"{site}{ME}sessions/"


def test_a_passkey_is_the_second_step_and_the_proof(page: Page, site: str):
    sign_in(page, site)
    add_passkey(page, site)
    page.context.clear_cookies()

    sign_in(page, site)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/w/acme/")

    page.goto(f"{site}{ME}sign-in/app/")
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("heading", name="Set up an app").wait_for()


def test_a_passkey_that_is_not_there_says_so(page: Page, site: str):
    page.goto(f"{site}/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("This passkey was not accepted").wait_for()


PAGES = (
    "",
    "address/",
    "tokens/",
    "tokens/new/",
    "sign-in/",
    "sign-in/app/",
    "sign-in/passkeys/",
    "sessions/",
)


@pytest.mark.parametrize(
    "context",
    [(scheme, width) for scheme in ("light", "dark") for width in (1440, 390)],
    indirect=True,
    ids=str,
)
def test_axe_finds_nothing_and_the_pages_do_not_scroll_sideways(page: Page, site: str):
    looked_at = ["/sign-in/", "/forgotten-password/", "/new-password/1/"]
    for path in looked_at:
        page.goto(f"{site}{path}")
        check(page)
    sign_in(page, site)
    page.goto(f"{site}/confirm/?next=/")
    check(page)
    add_passkey(page, site)
    for path in PAGES:
        page.goto(f"{site}{ME}{path}")
        check(page)


@pytest.mark.parametrize(
    "context", [("light", 1440), ("dark", 390)], indirect=True, ids=str
)
def test_pages_of_mail_and_codes_are_for_everybody(
    settings, page: Page, site: str, dee: Actor, adas_user: User
):
    settings.HEADWAY_MAIL = MailOut(
        kind="smtp", host="mail.example.org", sender="h@x.y"
    )
    page.goto(f"{site}/sign-in/mail/")
    check(page)
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Type the code").wait_for()
    check(page)

    name, value = cookie_of(dee).split("=")
    page.context.add_cookies([{"name": name, "value": value, "url": site}])
    MailFailure.objects.create(
        workspace=dee.workspace, letter=UUID(int=1), to="eve@example.org", reason="No."
    )
    page.goto(f"{site}/w/acme/settings/mail/")
    check(page)
    page.goto(f"{site}/w/acme/people/{adas_user.persons.get().pk}/")
    check(page)


def test_the_menu_changes_looks_everywhere(page: Page, site: str, adas_user: User):
    sign_in(page, site)
    page.goto(f"{site}{ME}")
    page.get_by_role("button", name="Ada").click()
    with page.expect_response(lambda answer: answer.url.endswith("/me/looks/")) as told:
        page.locator("#user-menu").get_by_role("button", name="Dark").click()
    assert told.value.status == 204
    page.context.clear_cookies()
    sign_in(page, site)
    page.goto(f"{site}{ME}")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator("#id_theme").input_value() == "dark"


def test_everything_can_be_done_by_keyboard(page: Page, site: str):
    sign_in(page, site)
    page.goto(f"{site}{ME}tokens/new/")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Name").focus()
    page.keyboard.type("CI")
    page.keyboard.press("Enter")
    assert page.locator(".secret").inner_text().startswith("hw_")
    page.get_by_role("link", name="I have kept it").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Revoke CI").focus()
    page.keyboard.press("Enter")
    page.get_by_text("“CI” works no more.").wait_for()


def check(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
