import pytest
from django.core.exceptions import PermissionDenied

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.models import Event
from headway.people.actions import (
    add_person,
    edit_person,
)
from headway.people.models import Person


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


def test_administrators_say_who_leads_whom(ada: Actor, lea: Actor, dee: Actor):
    with pytest.raises(PermissionDenied):
        edit_person(ada.person.pk, by=ada, lead_id=lea.person.pk)
    with pytest.raises(Refused, match="Nobody leads themselves"):
        edit_person(ada.person.pk, by=dee, lead_id=ada.person.pk)
    assert edit_person(ada.person.pk, by=dee, lead_id=lea.person.pk).lead == lea.person


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"items_at_once": 0}, "say 1 to 9"),
        ({"items_at_once": 10}, "say 1 to 9"),
        ({"interrupted_percent": 81}, "say 0 to 80"),
        ({"interrupted_most_percent": 20}, "usually take"),
        ({"interrupted_percent": 30, "interrupted_most_percent": 20}, "a bad month"),
    ],
)
def test_ways_to_work_leave_time_to_work(ada: Actor, said: dict[str, int], why: str):
    with pytest.raises(Refused, match=why):
        edit_person(ada.person.pk, by=ada, **said)


def test_how_somebody_works_is_said_by_themselves(ada: Actor, lea: Actor):
    said = {"items_at_once": 3, "interrupted_percent": 20}
    for _again in range(2):
        person = edit_person(ada.person.pk, by=ada, **said)

    assert (person.items_at_once, person.interrupted_percent) == (3, 20)
    assert Event.objects.filter(kind="people.person_edited").count() == 1
    with pytest.raises(PermissionDenied):
        edit_person(ada.person.pk, by=lea, **said)
