"""What cannot be taken back is named; the rest can be, when asked for."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from headway.actors.models import Actor
from headway.events.actions import performed, undo_operation
from headway.events.actions.undoing import CannotUndo
from headway.events.models import Event
from headway.work import actions
from headway.work.models import Grant, Item, Project

pytestmark = pytest.mark.django_db(transaction=True)  # one is one operation


def titles(*items: Item) -> list[str]:
    return [Item.objects.get(pk=item.pk).title for item in items]


@pytest.fixture
def renamed(survey: Item, dig: Item, ada: Actor):
    """The operation by which Ada named both items alike."""
    ids = [survey.pk, dig.pk]
    return performed(lambda: actions.change_items(ids, by=ada, title="Work"))[1]


def test_the_rest_is_taken_back_and_the_answer_says_what_was_not(
    renamed, survey: Item, dig: Item, ada: Actor, dee: Actor
):
    actions.edit_item(dig.pk, by=dee, title="Dee's")

    with pytest.raises(CannotUndo, match="Dee changed “Dee's” since") as refusal:
        undo_operation(renamed, by=ada)
    assert (len(refusal.value.kept), refusal.value.has_rest) == (1, True)
    assert titles(survey, dig) == ["Work", "Dee's"]

    [kept] = undo_operation(renamed, by=ada, the_rest=True)
    assert kept.event.subject_id == dig.pk
    assert titles(survey, dig) == ["Survey the site", "Dee's"]


def test_where_nothing_can_be_taken_back_there_is_no_rest(
    renamed, survey: Item, dig: Item, ada: Actor, dee: Actor
):
    actions.change_items([survey.pk, dig.pk], by=dee, title="Dee's")

    with pytest.raises(CannotUndo) as refusal:
        undo_operation(renamed, by=ada, the_rest=True)
    assert not refusal.value.has_rest


def test_what_one_may_no_longer_change_or_see_stays(
    renamed, survey: Item, dig: Item, ada: Actor, lea: Actor, dee: Actor
):
    other = actions.create_project(by=dee, key="TUN", name="Tunnel")
    Item.objects.filter(pk=dig.pk).update(project=other)

    with pytest.raises(CannotUndo, match="You may not see or change"):
        undo_operation(renamed, by=ada)
    undo_operation(renamed, by=ada, the_rest=True)
    assert titles(survey, dig) == ["Survey the site", "Work"]

    Grant.objects.filter(actor=ada).update(role="viewer")
    with pytest.raises(PermissionDenied):
        undo_operation(renamed, by=ada)


def test_events_of_an_undo_say_what_they_take_back(renamed, ada: Actor):
    _, undone = performed(lambda: undo_operation(renamed, by=ada))

    told = Event.objects.filter(operation=undone)
    assert {event.undoes for event in told} == {renamed}
    assert not Event.objects.filter(operation=renamed, undoes__isnull=False).exists()


def test_a_new_item_that_others_changed_since_is_not_deleted(
    bridge: Project, ada: Actor, dee: Actor
):
    item, operation = performed(
        lambda: actions.create_item(bridge.pk, by=ada, title="New")
    )
    actions.edit_item(item.pk, by=dee, title="Newer")

    with pytest.raises(CannotUndo, match="Dee changed “Newer” since"):
        undo_operation(operation, by=ada)
    assert Item.objects.filter(pk=item.pk).exists()


def test_a_new_item_goes_to_the_bin_and_comes_back(bridge: Project, ada: Actor):
    item, operation = performed(
        lambda: actions.create_item(bridge.pk, by=ada, title="New")
    )

    _, undone = performed(lambda: undo_operation(operation, by=ada))
    assert not Item.objects.filter(pk=item.pk).exists()

    undo_operation(undone, by=ada)
    assert Item.objects.get(pk=item.pk).key == item.key


def test_a_replaced_link_comes_back_as_it_was(survey: Item, dig: Item, ada: Actor):
    actions.link_items(survey.pk, dig.pk, by=ada, lag_minutes=60)
    _, operation = performed(
        lambda: actions.link_items(survey.pk, dig.pk, by=ada, kind="SS")
    )

    undo_operation(operation, by=ada)

    link = survey.links_out.get()
    assert (link.kind, link.lag_minutes) == ("FS", 60)


def test_a_link_that_was_changed_since_is_left(
    survey: Item, dig: Item, ada: Actor, dee: Actor
):
    _, operation = performed(lambda: actions.link_items(survey.pk, dig.pk, by=ada))
    actions.link_items(survey.pk, dig.pk, by=dee, kind="SS")

    with pytest.raises(CannotUndo, match="Dee changed “Survey the site” since"):
        undo_operation(operation, by=ada)


def test_projects_and_grants_are_taken_back(bridge: Project, lea: Actor, dan: Actor):
    _, named = performed(
        lambda: actions.edit_project(bridge.pk, by=lea, name="Big bridge")
    )
    _, given = performed(
        lambda: actions.give_grant(bridge.pk, dan.pk, by=lea, role="viewer")
    )

    undo_operation(named, by=lea)
    undo_operation(given, by=lea)

    assert Project.objects.get(pk=bridge.pk).name == "Bridge"
    assert not Grant.objects.filter(actor=dan).exists()


def test_forecasts_are_not_taken_back_and_the_refusal_says_why(
    bridge: Project, dee: Actor
):
    from headway.events.actions import record
    from headway.plan.facts import ProjectReplanned

    fact = ProjectReplanned(subject_id=bridge.pk, run_id=1, items=1)
    _, operation = performed(lambda: transaction.atomic(record)(fact, by=dee))

    with pytest.raises(CannotUndo, match="Forecasts are made anew"):
        undo_operation(operation, by=dee)
