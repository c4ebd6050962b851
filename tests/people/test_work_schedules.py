from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.base.hours import parse_hours, split_hours
from headway.events.models import Event
from headway.people.actions import remove_hours, set_hours
from headway.people.models import Person, WorkSchedule
from headway.people.timetables import timetable_of

MORNINGS = (parse_hours("8-12"),) * 5 + ((),) * 2
TODAY = timezone.now().date()
"""Acme's people live in UTC."""
NEXT_YEAR = TODAY + timedelta(days=365)


def say(person: Person, by: Actor, **changes):
    said = {"valid_from": TODAY, "week": MORNINGS, "availability_percent": 90}
    return set_hours(person.pk, by=by, **said | changes)


def week_on(person: Person, day: date):
    return timetable_of(person).period_on(day).week


def test_new_hours_hold_from_their_day_and_what_was_stays(ada: Actor):
    before = week_on(ada.person, TODAY)

    say(ada.person, ada, valid_from=NEXT_YEAR)

    assert week_on(ada.person, NEXT_YEAR - timedelta(days=1)) == before
    assert week_on(ada.person, NEXT_YEAR) == MORNINGS
    assert timetable_of(ada.person).period_on(NEXT_YEAR).percent == 90
    event = Event.objects.get(kind="people.hours_set")
    assert event.data["before"] is None
    assert event.data["after"]["monday"] == "08:00-12:00"


def test_saying_them_again_changes_nothing(ada: Actor):
    say(ada.person, ada)
    say(ada.person, ada)

    assert WorkSchedule.objects.count() == 1
    assert Event.objects.filter(kind="people.hours_set").count() == 1


def test_a_day_that_is_not_said_is_as_in_the_calendar(ada: Actor):
    say(ada.person, ada, week=(None, *MORNINGS[1:]))

    assert week_on(ada.person, TODAY)[0] == parse_hours("9-12, 13-18")
    assert week_on(ada.person, TODAY)[1] == MORNINGS[1]


def test_who_said_their_week_is_taken_at_their_word(ada: Actor):
    assumed = timetable_of(ada.person).period_on(TODAY)
    say(ada.person, ada, availability_percent=None)

    assert (assumed.percent, assumed.is_assumed) == (80, True)
    assert timetable_of(ada.person).period_on(TODAY).percent == 100


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"availability_percent": 0}, "0 %"),
        ({"availability_percent": 101}, "101 %"),
        ({"valid_from": TODAY - timedelta(days=1)}, "only administrators change"),
        ({"valid_from": date(1969, 12, 31)}, "too far away"),
        ({"valid_from": TODAY + timedelta(days=2000)}, "too far away"),
    ],
)
def test_hours_that_make_no_sense_are_refused(ada: Actor, changes, said):
    with pytest.raises(Refused, match=said):
        say(ada.person, ada, **changes)
    assert not WorkSchedule.objects.exists()


def test_only_themselves_and_administrators_change_a_persons_hours(
    ada: Actor, lea: Actor, dee: Actor, cem: Actor
):
    with pytest.raises(PermissionDenied):
        say(ada.person, lea)
    with pytest.raises(NotFound):
        say(ada.person, cem)
    kept = say(ada.person, dee, valid_from=TODAY - timedelta(days=30))
    with pytest.raises(Refused, match="only administrators"):
        remove_hours(kept.pk, by=ada)
    with pytest.raises(NotFound):
        remove_hours(kept.pk, by=cem)
    remove_hours(kept.pk, by=dee)


def test_hours_are_split_at_an_amount_of_work():
    hours = parse_hours("9-12, 13-18")

    assert split_hours(hours, 240) == (parse_hours("9-12, 13-14"), parse_hours("14-18"))
    assert split_hours(hours, 0) == ((), hours)
    assert split_hours(hours, 480) == (hours, ())
