from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.base.hours import parse_hours
from headway.events.models import Event
from headway.people.actions import (
    add_absence,
    add_person,
    calendar_of,
    edit_hours,
    remove_absence,
    week_of,
)
from headway.people.models import Absence, Calendar, Person

MORNINGS = (parse_hours("8-12"),) * 5 + ((),) * 2


def edit(person: Person, by: Actor, **changes):
    said = {"week": MORNINGS, "zone": "Asia/Tokyo", "availability_percent": 90}
    return edit_hours(person.pk, by=by, **said | changes)


def test_a_person_who_says_their_hours_gets_a_calendar_of_their_own(ada: Actor):
    shared = calendar_of(ada.person)

    person = edit(ada.person, by=ada)

    assert week_of(calendar_of(person)) == MORNINGS
    assert person.calendar.base == shared
    assert week_of(Calendar.objects.get(pk=shared.pk)) != MORNINGS
    event = Event.objects.get(kind="people.person_edited")
    assert event.data["after"]["monday"] == "08:00-12:00"


def test_saying_them_again_changes_nothing(ada: Actor):
    edit(ada.person, by=ada)
    edit(ada.person, by=ada)

    assert Calendar.objects.count() == 2
    assert Event.objects.filter(kind="people.person_edited").count() == 1


def test_changing_them_keeps_the_one_calendar(ada: Actor):
    edit(ada.person, by=ada)
    edit(ada.person, by=ada, week=(parse_hours("9-17"),) * 7)

    assert Calendar.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"zone": "Mars/Olympus"}, "“Mars/Olympus” is no time zone"),
        ({"availability_percent": 0}, "0 %"),
        ({"availability_percent": 101}, "101 %"),
    ],
)
def test_hours_that_make_no_sense_are_refused(ada: Actor, changes, said):
    with pytest.raises(Refused, match=said):
        edit(ada.person, by=ada, **changes)
    assert Calendar.objects.count() == 1


def test_only_themselves_and_administrators_change_a_persons_hours(
    ada: Actor, lea: Actor, dee: Actor, cem: Actor
):
    with pytest.raises(PermissionDenied):
        edit(ada.person, by=lea)
    with pytest.raises(NotFound):
        edit(ada.person, by=cem)
    assert edit(ada.person, by=dee).zone == "Asia/Tokyo"


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
