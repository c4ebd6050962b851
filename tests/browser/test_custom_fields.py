"""Fields of the workspace in a real browser: set up, filled, and looked at."""

import pytest
from playwright.sync_api import Browser, expect

from headway.actors.models import Actor
from headway.work.actions import add_field, edit_item
from headway.work.models import CustomField, Item
from tests.browser.axe import violations
from tests.server.conftest import cookie_of

LOOKS = [(1440, "light"), (390, "dark")]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_fields_are_made_filled_and_shown(
    live_server, browser: Browser, dee: Actor, survey: Item, width: int, scheme: str
):
    options = [{"name": "High", "colour": "red"}, {"name": "Low", "colour": "green"}]
    trades = add_field(by=dee, name="Trades", kind="options", options=options)
    place = add_field(by=dee, name="Where", kind="address")
    buyer = add_field(by=dee, name="Buyer", kind="person")
    said = {place.pk: "https://example.org/plan", buyer.pk: dee.person.pk}
    edit_item(survey.pk, by=dee, custom=said)
    context = browser.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        bypass_csp=True,
        locale="en-GB",
    )
    name, value = cookie_of(dee).split("=")
    context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    page = context.new_page()
    home = f"{live_server.url}/w/acme"

    page.goto(f"{home}/settings/fields/")
    page.get_by_label("Name", exact=True).fill("Cost centre")
    page.get_by_label("Kind").select_option(label="Number")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("link", name="Cost centre")).to_be_visible()
    addresses = ["/settings/fields/", f"/settings/fields/{trades.pk}/"]

    page.goto(f"{home}/items/BRI-1/")
    cost = CustomField.objects.get(name="Cost centre")
    cell = page.locator(f'[data-edit$="cells/{cost.column}/"]')
    cell.get_by_role("link").press("Enter")
    page.get_by_label("Cost centre").fill("4711.5")
    page.get_by_label("Cost centre").press("Enter")
    expect(cell).to_contain_text("4711.5")
    cell = page.locator(f'[data-edit$="cells/{trades.column}/"]')
    cell.get_by_role("link").press("Enter")
    page.get_by_role("checkbox", name="Low").check()
    assert violations(page) == []
    cell.get_by_role("button", name="Save").press("Enter")
    expect(cell.get_by_text("Low")).to_be_visible()

    columns = f"title,{cost.column},{trades.column},{place.column},{buyer.column}"
    for path in (*addresses, "/items/BRI-1/", f"/work/?columns={columns}"):
        page.goto(home + path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()
