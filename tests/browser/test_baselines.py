"""A plan is kept, and what moved since is seen: overview, its pages, the timeline."""

import re

import pytest
from playwright.sync_api import expect

from headway.actors.models import Actor
from headway.work.actions import create_item
from headway.work.models import Item
from tests.browser.test_every_page import Visit, check, visit
from tests.browser.timelines import NOW
from tests.plan.timelines import DAY, forecast, keep, publish

__all__ = ["visit"]  # the fixture


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_a_kept_plan_is_held_against_what_it_became(
    visit: Visit, survey: Item, dig: Item, dee: Actor, width: int, scheme: str
):
    gate = create_item(survey.project_id, by=dee, title="Opening", drive="milestone")
    items = (survey, dig, gate)
    rows = [forecast(item, NOW + n * 5 * DAY) for n, item in enumerate(items)]
    publish(rows, by=dee)
    keep(survey.project, *items, by=dee, end=NOW + 2 * DAY)

    page = visit("/w/acme/projects/BRI/", dee, width, scheme)
    expect(page.get_by_text("Slipped most since “Agreed”")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Baseline", exact=True).click()
    page.get_by_label("Name").fill("Agreed again")
    page.get_by_role("button", name="Keep the plan as it is now").click()
    expect(page.locator(".toast-text")).to_contain_text("is kept as “Agreed again”")
    check(page)
    page.get_by_role("link", name="Agreed", exact=True).click()
    expect(page.get_by_role("row", name="BRI-2")).to_contain_text("days")
    check(page)
    page.get_by_role("link", name="On the timeline").click()
    expect(page.locator(".gantt path.then").last).to_be_visible()
    check(page)
    page.get_by_text("Baseline", exact=True).click()
    page.get_by_role("radio", name="Agreed again").check()
    check(page)
    page.get_by_role("button", name="Show").last.click()
    expect(page.locator(f"#bar-{dig.pk}")).to_have_attribute(
        "aria-label", re.compile("; planned for ")
    )
