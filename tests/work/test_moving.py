from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.models import Event
from headway.work.actions import create_item, edit_item, move_item
from headway.work.models import Item, Project, State


def test_finishing_records_who_and_when_and_that_nothing_is_left(
    survey: Item, ada: Actor
):
    item = move_item(survey.pk, State.DONE, by=ada)

    assert (item.finished_by, item.left_minutes, item.version) == (ada, 0, 2)
    assert item.started_at == item.finished_at
    event = Event.objects.get(kind="work.item_moved")
    assert event.data["before"]["state"] == "todo"
    assert event.data["after"]["state"] == "done"


def test_moving_twice_records_one_fact(survey: Item, ada: Actor):
    move_item(survey.pk, State.DOING, by=ada)
    move_item(survey.pk, State.DOING, by=ada)

    assert Event.objects.filter(kind="work.item_moved").count() == 1


def test_an_item_opened_again_keeps_its_start_and_its_estimate(
    survey: Item, ada: Actor
):
    started = move_item(survey.pk, State.DOING, by=ada).started_at
    edit_item(survey.pk, by=ada, remaining_minutes=30)
    move_item(survey.pk, State.DONE, by=ada)

    item = move_item(survey.pk, State.DOING, by=ada)

    assert (item.started_at, item.finished_at) == (started, None)
    assert item.left_minutes == 480


def test_open_items_in_it_keep_it_open(bridge: Project, survey: Item, ada: Actor):
    create_item(bridge.pk, by=ada, title="North bank", parent_id=survey.pk)

    with pytest.raises(Refused, match="“North bank” first"):
        move_item(survey.pk, State.DONE, by=ada)


def test_nothing_ends_in_the_future_or_before_it_began(survey: Item, ada: Actor):
    with pytest.raises(Refused, match="in the future"):
        move_item(survey.pk, State.DONE, by=ada, at=timezone.now() + timedelta(hours=1))
    move_item(survey.pk, State.DOING, by=ada)
    with pytest.raises(Refused, match="started on"):
        move_item(survey.pk, State.DONE, by=ada, at=timezone.now() - timedelta(hours=1))


def test_viewers_are_denied_and_outsiders_see_nothing(
    survey: Item, ben: Actor, cem: Actor
):
    with pytest.raises(PermissionDenied):
        move_item(survey.pk, State.DONE, by=ben)
    with pytest.raises(NotFound):
        move_item(survey.pk, State.DONE, by=cem)
