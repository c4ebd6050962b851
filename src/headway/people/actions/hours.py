"""Say when people work: their weeks, from which day on."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.base.hours import Hours, format_hours
from headway.events.actions import record
from headway.people.facts import HoursRemoved, HoursSet
from headway.people.models import Person, WorkSchedule
from headway.people.models.calendars import WEEKDAYS
from headway.people.models.schedules import BEGINNING
from headway.ui.words import date_words

FURTHEST_DAYS = 5 * 366


@transaction.atomic
def set_hours(
    person_id: int,
    *,
    by: Actor,
    valid_from: date,
    week: Sequence[Hours | None],
    availability_percent: int | None,
) -> WorkSchedule:
    """Say when a person works from a day on: seven days from Monday, in local time.

    A day of None is as in the person's calendar.  What held before stays as history.
    The past is changed by administrators only.  Records :class:`HoursSet`, or nothing
    when all stays as it was.  Raises :class:`Refused` for an availability outside 1
    to 100 and for days too far away.
    """
    person = Person.objects.get_for_change(person_id, by=by)
    _check(person, valid_from, availability_percent, by=by)
    schedule = WorkSchedule.objects.filter(
        person=person, valid_from=valid_from
    ).first() or WorkSchedule(
        workspace_id=by.workspace_id, person=person, valid_from=valid_from
    )
    before = said_of(schedule) if schedule.pk else None
    for day, hours in zip(WEEKDAYS, week, strict=True):
        setattr(schedule, day, hours)
    schedule.availability_percent = availability_percent
    after = said_of(schedule)
    if after == before:
        return schedule
    schedule.save()
    record(
        HoursSet(
            subject_id=person.pk,
            valid_from=valid_from.isoformat(),
            before=before,
            after=after,
        ),
        by=by,
    )
    return schedule


@transaction.atomic
def remove_hours(schedule_id: int, *, by: Actor) -> Person:
    """Take back a change of hours; those before it go on to hold.  Returns the person.

    Records :class:`HoursRemoved`.  Raises :class:`Refused` for what already holds,
    unless ``by`` administers the workspace.
    """
    schedule = WorkSchedule.objects.get_for_change(schedule_id, by=by)
    person = schedule.person
    _check_past(person, schedule.valid_from, by=by)
    said = said_of(schedule)
    schedule.delete()
    record(
        HoursRemoved(
            subject_id=person.pk,
            valid_from=schedule.valid_from.isoformat(),
            before=said,
        ),
        by=by,
    )
    return person


def said_of(schedule: WorkSchedule) -> dict[str, Any]:
    """Return what a schedule says, as the log keeps it: hours as text."""
    days = {
        day: None if hours is None else format_hours(hours)
        for day, hours in zip(WEEKDAYS, schedule.own_week, strict=True)
    }
    return days | {"availability_percent": schedule.availability_percent}


def _check(
    person: Person, valid_from: date, availability_percent: int | None, *, by: Actor
) -> None:
    if availability_percent is not None and not 1 <= availability_percent <= 100:
        raise Refused(
            _("%d %% is no part of a week; write 1 to 100.") % availability_percent
        )
    furthest = timezone.now().date() + timedelta(days=FURTHEST_DAYS)
    if not BEGINNING <= valid_from <= furthest:
        raise Refused(
            _("%(day)s is too far away; say a day from %(first)s to %(last)s.")
            % {
                "day": date_words(valid_from),
                "first": date_words(BEGINNING),
                "last": date_words(furthest),
            }
        )
    _check_past(person, valid_from, by=by)


def _check_past(person: Person, day: date, *, by: Actor) -> None:
    if day < person.today() and not by.is_administrator:
        raise Refused(
            _("%s is past; only administrators change what was.") % date_words(day)
        )
