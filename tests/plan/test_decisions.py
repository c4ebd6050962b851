"""What people decide by hand: priced behind the plan, told, taken back and undone."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor, Role
from headway.base.errors import NotFound
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.people.models import Person
from headway.plan.actions.replanning import replan_workspace
from headway.plan.decisions import following, pricing
from headway.plan.decisions.actions import remove_decisions
from headway.plan.decisions.following import price_decisions, prices_now
from headway.plan.models import Decision, Pending
from headway.plan.overrides.actions import set_override
from headway.plan.pending import mark_for_planning, unpriced_workspace
from headway.plan.turns import one_at_a_time
from headway.work.actions import edit_item, give_grant, move_item
from headway.work.models import Item, Project
from headway.work.models.costs import NORMAL_WEEK
from tests.programs import program_of
from tests.work.lists import text_of
from tests.world import member

WEEK = 7 * 1440


def priced(by: Actor) -> dict[tuple[int, str], Decision]:
    assert price_decisions(by.workspace_id, seconds=None)
    rows = Decision.objects.visible_to(by).in_force()
    return {(row.item_id, row.kind): row for row in rows}


@pytest.fixture
def eve(hire) -> Person:
    return hire("Eve")


@pytest.fixture
def plank(work, eve: Person) -> Item:
    return work("Plank", eve, minutes=960)


@pytest.fixture
def pinned(plank: Item, dee: Actor) -> Item:
    later = timezone.now() + timedelta(days=28)
    return edit_item(plank.pk, by=dee, starts_no_earlier=later)


def test_a_date_costs_what_the_item_is_later(pinned: Item, dee: Actor, client: Client):
    row = priced(dee)[pinned.pk, "start"]
    assert row.by == dee
    assert row.date == pinned.starts_no_earlier
    assert 3 * WEEK < row.item_minutes < 5 * WEEK
    assert row.project_minutes == row.item_minutes
    expected = row.item_minutes / WEEK * NORMAL_WEEK  # one item of normal importance
    assert row.cost == pytest.approx(expected, rel=0.2)
    assert (row.first_cost, row.first_item_minutes) == (row.cost, row.item_minutes)

    client.force_login(dee.person.user)
    own = text_of(client, f"/w/acme/items/{pinned.key}/")
    assert f"Costs {row.cost:,} more delay, the item" in own
    listed = text_of(client, "/w/acme/overrides/")
    assert listed.count(f"costs {row.cost:,} more delay") == 2
    assert "Starts no earlier than" in listed
    assert "Dee" in listed


def test_what_it_cost_when_made_stays_while_the_price_follows_the_plan(
    pinned: Item, dee: Actor
):
    before = priced(dee)[pinned.pk, "start"]
    edit_item(pinned.pk, by=dee, priority=900)
    assert priced(dee)[pinned.pk, "start"].cost == before.cost  # within the hour
    Decision.objects.update(priced_at=timezone.now() - timedelta(hours=2))
    after = priced(dee)[pinned.pk, "start"]
    assert after.cost > 2 * before.cost
    assert after.first_cost == before.first_cost
    edit_item(pinned.pk, by=dee, starts_no_earlier=timezone.now() + timedelta(days=56))
    assert not Decision.objects.in_force().exists()  # until the plan has seen it
    anew = priced(dee)[pinned.pk, "start"]
    assert anew.first_cost == anew.cost > after.cost


def test_who_does_it_is_priced_where_the_plan_would_choose_another(
    work, eve: Person, hire, dee: Actor, client: Client
):
    fred = hire("Fred")
    begun, short = (work(name, eve, minutes=4800) for name in ("Begun", "Short"))
    move_item(begun.pk, "doing", by=dee)
    work("Last", fred, minutes=60)
    found = priced(dee)
    mine = {pk: row for (pk, kind), row in found.items() if kind == "person"}
    assert set(mine) == {short.pk}
    row = mine[short.pk]
    assert row.people == [eve.pk]
    assert row.other not in (None, eve)
    assert row.cost > 0
    assert row.item_minutes > 1440
    client.force_login(dee.person.user)
    text = text_of(client, "/w/acme/overrides/?kind=person")
    assert f"By Eve; the plan would choose {row.other.actor.name}" in text
    assert "Last" not in text
    own = text_of(client, f"/w/acme/items/{short.key}/")
    assert "others would do it" in own
    assert "By Eve" in text_of(client, f"/w/acme/items/{short.key}/decisions/")


def test_a_deadline_costs_what_other_work_is_later_for_it(
    work, eve: Person, dee: Actor
):
    first, second = (work(name, eve, minutes=4800) for name in ("First", "Second"))
    edit_item(first.pk, by=dee, priority=700)  # by far, whatever is drawn
    edit_item(second.pk, by=dee, deadline=timezone.now() + timedelta(days=14))
    row = priced(dee)[second.pk, "deadline"]
    assert row.cost > 0
    assert row.item_minutes < -1440


def test_what_goes_first_has_its_price_at_once_and_follows(
    work, eve: Person, dee: Actor
):
    first, second = (work(name, eve, minutes=960) for name in ("First", "Second"))
    edit_item(first.pk, by=dee, priority=900)
    made = set_override(second.pk, by=dee, why="A visit")
    [row] = Decision.objects.in_force()
    assert (row.kind, row.cost, row.first_cost) == ("order", made.price, made.price)
    after = priced(dee)[second.pk, "order"]
    assert after.cost == pytest.approx(made.price, abs=2)
    assert after.item_minutes < 0
    assert remove_decisions([row.pk], by=dee) == 1
    assert not Decision.objects.in_force().exists()


@pytest.mark.django_db(transaction=True)
def test_many_are_taken_back_in_one_change_and_undone(
    pinned: Item, work, eve: Person, hire, dee: Actor, client: Client
):
    hire("Fred")
    long, other = (work(name, eve, minutes=4800) for name in ("Long", "Other"))
    edit_item(other.pk, by=dee, deadline=timezone.now() + timedelta(days=3))
    set_override(other.pk, by=dee)
    found = priced(dee)
    kinds = {kind for _pk, kind in found}
    assert kinds == {"order", "person", "start", "deadline"}
    client.force_login(dee.person.user)
    ticked = {"decision": [row.pk for row in found.values()], "kept": "kind="}
    answer = client.post("/w/acme/overrides/removal/", ticked)
    assert answer.headers["Location"] == "/w/acme/overrides/?kind="
    assert not Decision.objects.in_force().exists()
    other.refresh_from_db()
    assert other.deadline is None
    assert not long.assignments.exists()
    last = Event.objects.order_by("-pk")[0]
    undo_operation(last.operation, by=dee)
    again = Decision.objects.in_force()
    assert {row.kind for row in again} == kinds
    pin = again.get(kind="start")
    assert pin.first_cost == found[pinned.pk, "start"].first_cost
    only = {"only": pin.pk, "decision": [row.pk for row in again]}
    client.post("/w/acme/overrides/removal/", only)
    assert {row.kind for row in Decision.objects.in_force()} == kinds - {"start"}
    told = client.post("/w/acme/overrides/removal/", {}, follow=True)
    assert b"Nothing is ticked" in told.content


def test_it_is_found_by_kind_project_and_filter(
    pinned: Item, dee: Actor, client: Client
):
    priced(dee)
    client.force_login(dee.person.user)
    for query, is_there in (
        ("kind=start", True),
        ("kind=deadline", False),
        ("project=BRI", True),
        ("project=NONE", False),
        ("q=assignee+%3D+Eve", True),
        ("q=state+%3D+done", False),
    ):
        text = text_of(client, f"/w/acme/overrides/?{query}")
        assert (pinned.key in text) == is_there, query
        assert ("Nothing matches" in text) != is_there, query
    wrong = client.get("/w/acme/overrides/?q=colour+%3D+red")
    assert wrong.status_code == 422
    assert b'aria-invalid="true"' in wrong.content


def test_pages_plan_nothing_and_ask_no_more_for_more_rows(
    pinned: Item,
    work,
    eve: Person,
    dee: Actor,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries,
):
    priced(dee)
    client.force_login(dee.person.user)

    def refuse(*_args: object, **_said: object) -> None:
        raise AssertionError("a page simulates")

    for module in (pricing, following):
        monkeypatch.setattr(module, "forecast", refuse)
    client.get("/w/acme/overrides/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get("/w/acme/overrides/")
    for n in range(4):
        item = work(f"More {n}", eve)
        Decision.objects.create(
            workspace=dee.workspace,
            item=edit_item(item.pk, by=dee, deadline=timezone.now()),
            kind="deadline",
            date=Item.objects.get(pk=item.pk).deadline,
            decided_at=timezone.now(),
            cost=n,
        )
    with django_assert_num_queries(len(few)):
        text = text_of(client, "/w/acme/overrides/")
    assert "More 3" in text
    assert "not priced yet" in text
    client.get(f"/w/acme/items/{pinned.key}/")


def test_the_planner_prices_a_few_at_a_time_and_only_what_a_new_plan_outdates(
    pinned: Item, dee: Actor
):
    workspace = dee.workspace_id
    edit_item(pinned.pk, by=dee, deadline=timezone.now() + timedelta(days=60))
    mark_for_planning([workspace])
    replan_workspace(workspace, by=dee)
    assert unpriced_workspace() is None  # the plan is too young
    from headway.plan.models import Run

    Run.objects.update(at=timezone.now() - timedelta(minutes=1))
    assert unpriced_workspace() == workspace
    assert not price_decisions(workspace, seconds=0)
    assert not Decision.objects.exclude(priced_at=None).exists()
    assert unpriced_workspace() == workspace
    assert price_decisions(workspace, seconds=None)
    assert unpriced_workspace() is None
    pending = Pending.objects.get(workspace=workspace)
    assert pending.priced == pending.planned
    at = set(Decision.objects.values_list("priced_at", flat=True))
    Decision.objects.update(priced_at=timezone.now() - timedelta(hours=2))
    assert price_decisions(workspace, seconds=None)  # as nothing has changed
    assert not set(Decision.objects.values_list("priced_at", flat=True)) & at


def test_what_is_closed_begun_or_over_is_no_decision_any_more(pinned: Item, dee: Actor):
    priced(dee)
    move_item(pinned.pk, "doing", by=dee)
    assert not Decision.objects.in_force().exists()
    assert priced(dee) == {}
    assert prices_now(Item.objects.get(pk=pinned.pk)) == {}


def test_asked_for_one_item_it_is_priced_as_it_is_now_in_turn(
    pinned: Item, dee: Actor, client: Client, monkeypatch: pytest.MonkeyPatch
):
    row = priced(dee)[pinned.pk, "start"]
    ask = program_of(dee)
    [said] = ask("GET", f"/items/{pinned.key}/decision-prices").json()["prices"]
    assert (said["kind"], said["others"]) == ("start", [])
    assert said["item_minutes"] == pytest.approx(row.item_minutes, abs=30)
    client.force_login(dee.person.user)
    page = f"/w/acme/items/{pinned.key}/decisions/"
    assert f"costs {row.cost:,} more delay" in text_of(client, page)
    monkeypatch.setattr(one_at_a_time, "_seconds", 0.0)
    with one_at_a_time.turn():
        answers = (
            client.get(page),
            ask("GET", f"/items/{pinned.key}/decision-prices"),
        )
    for answer in answers:
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "10"


def test_programs_list_and_take_back(pinned: Item, dee: Actor):
    row = priced(dee)[pinned.pk, "start"]
    ask = program_of(dee)
    [said] = ask("GET", "/decisions?kind=start&q=assignee+%3D+Eve").json()["items"]
    assert (said["id"], said["item"], said["cost"]) == (row.pk, pinned.key, row.cost)
    assert said["by"] == "Dee"
    assert ask("GET", "/decisions?project=NONE").json()["items"] == []
    body = {"decisions": [row.pk]}
    assert ask("POST", "/decisions/removal", body).status_code == 204
    assert ask("GET", "/decisions").json()["items"] == []


def test_guests_and_strangers_see_none_and_readers_change_none(
    pinned: Item, dee: Actor, ben: Actor, dan: Actor, bridge: Project, acme
):
    row = priced(dee)[pinned.pk, "start"]
    gus = member("gus", acme, role=Role.GUEST)
    give_grant(bridge.pk, gus.pk, by=dee, role="contributor")
    for actor, error in ((ben, PermissionDenied), (dan, NotFound), (gus, NotFound)):
        with pytest.raises(error):
            remove_decisions([row.pk], by=actor)
    assert not Decision.objects.visible_to(gus).exists()
    guest = Client()
    guest.force_login(gus.person.user)
    assert "more delay" not in text_of(guest, f"/w/acme/items/{pinned.key}/")
    assert guest.get(f"/w/acme/items/{pinned.key}/decisions/").status_code == 403
