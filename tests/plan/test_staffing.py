"""Who does what, proposed for a project as a whole: a page, a program, one change."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headway.actors.models import Actor, Role
from headway.events.models import Event
from headway.people.actions import rate_skill
from headway.plan.current import forget
from headway.plan.proposing import propose_people
from headway.work.actions import (
    NeededSkill,
    cost_delay,
    give_grant,
    need_skills,
)
from headway.work.models import Assignment, Item, Project
from headway_engine.solvers.improving import Budget
from tests.programs import program_of
from tests.world import member

PAGE = "/w/acme/projects/BRI/staffing/"
FEW = Budget(candidates=64)


def who(project: Project, by: Actor, **options: object) -> dict[str, str]:
    found = propose_people(project, by=by, budget=FEW, **options)
    return {row.item.title: row.choice.person.actor.name for row in found.rows}


def test_work_is_shared_among_those_who_can_do_it(
    hire, work, bridge: Project, dee: Actor
):
    eve, kim = hire("Eve"), hire("Kim")
    cost_delay(work("Long", eve, minutes=9600).pk, by=dee, per_week=10**6)
    for title in ("Weld", "Paint"):
        work(title)
    weld = Item.objects.get(title="Weld")
    need_skills(weld.pk, [NeededSkill(name="Welding", level=3)], by=dee)
    rate_skill(kim.pk, by=dee, skill="Welding", level=4)

    found = propose_people(bridge, by=dee, budget=FEW)

    rows = {row.item.title: row for row in found.rows}
    assert rows.keys() == {"Weld", "Paint"}
    weld_row = rows["Weld"].choice
    assert weld_row.person == kim
    assert weld_row.is_only
    assert list(weld_row.evidence.levels.values()) == [4]
    assert rows["Weld"].instead == []
    assert rows["Paint"].choice.person.actor.name != "Eve"
    assert all(other.more >= 0 for other in rows["Paint"].instead)
    assert (found.left_out, found.nobody) == (0, 0)
    assert "Long" not in who(bridge, dee)
    assert "Long" in who(bridge, dee, with_assigned=True)


def test_what_is_ticked_is_given_out_in_one_change(
    client: Client, hire, work, bridge: Project, dee: Actor
):
    hire("Eve"), hire("Kim")
    items = [work(f"Weld {n}") for n in range(3)]
    client.force_login(dee.person.user)
    assert PAGE in client.get("/w/acme/projects/BRI/").content.decode()
    html = client.get(PAGE).content.decode()
    assert html.count('name="give"') == 3
    told = program_of(dee)("GET", "/projects/BRI/staffing").json()["proposed"]
    assert {row["item"] for row in told} == {item.key for item in items}
    ids = [item.pk for item in items[:2]]
    offered = re.findall(r'name="give" value="([^"]+)"', html)
    later, *give = sorted(offered, key=lambda value: value.startswith(tuple(
        f"{pk}:" for pk in ids
    )))  # fmt: skip

    answer = client.post(PAGE, {"give": give}, follow=True)

    assert "2 items are given to people." in answer.content.decode()
    assert Assignment.objects.filter(item__in=items).count() == 2
    assert "/undo/" in answer.content.decode()
    told = Event.objects.filter(kind="work.people_assigned", subject_id__in=ids)
    assert told.values("operation").distinct().count() == 1
    assert client.post(PAGE, {"give": ["1:x"]}).status_code == 400
    again = client.post(PAGE, {"give": [later, give[0]]})
    assert again.status_code == 412  # somebody has one of them by now
    assert not Assignment.objects.filter(item=items[2]).exists()
    assert client.post(PAGE).status_code == 302


def test_guests_are_not_asked_and_readers_neither(
    work, bridge: Project, dee: Actor, ben: Actor, acme
):
    gus = member("gus", acme, role=Role.GUEST)
    give_grant(bridge.pk, gus.pk, by=dee, role="contributor")
    for reader in (gus, ben):
        with pytest.raises(PermissionDenied):
            propose_people(bridge, by=reader)


def test_the_number_of_queries_is_the_same_for_many(
    hire, work, bridge: Project, dee: Actor, django_assert_num_queries
):
    hire("P")
    work("Weld")
    forget()
    with CaptureQueriesContext(connection) as few:
        assert len(who(bridge, dee)) == 1
    for n in range(4):
        hire(f"P{n}")
        work(f"Weld {n}")
    forget()
    with django_assert_num_queries(len(few)):
        assert len(who(bridge, dee)) == 5
