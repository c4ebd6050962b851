"""Time that people lose: what finished work shows, what they say, and what it moves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor, Workspace
from headway.base.errors import Refused
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.people.actions import edit_person
from headway.people.members.workspaces import edit_workspace
from headway.plan.actions.replanning import replan_workspace
from headway.plan.growing import grown_projects
from headway.plan.interruptions import Evidence, interruptions_of
from headway.plan.models import Load
from headway.plan.snapshot import take_snapshot
from headway.work.actions import Part, assign_people, create_item
from headway.work.models import Item, Outlook, Project
from tests.programs import program_of
from tests.work.lists import signed_in, text_of

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
    assert all(each.growth < 0.7 for each in grown_projects(dee.workspace_id))


def test_what_the_workspace_says_holds_where_nothing_else_does(
    finish, ada: Actor, ben: Actor, dee: Actor, adas_browser: Client
):
    said = {"interrupted_percent": 30, "interrupted_most_percent": 40}
    assert program_of(dee)("PATCH", "/workspace", said).status_code == 200
    with pytest.raises(Refused, match="Say first"):
        edit_workspace(by=dee, interrupted_percent=None)

    everybody = interruptions_of(take_snapshot(ada.workspace_id), now=timezone.now())
    assert {each.percent for each in everybody.values()} == {30}
    assert all(each.is_default for each in everybody.values())

    finish(15, unplanned=False)
    finish(5, unplanned=True)
    edit_person(dee.person.pk, by=dee, interrupted_percent=0)
    found = interruptions_of(take_snapshot(ada.workspace_id), now=timezone.now())
    assert (found[ada.person.pk].percent, found[ben.person.pk].percent) == (25, 30)
    assert dee.person.pk not in found

    replan_workspace(dee.workspace_id, by=dee)
    assert Load.objects.get(person=ben.person).is_interrupted_by_default
    assert not Load.objects.get(person=ada.person).is_interrupted_by_default
    page = text_of(adas_browser, "/w/acme/workload/")
    assert "what the settings of the workspace say of everybody" in page
    own = text_of(adas_browser, f"/w/acme/people/{ada.person.pk}/")
    assert "what finished work shows, else 30" in own


@pytest.mark.django_db(transaction=True)  # one is one operation
def test_what_the_workspace_says_of_interruptions_is_kept_and_taken_back(dee: Actor):
    client = signed_in(Client(), dee)
    said = {"name": "Acme", "zone": "UTC", "language": "en", "week_start": "0"}
    bad = {"interrupted_percent": "40", "interrupted_most_percent": "30"}
    refused = client.post("/w/acme/settings/", said | bad)
    assert refused.status_code == 422
    assert "a bad month takes more" in refused.content.decode()

    kept = client.post("/w/acme/settings/", said | {"interrupted_percent": "20"})
    assert kept.status_code == 302
    event = Event.objects.get(kind="people.workspace_edited")
    log = text_of(client, "/w/acme/settings/log/").replace("\xa0", " ")
    assert "nothing said of interruptions → 20 % interrupted" in log
    undo_operation(event.operation, by=dee)
    assert Workspace.objects.get().interrupted_percent is None
