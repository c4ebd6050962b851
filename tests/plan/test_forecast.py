"""From rows to dates: what the plan of a workspace says."""

from datetime import UTC, date, datetime, timedelta

import pytest

from headway.actors.models import Actor
from headway.people.actions import add_absence, add_person, set_hours
from headway.people.models import Person
from headway.plan.forecast import Forecast, Outlooks, forecast
from headway.plan.snapshot import take_snapshot
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    edit_item,
    give_grant,
    link_items,
    move_item,
)
from headway.work.models import Item, Outlook, Project

MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)


def outlooks(workspace_id: int, now: datetime = MONDAY) -> dict[int, Outlook]:
    snapshot = take_snapshot(workspace_id)
    made: Forecast = forecast(snapshot, now=now, scenarios=50, is_traced=True)
    return {row.item_id: row for row in Outlooks(made, run_id=1).items()}


@pytest.fixture
def eve(dee: Actor, bridge: Project) -> Person:
    """Someone of whom nobody need assume anything: nine to six in UTC, all of it."""
    person = add_person(by=dee, name="Eve", availability_percent=100)
    give_grant(bridge.pk, person.actor_id, by=dee, role="contributor")
    return person


@pytest.fixture
def work(dee: Actor, bridge: Project, eve: Person):
    def create(title: str, *people: Person, **fields: object) -> Item:
        said = {"effort_minutes": 480} | fields
        item = create_item(bridge.pk, by=dee, title=title, **said)
        parts = [Part(person_id=p.pk) for p in people or (eve,)]
        return assign_people(item.pk, parts, by=dee)

    return create


def test_a_day_of_work_starts_now_and_takes_the_day(work, dee: Actor):
    item = work("Survey")

    said = outlooks(dee.workspace_id)[item.pk]

    assert said.starts_at == MONDAY
    assert said.p50 <= said.p85 <= said.p95
    assert (said.cause, said.rank, said.unplaced) == ("now", 1, "")


def test_what_waits_starts_when_the_other_is_done(work, dee: Actor, bridge: Project):
    kim = add_person(by=dee, name="Kim", availability_percent=100)
    give_grant(bridge.pk, kim.actor_id, by=dee, role="contributor")
    first = work("Survey")
    second = work("Dig", kim)
    link_items(first.pk, second.pk, by=dee)

    said = outlooks(dee.workspace_id)[second.pk]

    assert said.starts_at == MONDAY + timedelta(days=1)
    assert (said.cause, said.culprit_id) == ("link", first.pk)


def test_one_person_does_one_thing_at_a_time(work, dee: Actor, eve: Person):
    first, second = work("Survey"), work("Dig")

    said = outlooks(dee.workspace_id)

    assert said[second.pk].starts_at > said[first.pk].starts_at
    held = said[second.pk]
    assert (held.cause, held.culprit_id) == ("priority", first.pk)
    assert held.witness_id == eve.pk


def test_what_wants_hours_at_a_time_is_not_begun_in_the_evening(work, dee: Actor):
    item = work("Survey", chunk_minutes=180)
    evening = MONDAY + timedelta(hours=7)

    said = outlooks(dee.workspace_id, evening)[item.pk]

    assert said.starts_at == MONDAY + timedelta(days=1)
    assert said.cause == "chunk"
    edit_item(item.pk, by=dee, chunk_minutes=60)
    assert outlooks(dee.workspace_id, evening)[item.pk].starts_at == evening


def test_nobody_works_while_away_or_at_the_weekend(work, dee: Actor, eve: Person):
    add_absence(eve.pk, by=dee, first_on=date(2027, 3, 1), last_on=date(2027, 3, 5))
    item = work("Survey")

    said = outlooks(dee.workspace_id)[item.pk]

    assert said.starts_at == MONDAY + timedelta(days=7)
    assert (said.cause, said.witness_id) == ("absence", eve.pk)


def test_a_persons_zone_is_their_own(work, dee: Actor, eve: Person):
    Person.objects.filter(pk=eve.pk).update(zone="Asia/Tokyo")
    item = work("Survey")

    said = outlooks(dee.workspace_id)[item.pk]

    nine_in_tokyo = datetime(2027, 3, 2, 0, tzinfo=UTC)
    assert said.starts_at == nine_in_tokyo  # now it is 18:00 there


def test_a_pin_holds_an_item_and_all_that_is_in_a_summary(work, dee: Actor):
    pin = MONDAY + timedelta(days=2, seconds=50)
    phase = work("Phase", starts_no_earlier=pin)
    inside = create_item(phase.project_id, by=dee, title="Inside", parent_id=phase.pk)
    alone = work("Alone", starts_no_earlier=pin)

    said = outlooks(dee.workspace_id)

    assert said[inside.pk].starts_at >= pin
    assert said[alone.pk].starts_at >= pin
    assert said[phase.pk].starts_at == said[inside.pk].starts_at


def test_what_has_to_start_by_a_day_goes_first_and_says_how_likely_that_is(
    work, dee: Actor
):
    others = [work(f"Other {n}") for n in range(3)]
    held = work("Inspection")
    friday = MONDAY + timedelta(days=4)
    assert outlooks(dee.workspace_id)[held.pk].start_chance_percent is None
    edit_item(held.pk, by=dee, starts_no_later=MONDAY + timedelta(hours=12))

    said = outlooks(dee.workspace_id)

    assert said[held.pk].starts_at == MONDAY
    assert said[held.pk].start_chance_percent == 100
    assert said[held.pk].latest_start == MONDAY + timedelta(hours=12)
    assert said[held.pk].due_through_id == held.pk
    edit_item(held.pk, by=dee, starts_no_earlier=friday, starts_no_later=MONDAY)
    for item in others:
        edit_item(item.pk, by=dee, starts_no_later=MONDAY + timedelta(days=2))

    said = outlooks(dee.workspace_id)

    assert said[held.pk].starts_at >= friday
    assert said[held.pk].start_chance_percent == 0
    chances = [said[item.pk].start_chance_percent for item in others]
    assert chances[0] == 100
    assert sorted(chances, reverse=True) == chances
    move_item(others[0].pk, "doing", by=dee)
    assert outlooks(dee.workspace_id)[others[0].pk].start_chance_percent is None


def test_a_summary_starts_with_its_first_item_and_what_waits_starts_after_its_length(
    work, dee: Actor
):
    phase = work("Phase", starts_no_later=MONDAY + timedelta(hours=1))
    inside = create_item(
        phase.project_id, by=dee, title="Inside", parent_id=phase.pk, drive="elapsed",
        duration_minutes=1440,
    )  # fmt: skip
    after = work("After", starts_no_later=MONDAY + timedelta(days=3))
    link_items(inside.pk, after.pk, by=dee)

    said = outlooks(dee.workspace_id)

    assert said[phase.pk].start_chance_percent == 100
    assert said[inside.pk].start_chance_percent is None
    assert said[inside.pk].latest_start == MONDAY + timedelta(days=2)
    assert said[inside.pk].due_through_id == after.pk


def test_a_summary_ends_with_its_last_item_and_what_waits_for_it_waits(
    work, dee: Actor
):
    phase = work("Phase")
    short, long = (
        create_item(
            phase.project_id, by=dee, title=t, parent_id=phase.pk, effort_minutes=m
        )
        for t, m in (("Short", 60), ("Long", 4800))
    )
    after = work("After")
    link_items(phase.pk, after.pk, by=dee)

    said = outlooks(dee.workspace_id)

    assert said[phase.pk].p50 >= max(said[short.pk].p50, said[long.pk].p50)
    assert said[after.pk].starts_at > said[long.pk].starts_at
    assert said[after.pk].culprit_id in (phase.pk, short.pk, long.pk)


def test_started_work_goes_first_and_done_work_stays_where_it_was(work, dee: Actor):
    waiting, started, done = work("Waiting"), work("Started"), work("Done")
    yesterday = MONDAY - timedelta(days=400)
    move_item(started.pk, "doing", by=dee, at=yesterday)
    move_item(done.pk, "done", by=dee, at=yesterday)

    said = outlooks(dee.workspace_id)

    assert said[started.pk].starts_at == yesterday
    assert said[started.pk].rank == 1
    assert said[waiting.pk].starts_at > MONDAY
    assert said[done.pk].p50 == said[done.pk].p95 == yesterday
    assert said[done.pk].rank is None


def test_what_nobody_said_is_assumed_and_labelled(bridge: Project, eve, dee: Actor):
    item = create_item(bridge.pk, by=dee, title="Something")

    said = outlooks(dee.workspace_id)[item.pk]

    assert (said.has_assumed_people, said.has_assumed_effort) == (True, True)
    assert said.p50 is not None


def test_work_that_nobody_can_do_has_no_dates_and_a_reason(bridge: Project, dee: Actor):
    item = create_item(bridge.pk, by=dee, title="Something", effort_minutes=60)

    said = outlooks(dee.workspace_id)[item.pk]

    assert (said.unplaced, said.p50, said.starts_at) == ("nobody", None, None)


def test_a_deadline_has_a_chance(work, dee: Actor):
    soon = work("Soon", deadline=MONDAY + timedelta(hours=1))
    late = work("Late", deadline=MONDAY + timedelta(days=300))

    said = outlooks(dee.workspace_id)

    assert said[soon.pk].chance_percent < 50
    assert said[late.pk].chance_percent == 100


def test_the_nearer_deadline_and_the_higher_priority_go_first(work, dee: Actor):
    plain = work("Plain")
    due = work("Due", deadline=MONDAY + timedelta(days=3))
    urgent = work("Urgent", priority=900)

    said = outlooks(dee.workspace_id)

    places = [said[i.pk].rank for i in (urgent, due, plain)]
    assert places == sorted(places)


def test_the_same_snapshot_gives_the_same_dates(work, dee: Actor):
    items = [work(f"Item {n}") for n in range(5)]
    first, second = outlooks(dee.workspace_id), outlooks(dee.workspace_id)

    for item in items:
        assert first[item.pk].p85 == second[item.pk].p85


def test_an_unrelated_item_moves_nothing_but_what_shares_its_people(
    work, dee: Actor, bridge: Project
):
    item = work("Survey")
    before = outlooks(dee.workspace_id)[item.pk]
    other = add_person(by=dee, name="Finn", availability_percent=100)
    work("Paint", other)

    after = outlooks(dee.workspace_id)[item.pk]

    assert (after.starts_at, after.p50, after.p95) == (
        before.starts_at,
        before.p50,
        before.p95,
    )


def test_a_cancelled_item_is_no_longer_planned(work, dee: Actor):
    item = work("Survey")
    move_item(item.pk, "cancelled", by=dee)

    assert item.pk not in outlooks(dee.workspace_id)


def test_less_to_do_is_done_sooner(work, dee: Actor):
    item = work("Survey", effort_minutes=4800)
    before = outlooks(dee.workspace_id)[item.pk].p85
    edit_item(item.pk, by=dee, remaining_minutes=60)

    assert outlooks(dee.workspace_id)[item.pk].p85 < before


def test_the_plan_follows_the_hours_of_each_day(work, dee: Actor, eve: Person):
    """Eve works eight hours until Tuesday, and from Wednesday on two of four."""
    set_hours(
        eve.pk,
        by=dee,
        valid_from=date(2027, 3, 3),
        week=[((540, 780),)] * 5 + [()] * 2,
        availability_percent=50,
    )
    first, second = work("Two days", effort_minutes=960), work("Two more hours")
    edit_item(second.pk, by=dee, effort_minutes=240)
    link_items(first.pk, second.pk, by=dee)

    compiled = forecast(take_snapshot(dee.workspace_id), now=MONDAY, scenarios=1)

    finish = compiled.schedule.finish[compiled.compiled.position[second.pk]]
    at = compiled.compiled.origin + timedelta(minutes=int(finish))
    assert at == datetime(2027, 3, 4, 11, tzinfo=UTC)
