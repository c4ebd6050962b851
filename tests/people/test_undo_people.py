"""Whatever is done to a person's facts can be taken back, and done again."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.forms.models import model_to_dict
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.hours import parse_hours
from headway.events.actions import performed, undo_operation
from headway.events.actions.undoing import CannotUndo
from headway.people import actions
from headway.people.models import (
    Absence,
    AbsenceRules,
    Busy,
    BusyFeed,
    Holiday,
    HolidayCalendar,
    Location,
    Person,
    PersonSkill,
    Rate,
    WorkSchedule,
)

pytestmark = pytest.mark.django_db(transaction=True)  # one is one operation

Change = Callable[[Person, Actor], object]

TODAY = timezone.now().date()
NOON = datetime(2030, 6, 3, 12, tzinfo=UTC)


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
    "away": lambda person, by: actions.add_absence(
        person.pk, by=by, first_on=date(2030, 1, 1), last_on=date(2030, 1, 2)
    ),
    "not away": lambda _, by: actions.remove_absence(Absence.objects.get().pk, by=by),
    "busy": lambda person, by: actions.add_busy(
        person.pk, by=by, starts_at=NOON, ends_at=NOON + timedelta(hours=1)
    ),
    "not busy": lambda _, by: actions.remove_busy(Busy.objects.get().pk, by=by),
    "calendar followed": lambda person, by: actions.add_feed(
        person.pk, by=by, url="https://example.org/b.ics"
    ),
    "calendar left": lambda _, by: actions.remove_feed(
        BusyFeed.objects.get().pk, by=by
    ),
    "skill": lambda person, by: actions.rate_skill(
        person.pk, by=by, skill="Drawing", level=2
    ),
    "skill again": lambda person, by: actions.rate_skill(
        person.pk, by=by, skill="Welding", level=2
    ),
    "skill faster": lambda person, by: actions.rate_skill(
        person.pk, by=by, skill="Welding", level=3, speed_percent=150
    ),
    "no skill": lambda _, by: actions.unrate_skill(PersonSkill.objects.get().pk, by=by),
    "zone": lambda person, by: actions.edit_person(person.pk, by=by, zone="Asia/Tokyo"),
    "ways": lambda person, by: actions.edit_person(
        person.pk, by=by, items_at_once=3, interrupted_percent=10, capacity_permille=500
    ),
}


CHIEFS_CHANGES: dict[str, Change] = {
    "declined": lambda _, by: actions.decide_absence(
        Absence.objects.get().pk, "declined", by=by
    ),
    "rules": lambda _, by: actions.set_absence_rules(by=by, is_approval_needed=True),
    "rate": lambda person, by: rate(person, by, date(2031, 1, 1)),
    "rate again": lambda person, by: rate(person, by, date(2030, 1, 1)),
    "no rate": lambda _, by: actions.remove_rate(Rate.objects.get().pk, by=by),
    "place added": lambda _, by: actions.add_location(by=by, name="Lund", zone="UTC"),
    "place edited": lambda _, by: actions.edit_location(
        Location.objects.get().pk, by=by, name="Lund", zone="Asia/Tokyo"
    ),
    "place removed": lambda _, by: actions.remove_location(
        Location.objects.get().pk, by=by
    ),
    "holiday added": lambda _, by: holiday(by, date(2030, 6, 1), "Fair"),
    "holiday changed": lambda _, by: holiday(by, date(2030, 5, 1), "Fair"),
    "holiday removed": lambda _, by: actions.remove_holiday(
        HolidayCalendar.objects.get().pk, date(2030, 5, 1), by=by
    ),
}


def holiday(by: Actor, on: date, name: str) -> Holiday:
    calendar = HolidayCalendar.objects.get()
    return actions.set_holiday(calendar.pk, on, by=by, name=name, percent=50)


def rate(person: Person, by: Actor, on: date) -> Rate:
    return actions.set_rate(
        person.pk, by=by, kind="cost", amount_minor=9, currency="EUR", valid_from=on
    )


@pytest.fixture
def world(ada: Actor, dee: Actor) -> None:
    """Something of everything that is changed below."""
    hours(ada.person, ada, 0, "10-18")
    days = {"first_on": date(2030, 3, 1), "last_on": date(2030, 3, 5)}
    actions.add_absence(ada.person.pk, by=ada, **days)
    actions.set_absence_rules(by=dee, is_approval_needed=True)
    actions.set_absence_rules(by=dee, is_approval_needed=False)
    actions.add_busy(
        ada.person.pk, by=ada, starts_at=NOON, ends_at=NOON + timedelta(hours=2)
    )
    actions.add_feed(ada.person.pk, by=ada, url="https://example.org/a.ics")
    actions.rate_skill(ada.person.pk, by=ada, skill="Welding", level=3)
    actions.set_rate(
        ada.person.pk,
        by=dee,
        kind="cost",
        amount_minor=8,
        currency="EUR",
        valid_from=date(2030, 1, 1),
    )
    calendar = HolidayCalendar.objects.create(
        workspace=dee.workspace,
        name="Germany",
        country="DE",
        until=2030,
        imported_at=timezone.now(),
    )
    Holiday.objects.create(
        workspace=dee.workspace, calendar=calendar, on=date(2030, 5, 1), name="May Day"
    )
    actions.add_location(
        by=dee, name="Kiel", zone="Europe/Berlin", holidays_id=calendar.pk
    )


UNSAID = (
    "id",
    "added_at",
    "edited_at",
    "decided_at",
    "decided_by",
    "set_at",
    "next_at",
)
"""Traces that an undo leaves, too."""


def said() -> list[object]:
    """All that is known of people, whatever its id."""
    kinds = (
        Person,
        Absence,
        AbsenceRules,
        Busy,
        BusyFeed,
        PersonSkill,
        Rate,
        WorkSchedule,
        Location,
        Holiday,
    )
    rows = [row for kind in kinds for row in kind.objects.all()]
    told = [model_to_dict(row, exclude=UNSAID) for row in rows]
    there = [t for t in told if not (t.get("removed_at") or is_withdrawn(t))]
    return sorted(there, key=str)


def is_withdrawn(told: dict[str, object]) -> bool:
    return told.get("state") == "withdrawn"


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    "change",
    [*CHANGES.values(), *CHIEFS_CHANGES.values()],
    ids=CHANGES | CHIEFS_CHANGES,
)
def test_undo_restores_and_undo_of_undo_does_it_again(
    ada: Actor, dee: Actor, change: Change
):
    by = ada if change in CHANGES.values() else dee
    before = said()
    _, operation = performed(lambda: change(ada.person, by))
    after = said()
    assert after != before

    _, undone = performed(lambda: undo_operation(operation, by=by))
    assert said() == before

    undo_operation(undone, by=by)
    assert said() == after


@pytest.mark.parametrize("name", ["hours set", "hours set anew", "zone"])
def test_what_changed_since_says_who_did(ada: Actor, dee: Actor, name: str):
    hours(ada.person, ada, 0, "10-18")
    _, operation = performed(lambda: CHANGES[name](ada.person, ada))
    hours(ada.person, dee, 0, "11-12")
    hours(ada.person, dee, 9, "11-12")
    actions.edit_person(ada.person.pk, by=dee, zone="UTC")

    with pytest.raises(CannotUndo, match="Dee changed “Ada” since"):
        undo_operation(operation, by=ada)
