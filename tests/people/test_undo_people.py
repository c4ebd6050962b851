"""What happened to people's time is taken back."""

from datetime import date

import pytest

from headway.actors.models import Actor
from headway.events.actions import performed, undo_operation
from headway.events.actions.undoing import CannotUndo
from headway.people.actions import add_absence, edit_hours, hours_of, remove_absence
from headway.people.models import Absence, Person
from tests.conftest import NINE_TO_FIVE

pytestmark = pytest.mark.django_db(transaction=True)  # one is one operation

FOUR_DAYS = [NINE_TO_FIVE] * 4 + [()] * 3
MAY = {"first_on": date(2030, 5, 1), "last_on": date(2030, 5, 3)}


def test_hours_come_back_and_go_again(ada: Actor):
    pk = ada.person.pk
    said = {"by": ada, "week": FOUR_DAYS, "zone": "UTC", "availability_percent": 50}
    before = hours_of(Person.objects.get(pk=pk))
    _, operation = performed(lambda: edit_hours(pk, **said))

    _, undone = performed(lambda: undo_operation(operation, by=ada))
    assert hours_of(Person.objects.get(pk=pk)) == before

    undo_operation(undone, by=ada)
    assert Person.objects.get(pk=pk).availability_percent == 50


def test_hours_that_were_changed_since_stay(ada: Actor, dee: Actor):
    pk = ada.person.pk
    said = {"week": FOUR_DAYS, "zone": "UTC"}
    _, operation = performed(
        lambda: edit_hours(pk, by=ada, availability_percent=50, **said)
    )
    edit_hours(pk, by=dee, availability_percent=60, **said)

    with pytest.raises(CannotUndo, match="Dee changed “Ada” since"):
        undo_operation(operation, by=ada)


def test_absences_go_and_come_back(ada: Actor):
    absence, added = performed(lambda: add_absence(ada.person.pk, by=ada, **MAY))
    _, removed = performed(lambda: remove_absence(absence.pk, by=ada))

    undo_operation(removed, by=ada)
    assert Absence.objects.filter(person=ada.person, **MAY).exists()

    undo_operation(added, by=ada)  # of the first one, which is gone already
    assert Absence.objects.filter(person=ada.person, **MAY).exists()
