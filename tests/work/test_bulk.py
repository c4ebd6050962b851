"""Many items changed in one operation."""

import pytest
from django.core.exceptions import PermissionDenied

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused, Stale
from headway.events.actions import performed
from headway.events.models import Event
from headway.work.actions import Part, assigned, change_items, create_item
from headway.work.models import Item, Project

pytestmark = pytest.mark.django_db


def saved(*items: Item) -> list[Item]:
    return [Item.objects.get(pk=item.pk) for item in items]


def test_all_is_said_of_all_in_one_operation(survey: Item, dig: Item, ada: Actor):
    _, operation = performed(
        lambda: change_items(
            [survey.pk, dig.pk],
            by=ada,
            state="doing",
            parts=[Part(person_id=ada.person.pk)],
            priority=700,
        )
    )

    for item in saved(survey, dig):
        assert (item.priority, item.state, item.version) == (700, "doing", 4)
        assert [row["person_id"] for row in assigned(item)] == [ada.person.pk]
    told = Event.objects.filter(operation=operation).order_by("-pk")[:6]
    assert sorted(event.kind for event in told) == sorted(
        ["work.item_edited", "work.item_moved", "work.people_assigned"] * 2
    )


def test_what_is_so_already_does_not_change(survey: Item, dig: Item, ada: Actor):
    change_items([survey.pk], by=ada, priority=700, state="doing")
    events = Event.objects.count()

    change_items([survey.pk, dig.pk], by=ada, priority=700, state="doing")

    assert [item.version for item in saved(survey, dig)] == [3, 3]
    assert Event.objects.count() == events + 2


def test_a_parent_is_finished_together_with_what_is_in_it(
    survey: Item, bridge: Project, dee: Actor
):
    inside = create_item(bridge.pk, by=dee, title="Measure", parent_id=survey.pk)

    with pytest.raises(Refused, match="Close “Measure” first"):
        change_items([survey.pk], by=dee, state="done")
    change_items([survey.pk, inside.pk], by=dee, state="done")

    assert {item.state for item in saved(survey, inside)} == {"done"}


def test_what_is_refused_of_one_leaves_no_trace(survey: Item, dig: Item, dee: Actor):
    change_items([dig.pk], by=dee, state="done")
    events = Event.objects.count()

    with pytest.raises(Refused, match="“Dig the pit” is closed"):
        change_items([survey.pk, dig.pk], by=dee, remaining_minutes=60)
    with pytest.raises(Stale):
        change_items([survey.pk, dig.pk], by=dee, if_versions={dig.pk: 1}, priority=9)

    assert saved(survey)[0].remaining_minutes is None
    assert Event.objects.count() == events


def test_one_that_may_not_be_changed_or_seen_is_enough(
    survey: Item, dig: Item, ben: Actor, cem: Actor, dan: Actor
):
    for who, error in ((ben, PermissionDenied), (cem, NotFound), (dan, NotFound)):
        with pytest.raises(error):
            change_items([survey.pk, dig.pk], by=who, priority=700)
    with pytest.raises(NotFound):
        change_items([survey.pk, 999_999_999], by=ben, priority=7)


def test_it_costs_as_many_queries_for_many_as_for_few(
    bridge: Project, dee: Actor, django_assert_num_queries
):
    ids = [create_item(bridge.pk, by=dee, title=f"Item {n}").pk for n in range(30)]
    said = {"state": "doing", "parts": [Part(person_id=dee.person.pk)]}

    with django_assert_num_queries(21):
        change_items(ids[:2], by=dee, priority=700, **said)
    with django_assert_num_queries(21):
        change_items(ids[2:], by=dee, priority=700, **said)
