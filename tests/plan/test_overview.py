"""The first page of a project says when it will be done and what that hangs on."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headway.actors.models import Actor, Role
from headway.plan.actions.replanning import replan_workspace
from headway.plan.models import ForecastHistory
from headway.plan.overview.page import Overview
from headway.work import actions
from headway.work.actions import Part, create_item, edit_project
from headway.work.models import Item, Outlook, Project, ProjectOutlook
from tests.work.lists import HTMX, signed_in, text_of
from tests.world import member

PAGE = "/w/acme/projects/BRI/"
LIST = "/w/acme/work/?q=project+%3D+BRI"


@pytest.fixture
def planned(
    bridge: Project, survey: Item, dig: Item, ada: Actor, lea: Actor, dee: Actor
):
    """Survey, then dig, by Ada; Lea's phase of two, one done; a milestone behind."""
    for item in (survey, dig):
        actions.assign_people(item.pk, [Part(person_id=ada.person.pk)], by=dee)
    actions.link_items(survey.pk, dig.pk, by=dee)
    phase = create_item(bridge.pk, by=dee, title="Permits")
    asked = create_item(bridge.pk, by=dee, title="Ask", parent_id=phase.pk)
    get = create_item(
        bridge.pk, by=dee, title="Get", parent_id=phase.pk, effort_minutes=60
    )
    actions.assign_people(get.pk, [Part(person_id=lea.person.pk)], by=dee)
    actions.move_item(asked.pk, "done", by=dee)
    gate = create_item(bridge.pk, by=dee, title="Opening", drive="milestone")
    actions.link_items(dig.pk, gate.pk, by=dee)
    edit_project(
        bridge.pk, by=dee, target_on=timezone.localdate() + timedelta(days=300)
    )
    replan_workspace(bridge.workspace_id, by=dee)


def shown(project: Project, by: Actor) -> Overview:
    return Overview.of(Project.objects.get(pk=project.pk), by=by)


def test_what_the_end_hangs_on_is_followed_from_the_last_item(
    planned, bridge: Project, ben: Actor
):
    page = shown(bridge, ben)
    said = [(each.row.item.title, each.reason) for each in page.hanging]
    assert said[0] == ("Opening", "waits for BRI-2")
    assert said[1][0] == "Dig the pit"  # it waits for Ada as well as for BRI-1
    assert said[1][1] in ("waits for BRI-1", "Ada does BRI-1 before")
    [(title, why)] = said[2:]
    assert title == "Survey the site"
    assert why in ("can start at once", "nobody who could do it works earlier")
    assert "The chance to hold its target" in page.lead
    assert "is 100\N{NO-BREAK SPACE}%." in page.lead


def test_progress_phases_milestones_and_what_needs_a_look(
    planned, bridge: Project, ben: Actor, dee: Actor
):
    paint = create_item(bridge.pk, by=dee, title="Paint")
    actions.edit_item(
        paint.pk, by=dee, starts_no_later=timezone.now() - timedelta(days=1)
    )
    replan_workspace(bridge.workspace_id, by=dee)
    page = shown(bridge, ben)
    progress = page.contents.progress
    assert (progress.done, progress.total) == (1, 6)
    assert page.contents.left_minutes == 480 + 960 + 60
    [phase] = page.phases
    assert (phase.row.item.title, phase.progress.done, phase.progress.total) == (
        "Permits", 1, 2,
    )  # fmt: skip
    assert [stretch.row.item.title for stretch in page.milestones] == ["Opening"]
    concerns = {c.name: [row.item.title for row in c.rows] for c in page.concerns}
    assert concerns["late_to_start"] == ["Paint"]
    assert concerns["not_estimated"] == ["Paint"]
    assert concerns["nobodys"] == ["Paint"]
    worker, other = page.workers
    assert (other.name, other.items) == ("Lea", 1)
    assert (worker.name, worker.items) == ("Ada", 2)
    assert worker.percent


def test_what_was_in_a_cancelled_phase_is_in_none(
    planned, bridge: Project, ben: Actor, dee: Actor
):
    phase = Item.objects.get(title="Permits")
    cancelled = phase.type.states.get(category="cancelled")
    Item.objects.filter(pk=phase.pk).update(state="cancelled", status=cancelled)
    page = shown(bridge, ben)
    assert page.phases == []
    assert page.contents.progress.total == 5


def test_the_page_asks_as_often_for_many_items_as_for_few(
    client: Client, planned, bridge: Project, ben: Actor, dee, django_assert_num_queries
):
    signed_in(client, ben)
    with CaptureQueriesContext(connection) as few:
        html = text_of(client, PAGE)
    assert "What its end hangs on" in html
    for n in range(30):
        create_item(bridge.pk, by=dee, title=f"Rivet {n}", effort_minutes=60)
    replan_workspace(bridge.workspace_id, by=dee)
    with django_assert_num_queries(len(few.captured_queries)):
        text_of(client, PAGE)


@pytest.mark.parametrize("address", [PAGE, "/w/acme/workload/"])
def test_what_is_fetched_again_says_of_which_plan_it_is(
    client: Client, planned, ben: Actor, address: str
):
    signed_in(client, ben)
    sent_along = 'role="status" hx-swap-oob="true"'
    assert sent_along not in text_of(client, address)
    region = client.get(address, headers=HTMX).content.decode()
    assert region.count('id="plan-age"') == 1
    assert sent_along in region
    assert region.index("</live-region>") < region.index('id="plan-age"')


def test_how_far_the_end_moved_is_drawn_from_what_was_forecast(
    planned, bridge: Project, ben: Actor
):
    assert shown(bridge, ben).trend is None
    now = ProjectOutlook.objects.get()
    day = timedelta(days=1)
    ForecastHistory.objects.create(
        workspace=bridge.workspace,
        day=timezone.localdate() - 15 * day,
        project_id=bridge.pk,
        p50=now.p50 - 4 * day,
        p85=now.p85 - 4 * day,
        p95=now.p95 - 4 * day,
    )
    trend = shown(bridge, ben).trend
    assert "moved 4 days later since" in trend.sentence
    assert [label.text.split()[0] for label in trend.labels] == [
        "50", "85", "95", "target",
    ]  # fmt: skip


def test_an_empty_project_says_how_to_begin(
    client: Client, bridge: Project, lea: Actor, ben: Actor
):
    page = text_of(signed_in(client, lea), PAGE)
    assert "Write down what needs doing" in page
    page = text_of(signed_in(client, ben), PAGE)
    assert "Nothing is in it yet" in page
    assert "Write down what needs doing" not in page


def test_what_is_over_or_archived_has_no_date(
    client: Client, planned, bridge: Project, ben: Actor, dee: Actor
):
    actions.archive_project(bridge.pk, by=dee)
    page = shown(bridge, ben)
    assert page.lead.startswith("In the archive since")
    assert "and so no longer planned. 1 of 5 items are done. The last" in page.lead
    assert (page.drawing, page.trend, page.concerns, page.workers) == (
        None,
        None,
        [],
        [],
    )
    assert page.hanging == []
    assert not any(row.outlook for row in page.rows.values())
    assert Outlook.objects.filter(item__project=bridge).exists()
    html = text_of(signed_in(client, ben), PAGE)
    assert "no longer planned" in html
    assert '<svg class="strip' not in html
    assert "being planned anew" not in html
    actions.unarchive_project(bridge.pk, by=dee)
    for item in Item.objects.open().order_by("-depth", "pk"):
        actions.move_item(item.pk, "done", by=dee)
    page = shown(bridge, ben)
    assert page.lead == "Everything in it is done."
    assert page.drawing is None
    actions.archive_project(bridge.pk, by=dee)
    assert "Everything in it was done by" in shown(bridge, ben).lead


def test_what_is_archived_says_so_and_how_it_is_planned_again(
    client: Client, planned, bridge: Project, lea: Actor, ada: Actor, dee: Actor
):
    actions.archive_project(bridge.pk, by=dee)
    replan_workspace(bridge.workspace_id, by=dee)
    for page in (PAGE, LIST, "/w/acme/timeline/?project=BRI"):
        text = text_of(signed_in(client, lea), page)
        assert "no longer planned" in text
        assert "not planned yet" not in text
    assert "Take it out of the archive" not in text_of(signed_in(client, ada), PAGE)
    assert "Take it out of the archive" in text_of(signed_in(client, lea), PAGE)
    answer = client.post(f"{PAGE}archive/removal/")
    assert answer.headers["Location"] == PAGE


def test_an_archived_project_without_work_says_what_it_is(
    client: Client, bridge: Project, lea: Actor
):
    actions.archive_project(bridge.pk, by=lea)
    text = text_of(signed_in(client, lea), PAGE)
    assert "and so no longer planned." in text
    assert "Once there is work in it" not in text
    assert "Take it out of the archive" in text


def test_guests_are_not_shown_what_is_hidden_from_them(
    client: Client, planned, bridge: Project, acme, dee: Actor
):
    gus = member("gus", acme, bridge, "viewer", Role.GUEST)
    everything = ["people", "effort", "forecast", "description"]
    actions.give_grant(bridge.pk, gus.pk, by=dee, role="viewer", hides=everything)
    page = shown(bridge, gus)
    assert (page.outlook, page.drawing, page.trend, page.history) == (None,) * 4
    assert (page.hanging, page.workers, page.concerns) == ([], [], [])
    assert page.contents.left_minutes is None
    assert page.lead == "1 of 5 items are done."
    html = text_of(signed_in(client, gus), PAGE)
    assert "Ada" not in html
    assert '<svg class="strip' not in html
