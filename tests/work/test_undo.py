"""Whatever is done to an item can be taken back, and done again."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.actions import performed, undo_operation
from headway.events.models import Event
from headway.work import actions
from headway.work.actions import Part, assigned, edit_item
from headway.work.models import Item, Link
from headway.work.models.links import SAID

pytestmark = pytest.mark.django_db(transaction=True)  # one is one operation

Change = Callable[[Item, Item, Actor], object]

CHANGES: dict[str, Change] = {
    "edit": lambda item, _, by: edit_item(
        item.pk, by=by, title="New", deadline=datetime(2027, 3, 1, 17, tzinfo=UTC)
    ),
    "move": lambda item, _, by: actions.move_item(item.pk, "done", by=by),
    "assign": lambda item, _, by: actions.assign_people(
        item.pk, [Part(person_id=by.person.pk, share=3)], by=by
    ),
    "link": lambda item, other, by: actions.link_items(
        item.pk, other.pk, by=by, kind="FF", lag_minutes=30
    ),
    "link with a range": lambda item, other, by: actions.link_items(
        item.pk, other.pk, by=by, lag_low_minutes=60, lag_high_minutes=240
    ),
    "delete": lambda item, _, by: actions.delete_items([item.pk], by=by),
    "many": lambda item, other, by: actions.change_items(
        [item.pk, other.pk],
        by=by,
        state="doing",
        parts=[Part(person_id=by.person.pk)],
        priority=900,
    ),
}


def said(item: Item) -> tuple[object, ...]:
    """All that people see of the item."""
    fresh = Item.objects.filter(pk=item.pk).first()
    if fresh is None:
        return ()
    names = ("title", "deadline", "state", "started_at", "finished_at", "left_minutes")
    links = Link.objects.values_list("before", "after", *SAID)
    return (*(getattr(fresh, n) for n in names), assigned(fresh), list(links))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_undo_restores_and_undo_of_undo_does_it_again(
    survey: Item, dig: Item, ada: Actor, change: Change
):
    before = said(survey)
    _, operation = performed(lambda: change(survey, dig, ada))
    after = said(survey)
    assert after != before

    _, undone = performed(lambda: undo_operation(operation, by=ada))
    assert said(survey) == before

    undo_operation(undone, by=ada)
    assert said(survey) == after


def test_what_changed_nothing_is_no_operation(survey: Item, ada: Actor):
    _, operation = performed(lambda: edit_item(survey.pk, by=ada, title=survey.title))

    assert operation is None


def test_a_field_that_was_changed_since_is_named_with_who_and_nothing_is_undone(
    survey: Item, ada: Actor, dee: Actor
):
    _, operation = performed(
        lambda: edit_item(survey.pk, by=ada, title="Ada's", effort_minutes=60)
    )
    edit_item(survey.pk, by=dee, title="Dee's")
    events = Event.objects.count()

    with pytest.raises(Refused, match="Dee changed “Dee's” since"):
        undo_operation(operation, by=ada)

    survey.refresh_from_db()
    assert (survey.effort_minutes, Event.objects.count()) == (60, events)


def test_another_field_changed_since_does_not_matter(
    survey: Item, ada: Actor, dee: Actor
):
    _, operation = performed(lambda: edit_item(survey.pk, by=ada, title="Ada's"))
    edit_item(survey.pk, by=dee, effort_minutes=60)

    undo_operation(operation, by=ada)

    survey.refresh_from_db()
    assert (survey.title, survey.effort_minutes) == ("Survey the site", 60)


def test_who_may_not_change_may_not_undo(
    survey: Item, ada: Actor, ben: Actor, dan: Actor, cem: Actor
):
    _, operation = performed(lambda: edit_item(survey.pk, by=ada, title="Ada's"))

    with pytest.raises(PermissionDenied):
        undo_operation(operation, by=ben)
    for stranger in (dan, cem):
        with pytest.raises(NotFound):
            undo_operation(operation, by=stranger)
