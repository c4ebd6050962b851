"""People to whom work is given, and work to give to them."""

import pytest

from headway.actors.models import Actor
from headway.people.actions import add_person
from headway.people.models import Person
from headway.work.actions import Part, assign_people, create_item, give_grant
from headway.work.models import Item, Project


@pytest.fixture
def hire(dee: Actor, bridge: Project):
    def hired(name: str) -> Person:
        person = add_person(by=dee, name=name, availability_percent=100)
        give_grant(bridge.pk, person.actor_id, by=dee, role="contributor")
        return person

    return hired


@pytest.fixture
def work(dee: Actor, bridge: Project):
    def create(title: str, *people: Person, minutes: int = 480) -> Item:
        item = create_item(bridge.pk, by=dee, title=title, effort_minutes=minutes)
        return assign_people(item.pk, [Part(person_id=p.pk) for p in people], by=dee)

    return create
