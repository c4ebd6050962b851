"""Dates that cannot all be kept: proven where all is quiet, told to who sees them."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor, Role
from headway.events.models import Event
from headway.people.models import Person
from headway.plan.actions import ask_for_plan, change_planning
from headway.plan.actions.proving import prove_dates
from headway.plan.actions.replanning import replan_workspace
from headway.plan.conflicts.reading import conflicts_in, conflicts_of_item
from headway.plan.consumers import ask_for_plan as replan_asked
from headway.plan.consumers import plan_waiting
from headway.plan.models import Conflict, ConflictPart, PartKind, Pending, Run
from headway.plan.pending import mark_for_planning, unproven_workspace
from headway.work.actions import (
    Part,
    add_comment,
    assign_people,
    create_item,
    create_project,
    delete_items,
    edit_item,
    give_grant,
    link_items,
    move_item,
)
from headway.work.models import Hidden, Item, Project
from headway_engine.solvers.exact import cpsat
from headway_engine.solvers.exact.apart import Unwanted
from tests.programs import program_of
from tests.work.lists import text_of
from tests.world import member

OVERVIEW = "/w/acme/projects/BRI/"
HEAD = "Dates that cannot be kept"
WEEK = 2400


@pytest.fixture(autouse=True, scope="module")
def solver() -> None:
    cpsat.load()  # used here then, and in no process of its own


@pytest.fixture
def eve(hire) -> Person:
    return hire("Eve")


def within(days: int) -> datetime:
    return timezone.now().replace(second=0, microsecond=0) + timedelta(days=days)


def prove(by: Actor) -> list[Conflict]:
    replan_workspace(by.workspace_id, by=by)
    prove_dates(by.workspace_id, by=by)
    return list(Conflict.objects.in_force().order_by("pk"))


def parts(row: Conflict) -> set[tuple[str, int]]:
    return {(p.kind, p.item_id or p.person_id) for p in row.parts.all()}


@pytest.fixture
def two(work, eve: Person, dee: Actor) -> list[Item]:
    """Two weeks of work for one person, all of which is due in ten days."""
    items = [work(title, eve, minutes=WEEK) for title in ("Deck", "Rail")]
    return [edit_item(i.pk, by=dee, deadline=within(10)) for i in items]


def test_dates_that_one_person_cannot_keep_are_told_where_a_reader_looks(
    two, eve: Person, dee: Actor, client: Client
):
    [row] = prove(dee)
    assert parts(row) == {
        *((PartKind.DEADLINE, item.pk) for item in two),
        (PartKind.PERSON, eve.pk),
    }
    assert row.is_least
    client.force_login(dee.person.user)
    mine = text_of(client, f"/w/acme/items/{two[0].key}/")
    told = f"Cannot be kept together with {two[1].key}, whatever is done first"
    assert told in mine
    assert "(too little time of Eve)" in mine
    whole = text_of(client, OVERVIEW)
    assert HEAD in whole
    assert "2 dates cannot all be kept, whatever is done first." in whole
    assert whole.count("has to be done by") == 2
    assert (
        "One of these is enough: a later date of one of them, more time of Eve, or "
        "somebody else." in whole
    )
    [said] = program_of(dee)("GET", "/conflicts?project=BRI").json()["conflicts"]
    assert said["is_least"]
    assert said["hidden"] == 0
    told = [(p["kind"], p["item"], p["person_id"]) for p in said["parts"]]
    assert told == [
        ("deadline", two[0].key, None),
        ("deadline", two[1].key, None),
        ("person", None, eve.pk),
    ]
    assert program_of(dee)("GET", "/conflicts?project=NO").status_code == 404


def test_what_an_order_keeps_is_none(work, eve: Person, dee: Actor, client: Client):
    for title, days in (("Deck", 60), ("Rail", 10)):
        item = work(title, eve, minutes=WEEK)
        edit_item(item.pk, by=dee, deadline=within(days))
    assert prove(dee) == []
    client.force_login(dee.person.user)
    assert HEAD not in text_of(client, OVERVIEW)


def test_links_and_a_pin_leave_too_little_time_for_one_date(
    work, eve: Person, hire, dee: Actor, client: Client
):
    first, last = work("First", eve, minutes=WEEK), work("Last", hire("Kim"))
    link_items(first.pk, last.pk, by=dee)
    edit_item(first.pk, by=dee, starts_no_earlier=within(20))
    edit_item(last.pk, by=dee, deadline=within(15), starts_no_later=within(10))
    [row] = prove(dee)
    assert parts(row) == {
        (PartKind.DEADLINE, last.pk),
        (PartKind.START_BY, last.pk),
        (PartKind.PIN, first.pk),
    }
    assert not row.is_least  # of two dates either may be what matters
    edit_item(last.pk, by=dee, starts_no_later=None)
    assert not Conflict.objects.in_force().exists()
    [row] = prove(dee)
    assert row.is_least
    client.force_login(dee.person.user)
    own = text_of(client, f"/w/acme/items/{last.key}/")
    assert "Not possible before " in own
    assert f"({first.key} has to wait until " in own
    pinned = text_of(client, f"/w/acme/items/{first.key}/")
    assert f"Stands against the dates of {last.key}" in pinned
    whole = text_of(client, OVERVIEW)
    assert "This date cannot be kept, whatever is done first." in whole
    ways = f"a later date, an earlier start of {first.key}."
    assert f"One of these is enough: {ways}" in whole


def test_an_item_that_takes_longer_than_there_is(work, eve: Person, dee: Actor):
    item = work("Long", eve, minutes=WEEK)
    edit_item(item.pk, by=dee, deadline=within(2))
    [row] = prove(dee)
    assert parts(row) == {(PartKind.DEADLINE, item.pk)}
    said = row.parts.get()
    assert said.date < said.earliest < within(10)


def test_the_deadline_of_a_phase_counts_for_what_is_in_it(
    eve: Person, bridge: Project, dee: Actor
):
    phase = create_item(bridge.pk, by=dee, title="Phase")
    for title in ("Deck", "Rail"):
        said = {"title": title, "effort_minutes": WEEK, "parent_id": phase.pk}
        item = create_item(bridge.pk, by=dee, **said)
        assign_people(item.pk, [Part(person_id=eve.pk)], by=dee)
    edit_item(phase.pk, by=dee, deadline=within(10))
    [row] = prove(dee)
    assert parts(row) == {(PartKind.DEADLINE, phase.pk), (PartKind.PERSON, eve.pk)}


def later(item: Item, by: Actor) -> None:
    edit_item(item.pk, by=by, deadline=within(11))


def begun_and_done(item: Item, by: Actor) -> None:
    move_item(item.pk, "done", by=by)


def gone(item: Item, by: Actor) -> None:
    delete_items([item.pk], by=by)


@pytest.mark.parametrize("act", [later, begun_and_done, gone])
def test_what_is_said_no_more_is_in_no_conflict(
    two, dee: Actor, act: Callable[[Item, Actor], None]
):
    prove(dee)
    act(two[0], dee)
    assert not Conflict.objects.in_force().exists()


def test_a_plan_that_keeps_the_dates_has_them_forgotten_at_once(two, dee: Actor):
    prove(dee)
    replan_workspace(dee.workspace_id, by=dee)
    assert Conflict.objects.exists()
    edit_item(two[0].pk, by=dee, effort_minutes=60)
    assert Conflict.objects.in_force().exists()
    replan_workspace(dee.workspace_id, by=dee)
    assert not ConflictPart.objects.exists()


def test_without_a_solver_nothing_is_claimed(two, dee: Actor, monkeypatch):
    prove(dee)
    monkeypatch.setattr("headway_engine.solvers.exact.conflicts.load", lambda: None)
    assert prove(dee) == []


def test_what_a_reader_does_not_see_is_counted(
    two, work, eve: Person, bridge: Project, dee: Actor, client: Client
):
    pier = create_project(by=dee, key="PIE", name="Pier")
    give_grant(pier.pk, eve.actor_id, by=dee, role="contributor")
    edit_item(two[1].pk, by=dee, deadline=None)
    hidden = create_item(pier.pk, by=dee, title="Secret", effort_minutes=WEEK)
    assign_people(hidden.pk, [Part(person_id=eve.pk)], by=dee)
    edit_item(hidden.pk, by=dee, deadline=within(10))
    [row] = prove(dee)
    assert (PartKind.DEADLINE, hidden.pk) in parts(row)

    mia = member("mia", bridge.workspace, bridge, "viewer")
    client.force_login(mia.person.user)
    [seen] = conflicts_in(bridge, by=mia)
    assert [part.item_id for part in seen.limits] == [two[0].pk]
    whole = text_of(client, OVERVIEW)
    assert "2 dates cannot all be kept" in whole
    assert "1 of the dates is of an item that you do not see." in whole
    own = text_of(client, f"/w/acme/items/{two[0].key}/")
    assert "Cannot be kept together with 1 item that you do not see" in own
    for text in (whole, own):
        assert "Secret" not in text
        assert hidden.key not in text
    [said] = program_of(mia)("GET", "/conflicts").json()["conflicts"]
    assert said["hidden"] == 1


def test_guests_are_named_no_people_and_none_where_forecasts_are_hidden(
    two, bridge: Project, dee: Actor, client: Client
):
    prove(dee)
    gus = member("gus", bridge.workspace, bridge, "viewer", Role.GUEST)
    client.force_login(gus.person.user)
    own = text_of(client, f"/w/acme/items/{two[0].key}/")
    assert "(too little time of those who do it)" in own
    assert "more time of those who do it" in text_of(client, OVERVIEW)
    give_grant(bridge.pk, gus.pk, by=dee, role="viewer", hides=[Hidden.FORECAST])
    assert HEAD not in text_of(client, OVERVIEW)
    assert "Cannot be kept" not in text_of(client, f"/w/acme/items/{two[0].key}/")
    assert program_of(gus)("GET", "/conflicts").json() == {"conflicts": []}


def test_an_item_in_none_costs_one_query(
    work, eve: Person, dee: Actor, django_assert_num_queries
):
    item = work("Plain", eve)
    with django_assert_num_queries(1):
        assert conflicts_of_item(item, by=dee) == []


def test_a_change_that_comes_meanwhile_waits_for_no_proof(
    bridge: Project, ada: Actor, monkeypatch: pytest.MonkeyPatch
):
    said = []

    def changed(_made: object, *, is_wanted: Callable[[], bool]) -> None:
        said.append(is_wanted())
        add_comment(dig.pk, by=ada, text="No plan is made from this.")
        said.append(is_wanted())
        edit_item(dig.pk, by=ada, effort_minutes=WEEK)
        said.append(is_wanted())
        raise Unwanted

    dig = create_item(bridge.pk, by=ada, title="Dig", effort_minutes=600)
    monkeypatch.setattr("headway.plan.actions.proving.find_conflicts", changed)
    mark_for_planning([ada.workspace_id])
    assert prove(ada) == []
    assert said == [True, True, False]
    Run.objects.update(at=timezone.now() - timedelta(minutes=1))
    assert unproven_workspace() == ada.workspace_id  # it did not come to its end


def test_pages_of_the_projects_are_told_when_others_are_proven(two, dee: Actor):
    def told() -> list[int]:
        events = Event.objects.filter(kind="plan.conflicts_proven")
        return list(events.order_by("pk").values_list("subject_id", flat=True))

    project = two[0].project_id
    prove(dee)
    assert told() == [project]
    prove(dee)
    assert told() == [project]  # as before
    edit_item(two[0].pk, by=dee, deadline=within(9))
    prove(dee)
    assert told() == [project, project]


def test_they_are_looked_into_once_after_each_plan_and_after_one_made_by_hand(
    two, dee: Actor, ada: Actor
):
    workspace = dee.workspace_id
    change_planning(by=dee, is_by_hand=True)
    ask_for_plan(by=ada)
    replan_asked(Event.objects.all())
    plan_waiting()
    assert unproven_workspace() is None  # the plan is too young
    Run.objects.update(at=timezone.now() - timedelta(minutes=1))
    edit_item(two[0].pk, by=dee, title="Long deck")  # which waits for the next plan
    replan_asked(Event.objects.all())
    Pending.objects.update(wanted=F("planned"))
    assert unproven_workspace() == workspace
    plan_waiting()
    [row] = Conflict.objects.in_force()
    assert {(PartKind.DEADLINE, item.pk) for item in two} < parts(row)
    assert unproven_workspace() is None
    plan_waiting()
    assert list(Conflict.objects.in_force()) == [row]


def test_where_plans_are_made_by_hand_only_asking_for_one_ends_the_proof(
    two, dee: Actor, monkeypatch: pytest.MonkeyPatch
):
    said = []

    def changed(_made: object, *, is_wanted: Callable[[], bool]) -> list[object]:
        edit_item(two[0].pk, by=dee, effort_minutes=WEEK + 60)
        said.append(is_wanted())
        ask_for_plan(by=dee)
        said.append(is_wanted())
        return []

    change_planning(by=dee, is_by_hand=True)
    mark_for_planning([dee.workspace_id])
    monkeypatch.setattr("headway.plan.actions.proving.find_conflicts", changed)
    assert prove(dee) == []
    assert said == [True, False]
