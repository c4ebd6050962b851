"""How busy the plan makes people."""

from datetime import UTC, date, datetime

import pytest

from headway.actors.models import Actor, Role
from headway.people.actions import add_absence, add_person
from headway.people.models import Calendar, Person
from headway.plan.actions.replanning import publish_loads
from headway.plan.forecast import forecast
from headway.plan.load import DAYS, loads
from headway.plan.models import Load
from headway.plan.snapshot import take_snapshot
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    edit_item,
    give_grant,
    move_item,
)
from headway.work.models import Item, Project

pytestmark = pytest.mark.django_db

MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)


def planned(by: Actor, now: datetime = MONDAY) -> dict[int, Load]:
    made = forecast(take_snapshot(by.workspace_id), now=now, scenarios=1)
    return {row.person_id: row for row in loads(made, run_id=1)}


def person(name: str, project: Project, by: Actor, **said: object) -> Person:
    """Someone of whom nobody need assume anything: nine to six in UTC, all of it."""
    fields = {"availability_percent": 100} | said
    made = add_person(by=by, name=name, **fields)
    give_grant(project.pk, made.actor_id, by=by, role="contributor")
    return made


@pytest.fixture
def eve(dee: Actor, bridge: Project) -> Person:
    return person("Eve", bridge, dee)


@pytest.fixture
def work(dee: Actor, bridge: Project, eve: Person):
    def create(*people: Person, units: int = 100, **said: object) -> Item:
        fields = {"effort_minutes": 720} | said
        item = create_item(bridge.pk, by=dee, title="Work", **fields)
        parts = [Part(person_id=p.pk, units_percent=units) for p in people or (eve,)]
        return assign_people(item.pk, parts, by=dee)

    return create


def test_a_week_has_what_its_calendar_allows_and_the_plan_books(
    work, dee: Actor, eve: Person
) -> None:
    work()

    load = planned(dee)[eve.pk]

    assert load.first_on == date(2027, 3, 1)
    assert load.able[:8] == [480, 480, 480, 480, 480, 0, 0, 480]
    assert load.booked[:4] == [480, 240, 0, 0]
    assert len(load.able) == len(load.booked) == DAYS
    assert sum(load.booked) == 720


def test_of_today_only_what_lies_ahead_counts(work, dee: Actor, eve: Person) -> None:
    work()

    load = planned(dee, datetime(2027, 3, 1, 16, tzinfo=UTC))[eve.pk]

    assert load.able[:2] == [120, 480]
    assert load.booked[:3] == [120, 480, 120]


def test_nobody_is_able_while_away(work, dee: Actor, eve: Person) -> None:
    add_absence(eve.pk, by=dee, first_on=date(2027, 3, 2), last_on=date(2027, 3, 3))
    work()

    load = planned(dee)[eve.pk]

    assert load.able[:5] == [480, 0, 0, 480, 480]
    assert load.booked[:5] == [480, 0, 0, 240, 0]


def test_days_are_those_of_the_persons_zone(dee: Actor, bridge: Project, work) -> None:
    yuki = person("Yuki", bridge, dee, zone="Asia/Tokyo")
    work(yuki)

    load = planned(dee, datetime(2027, 3, 1, 20, tzinfo=UTC))[yuki.pk]

    assert load.first_on == date(2027, 3, 2)  # in Tokyo it is Tuesday, five o'clock
    assert load.booked[:3] == [480, 240, 0]


def test_whoever_is_taken_for_work_of_nobody_is_booked(
    dee: Actor, bridge: Project, eve: Person
) -> None:
    create_item(bridge.pk, by=dee, title="Anyone's", effort_minutes=60)

    assert sum(load.booked[0] for load in planned(dee).values()) == 60


def test_all_that_is_left_is_booked_once_whoever_does_it(
    dee: Actor, bridge: Project, eve: Person, work
) -> None:
    fay = person("Fay", bridge, dee, zone="America/New_York")
    gus = person("Gus", bridge, dee, availability_percent=50)
    mornings = Calendar.objects.create(
        workspace=bridge.workspace,
        name="Mornings",
        base=Calendar.objects.get(workspace=bridge.workspace, is_default=True),
        monday=((540, 660),),
    )
    work(eve, fay, effort_minutes=1000)
    work(eve, fay, effort_minutes=840, is_joint=True)
    work(gus, units=25, effort_minutes=600)
    work(gus, fay, calendar_id=mornings.pk, effort_minutes=300)
    work(eve, calendar_id=mornings.pk, effort_minutes=300)
    begun = work(fay, effort_minutes=900)
    move_item(begun.pk, "doing", by=dee)
    edit_item(begun.pk, by=dee, remaining_minutes=500)
    move_item(work(eve).pk, "done", by=dee)

    made = planned(dee)

    left = 1000 + 840 + 600 + 300 + 300 + 500
    assert sum(sum(made[p.pk].booked) for p in (eve, fay, gus)) == pytest.approx(
        left, abs=6
    )
    for load in made.values():
        assert all(b <= a for b, a in zip(load.booked, load.able, strict=True))


def test_only_what_changed_is_written_and_only_for_who_is_there(
    work, dee: Actor, eve: Person, bridge: Project
) -> None:
    fay = person("Fay", bridge, dee)
    publish_loads(planned(dee).values(), by=dee)
    work()
    again = planned(dee)
    for load in again.values():
        load.run_id = 2
    publish_loads((load for pk, load in again.items() if pk != fay.pk), by=dee)

    assert Load.objects.get(person=eve).run_id == 2
    assert Load.objects.get(person=eve).booked[:2] == [480, 240]
    assert Load.objects.get(person=dee.person).run_id == 1
    assert not Load.objects.filter(person=fay).exists()


def test_strangers_see_nobodys_load_and_guests_their_own(
    work, dee: Actor, cem: Actor, ben: Actor, eve: Person
) -> None:
    publish_loads(planned(dee).values(), by=dee)
    Actor.objects.filter(pk=ben.pk).update(role=Role.GUEST)
    guest = Actor.objects.get(pk=ben.pk)

    assert Load.objects.visible_to(dee).filter(person=eve).exists()
    assert not Load.objects.visible_to(cem).exists()
    assert [load.person.actor for load in Load.objects.visible_to(guest)] == [ben]
