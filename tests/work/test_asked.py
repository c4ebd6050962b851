"""Queries that are made into SQL once, and asked with other values each time."""

from typing import Any

import pytest
from django.db.models import QuerySet

from headway.actors.models import Actor
from headway.base.compiled import Asked
from headway.base.querysets import any_listed, listed
from headway.people.models import Person
from headway.work.models import Item, Project

pytestmark = pytest.mark.django_db


def items_of(by: Actor, key: str, most: int) -> QuerySet[Item]:
    rows = Item.objects.visible_to(by).select_related("project", "parent")
    return rows.filter(project__key=key, number__lte=most).order_by("number")


def test_each_call_finds_what_the_queryset_would(world: dict[str, Any]):
    asked = Asked(items_of)
    for by in (world["ada"], world["ben"], world["cem"], world["dee"], world["ada"]):
        for key in ("BRI", "KAN"):
            for most in (1, 3):
                found = asked.of(by, key, most)
                assert found == list(items_of(by, key, most))
                assert [item.project.key for item in found] == [key] * len(found)
    assert asked.of(world["ada"], "BRI", 3)
    assert not asked.of(world["cem"], "BRI", 3)


def test_what_is_related_needs_no_query(
    world: dict[str, Any], django_assert_num_queries: Any
):
    asked = Asked(items_of)
    asked.of(world["ada"], "BRI", 1)
    with django_assert_num_queries(1):
        first = asked.first(world["ada"], "BRI", 3)
        assert first is not None
        assert (first.project.key, first.parent) == ("BRI", None)


def test_values_come_as_rows(world: dict[str, Any]):
    asked = Asked(
        lambda by, ids: (
            Project.objects.visible_to(by)
            .filter(pk__in=any_listed(ids))
            .values_list("pk", "key")
        )
    )
    pk = Project.objects.get(key="BRI").pk
    assert asked.of(world["ada"], listed([pk, -1])) == [(pk, "BRI")]
    assert asked.of(world["ada"], listed([])) == []
    assert asked.of(world["cem"], listed([pk])) == []


def test_sql_is_made_once_for_a_kind_of_actor(world: dict[str, Any]):
    made = []

    def rows(by: Actor, number: int) -> QuerySet[Item]:
        made.append(by)
        return Item.objects.visible_to(by).filter(number=number)

    asked = Asked(rows)
    for name in ("ada", "ben", "ada", "ben"):
        asked.of(world[name], 1)
        asked.of(world[name], 2)
    kinds = {(a.is_administrator, a.is_guest) for a in (world["ada"], world["ben"])}
    assert len(made) == len(kinds)


def test_other_values_make_sql_of_their_own(world: dict[str, Any]):
    asked = Asked(
        lambda by, is_open: (
            Item.objects.visible_to(by).open()
            if is_open
            else Item.objects.visible_to(by).closed()
        )
    )
    everything = set(Item.objects.visible_to(world["ada"]))
    found = [{*asked.of(world["ada"], each)} for each in (True, False)]
    assert found[0] | found[1] == everything
    assert not found[0] & found[1]


def test_what_can_be_nothing_asks_nothing(
    world: dict[str, Any], django_assert_num_queries: Any
):
    asked = Asked(lambda by: Item.objects.visible_to(by).none())
    with django_assert_num_queries(0):
        assert asked.of(world["ada"]) == []
        assert asked.first(world["ada"]) is None


@pytest.mark.parametrize(
    "rows",
    [
        lambda most: Person.objects.order_by("pk")[:most],
        lambda most: Person.objects.filter(pk__lte=most + 1),
        lambda _most: Person.objects.all(),
    ],
)
def test_a_value_that_is_lost_is_told(rows: Any):
    with pytest.raises(TypeError, match="No parameter"):
        Asked(rows).of(3)


def test_an_actor_whose_workspace_is_not_asked_for_is_told(world: dict[str, Any]):
    asked = Asked(lambda by: Person.objects.filter(actor_id=by.pk))
    with pytest.raises(TypeError, match="No parameter"):
        asked.of(world["ada"])


def test_texts_are_values_and_no_sql(world: dict[str, Any]):
    asked = Asked(lambda name: Project.objects.filter(name=name))
    assert asked.of("' or '1'='1") == []
    assert asked.of("100 %s") == []
