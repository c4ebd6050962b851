"""Why a date moved, on screen: bars and the table that says the same."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from headway.actors.models import Actor
from headway.people.actions import add_absence
from headway.plan.actions.replanning import replan_workspace
from headway.work.actions import Part, assign_people, edit_item, move_item
from headway.work.models import Item
from tests.browser.test_every_page import Visit, check, visit
from tests.plan.keeping import keep

__all__ = ["visit"]  # the fixture


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_what_moved_a_date_is_shown_with_its_share(
    visit: Visit,
    survey: Item,
    dig: Item,
    ada: Actor,
    dee: Actor,
    width: int,
    scheme: str,
):
    for item in (survey, dig):
        assign_people(item.pk, [Part(person_id=ada.person.pk)], by=dee)
    keep(dee, days=7)
    today = timezone.localdate()
    add_absence(
        ada.person.pk,
        by=ada,
        first_on=today + timedelta(days=1),
        last_on=today + timedelta(days=7),
    )
    edit_item(dig.pk, by=dee, effort_minutes=4800)
    keep(dee, days=3)
    move_item(survey.pk, "done", by=ada)
    edit_item(dig.pk, by=dee, title="Dig the pit for the northern pillar")
    replan_workspace(dee.workspace_id, by=dee)

    page = visit(f"/w/acme/items/{dig.key}/", dee, width, scheme)
    page.get_by_role("link", name="Why did its date move?").click()
    table = page.get_by_role("table")
    for cause in (f"Estimate of {dig.key}", "Absence of Ada", "Time passed"):
        expect(table.get_by_role("rowheader", name=cause)).to_be_visible()
    expect(table).to_contain_text("Dee changed the estimate: 16 h → 80 h")
    check(page)
    page.get_by_role("link", name="this morning").click()
    expect(page.get_by_role("link", name="this morning")).to_have_attribute(
        "aria-current", "true"
    )
    page.goto(page.url.replace(f"items/{dig.key}", "projects/BRI"))
    expect(page.get_by_role("heading", name="Why did Bridge move?")).to_be_visible()
    check(page)
