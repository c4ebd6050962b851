"""People and their hours in a real browser."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from headway.actors.models import Actor
from headway.people import actions
from headway.people.models import HolidayCalendar, Location
from tests.browser.axe import violations
from tests.server.conftest import cookie_of


def people_of_acme(ada: Actor, dee: Actor, soon: date) -> None:
    """Something of everything that the pages show."""
    pk = ada.person.pk
    actions.add_absence(pk, by=dee, first_on=soon, last_on=soon, reason="Holiday")
    actions.set_absence_rules(by=dee, is_approval_needed=True)
    later = soon + timedelta(days=9)
    actions.add_absence(pk, by=ada, first_on=later, last_on=later, from_noon=True)
    week = [((480, 720),)] * 5 + [()] * 2
    actions.set_hours(pk, by=ada, valid_from=later, week=week, availability_percent=70)
    start = timezone.now() + timedelta(hours=20)
    actions.add_busy(
        pk, by=ada, starts_at=start, ends_at=start + timedelta(hours=2), title="Focus"
    )
    actions.rate_skill(pk, by=ada, skill="Drawing", level=4, note="Plans of 2025")
    actions.set_rate(
        pk,
        by=dee,
        kind="cost",
        amount_minor=6450,
        currency="EUR",
        valid_from=date(2026, 1, 1),
    )
    calendar, _changed = actions.import_holidays("DE", "BY", by=dee)
    place = actions.add_location(
        by=dee, name="Munich", zone="Europe/Berlin", holidays_id=calendar.pk
    )
    actions.edit_person(pk, by=ada, location_id=place.pk)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_and_the_pages_do_not_scroll_sideways(
    live_server, browser: Browser, dee: Actor, ada: Actor, scheme: str, width: int
):
    soon = timezone.localdate() + timedelta(days=2)
    people_of_acme(ada, dee, soon)
    size = {"width": width, "height": 900}
    context = browser.new_context(color_scheme=scheme, viewport=size, bypass_csp=True)
    name, value = cookie_of(dee).split("=")
    context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    page = context.new_page()

    mine = f"people/{ada.person.pk}/"
    calendar = HolidayCalendar.objects.get()
    place = Location.objects.get()
    for path in (
        "people/",
        "people/away/",
        "people/places/",
        f"people/places/{place.pk}/",
        f"people/holidays/{calendar.pk}/",
        mine,
        f"{mine}away/",
        f"{mine}busy/",
        f"{mine}skills/",
        f"{mine}rates/",
    ):
        page.goto(f"{live_server.url}/w/acme/{path}")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()


def test_a_person_plans_shorter_weeks_and_takes_it_back(
    live_server, browser: Browser, ada: Actor
):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    name, value = cookie_of(ada).split("=")
    context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/w/acme/people/{ada.person.pk}/")
    later = timezone.localdate() + timedelta(days=30)

    page.get_by_label("From", exact=True).fill(later.isoformat())
    page.get_by_label("Friday").fill("")
    page.get_by_role("button", name="Keep these hours").click()

    row = page.get_by_role("row").filter(has_text="planned")
    expect(row).to_contain_text("Mon")
    expect(row).to_contain_text("32\xa0h")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("row").filter(has_text="planned")).to_have_count(0)
    context.close()
