"""People, their hours and their days away."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor, Kind, Role
from headway.base.errors import Refused
from headway.base.hours import Hours, format_hours
from headway.events.actions import record
from headway.people.facts import (
    AbsenceAdded,
    AbsenceRemoved,
    PersonAdded,
    PersonEdited,
)
from headway.people.models import Absence, Calendar, Person, User
from headway.people.models.calendars import WEEKDAYS

LONGEST_ABSENCE_DAYS = 3 * 366


@transaction.atomic
def add_person(
    *,
    by: Actor,
    name: str,
    user: User | None = None,
    role: str = Role.MEMBER,
    **fields: Any,
) -> Person:
    """Add someone who works in the workspace, with or without a sign-in.

    Only administrators may.  Records :class:`PersonAdded`.
    """
    if not by.is_administrator:
        raise PermissionDenied
    if not name.strip():
        raise Refused(_("A person needs a name."))
    actor = Actor.objects.create(
        workspace_id=by.workspace_id, kind=Kind.PERSON, name=name[:200], role=role
    )
    person = Person.objects.create(
        workspace_id=by.workspace_id, actor=actor, user=user, **fields
    )
    record(PersonAdded(subject_id=person.pk, name=actor.name), by=by)
    return person


@transaction.atomic
def edit_hours(
    person_id: int,
    *,
    by: Actor,
    week: Sequence[Hours],
    zone: str,
    availability_percent: int | None,
) -> Person:
    """Say when a person works: seven days from Monday, in their zone.

    The person gets a calendar of their own, based on the one before, whose exceptions
    go on to hold.  Records :class:`PersonEdited`, or nothing when all stays as it was.
    Raises :class:`Refused` for an unknown zone or an availability outside 1 to 100.
    """
    person = Person.objects.get_for_change(person_id, by=by)
    _check_hours(zone, availability_percent)
    before = hours_of(person)
    own = _own_calendar(person)
    for day, hours in zip(WEEKDAYS, week, strict=True):
        setattr(own, day, hours)
    person.zone, person.availability_percent = zone, availability_percent
    after = hours_of(person, own)
    if after == before:
        return person
    own.save()
    person.calendar = own
    person.version += 1
    person.save()
    said = {n: v for n, v in before.items() if v != after[n]}
    record(
        PersonEdited(
            subject_id=person.pk, before=said, after={n: after[n] for n in said}
        ),
        by=by,
    )
    return person


def _check_hours(zone: str, availability_percent: int | None) -> None:
    if zone and zone not in available_timezones():
        raise Refused(_("“%s” is no time zone; write Europe/Berlin, say.") % zone)
    if availability_percent is not None and not 1 <= availability_percent <= 100:
        raise Refused(
            _("%d %% is no part of a week; write 1 to 100.") % availability_percent
        )


def _own_calendar(person: Person) -> Calendar:
    """Return the calendar that is the person's alone, unsaved if it is new."""
    present = person.calendar
    if (
        present is not None
        and not (present.is_default or present.external_id)
        and present.people.count() == 1
    ):
        return present
    base = present or Calendar.objects.get(
        workspace_id=person.workspace_id, is_default=True
    )
    return Calendar(workspace_id=person.workspace_id, name=person.actor.name, base=base)


def hours_of(person: Person, calendar: Calendar | None = None) -> dict[str, Any]:
    """Return when a person works, as facts log it."""
    week = week_of(calendar or calendar_of(person))
    return {
        "zone": person.zone,
        "availability_percent": person.availability_percent,
        **{d: format_hours(h) for d, h in zip(WEEKDAYS, week, strict=True)},
    }


def calendar_of(person: Person) -> Calendar:
    """Return the calendar a person works by: their own or the workspace's."""
    return person.calendar or Calendar.objects.get(
        workspace_id=person.workspace_id, is_default=True
    )


def week_of(calendar: Calendar) -> tuple[Hours, ...]:
    """Return the seven days of a calendar, what it does not say from its bases."""
    week = list(calendar.own_week)
    seen = {calendar.pk}
    base = calendar.base
    while base is not None and base.pk not in seen and None in week:
        seen.add(base.pk)
        week = [
            mine if mine is not None else theirs
            for mine, theirs in zip(week, base.own_week, strict=True)
        ]
        base = base.base
    return tuple(hours or () for hours in week)


@transaction.atomic
def add_absence(
    person_id: int, *, by: Actor, first_on: date, last_on: date, reason: str = ""
) -> Absence:
    """Say that a person is away on whole days; the same again changes nothing.

    Records :class:`AbsenceAdded`.  Raises :class:`Refused` when it ends before it
    begins or lasts more than three years.
    """
    person = Person.objects.get_for_change(person_id, by=by)
    if last_on < first_on:
        raise Refused(
            _("%(last)s is before %(first)s; swap the two days.")
            % {"last": last_on.isoformat(), "first": first_on.isoformat()}
        )
    if (last_on - first_on).days > LONGEST_ABSENCE_DAYS:
        raise Refused(_("An absence lasts three years at most."))
    absence, is_new = Absence.objects.get_or_create(
        workspace_id=by.workspace_id,
        person=person,
        first_on=first_on,
        last_on=last_on,
        defaults={"reason": reason},
    )
    if is_new:
        record(AbsenceAdded(**_said(absence)), by=by)
    return absence


@transaction.atomic
def remove_absence(absence_id: int, *, by: Actor) -> Person:
    """Say that a person is not away after all; returns them.

    Records :class:`AbsenceRemoved`.
    """
    absence = Absence.objects.get_for_change(absence_id, by=by)
    said = _said(absence)
    absence.delete()
    record(AbsenceRemoved(**said), by=by)
    return absence.person


def _said(absence: Absence) -> dict[str, Any]:
    return {
        "subject_id": absence.person_id,
        "absence_id": absence.pk,
        "first_on": absence.first_on.isoformat(),
        "last_on": absence.last_on.isoformat(),
    }


def zone_of(person: Person) -> ZoneInfo:
    """Return the person's zone, or the workspace's, which is loaded."""
    return ZoneInfo(person.zone or person.workspace.zone)
