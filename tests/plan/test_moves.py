"""Why a date moved: the causes are real, and add up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headway.actors.models import Actor
from headway.people.actions import add_absence, add_busy, add_person, set_hours
from headway.people.members.workspaces import set_working_week
from headway.people.models import Person
from headway.plan.moves import replay
from headway.plan.moves.asking import Moves, moves_of_item, moves_of_project
from headway.plan.moves.words import shown_moves
from headway.plan.snapshot import (
    Snapshot,
    take_snapshot,
)
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    create_project,
    delete_items,
    edit_item,
    edit_project,
    give_grant,
    link_items,
    move_item,
)
from headway.work.actions.items import beginning
from headway.work.models import Item, Project
from tests.plan.keeping import keep
from tests.programs import program_of
from tests.world import member

DAY = timedelta(days=1)


@pytest.fixture
def eve(dee: Actor, bridge: Project) -> Person:
    person = add_person(by=dee, name="Eve", availability_percent=100)
    give_grant(bridge.pk, person.actor_id, by=dee, role="contributor")
    return person


@pytest.fixture
def fay(dee: Actor) -> Person:
    return add_person(by=dee, name="Fay")


@pytest.fixture
def door(dee: Actor, bridge: Project, fay: Person) -> Item:
    return theirs(create_item(bridge.pk, by=dee, title="D", effort_minutes=9600), fay)


@pytest.fixture
def first(dee: Actor, bridge: Project, eve: Person) -> Item:
    return theirs(create_item(bridge.pk, by=dee, title="A", effort_minutes=960), eve)


@pytest.fixture
def asked(dee: Actor, bridge: Project, eve: Person, first: Item) -> Item:
    item = create_item(bridge.pk, by=dee, title="B", effort_minutes=2400)
    link_items(first.pk, item.pk, by=dee)
    return theirs(item, eve)


def theirs(item: Item, *people: Person) -> Item:
    parts = [Part(person_id=person.pk) for person in people]
    return assign_people(item.pk, parts, by=Actor.objects.get(name="Dee"))


def ask(item: Item, by: Actor) -> Moves:
    found = moves_of_item(item, since=timezone.localdate() - 40 * DAY, by=by)
    assert found is not None
    moved = [cause.minutes for cause in found.causes.moved]
    assert None not in moved
    assert sum(minutes or 0 for minutes in moved) == found.answer.minutes
    chain = next(reversed(replay.kept_replays.values())).chain
    last = chain.first.after(chain.changes).snapshot()
    assert comparable(last) == comparable(take_snapshot(by.workspace_id))
    return found


def comparable(snapshot: Snapshot) -> Snapshot:
    """Leave out what no plan depends on."""
    items = tuple(item._replace(title="") for item in snapshot.items)
    links = tuple(sorted(snapshot.links))
    return replace(snapshot, items=items, links=links, learnt_at=None)


def titles(found: Moves, by: Actor) -> list[str]:
    return [cause.title for cause in shown_moves(found, by=by).causes]


CHANGES: dict[str, Callable[..., Any]] = {
    "Estimate of {key}": lambda w: edit_item(
        w["asked"].pk, by=w["dee"], effort_minutes=9600
    ),
    "What is left of {key}": lambda w: edit_item(
        w["asked"].pk, by=w["dee"], remaining_minutes=240
    ),
    "Earliest dates of {key}": lambda w: edit_item(
        w["asked"].pk, by=w["dee"], starts_no_earlier=timezone.now() + 30 * DAY
    ),
    "How {key} is worked at": lambda w: edit_item(
        w["asked"].pk, by=w["dee"], drive="elapsed", duration_minutes=60
    ),
    "Start of Bridge": lambda w: edit_project(
        w["asked"].project_id, by=w["dee"], starts_no_earlier=timezone.now() + 20 * DAY
    ),
    "Absence of Eve": lambda w: add_absence(
        w["eve"].pk,
        by=w["dee"],
        first_on=timezone.localdate(),
        last_on=timezone.localdate() + 13 * DAY,
    ),
    "Who does {key}": lambda w: theirs(w["asked"], w["eve"], w["fay"]),
    "Other appointments of Eve": lambda w: add_busy(
        w["eve"].pk,
        by=w["dee"],
        starts_at=timezone.now(),
        ends_at=timezone.now() + 14 * DAY,
    ),
    "Working hours of Eve": lambda w: set_hours(
        w["eve"].pk,
        by=w["dee"],
        valid_from=timezone.localdate(),
        week=(None,) * 7,
        availability_percent=20,
    ),
    "Calendar Standard": lambda w: set_working_week(
        (((540, 600),),) * 5 + ((),) * 2, by=w["dee"]
    ),
    "What {key} waits for": lambda w: link_items(
        w["door"].pk, w["asked"].pk, by=w["dee"]
    ),
    "{first} is gone": lambda w: delete_items([w["first"].pk], by=w["dee"]),
    "{first} is done": lambda w: move_item(w["first"].pk, "done", by=w["dee"]),
}


@pytest.mark.parametrize("title", CHANGES)
def test_what_alone_happened_is_named(
    title: str,
    dee: Actor,
    ada: Actor,
    eve: Person,
    fay: Person,
    first: Item,
    asked: Item,
    door: Item,
):
    keep(dee)
    world = {"dee": dee, "eve": eve, "fay": fay, "first": first, "asked": asked}
    CHANGES[title](world | {"door": door})

    found = ask(asked, ada)

    assert found.answer.minutes
    [named] = titles(found, ada)
    assert named == title.format(key=asked.key, first=first.key)
    [cause] = shown_moves(found, by=ada).causes
    assert cause.entries
    assert all("Dee" in entry.text for entry in cause.entries)


def test_what_is_new_comes_with_its_links(
    dee: Actor, bridge: Project, fay: Person, asked: Item
):
    keep(dee)
    item = create_item(bridge.pk, by=dee, title="C", effort_minutes=9600)
    link_items(theirs(item, fay).pk, asked.pk, by=dee)
    assert titles(ask(asked, dee), dee) == [f"{item.key} is new"]


def test_where_nothing_changed_nothing_moved(dee: Actor, asked: Item, client: Client):
    keep(dee)
    found = ask(asked, dee)
    assert (found.answer.minutes, found.causes.moved, found.causes.still) == (0, [], 0)
    client.force_login(dee.person.user)
    html = client.get(f"/w/acme/items/{asked.key}/moves/").content.decode()
    assert "Nothing has changed since." in html
    assert "as it was on" in html


def test_days_add_up_with_the_time_that_passed(
    dee: Actor, bridge: Project, eve: Person, first: Item, asked: Item
):
    keep(dee, days=14)
    edit_item(asked.pk, by=dee, effort_minutes=4800)
    keep(dee, days=7)
    edit_item(first.pk, by=dee, remaining_minutes=60)
    move_item(first.pk, "doing", by=dee)
    edit_item(asked.pk, by=dee, title="Never mind", description="Nor this")

    found = ask(asked, dee)

    named = dict(zip(titles(found, dee), found.causes.moved, strict=True))
    time = named["Time passed in which nothing was done"]
    assert 10 * 1440 <= (time.minutes or 0) <= 18 * 1440
    assert (named[f"Estimate of {asked.key}"].minutes or 0) > 4 * 1440
    assert (named[f"{first.key} was started"].minutes or 0) < 0
    whole = moves_of_project(bridge, since=timezone.localdate(), by=dee)
    assert whole is not None
    assert whole.answer.after == found.answer.after


def test_what_may_not_be_seen_has_its_days_and_no_name(
    client: Client, dee: Actor, ada: Actor, eve: Person, asked: Item
):
    secret = create_project(by=dee, key="SEC", name="Secret")
    hidden = theirs(
        create_item(secret.pk, by=dee, title="Kept quiet", effort_minutes=480), eve
    )
    move_item(hidden.pk, "doing", by=dee)
    keep(dee)
    edit_item(hidden.pk, by=dee, effort_minutes=9600)

    assert titles(ask(asked, dee), dee) == [f"Estimate of {hidden.key}"]
    found = ask(asked, ada)
    [cause] = found.causes.moved
    assert cause.kind == "unseen"
    assert cause.minutes == found.answer.minutes != 0
    client.force_login(ada.person.user)
    html = client.get(f"/w/acme/items/{asked.key}/moves/").content.decode()
    assert "Something that you may not see" in html
    assert "SEC-" not in html
    today = timezone.localdate().isoformat()
    answer = program_of(ada)("GET", f"/items/{asked.key}/moves?since={today}")
    told = answer.json()
    [one] = told["causes"]
    assert (one["kind"], one["subject_id"], one["log"]) == ("unseen", None, [])
    assert one["minutes"] == told["minutes"]


def test_from_whom_something_is_hidden_the_moves_are_too(
    client: Client, dee: Actor, acme, bridge: Project, asked: Item
):
    gus = member("gus", acme, bridge, "viewer", "guest")
    keep(dee)
    edit_item(asked.pk, by=dee, effort_minutes=9600)
    client.force_login(gus.person.user)
    page = f"/w/acme/items/{asked.key}/moves/"
    assert "Dee" not in client.get(page).content.decode()
    give_grant(bridge.pk, gus.pk, by=dee, role="viewer", hides=["effort"])
    assert client.get(page).status_code == 403
    assert "moves/" not in client.get(f"/w/acme/items/{asked.key}/").content.decode()


def test_five_hundred_changes_take_no_more_plans_than_one_may(
    dee: Actor, bridge: Project, asked: Item, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(replay, "SCENARIOS", 50)
    rows = [
        Item(
            workspace_id=dee.workspace_id,
            project=bridge,
            title="T",
            number=100 + n,
            position=100 + n,
            effort_minutes=60 + n,
            **beginning(dee.workspace_id),
        )
        for n in range(250)
    ]
    some = Item.objects.filter(pk__in=[i.pk for i in Item.objects.bulk_create(rows)])
    keep(dee)
    some.update(effort_minutes=F("effort_minutes") + 1, priority=F("number"))
    edit_item(asked.pk, by=dee, effort_minutes=9600, priority=1000)

    found = ask(asked, dee)

    [kept] = replay.kept_replays.values()
    assert len(found.answer.changes) > 500
    assert len(kept.made) <= replay.MOST_FORECASTS
    assert f"Estimate of {asked.key}" in titles(found, dee)
    made = dict(kept.made)
    with CaptureQueriesContext(connection) as captured:
        assert ask(asked, dee).answer.stretches == found.answer.stretches
    assert kept.made == made
    assert len(captured) < 54


def test_what_is_not_kept_is_said(client: Client, dee: Actor, asked: Item):
    client.force_login(dee.person.user)
    html = client.get(f"/w/acme/items/{asked.key}/moves/").content.decode()
    assert "No earlier plan is kept" in html
    today = timezone.localdate().isoformat()
    told = program_of(dee)("GET", f"/items/{asked.key}/moves?since={today}").json()
    assert (told["since"], told["causes"]) == (None, [])
    bad = client.get(f"/w/acme/items/{asked.key}/moves/?since=x")
    assert bad.status_code == 400
