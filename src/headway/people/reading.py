"""What the list of people shows, in a few queries for any number of them."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from headway.actors.models import Actor
from headway.people.models import Person
from headway.people.timetables import timetable_of, timetables_of
from headway.people.week import Away, Day


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonLine:
    """One person: ``week_minutes`` in an ordinary week, and the next time away."""

    person: Person
    week_minutes: int
    zone: str
    availability_percent: int
    is_availability_assumed: bool
    away: Away | None
    can_sign_in: bool


def people_rows(actor: Actor) -> list[PersonLine]:
    """Everyone of the workspace, by name."""
    people = Person.objects.visible_to(actor).select_related("actor")
    timetables = timetables_of(actor.workspace_id)
    today = timezone.localdate()
    lines = []
    for person in people.order_by("actor__name", "pk"):
        timetable = timetables[person.pk]
        period = timetable.period_on(today)
        lines.append(
            PersonLine(
                person=person,
                week_minutes=period.minutes,
                zone=timetable.zone,
                availability_percent=period.percent,
                is_availability_assumed=period.is_assumed,
                away=next((a for a in timetable.absences if a.last >= today), None),
                can_sign_in=person.user_id is not None,
            )
        )
    return lines


def others_than(person: Person, *, by: Actor) -> list[tuple[int, str]]:
    """Return who else is here, by name: those whom a placeholder may turn out to be."""
    rows = Person.objects.visible_to(by).exclude(pk=person.pk)
    return list(rows.order_by("actor__name", "pk").values_list("pk", "actor__name"))


def days_ahead(actor: Actor, *, first: date, count: int) -> list[Day]:
    """Return the days of the person that the actor is, from ``first``."""
    return timetable_of(actor.person).days(first, count)
