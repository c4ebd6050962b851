"""How far a plan is at most from the best: on the overview, and for programs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.people.actions import add_person, rate_skill
from headway.people.models import Person
from headway.plan.actions.replanning import replan_workspace
from headway.plan.actions.searching import search_order
from headway.plan.models import Order
from headway.plan.overview.bound import bound_words
from headway.work.actions import (
    NeededSkill,
    Part,
    assign_people,
    create_item,
    give_grant,
    need_skills,
)
from headway.work.models import Item, Project, ProjectOutlook
from headway_engine.solvers.exact import cpsat
from headway_engine.solvers.improving import Budget
from tests.programs import program_of

PAGE = "/w/acme/projects/BRI/"
DAY = timedelta(days=1)


@pytest.fixture
def eve(dee: Actor, bridge: Project) -> Person:
    person = add_person(by=dee, name="Eve", availability_percent=100)
    give_grant(bridge.pk, person.actor_id, by=dee, role="contributor")
    return person


def add(project: Project, *people: Person, minutes: int, by: Actor) -> Item:
    item = create_item(project.pk, by=by, title="Weld", effort_minutes=minutes)
    return assign_people(item.pk, [Part(person_id=p.pk) for p in people], by=by)


def said(project: Project) -> ProjectOutlook:
    return ProjectOutlook.objects.get(project=project)


def test_what_one_person_does_cannot_end_sooner_and_the_page_says_so(
    client: Client, eve: Person, bridge: Project, dee: Actor
):
    for minutes in (900, 600, 480):
        add(bridge, eve, minutes=minutes, by=dee)
    replan_workspace(dee.workspace_id, by=dee)
    row = said(bridge)
    assert row.ends_at == row.bound_at
    client.force_login(dee.person.user)
    assert "no order of work could end it sooner" in client.get(PAGE).content.decode()
    told = program_of(dee)("GET", "/projects/BRI").json()
    assert told["ends_at"] == told["bound_at"] is not None


def test_where_all_is_quiet_more_is_proven_and_it_holds_while_nothing_changes(
    eve: Person, bridge: Project, dee: Actor
):
    """Three pieces for two people: whoever does two of them needs until the end."""
    kim = add_person(by=dee, name="Kim", availability_percent=100)
    give_grant(bridge.pk, kim.actor_id, by=dee, role="contributor")
    for person in (eve, kim):
        rate_skill(person.pk, by=dee, skill="Welding", level=3)
    for _ in range(3):
        item = create_item(bridge.pk, by=dee, title="Weld", effort_minutes=1200)
        need_skills(item.pk, [NeededSkill(name="Welding", level=3)], by=dee)
    replan_workspace(dee.workspace_id, by=dee)
    before = said(bridge)
    assert before.bound_at < before.ends_at

    cpsat.load()  # used here then, and in no process of its own
    search_order(dee.workspace_id, by=dee, budget=Budget(seconds=0.1))
    proven = said(bridge)
    assert proven.bound_at > before.bound_at
    assert proven.bound_at == proven.ends_at
    assert Order.objects.get().bounds == {str(bridge.pk): proven.bound_at.isoformat()}

    replan_workspace(dee.workspace_id, by=dee)
    assert said(bridge).bound_at == said(bridge).ends_at
    add(bridge, eve, minutes=600, by=dee)
    replan_workspace(dee.workspace_id, by=dee)
    assert said(bridge).bound_at < said(bridge).ends_at


def test_the_words_fit_the_gap():
    end = timezone.now()
    row = ProjectOutlook(ends_at=end, bound_at=end - 3 * DAY - timedelta(hours=1))
    assert "the plan is at most 4 days from the best for it." in bound_words(row)
    row.bound_at = end - DAY
    assert "the plan is at most 1 day from the best for it." in bound_words(row)
    row.bound_at = end - timedelta(hours=5)
    assert "less than a day after" in bound_words(row)
    row.bound_at = None
    assert bound_words(row) == ""
