"""What rests in its pauses, to the minute: effort, durations, waits."""

from datetime import UTC, datetime

import pytest

from headway.actors.models import Actor
from headway.people.actions import add_person
from headway.people.models import Person
from headway.plan.compile.workspace import compile_problem
from headway.plan.snapshot import take_snapshot
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    edit_item,
    give_grant,
    pause_item,
)
from headway.work.models import Project
from headway_engine.levelling import level
from tests.plan.test_forecast import outlooks

pytestmark = pytest.mark.django_db
MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)
DAY = 24 * 60


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2027, 3, day, hour, tzinfo=UTC)


@pytest.fixture
def eve(dee: Actor, bridge: Project) -> Person:
    """Nine to six in UTC with an hour for lunch, all of it."""
    person = add_person(by=dee, name="Eve", availability_percent=100)
    give_grant(bridge.pk, person.actor_id, by=dee, role="contributor")
    return person


def planned(pk: int, by: Actor) -> tuple[datetime | None, datetime | None]:
    """Return when it starts and ends if all takes as long as is likeliest."""
    compiled = compile_problem(take_snapshot(by.workspace_id), now=MONDAY, days=100)
    schedule, place = level(compiled.problem), compiled.position[pk]
    start, finish = schedule.start[place], schedule.finish[place]
    return compiled.instant(int(start)), compiled.instant(int(finish))


@pytest.mark.parametrize(
    ("drive", "minutes", "who"),
    [
        ("effort", 3 * 480, ["Eve"]),
        ("effort", 3 * 480, []),
        ("duration", 3 * 480, ["Eve"]),
        ("duration", 3 * 480, []),
        ("elapsed", 3 * DAY, []),
    ],
)
def test_work_stops_for_a_pause_and_goes_on_behind_it(
    bridge: Project, dee: Actor, eve: Person, drive: str, minutes: int, who: list[str]
):
    item = create_item(bridge.pk, by=dee, title="Dig")
    amount = "effort_minutes" if drive == "effort" else "duration_minutes"
    edit_item(item.pk, by=dee, drive=drive, **{amount: minutes})
    if who:
        assign_people(item.pk, [Part(person_id=eve.pk)], by=dee)
    start, usual = planned(item.pk, dee)
    pause_item(item.pk, [(at(2), at(9))], by=dee)

    again, later = planned(item.pk, dee)

    assert again == start
    assert usual is not None
    assert later is not None
    assert (later - usual).days == 7
    assert later.time() == usual.time()


def test_it_starts_behind_a_pause_and_says_why(
    bridge: Project, dee: Actor, eve: Person
):
    item = create_item(bridge.pk, by=dee, title="Dig", effort_minutes=480)
    assign_people(item.pk, [Part(person_id=eve.pk)], by=dee)
    pause_item(item.pk, [(at(1), at(3))], by=dee)
    said = outlooks(dee.workspace_id)[item.pk]
    assert said.starts_at is not None
    assert said.starts_at.date() == at(3).date()
    assert said.cause == "pause"
