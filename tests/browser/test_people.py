"""People and their hours in a real browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from headway.actors.models import Actor
from headway.people.actions import add_absence
from tests.browser.axe import violations
from tests.server.conftest import cookie_of


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_and_the_pages_do_not_scroll_sideways(
    live_server, browser: Browser, dee: Actor, ada: Actor, scheme: str, width: int
):
    soon = timezone.localdate() + timedelta(days=2)
    add_absence(ada.person.pk, by=dee, first_on=soon, last_on=soon, reason="Holiday")
    size = {"width": width, "height": 900}
    context = browser.new_context(color_scheme=scheme, viewport=size, bypass_csp=True)
    name, value = cookie_of(dee).split("=")
    context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    page = context.new_page()

    for path in ("people/", f"people/{ada.person.pk}/"):
        page.goto(f"{live_server.url}/w/acme/{path}")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
