"""What the list of people shows, in a few queries for any number of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.hours import total_minutes
from headway.people.actions import week_of
from headway.people.models import Absence, Calendar, CalendarException, Person
from headway.people.week import Day, days_of


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonLine:
    """One person: ``week_minutes`` in an ordinary week, and the next time away."""

    person: Person
    week_minutes: int
    zone: str
    availability_percent: int
    is_availability_assumed: bool
    away: Absence | None
    can_sign_in: bool


def people_rows(actor: Actor) -> list[PersonLine]:
    """Everyone of the workspace, by name."""
    workspace = actor.workspace
    calendars = Calendar.objects.visible_to(actor).select_related("base__base")
    weeks = {
        calendar.pk: sum(map(total_minutes, week_of(calendar)))
        for calendar in calendars
    }
    default = next((c.pk for c in calendars if c.is_default), None)
    away: defaultdict[int, list[Absence]] = defaultdict(list)
    today = timezone.now().date()
    for absence in Absence.objects.visible_to(actor).filter(last_on__gte=today):
        away[absence.person_id].append(absence)
    people = Person.objects.visible_to(actor).select_related("actor")
    return [
        PersonLine(
            person=person,
            week_minutes=weeks.get(person.calendar_id or default or 0, 0),
            zone=person.zone or workspace.zone,
            availability_percent=person.usable_percent,
            is_availability_assumed=person.availability_percent is None,
            away=min(away[person.pk], key=lambda a: a.first_on, default=None),
            can_sign_in=person.user_id is not None,
        )
        for person in people.order_by("actor__name", "pk")
    ]


def days_ahead(actor: Actor, *, first: date, count: int) -> list[Day]:
    """Return the days of the person that the actor is, from ``first``; three queries.

    None in a workspace without a calendar.
    """
    person = actor.person
    calendars = Calendar.objects.visible_to(actor).select_related("base__base")
    mine = Q(pk=person.calendar_id) if person.calendar_id else Q(is_default=True)
    calendar = calendars.filter(mine).first()
    if calendar is None:
        return []
    exceptions: defaultdict[int, list[CalendarException]] = defaultdict(list)
    rows = CalendarException.objects.visible_to(actor).filter(last_on__gte=first)
    for row in rows.order_by("pk"):
        exceptions[row.calendar_id].append(row)
    away = Absence.objects.visible_to(actor).filter(person=person, last_on__gte=first)
    return days_of(calendar, exceptions, list(away), first=first, count=count)
