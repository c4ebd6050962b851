"""Filters by what items carry, and by importance in words."""

import pytest

from headway.actors.models import Actor
from headway.work.actions import (
    NeededSkill,
    create_item,
    create_project,
    give_grant,
    need_skills,
    set_labels,
)
from headway.work.filters import FilterError
from headway.work.filters.completing import complete
from headway.work.filters.reader import Reader
from headway.work.models import Item, Project
from tests.work.filters.conftest import Find

pytestmark = pytest.mark.django_db


@pytest.fixture
def carried(works: dict[str, Item], dee: Actor) -> dict[str, Item]:
    set_labels(works["Dig"].pk, ["Wet", "to be checked"], by=dee)
    set_labels(works["Piers"].pk, ["Cold"], by=dee)
    need_skills(works["Dig"].pk, [NeededSkill(name="Welding", level=3)], by=dee)
    return works


def test_labels_and_skills_are_asked_for_by_name(carried, find: Find):
    assert find("label = WET") == ["Dig"]
    assert find('label in ("to be checked", cold)') == ["Dig", "Piers"]
    assert find("tag = to be checked and state = open") == ["Dig"]
    assert find("label != wet and label is not empty") == ["Piers"]
    assert find("skill = welding") == ["Dig"]
    assert find("needs is empty and label is not empty") == ["Piers"]
    assert find("label is not empty order by label") == ["Piers", "Dig"]


def test_what_is_not_known_is_said_with_what_is_near(carried, find: Find):
    with pytest.raises(FilterError, match="no label “wett”"):
        find("label = wett")
    with pytest.raises(FilterError, match="Did you mean “Welding”"):
        find("skill = weldin")


def test_guests_know_labels_and_skills_of_what_they_see(
    carried, find: Find, gus: Actor, dee: Actor, bridge: Project
):
    give_grant(bridge.pk, gus.pk, role="viewer", by=dee)
    tower = create_project(by=dee, name="Tower", key="TOW")
    hidden = create_item(tower.pk, by=dee, title="Hidden")
    set_labels(hidden.pk, ["Secret"], by=dee)

    assert find("label = secret", by=dee) == ["Hidden"]
    with pytest.raises(FilterError, match="no label"):
        find("label = secret", by=gus)
    assert find("label = wet", by=gus) == ["Dig"]
    assert find("skill = welding", by=gus) == ["Dig"]


def test_names_are_offered(carried, ada: Actor):
    offered = complete("label = ", 8, reader=Reader(ada)).offers
    assert [each.text for each in offered] == ["Cold", "to be checked", "Wet"]


def test_importance_is_said_in_words_or_numbers(works, find: Find):
    assert find("importance > normal") == find("importance > 500")
    assert find("importance = lowest") == find("importance = 100") == ["Piers"]
    with pytest.raises(FilterError, match="no importance; write highest, high"):
        find("importance = urgent")
