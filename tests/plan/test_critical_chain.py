"""Which work ends each project, in the plan and on the timeline."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from headway.actors.models import Actor
from headway.people.actions import add_person
from headway.people.models import Person
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    create_project,
    give_grant,
    link_items,
)
from headway.work.models import Item, Project
from tests.plan.test_forecast import outlooks
from tests.plan.timelines import DAY, forecast, publish

ADDRESS = "/w/acme/timeline/"
NOW = datetime.now(UTC)


@pytest.fixture
def eve(dee: Actor) -> Person:
    return add_person(by=dee, name="Eve", availability_percent=100)


@pytest.fixture
def add(dee: Actor, eve: Person):
    def create(project: Project, title: str, minutes: int, person: Person) -> Item:
        give_grant(project.pk, person.actor_id, by=dee, role="contributor")
        item = create_item(project.pk, by=dee, title=title, effort_minutes=minutes)
        return assign_people(item.pk, [Part(person_id=person.pk)], by=dee)

    return create


def test_each_project_has_a_chain_of_its_own(
    add, bridge: Project, dee: Actor, eve: Person
):
    finn = add_person(by=dee, name="Finn", availability_percent=100)
    road = create_project(by=dee, key="ROA", name="Road")
    first, then = add(bridge, "Dig", 480, eve), add(bridge, "Pour", 480, eve)
    aside = add(bridge, "Letter", 15, finn)  # so short that no draw makes it the last
    alone = add(road, "Pave", 4800, add_person(by=dee, name="Gil"))
    link_items(first.pk, then.pk, by=dee)

    said = outlooks(dee.workspace_id)

    critical = {pk for pk, row in said.items() if row.is_critical}
    assert critical == {first.pk, then.pk, alone.pk}
    assert aside.pk not in critical
    often = {pk: row.critical_percent for pk, row in said.items()}
    assert often == {first.pk: 100, then.pk: 100, aside.pk: 0, alone.pk: 100}


@pytest.fixture
def planned(survey: Item, dig: Item, dee: Actor) -> Item:
    """Survey, then the pit, since one person does both; and a letter aside."""
    letter = create_item(survey.project_id, by=dee, title="Letter")
    rows = [
        forecast(item, NOW + days * DAY)
        for item, days in ((survey, 0), (dig, 4), (letter, 0))
    ]
    rows[0].is_critical = rows[1].is_critical = True
    rows[1].cause, rows[1].culprit_id = "priority", survey.pk
    rows[0].critical_percent, rows[1].critical_percent = 100, 40
    rows[2].critical_percent = 12
    publish(rows, by=dee)
    return dig


def page(client: Client, query: str = "") -> str:
    return client.get(ADDRESS + query).content.decode()


def test_the_chain_is_brought_out_by_its_address(adas_browser: Client, planned: Item):
    plain, chain = page(adas_browser), page(adas_browser, "?chain=1")

    assert "is-busy" not in plain
    assert "has-chain" not in plain
    assert chain.count('class="dep is-critical is-busy"') == 2  # and in the legend
    assert 'class="timeline has-chain"' in chain
    assert chain.count("bar is-forecast is-critical") == 2
    for often in (
        "is-critical hangs-mostly",
        "is-critical hangs-often",
        "hangs-seldom",
    ):
        assert chain.count(f"bar is-forecast {often}") == 1
    assert "critical in 12 % of the scenarios" in chain
    assert 'href="/w/acme/timeline/?chain=1"' in plain
    assert 'href="/w/acme/timeline/?"' in chain
    rows = adas_browser.get("/w/acme/timeline/rows/?chain=1&block=0").content.decode()
    assert "is-busy" in rows


def test_any_set_of_projects_is_chosen(
    client: Client, planned: Item, dee: Actor, ada: Actor
):
    create_project(by=dee, key="ROA", name="Road")
    create_project(by=dee, key="TUN", name="Tunnel")
    client.force_login(dee.person.user)
    some = page(client, "?project=ROA&project=TUN&zoom=day")

    assert 'value="ROA" checked' in some
    assert 'value="TUN" checked' in some
    assert 'value="BRI">' in some
    assert '<input type="hidden" name="zoom" value="day">' in some
    assert "Survey the site" not in some
    assert not re.search(r'name="project"[^>]* checked', page(client))
    client.force_login(ada.person.user)
    assert "Tunnel" not in page(client, "?project=BRI")
