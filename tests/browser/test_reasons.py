"""Why an item comes when it does, who should do it and what would help, on screen."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from headway.actors.models import Actor
from headway.plan.actions.replanning import replan_workspace
from headway.work.actions import (
    Part,
    assign_people,
    cost_delay,
    create_item,
    edit_item,
    link_items,
)
from headway.work.models import Item
from tests.browser.test_every_page import Visit, check, visit

__all__ = ["visit"]  # the fixture


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_reasons_add_up_and_choices_are_shown(
    visit: Visit,
    survey: Item,
    dig: Item,
    ada: Actor,
    lea: Actor,
    dee: Actor,
    width: int,
    scheme: str,
):
    due = timezone.now() + timedelta(days=9)
    for item in (survey, dig):
        edit_item(item.pk, by=dee, effort_minutes=2400)
        assign_people(item.pk, [Part(person_id=ada.person.pk)], by=dee)
    edit_item(dig.pk, by=dee, deadline=due)
    link_items(survey.pk, dig.pk, by=dee)
    cost_delay(dig.pk, by=dee, per_week=9000)
    replan_workspace(dee.workspace_id, by=dee)

    page = visit("/w/acme/", ada, width, scheme)
    page.locator("#today-BRI-1").get_by_text("why").click()
    expect(page.get_by_role("rowheader", name="What waits for it")).to_be_visible()
    check(page)
    page = visit("/w/acme/items/BRI-1/", dee, width, scheme)
    expect(page.get_by_role("rowheader", name="What waits for it")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Who should do it?").click()
    expect(page.get_by_role("listitem", name="Lea")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Assign Lea").click()
    expect(page.get_by_text("Lea does BRI-1.")).to_be_visible()

    page = visit("/w/acme/items/BRI-2/levers/", dee, width, scheme)
    expect(page.get_by_role("table")).to_be_visible()
    check(page)

    create_item(dig.project_id, by=dee, title="Paint the rails", effort_minutes=480)
    page = visit("/w/acme/projects/BRI/", dee, width, scheme)
    page.get_by_role("link", name="Propose who does what").click()
    expect(page.get_by_role("checkbox", name="does BRI-3")).to_be_checked()
    check(page)
    page.get_by_role("link", name="Also what somebody has").click()
    expect(page.get_by_role("checkbox", name="does BRI-2")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Give out what is ticked").click()
    expect(page.get_by_text("given")).to_be_visible()
