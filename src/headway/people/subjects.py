"""What people and their calendars are called, and where their pages are."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from headway.actors.models import Actor, Kind, Workspace
from headway.events.ports import Named, Subject
from headway.people.models import (
    Calendar,
    HolidayCalendar,
    Location,
    Person,
    Team,
)


def name_people(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    """Whoever was found to be somebody else is called as that one is."""
    who = Person.everything.filter(pk__in=ids).values("same_as")
    people = Person.everything.visible_to(by).filter(Q(pk__in=ids) | Q(pk__in=who))
    people = people.select_related("actor")
    named = _with_pages(people, "people:person", by)
    others = {person.pk: person.same_as_id or person.pk for person in people}
    return {pk: named[other] for pk, other in others.items() if other in named}


def name_calendars(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    calendars = Calendar.objects.visible_to(by).filter(pk__in=ids)
    return {calendar.pk: Named(label=calendar.name) for calendar in calendars}


def name_actors(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    """People as those who act, as far as ``by`` sees them; and Headway itself."""
    seen = Person.objects.visible_to(by).values("actor_id")
    actors = Actor.objects.filter(workspace_id=by.workspace_id, pk__in=ids)
    rows = actors.filter(Q(pk__in=seen) | Q(kind=Kind.SYSTEM))
    return {pk: Named(label=name) for pk, name in rows.values_list("pk", "name")}


def name_teams(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    teams = Team.objects.visible_to(by).filter(pk__in=ids)
    return _with_pages(teams, "people:team", by)


def name_workspaces(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    return {pk: Named(label=by.workspace.name) for pk in ids if pk == by.workspace_id}


def name_locations(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    places = Location.objects.visible_to(by).filter(pk__in=ids)
    return _with_pages(places, "people:location", by)


def name_holidays(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    calendars = HolidayCalendar.objects.visible_to(by).filter(pk__in=ids)
    return _with_pages(calendars, "people:holidays", by)


def _with_pages(rows: QuerySet[Any], page: str, by: Actor) -> dict[int, Named]:
    """Name each row as it calls itself; ``page`` is the route of its page."""
    slug = by.workspace.slug
    return {
        row.pk: Named(label=str(row), url=reverse(page, args=[slug, row.pk]))
        for row in rows
    }


SUBJECTS: Mapping[str, Subject] = {
    "people.person": Subject(rows=Person.objects.all, named=name_people),
    "people.calendar": Subject(rows=Calendar.objects.all, named=name_calendars),
    "people.location": Subject(rows=Location.objects.all, named=name_locations),
    "people.holiday_calendar": Subject(
        rows=HolidayCalendar.objects.all, named=name_holidays
    ),
    "people.team": Subject(rows=Team.objects.all, named=name_teams),
    "people.workspace": Subject(rows=Workspace.objects.all, named=name_workspaces),
    "actors.actor": Subject(rows=Person.objects.none, named=name_actors),
}
