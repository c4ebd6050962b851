"""A better order is found where all is quiet, and plans follow it while it stands."""

from datetime import timedelta

import numpy as np
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
from headway.plan.consumers import A_MOMENT, ask_for_plan, plan_waiting
from headway.plan.forecast import forecast
from headway.plan.models import Order, Pending, Run
from headway.plan.overrides.actions import remove_override, set_override
from headway.plan.pending import mark_for_planning, quiet_workspace
from headway.plan.snapshot import take_snapshot
from headway.work.actions import (
    Part,
    add_demand,
    assign_people,
    cost_delay,
    create_item,
    edit_item,
    give_grant,
    link_items,
    move_item,
)
from headway.work.models import Item, Outlook, Project
from headway.work.models.outlook import AHEAD, SCORE
from headway_engine.solvers.improving import Budget
from tests.programs import program_of

PLANNING = "/w/acme/settings/planning/"
FEW = Budget(candidates=120)


def follow_all(rule: list[int], found: list[int]) -> list[int]:
    """Give the items in their order, where nobody set another one."""
    places = follow(rule, found)
    return sorted(range(len(rule)), key=places.__getitem__)


def test_who_is_not_in_the_found_order_stays_behind_whom_the_rule_has_before_it():
    rule = [0, 1, 2, 3, 4]
    assert follow_all(rule, []) == [0, 1, 2, 3, 4]
    assert follow_all(rule, [3, 1]) == [0, 3, 4, 1, 2]
    assert follow_all(rule, [4, 3, 2, 1, 0]) == [4, 3, 2, 1, 0]


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
    """Three things worth more an hour, behind which a deadline would be missed."""
    due = timezone.now() + timedelta(days=8)
    late = add("Due", 1800, low_minutes=1780, high_minutes=1820, deadline=due)
    sure = {"low_minutes": 550, "high_minutes": 570}
    return late, [add(f"Plain {n}", 560, **sure) for n in range(3)]


def replan(by: Actor) -> dict[int, Outlook]:
    replan_workspace(by.workspace_id, by=by)
    return {row.item_id: row for row in Outlook.objects.all()}


def search(by: Actor) -> bool:
    return search_order(by.workspace_id, by=by, budget=FEW)


def test_a_deadline_that_the_rule_would_miss_is_put_forward_and_says_so(
    work, dee: Actor
):
    due, _plain = work
    before = replan(dee)
    assert before[due.pk].rank == 4

    assert search(dee)
    after = replan(dee)

    assert after[due.pk].rank < 4
    moved = dict(zip(AHEAD, after[due.pk].ahead, strict=True))["search"]
    assert moved == after[due.pk].rank - 4
    assert after[due.pk].chance_percent > before[due.pk].chance_percent
    [event] = Event.objects.filter(kind="plan.order_found")
    assert event.data["moves"] >= 2
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


def test_pins_hold(work, dee: Actor):
    _due, plain = work
    pin = timezone.now().replace(second=0, microsecond=0) + timedelta(days=60)
    edit_item(plain[0].pk, by=dee, starts_no_earlier=pin)
    replan(dee)
    search(dee)

    assert replan(dee)[plain[0].pk].starts_at >= pin


def test_what_people_change_goes_where_they_want_it_and_the_rest_stays(
    work, add, dee: Actor
):
    due, plain = work
    replan(dee)
    search(dee)
    edit_item(plain[2].pk, by=dee, priority=900)
    soon = add("Soon", 60, deadline=timezone.now() + timedelta(days=1))
    after = replan(dee)

    assert {after[item.pk].rank for item in (plain[2], soon)} == {1, 2}
    assert after[due.pk].rank < after[plain[1].pk].rank
    cost_delay(plain[1].pk, by=dee, per_week=100_000)
    assert replan(dee)[plain[1].pk].rank <= 2


def test_where_nothing_is_gained_nothing_moves(add, dee: Actor):
    for n in range(4):
        add(f"Alike {n}", 480)
    before = {pk: row.rank for pk, row in replan(dee).items()}

    assert not search(dee)
    assert Order.objects.get().items == []
    assert {pk: row.rank for pk, row in replan(dee).items()} == before
    assert not Event.objects.filter(kind="plan.order_found").exists()


def test_it_is_searched_where_all_is_quiet_and_once_for_the_same_work(work, dee: Actor):
    due, _plain = work
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
    assert due.pk in Order.objects.get().items
    assert quiet_workspace() is None
    ask_for_plan(list(Event.objects.filter(kind="plan.order_found")))
    plan_waiting()
    assert Outlook.objects.get(item=due).rank < 4

    Run.objects.update(at=timezone.now() - timedelta(minutes=1))
    plan_waiting()
    assert Event.objects.filter(kind="plan.order_found").count() == 1
    assert Pending.objects.get().planned == Pending.objects.get().asked


def test_the_terms_of_each_place_and_score_add_up(add, dee: Actor):
    now = timezone.now()
    urgent = add("Urgent", 300, priority=900)
    due = add("Due", 300, deadline=now + timedelta(days=20))
    started = add("Started", 300)
    plain = [add(f"Plain {n}", 60 + n) for n in range(3)]
    link_items(plain[0].pk, urgent.pk, by=dee)
    costed = add("Costed", 480)
    cost_delay(costed.pk, by=dee, per_week=3000, once=9000)
    move_item(started.pk, "doing", by=dee)
    said = replan(dee)

    scores = {pk: dict(zip(SCORE, row.score, strict=True)) for pk, row in said.items()}
    for row in said.values():
        assert sum(row.ahead) == row.rank - 1
        assert row.ahead[0] == sum(sum(o.score) > sum(row.score) for o in said.values())
    empty = dict.fromkeys(SCORE, 0)
    assert scores[urgent.pk] == empty | {"importance": 4 * 1000 * 8 // 5}
    assert scores[plain[1].pk] == empty | {"importance": round(8000 * 60 / 61)}
    assert scores[costed.pk] == empty | {"cost": 3000}
    assert scores[due.pk]["importance"] == 1600
    assert scores[due.pk]["deadline"] > 0
    first = said[plain[0].pk]
    assert scores[plain[0].pk] == empty | {"importance": 8000}
    assert said[due.pk].due_through_id == due.pk
    assert said[due.pk].latest_start < now + timedelta(days=20)
    assert said[urgent.pk].latest_start is None
    assert (first.waiting_id, first.score_minutes) == (None, 60)


def test_what_opens_something_dear_is_worth_what_it_opens(add, dee: Actor):
    door, dear = add("Door", 480), add("Dear", 240)
    link_items(door.pk, dear.pk, by=dee)
    cost_delay(dear.pk, by=dee, per_week=20_000)
    said = replan(dee)[door.pk]
    assert dict(zip(SCORE, said.score, strict=True)) == {
        "cost": 0,
        "importance": round(1000 / 1.5),
        "project": 0,
        "deadline": 0,
        "waiting": round(20_000 / 1.5),
    }
    assert (said.waiting_id, said.score_minutes) == (dear.pk, 720)


def test_what_people_put_first_stays_so_and_is_in_no_order_that_is_found(
    work, dee: Actor
):
    due, plain = work
    made = set_override(plain[2].pk, by=dee)
    replan(dee)
    assert search(dee)
    found = Order.objects.get().items
    assert due.pk in found
    assert plain[2].pk not in found
    assert replan(dee)[plain[2].pk].rank == 1
    remove_override(made.pk, by=dee)
    assert replan(dee)[plain[2].pk].rank > 1


def test_nothing_is_found_that_what_people_put_first_would_undo(add, dee: Actor):
    """The gain is all in what may not be: behind the other it would be missed."""
    sure = {"low_minutes": 1780, "high_minutes": 1820}
    due = timezone.now() + timedelta(days=8)
    first = add("First", 1800, priority=900, **sure)
    late = add("Due", 1800, deadline=due, **sure)
    made = set_override(first.pk, by=dee)
    replan(dee)
    assert not search(dee)
    assert not Event.objects.filter(kind="plan.order_found").exists()
    remove_override(made.pk, by=dee)
    replan(dee)
    assert search(dee)
    assert replan(dee)[late.pk].rank == 1


def test_an_order_is_judged_as_it_is_followed_with_what_nobody_can_put_anywhere(
    work, bridge: Project, dee: Actor
):
    """Expected work is no item: its place is its rule's, wherever it was tried."""
    now = timezone.now()
    add_demand(
        bridge.pk,
        by=dee,
        title="Offer",
        effort_minutes=3000,
        starts_on=now.date(),
        ends_on=now.date() + timedelta(days=30),
        probability_percent=90,
    )
    set_override(work[1][2].pk, by=dee)
    snapshot = take_snapshot(dee.workspace_id)
    compiled = forecast(snapshot, now=now, scenarios=1).compiled
    assert compiled.is_followed_in_part
    order = np.random.default_rng(5).permutation(len(compiled.nodes)).astype(np.int32)
    once = compiled.followed(order)
    assert compiled.followed(once).tolist() == once.tolist()
    assert once[compiled.position[work[1][2].pk]] == 0
    open_ = compiled.found_in(order)
    assert sorted(open_, key=once.__getitem__) == open_


def test_a_change_ends_the_rest_behind_a_search(
    work, dee: Actor, monkeypatch: pytest.MonkeyPatch
):
    """The rest itself does not last: its moments are counted, and bring a change."""
    _due, plain = work
    mark_for_planning([dee.workspace_id])
    moments: list[float] = []

    def moment(seconds: float) -> None:
        moments.append(seconds)
        if len(moments) == 2:
            edit_item(plain[2].pk, by=dee, priority=900)

    plan_waiting()
    plan_waiting()  # nothing waits: the day's learning, which has a rest of its own
    Run.objects.update(at=timezone.now() - timedelta(minutes=1))
    monkeypatch.setattr("headway.plan.consumers.time.sleep", moment)
    plan_waiting()
    assert len(moments) == 2
    assert all(0 < seconds <= A_MOMENT for seconds in moments)
