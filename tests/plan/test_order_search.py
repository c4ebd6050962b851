"""A better order is found where all is quiet, and plans follow it while it stands."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.events.models import Event
from headway.people.actions import add_person
from headway.people.models import Person
from headway.plan.actions import change_planning
from headway.plan.actions.replanning import replan_workspace
from headway.plan.actions.searching import search_order
from headway.plan.compile.following import follow
from headway.plan.consumers import ask_for_plan, plan_waiting
from headway.plan.models import Order, Pending, Run
from headway.plan.pending import mark_for_planning, quiet_workspace
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    edit_item,
    give_grant,
    move_item,
)
from headway.work.models import Item, Outlook, Project
from headway.work.models.outlook import AHEAD
from headway_engine.solvers.improving import Budget
from tests.programs import program_of

PLANNING = "/w/acme/settings/planning/"
FEW = Budget(candidates=120)


def follow_all(rule: list[int], found: list[int]) -> list[int]:
    """Give the items in their order, where nobody set another one."""
    places = follow(rule, found, [0] * len(rule))
    return sorted(range(len(rule)), key=places.__getitem__)


def test_who_is_not_in_the_found_order_stays_behind_whom_the_rule_has_before_it():
    rule = [0, 1, 2, 3, 4]
    assert follow_all(rule, []) == [0, 1, 2, 3, 4]
    assert follow_all(rule, [3, 1]) == [0, 3, 4, 1, 2]
    assert follow_all(rule, [4, 3, 2, 1, 0]) == [4, 3, 2, 1, 0]


def test_the_order_that_people_set_goes_before_one_that_was_found():
    assert follow([0, 1, 2], [2, 1, 0], [0, 1, 1]) == [0, 2, 1]


@pytest.fixture
def eve(dee: Actor, bridge: Project) -> Person:
    person = add_person(by=dee, name="Eve", availability_percent=100)
    give_grant(bridge.pk, person.actor_id, by=dee, role="contributor")
    return person


@pytest.fixture
def add(dee: Actor, bridge: Project, eve: Person):
    def create(title: str, minutes: int, **said: object) -> Item:
        item = create_item(
            bridge.pk, by=dee, title=title, effort_minutes=minutes, **said
        )
        return assign_people(item.pk, [Part(person_id=eve.pk)], by=dee)

    return create


@pytest.fixture
def work(add) -> tuple[Item, list[Item]]:
    """Two weeks of one thing, and behind it in the outline six that take an hour."""
    return add("Long", 4800), [add(f"Short {n}", 60) for n in range(6)]


def replan(by: Actor) -> dict[int, Outlook]:
    replan_workspace(by.workspace_id, by=by)
    return {row.item_id: row for row in Outlook.objects.all()}


def search(by: Actor) -> bool:
    return search_order(by.workspace_id, by=by, budget=FEW)


def test_what_holds_up_little_goes_first_and_says_why(work, dee: Actor):
    long, shorts = work
    before = replan(dee)
    assert before[long.pk].rank == 1

    assert search(dee)
    after = replan(dee)

    assert after[long.pk].rank == 7
    assert dict(zip(AHEAD, after[long.pk].ahead, strict=True))["search"] == 6
    assert all(after[item.pk].p50 < before[item.pk].p50 for item in shorts)
    [event] = Event.objects.filter(kind="plan.order_found")
    assert event.data["moves"] == 7
    assert 0 < event.data["saved_percent"] < 100


def test_the_settings_and_programs_say_that_an_order_was_found(
    client: Client, work, dee: Actor
):
    client.force_login(dee.person.user)
    assert program_of(dee)("GET", "/planning").json()["order_found_at"] is None
    assert "was found" not in client.get(PLANNING).content.decode()
    search(dee)
    assert program_of(dee)("GET", "/planning").json()["order_found_at"] is not None
    assert "an order with less delay that was found" in " ".join(
        client.get(PLANNING).content.decode().split()
    )


def test_importance_and_pins_hold(work, dee: Actor):
    long, shorts = work
    pin = timezone.now() + timedelta(days=60)
    edit_item(long.pk, by=dee, priority=700)
    edit_item(shorts[0].pk, by=dee, starts_no_earlier=pin)
    replan(dee)
    search(dee)
    after = replan(dee)

    assert after[long.pk].rank == 1
    assert after[shorts[0].pk].starts_at >= pin


def test_what_people_change_goes_where_they_want_it_and_the_rest_stays(
    work, add, dee: Actor
):
    long, shorts = work
    replan(dee)
    search(dee)
    edit_item(shorts[4].pk, by=dee, priority=900)
    soon = add("Soon", 60, deadline=timezone.now() + timedelta(days=1))
    after = replan(dee)
    places = [after[item.pk].rank for item in (shorts[4], soon)]

    assert places == [1, 2]
    assert after[long.pk].rank == 8
    edit_item(long.pk, by=dee, deadline=timezone.now() + timedelta(days=9))
    assert replan(dee)[long.pk].rank < 8


def test_where_nothing_is_gained_nothing_moves(add, dee: Actor):
    for n in range(4):
        add(f"Alike {n}", 480)
    before = {pk: row.rank for pk, row in replan(dee).items()}

    assert not search(dee)
    assert Order.objects.get().items == []
    assert {pk: row.rank for pk, row in replan(dee).items()} == before
    assert not Event.objects.filter(kind="plan.order_found").exists()


def test_it_is_searched_where_all_is_quiet_and_once_for_the_same_work(work, dee: Actor):
    long, _shorts = work
    mark_for_planning([dee.workspace_id])
    assert quiet_workspace() is None
    plan_waiting()
    assert quiet_workspace() is None
    Run.objects.update(at=timezone.now() - timedelta(minutes=1))
    assert quiet_workspace() == dee.workspace_id
    change_planning(by=dee, is_by_hand=True)
    assert quiet_workspace() is None
    change_planning(by=dee, is_by_hand=False)

    plan_waiting()
    assert Order.objects.get().items[-1] == long.pk
    assert quiet_workspace() is None
    ask_for_plan(list(Event.objects.filter(kind="plan.order_found")))
    plan_waiting()
    assert Outlook.objects.get(item=long).rank == 7

    Run.objects.update(at=timezone.now() - timedelta(minutes=1))
    plan_waiting()
    assert Event.objects.filter(kind="plan.order_found").count() == 1
    assert Pending.objects.get().planned == Pending.objects.get().asked


def test_the_terms_of_each_place_add_up_to_it(add, bridge: Project, dee: Actor):
    now = timezone.now()
    urgent = add("Urgent", 300, priority=900)
    due = add("Due", 300, deadline=now + timedelta(days=20))
    started = add("Started", 300)
    plain = [add(f"Plain {n}", 60 + n) for n in range(3)]
    move_item(started.pk, "doing", by=dee)
    said = replan(dee)

    for row in said.values():
        assert sum(row.ahead) == row.rank - 1
    terms = {
        item.pk: {n: c for n, c in zip(AHEAD, said[item.pk].ahead, strict=True) if c}
        for item in (urgent, due, started, *plain)
    }
    assert terms[due.pk] == {"importance": 1, "start": 1}
    assert terms[plain[-1].pk] == {"importance": 1, "deadline": 1, "waiting": 1}
    assert said[due.pk].due_through_id == due.pk
    assert said[due.pk].latest_start < now + timedelta(days=20)
    assert said[urgent.pk].latest_start is None
