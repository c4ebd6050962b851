"""People, where they work and their days away."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor, Kind, Role
from headway.base.errors import Refused
from headway.base.hours import Hours
from headway.events.actions import record
from headway.people.actions.places import check_zone
from headway.people.facts import (
    AbsenceAdded,
    AbsenceRemoved,
    PersonAdded,
    PersonEdited,
)
from headway.people.models import Absence, Location, Person, User, WorkSchedule
from headway.people.models.calendars import WEEKDAYS
from headway.people.models.schedules import BEGINNING

EDITABLE = frozenset({"zone", "location_id"})

LONGEST_ABSENCE_DAYS = 3 * 366


@transaction.atomic
def add_person(
    *,
    by: Actor,
    name: str,
    user: User | None = None,
    role: str = Role.MEMBER,
    week: Sequence[Hours] | None = None,
    availability_percent: int | None = None,
    **fields: Any,
) -> Person:
    """Add someone who works in the workspace, with or without a sign-in.

    ``week`` and ``availability_percent`` hold from the beginning.  Only administrators
    may.  Records :class:`PersonAdded`.
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
    if week is not None or availability_percent is not None:
        WorkSchedule.objects.create(
            workspace_id=by.workspace_id,
            person=person,
            valid_from=BEGINNING,
            availability_percent=availability_percent,
            **dict(zip(WEEKDAYS, week or (), strict=False)),
        )
    record(PersonAdded(subject_id=person.pk, name=actor.name), by=by)
    return person


@transaction.atomic
def edit_person(person_id: int, *, by: Actor, **changes: Any) -> Person:
    """Say where a person works: ``changes`` are fields of ``EDITABLE``.

    Records :class:`PersonEdited`, or nothing when all stays as it was.  Raises
    :class:`Refused` for an unknown zone.
    """
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(f"{sorted(unknown)} cannot be said of a person")
    person = Person.objects.get_for_change(person_id, by=by)
    if changes.get("zone"):
        check_zone(changes["zone"])
    if changes.get("location_id") is not None:
        Location.objects.get_for_read(changes["location_id"], by=by)
    after = {n: value for n, value in changes.items() if getattr(person, n) != value}
    if not after:
        return person
    before = {name: getattr(person, name) for name in after}
    for name, value in after.items():
        setattr(person, name, value)
    person.version += 1
    person.save(update_fields=[*after, "version"])
    record(PersonEdited(subject_id=person.pk, before=before, after=after), by=by)
    return person


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
