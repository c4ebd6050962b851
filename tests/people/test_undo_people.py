"""Whatever is done to a person's facts can be taken back, and done again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.forms.models import model_to_dict
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.base.hours import parse_hours
from headway.events.actions import performed, undo_operation
from headway.people import actions
from headway.people.models import Person, WorkSchedule

pytestmark = pytest.mark.django_db(transaction=True)  # one is one operation

Change = Callable[[Person, Actor], object]

TODAY = timezone.now().date()


def hours(person: Person, by: Actor, day: int, text: str) -> WorkSchedule:
    return actions.set_hours(
        person.pk,
        by=by,
        valid_from=TODAY + timedelta(days=day),
        week=[parse_hours(text)] * 7,
        availability_percent=None,
    )


CHANGES: dict[str, Change] = {
    "hours set": lambda person, by: hours(person, by, 9, "8-12"),
    "hours set anew": lambda person, by: hours(person, by, 0, "7-9"),
    "hours removed": lambda person, by: actions.remove_hours(
        person.schedules.get().pk, by=by
    ),
    "zone": lambda person, by: actions.edit_person(person.pk, by=by, zone="Asia/Tokyo"),
}


def said(person: Person) -> list[object]:
    """All that is known of the person, whatever its id."""
    rows = [Person.objects.get(pk=person.pk), *person.schedules.order_by("valid_from")]
    return [model_to_dict(row, exclude=["id"]) for row in rows]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_undo_restores_and_undo_of_undo_does_it_again(ada: Actor, change: Change):
    hours(ada.person, ada, 0, "10-18")
    before = said(ada.person)
    _, operation = performed(lambda: change(ada.person, ada))
    after = said(ada.person)
    assert after != before

    _, undone = performed(lambda: undo_operation(operation, by=ada))
    assert said(ada.person) == before

    undo_operation(undone, by=ada)
    assert said(ada.person) == after


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_since_says_who_did(ada: Actor, dee: Actor, change: Change):
    hours(ada.person, ada, 0, "10-18")
    _, operation = performed(lambda: change(ada.person, ada))
    hours(ada.person, dee, 0, "11-12")
    hours(ada.person, dee, 9, "11-12")
    actions.edit_person(ada.person.pk, by=dee, zone="UTC")

    with pytest.raises(Refused, match="Dee changed this since"):
        undo_operation(operation, by=ada)
