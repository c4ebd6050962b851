import pytest
from django.core.exceptions import PermissionDenied

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.models import Event
from headway.work.actions import create_item, link_items, unlink_items
from headway.work.models import Item, Link, Project


@pytest.fixture
def pour(bridge: Project, ada: Actor) -> Item:
    return create_item(bridge.pk, by=ada, title="Pour the footing")


def linked(kind: str = "work.items_linked") -> int:
    return Event.objects.filter(kind=kind).count()


def test_linking_twice_records_one_fact(survey: Item, dig: Item, ada: Actor):
    link_items(survey.pk, dig.pk, by=ada)
    link_items(survey.pk, dig.pk, by=ada)

    assert Link.objects.count() == linked() == 1


def test_another_lag_replaces_the_link(survey: Item, dig: Item, ada: Actor):
    link_items(survey.pk, dig.pk, by=ada)
    link_items(survey.pk, dig.pk, by=ada, kind="SS", lag_minutes=-60)

    link = Link.objects.get()
    assert (link.kind, link.lag_minutes) == ("SS", -60)
    assert linked("work.items_unlinked") == 1


def test_a_circle_is_refused_and_named(survey: Item, dig: Item, pour: Item, ada: Actor):
    link_items(survey.pk, dig.pk, by=ada)
    link_items(dig.pk, pour.pk, by=ada)

    circle = "Pour the footing → Survey the site → Dig the pit → Pour the footing"
    with pytest.raises(Refused, match=circle):
        link_items(pour.pk, survey.pk, by=ada)
    with pytest.raises(Refused, match="Dig the pit → Dig the pit"):
        link_items(dig.pk, dig.pk, by=ada)
    assert Link.objects.count() == 2


def test_a_circle_through_a_summary_is_refused(
    bridge: Project, survey: Item, dig: Item, ada: Actor
):
    inside = create_item(bridge.pk, by=ada, title="North bank", parent_id=survey.pk)
    link_items(survey.pk, dig.pk, by=ada)

    with pytest.raises(Refused, match="circle"):
        link_items(dig.pk, inside.pk, by=ada)
    with pytest.raises(Refused, match="circle"):
        link_items(inside.pk, survey.pk, by=ada)


def test_items_of_one_summary_may_wait_for_each_other(
    bridge: Project, survey: Item, dig: Item, ada: Actor
):
    north, south = (
        create_item(bridge.pk, by=ada, title=t, parent_id=survey.pk) for t in "NS"
    )
    link_items(survey.pk, dig.pk, by=ada)

    assert link_items(north.pk, south.pk, by=ada).after == south


def test_two_items_may_start_after_the_other_started_and_end_after_it_ended(
    survey: Item, dig: Item, ada: Actor
):
    link_items(survey.pk, dig.pk, by=ada, kind="SS")

    with pytest.raises(Refused, match="circle"):
        link_items(dig.pk, survey.pk, by=ada, kind="SS")
    assert link_items(dig.pk, survey.pk, by=ada, kind="FF").kind == "FF"


def test_a_link_that_is_taken_away_is_gone(survey: Item, dig: Item, ada: Actor):
    link_items(survey.pk, dig.pk, by=ada)
    unlink_items(survey.pk, dig.pk, by=ada)
    unlink_items(survey.pk, dig.pk, by=ada)

    assert not Link.objects.exists()
    assert linked("work.items_unlinked") == 1


def test_viewers_are_denied_and_outsiders_see_nothing(
    survey: Item, dig: Item, ben: Actor, cem: Actor
):
    with pytest.raises(PermissionDenied):
        link_items(survey.pk, dig.pk, by=ben)
    with pytest.raises(NotFound):
        link_items(survey.pk, dig.pk, by=cem)
