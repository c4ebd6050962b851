"""Plans are made after every change, or when somebody asks."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from headway.actors.models import Actor, Role
from headway.events.models import Event
from headway.people.members.actions import change_role
from headway.plan import actions
from headway.plan.consumers import ask_for_plan
from headway.plan.models import Pending, Run
from headway.plan.pending import mark_for_planning, waiting_workspaces
from headway.work.models import Item

PLANNING = "/w/acme/settings/planning/"


def tell() -> None:
    """Let the reader see what was recorded, once."""
    ask_for_plan(list(Event.objects.order_by("pk")))
    Event.objects.all().delete()


def test_plans_are_made_after_every_change(survey: Item):
    tell()
    assert waiting_workspaces() == [survey.workspace_id]


def test_by_hand_a_change_waits_until_somebody_asks(
    survey: Item, dee: Actor, ada: Actor
):
    actions.change_planning(by=dee, is_by_hand=True)
    tell()
    assert waiting_workspaces() == []

    actions.ask_for_plan(by=ada)
    tell()
    assert waiting_workspaces() == [survey.workspace_id]

    Pending.objects.update(planned=Pending.objects.get().asked)
    mark_for_planning([survey.workspace_id])
    assert waiting_workspaces() == []
    actions.change_planning(by=dee, is_by_hand=False)
    assert waiting_workspaces() == [survey.workspace_id]


def test_what_is_so_already_is_not_said_again(dee: Actor):
    actions.change_planning(by=dee, is_by_hand=True)
    actions.change_planning(by=dee, is_by_hand=True)
    assert Event.objects.count() == 1


def test_members_ask_administrators_decide_and_guests_do_neither(
    ada: Actor, ben: Actor, dee: Actor
):
    change_role(ben.person.pk, Role.GUEST, by=dee)
    ben.refresh_from_db()
    with pytest.raises(PermissionDenied):
        actions.change_planning(by=ada, is_by_hand=True)
    with pytest.raises(PermissionDenied):
        actions.ask_for_plan(by=ben)
    actions.ask_for_plan(by=ada)


def test_the_timeline_offers_a_new_plan_when_one_waits_for_it(
    client: Client, survey: Item, dee: Actor
):
    client.force_login(dee.person.user)
    Run.objects.create(
        workspace=dee.workspace,
        at=survey.created_at,
        scenarios=500,
        items=1,
        milliseconds=1,
    )
    assert "Plan now" not in client.get("/w/acme/timeline/").content.decode()
    assert client.post(PLANNING, {"made": "by-hand"}).status_code == 302
    tell()
    assert "Plan now" in client.get("/w/acme/timeline/").content.decode()
    assert "Plan now" in client.get(PLANNING).content.decode()

    client.post("/w/acme/plan/")
    tell()
    html = client.get("/w/acme/timeline/").content.decode()
    assert "it is being planned anew" in html
    assert "Plan now" not in html
    assert client.post(PLANNING, {"made": "never"}).status_code == 422
