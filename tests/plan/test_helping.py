"""What would help a date, and what fits until then: on pages and by programs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.people.actions import add_person
from headway.people.models import Person
from headway.plan.levers import levers_for_item, levers_for_project
from headway.work.actions import (
    Part,
    assign_people,
    cost_delay,
    create_item,
    create_project,
    edit_project,
    give_grant,
    link_items,
)
from headway.work.models import Item, Project
from tests.programs import program_of


@pytest.fixture
def eve(dee: Actor, bridge: Project) -> Person:
    person = add_person(by=dee, name="Eve", availability_percent=100)
    give_grant(bridge.pk, person.actor_id, by=dee, role="contributor")
    return person


@pytest.fixture
def add(dee: Actor, bridge: Project, eve: Person):
    def create(title: str, minutes: int, **said: object) -> Item:
        project = said.pop("project", bridge)
        item = create_item(
            project.pk, by=dee, title=title, effort_minutes=minutes, **said
        )
        return assign_people(item.pk, [Part(person_id=eve.pk)], by=dee)

    return create


def test_each_change_of_a_project_says_what_it_brings(
    add, dee: Actor, bridge: Project, eve: Person
):
    first, second = add("First", 2400), add("Second", 2400)
    link_items(first.pk, second.pk, by=dee)
    target = timezone.localdate() + timedelta(days=15)
    edit_project(bridge.pk, by=dee, target_on=target)

    found = levers_for_project(Project.objects.get(pk=bridge.pk), by=dee)

    kinds = {each.kind: each for each in found.helps}
    assert {"drop", "due"} <= kinds.keys()
    assert [e.outcome.chance for e in found.helps] == sorted(
        (e.outcome.chance for e in found.helps), reverse=True
    )
    assert all(e.outcome.chance >= found.now.chance for e in found.helps)
    assert kinds["due"].due - found.due == timedelta(days=14)
    assert [each.item for each in found.cut] == [first, second]
    assert found.cut[0].chance >= found.cut[1].chance == found.now.chance
    assert found.fits == sum(each.chance >= 0.85 for each in found.cut)
    assert found.is_set


def test_an_item_is_asked_what_holds_it_and_what_is_hidden_is_not_named(
    client: Client, add, dee: Actor, ada: Actor, bridge: Project, eve: Person
):
    secret = create_project(by=dee, key="SEC", name="Secret")
    give_grant(secret.pk, eve.actor_id, by=dee, role="contributor")
    hidden = add("Hidden work", 4800, project=secret)
    cost_delay(hidden.pk, by=dee, per_week=10**6)
    due = timezone.now() + timedelta(days=10)
    item = add("Asked", 4000, deadline=due)
    door = add("Door", 600, priority=100)
    link_items(door.pk, item.pk, by=dee)

    mine = levers_for_item(item, by=dee)
    assert {"first", "help"} <= {each.kind for each in mine.helps}
    assert "drop" not in {each.kind for each in mine.helps}

    client.force_login(ada.person.user)
    html = client.get(f"/w/acme/items/{item.key}/levers/").content.decode()
    assert "Hidden work" not in html
    assert "SEC-" not in html
    assert f"Do {item.key} first" in html
    assert "One more like Eve for four weeks" in html
    told = program_of(ada)("GET", f"/items/{item.key}/levers").json()
    assert told["now"]["chance_percent"] == round(mine.now.chance * 100)
    assert {each["kind"] for each in told["helps"]} >= {"first", "help"}


def test_what_it_waits_for_could_go(add, dee: Actor):
    door = add("Door", 4800, priority=100)
    item = add("Asked", 480, deadline=timezone.now() + timedelta(days=4))
    link_items(door.pk, item.pk, by=dee)
    found = levers_for_item(item, by=dee)
    link = next(each for each in found.helps if each.kind == "link")
    assert [each.title for each in link.items] == ["Door", "Asked"]
    assert link.outcome.p85 < found.now.p85


def test_the_overview_leads_there_and_what_is_done_needs_no_help(
    client: Client, dee: Actor, bridge: Project
):
    client.force_login(dee.person.user)
    page = client.get("/w/acme/projects/BRI/").content.decode()
    assert "/w/acme/projects/BRI/levers/" in page
    html = client.get("/w/acme/projects/BRI/levers/").content.decode()
    assert "Nothing is open" in html
    told = program_of(dee)("GET", "/projects/BRI/levers").json()
    assert (told["now"], told["helps"]) == (None, [])
