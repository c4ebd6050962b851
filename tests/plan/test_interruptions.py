"""Time that people lose: what finished work shows, what they say, and what it moves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.people.actions import edit_person
from headway.plan.actions.replanning import replan_workspace
from headway.plan.growing import grown_projects
from headway.plan.interruptions import Evidence, interruptions_of
from headway.plan.models import Load
from headway.plan.snapshot import take_snapshot
from headway.work.actions import Part, assign_people, create_item
from headway.work.models import Item, Outlook, Project
from tests.programs import program_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def finish(bridge: Project, ada: Actor, dee: Actor) -> Callable[..., None]:
    """End items of Ada's; one that nobody had planned came up a day before."""

    def create(count: int, *, unplanned: bool, minutes: int = 120) -> None:
        now = timezone.now()
        for n in range(count):
            item = create_item(bridge.pk, by=dee, title="Fix")
            assign_people(item.pk, [Part(person_id=ada.person.pk)], by=dee)
            done = now - timedelta(days=3 + 5 * n)
            Item.objects.filter(pk=item.pk).update(
                state="done",
                status=item.type.states.get(category="done"),
                effort_minutes=None if unplanned else minutes,
                spent_minutes=minutes,
                created_at=done - timedelta(days=1 if unplanned else 9),
                finished_at=done,
            )

    return create


def test_finished_work_shows_what_somebody_loses(finish, ada: Actor, ben: Actor):
    finish(15, unplanned=False)
    snapshot = take_snapshot(ada.workspace_id)
    assert interruptions_of(snapshot, now=timezone.now()) == {}

    finish(5, unplanned=True)
    found = interruptions_of(take_snapshot(ada.workspace_id), now=timezone.now())

    mine = found[ada.person.pk]
    assert mine.evidence == Evidence(unplanned=5, finished=20)
    assert mine.percent == 25
    assert mine.most_percent > 30
    assert ben.person.pk not in found


def test_what_somebody_says_counts_and_moves_their_dates(
    finish, ada: Actor, dee: Actor, survey: Item
):
    finish(15, unplanned=False)
    finish(5, unplanned=True)
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=dee)
    edit_person(ada.person.pk, by=ada, interrupted_percent=0)
    replan_workspace(dee.workspace_id, by=dee)
    free = Outlook.objects.get(item=survey).p50
    assert Load.objects.get(person=ada.person).interrupted_percent == 0

    edit_person(
        ada.person.pk, by=ada, interrupted_percent=50, interrupted_most_percent=60
    )
    replan_workspace(dee.workspace_id, by=dee)

    load = Load.objects.get(person=ada.person)
    assert (load.interrupted_percent, load.interrupted_most_percent) == (50, 60)
    assert load.finished_items is None
    assert Outlook.objects.get(item=survey).p50 > free


def test_the_workload_says_why_and_so_does_the_api(
    finish, ada: Actor, dee: Actor, adas_browser: Client
):
    finish(15, unplanned=False)
    finish(5, unplanned=True)
    replan_workspace(dee.workspace_id, by=dee)

    page = adas_browser.get("/w/acme/workload/").content.decode().replace("\xa0", " ")
    loads = program_of(ada)("GET", "/load").json()["items"]

    assert "25 % interrupted" in page
    assert "Of 20 items finished in the last year 5 came up" in page
    mine = next(each for each in loads if each["person_id"] == ada.person.pk)
    assert (mine["unplanned_items"], mine["finished_items"]) == (5, 20)


def test_what_interrupts_people_is_not_growth_of_their_project(finish, bridge, dee):
    finish(3, unplanned=False)
    finish(20, unplanned=True)
    Item.objects.filter(project=bridge).exclude(state="done").delete()
    Item.objects.filter(project=bridge).update(
        finished_at=timezone.now() - timedelta(days=60)
    )
    assert all(each < 0.7 for each in grown_projects(dee.workspace_id))
