"""Take over calendars and people from elsewhere; doing it again changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from headway.actors.models import Actor
from headway.base.hours import Hours
from headway.events.actions import record
from headway.people.actions.persons import add_person
from headway.people.facts import CalendarEdited, PersonEdited
from headway.people.models import Calendar, CalendarException, Person
from headway.people.models.calendars import WEEKDAYS

DatedDays = tuple[date, date, str, Hours]
"""First day, last day, name, hours."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedCalendar:
    """A calendar as it is elsewhere; ``base`` is another one's ``external_id``."""

    external_id: str
    name: str
    base: str | None
    week: tuple[Hours | None, ...]
    exceptions: tuple[DatedDays, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedPerson:
    """Someone as they are elsewhere; ``calendar`` is an ``external_id``."""

    external_id: str
    name: str
    calendar: str | None
    capacity_permille: int


@transaction.atomic
def import_calendars(
    rows: Sequence[ImportedCalendar], *, source: str, by: Actor
) -> dict[str, Calendar]:
    """Create or update calendars; returns them by ``external_id``.

    Only administrators may.  Records a :class:`CalendarEdited` for each that changed.
    """
    by.check_administers()
    known = _known(Calendar, source, by)
    for row in rows:
        week = dict(zip(WEEKDAYS, row.week, strict=True))
        said = {"name": row.name[:200]} | week
        calendar = known.get(row.external_id)
        if calendar is None:
            known[row.external_id] = calendar = Calendar.objects.create(
                workspace_id=by.workspace_id,
                external_source=source,
                external_id=row.external_id,
                **said,
            )
            is_changed = True
        else:
            is_changed = _assign(calendar, said)
        if _replace_exceptions(calendar, row.exceptions) or is_changed:
            record(CalendarEdited(subject_id=calendar.pk, name=calendar.name), by=by)
    _set_bases(rows, known)
    return known


def _set_bases(rows: Sequence[ImportedCalendar], known: Mapping[str, Calendar]) -> None:
    for row in rows:
        calendar = known[row.external_id]
        base = known.get(row.base) if row.base else None
        if calendar.base_id != (base.pk if base else None):
            calendar.base = base
            calendar.save(update_fields=["base"])


def _replace_exceptions(calendar: Calendar, dated: Sequence[DatedDays]) -> bool:
    """Let the calendar have just these exceptions; return whether it had others."""
    present = calendar.exceptions.order_by("pk").values_list(
        "first_on", "last_on", "name", "hours"
    )
    wanted = [(first, last, name[:200], hours) for first, last, name, hours in dated]
    if list(present) == wanted:
        return False
    calendar.exceptions.all().delete()
    CalendarException.objects.bulk_create(
        CalendarException(
            workspace_id=calendar.workspace_id,
            calendar=calendar,
            first_on=first,
            last_on=last,
            name=name,
            hours=hours,
        )
        for first, last, name, hours in wanted
    )
    return True


@transaction.atomic
def import_people(
    rows: Sequence[ImportedPerson],
    calendars: Mapping[str, Calendar],
    *,
    source: str,
    by: Actor,
) -> dict[str, Person]:
    """Create or update people without a sign-in; returns them by ``external_id``.

    Who is not known by their id but has just the name of somebody of the workspace is
    taken to be them, and stays as they are.  Only administrators may.  Records
    :class:`PersonAdded` and :class:`PersonEdited`.
    """
    by.check_administers()
    known = _known_people(source, by)
    mine = Person.objects.visible_to(by).select_related("actor").order_by("-pk")
    by_name = {person.actor.name.casefold(): person for person in mine}
    people: dict[str, Person] = {}
    for row in rows:
        calendar = calendars.get(row.calendar) if row.calendar else None
        said = {"calendar": calendar, "capacity_permille": row.capacity_permille}
        person = known.get(row.external_id)
        if person is not None:
            is_theirs = person.external_id == row.external_id
            if is_theirs and _assign(person, said):
                record(PersonEdited(subject_id=person.pk, before={}, after={}), by=by)
        else:
            person = by_name.get(row.name.casefold())
        people[row.external_id] = person or add_person(
            by=by,
            name=row.name[:200],
            availability_percent=100,
            calendar=calendar,
            capacity_permille=row.capacity_permille,
            external_source=source,
            external_id=row.external_id,
        )
    return people


def _known_people(source: str, by: Actor) -> dict[str, Person]:
    """Who came from there, or in their place who they were found to be."""
    rows = Person.everything.visible_to(by).select_related("same_as")
    return {
        row.external_id: row.same_as or row
        for row in rows.filter(external_source=source)
    }


def _known(model: Any, source: str, by: Actor) -> dict[str, Any]:
    rows = model.objects.visible_to(by).filter(external_source=source)
    return {row.external_id: row for row in rows}


def _assign(row: Any, said: Mapping[str, Any]) -> bool:
    """Set what differs; return whether anything did."""
    changed = [name for name, value in said.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, said[name])
    if changed:
        row.save(update_fields=changed)
    return bool(changed)
