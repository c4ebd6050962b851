import pytest
from django.core.exceptions import PermissionDenied

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.models import Event
from headway.people.actions import (
    add_person,
    edit_person,
)
from headway.people.forms.ways import WaysForm
from headway.people.models import Person
from headway.plan.snapshot import take_snapshot


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
        ({"capacity_permille": 0}, "say 1 to 10000"),
        ({"capacity_permille": 100_001}, "say 1 to 10000"),
        ({"interrupted_most_percent": 20}, "usually take"),
        ({"interrupted_percent": 30, "interrupted_most_percent": 20}, "a bad month"),
    ],
)
def test_ways_to_work_leave_time_to_work(ada: Actor, said: dict[str, int], why: str):
    with pytest.raises(Refused, match=why):
        edit_person(ada.person.pk, by=ada, **said)


def test_a_team_counts_for_as_many_as_it_has(dee: Actor, ada: Actor):
    """Plans see it at once; what is not said in the form stays as fine as it was."""
    person = edit_person(ada.person.pk, by=dee, capacity_permille=3333)
    form = WaysForm({"items_at_once": 1}, person=person, by=dee)
    assert form.is_valid()
    assert "capacity_permille" not in form.cleaned_data
    for percent, permille in ((333, None), (250, 2500)):
        said = {"items_at_once": 1, "capacity_percent": percent}
        form = WaysForm(said, person=person, by=dee)
        assert form.is_valid()
        assert form.cleaned_data.get("capacity_permille") == permille
    edit_person(person.pk, by=dee, **form.cleaned_data)
    rows = take_snapshot(dee.workspace_id).people
    assert {p.pk: p.capacity_permille for p in rows}[person.pk] == 2500


def test_how_somebody_works_is_said_by_themselves(ada: Actor, lea: Actor):
    said = {"items_at_once": 3, "interrupted_percent": 20}
    for _again in range(2):
        person = edit_person(ada.person.pk, by=ada, **said)

    assert (person.items_at_once, person.interrupted_percent) == (3, 20)
    assert Event.objects.filter(kind="people.person_edited").count() == 1
    with pytest.raises(PermissionDenied):
        edit_person(ada.person.pk, by=lea, **said)
