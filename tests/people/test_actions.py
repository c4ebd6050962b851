from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.models import Event
from headway.people.actions import (
    add_absence,
    add_person,
    edit_person,
    remove_absence,
)
from headway.people.models import Absence, Person


def test_an_absence_is_added_once_and_taken_away(ada: Actor):
    days = {"first_on": date(2027, 3, 1), "last_on": date(2027, 3, 5)}
    absence = add_absence(ada.person.pk, by=ada, **days)
    assert add_absence(ada.person.pk, by=ada, **days) == absence

    remove_absence(absence.pk, by=ada)

    assert not Absence.objects.exists()
    kinds = Event.objects.filter(kind__startswith="people.absence")
    assert list(kinds.order_by("pk").values_list("kind", flat=True)) == [
        "people.absence_added",
        "people.absence_removed",
    ]


def test_an_absence_that_ends_before_it_begins_is_refused(ada: Actor):
    with pytest.raises(Refused, match="2027-03-01 is before 2027-03-05"):
        add_absence(
            ada.person.pk,
            by=ada,
            first_on=date(2027, 3, 5),
            last_on=date(2027, 3, 1),
        )


def test_absences_of_others_are_not_theirs_to_take_away(
    ada: Actor, lea: Actor, cem: Actor
):
    absence = add_absence(
        ada.person.pk, by=ada, first_on=date(2027, 3, 1), last_on=date(2027, 3, 1)
    )
    with pytest.raises(PermissionDenied):
        remove_absence(absence.pk, by=lea)
    with pytest.raises(NotFound):
        remove_absence(absence.pk, by=cem)


def test_administrators_add_people_and_nobody_else(ada: Actor, dee: Actor):
    assert add_person(by=dee, name="Eve").user is None
    with pytest.raises(PermissionDenied):
        add_person(by=ada, name="Eve")
    with pytest.raises(Refused, match="needs a name"):
        add_person(by=dee, name=" ")


def test_a_place_is_kept_once_and_unknown_zones_are_refused(ada: Actor, lea: Actor):
    for _again in range(2):
        edit_person(ada.person.pk, by=ada, zone="Asia/Tokyo")

    assert Person.objects.get(pk=ada.person.pk).zone == "Asia/Tokyo"
    assert Event.objects.filter(kind="people.person_edited").count() == 1
    with pytest.raises(Refused, match="“Mars/Olympus” is no time zone"):
        edit_person(ada.person.pk, by=ada, zone="Mars/Olympus")
    with pytest.raises(PermissionDenied):
        edit_person(ada.person.pk, by=lea, zone="UTC")
