"""All that a plan depends on is read in as many queries for many people as for few."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.hours import parse_hours
from headway.people.actions import (
    add_absence,
    add_busy,
    add_location,
    add_person,
    edit_person,
    set_hours,
)
from headway.people.models import Holiday, HolidayCalendar, Person
from headway.plan.compile.calendars import usable_time
from headway.plan.snapshot import Snapshot, take_snapshot

MORNINGS = (parse_hours("9-13"),) * 5 + ((),) * 2


def tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


@pytest.fixture
def new_year(dee: Actor) -> HolidayCalendar:
    calendar = HolidayCalendar.objects.create(
        workspace_id=dee.workspace_id,
        name="Norway",
        country="NO",
        until=2040,
        imported_at=timezone.now(),
    )
    Holiday.objects.create(
        workspace_id=dee.workspace_id,
        calendar=calendar,
        on=date(2030, 1, 1),
        name="New Year",
    )
    return calendar


def known_in_all_ways(name: str, *, by: Actor, holidays: HolidayCalendar) -> Person:
    """Add somebody with a place of their own, dated hours, an absence, busy time."""
    person = add_person(by=by, name=name)
    place = add_location(
        by=by, name=f"{name}'s", zone="Europe/Oslo", holidays_id=holidays.pk
    )
    edit_person(person.pk, by=by, location_id=place.pk)
    for day in (date(2029, 1, 1), date(2031, 1, 1)):
        set_hours(
            person.pk, by=by, valid_from=day, week=MORNINGS, availability_percent=70
        )
    add_absence(person.pk, by=by, first_on=date(2030, 5, 1), last_on=date(2030, 5, 9))
    start = tomorrow()
    add_busy(person.pk, by=by, starts_at=start, ends_at=start + timedelta(hours=1))
    return person


def read(workspace_id: int) -> tuple[Snapshot, int]:
    with CaptureQueriesContext(connection) as captured:
        snapshot = take_snapshot(workspace_id)
    return snapshot, len(captured)


def test_many_people_take_as_many_queries_as_one(
    dee: Actor, new_year: HolidayCalendar
) -> None:
    known_in_all_ways("Eve", by=dee, holidays=new_year)
    _snapshot, few = read(dee.workspace_id)
    people = [
        known_in_all_ways(f"Person {n}", by=dee, holidays=new_year) for n in range(12)
    ]

    snapshot, many = read(dee.workspace_id)

    assert many == few
    for person in people:
        timetable = snapshot.timetables[person.pk]
        assert timetable.zone == "Europe/Oslo"
        assert [holiday.name for holiday in timetable.holidays] == ["New Year"]
        assert (len(timetable.periods), len(timetable.absences)) == (3, 1)
        assert len(timetable.busy) == 1


def test_people_with_the_same_hours_share_a_calendar(
    dee: Actor, new_year: HolidayCalendar
) -> None:
    for n in range(3):
        add_person(by=dee, name=f"Person {n}", availability_percent=70)

    snapshot, _queries = read(dee.workspace_id)
    times = [
        usable_time(snapshot.timetables[person.pk], origin=date(2029, 6, 1))
        for person in snapshot.people[-3:]
    ]

    assert len(set(times)) == 1
