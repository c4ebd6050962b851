"""The page of a person that says when and where they work."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from headway.actors.models import Actor
from headway.base.days import check_day
from headway.base.weeks import week_of
from headway.events.history import asked_page, history_of
from headway.people import actions
from headway.people.forms import HoursForm, PlaceForm, WaysForm
from headway.people.http import for_members
from headway.people.models import Person, WorkSchedule
from headway.people.models.schedules import BEGINNING
from headway.people.reading import others_than
from headway.people.timetables import timetable_of
from headway.people.views.frame import (
    HOURS,
    attempt,
    change,
    find_person,
    page_of,
    show,
)
from headway.people.week import Day, Period, Timetable
from headway.people.words import week_words
from headway.ui.http import HtmxRequest

WEEKS = 8
"""How far a person's page shows their days."""


class ShownWeek(NamedTuple):
    days: Sequence[Day]
    minutes: int


class ShownPeriod(NamedTuple):
    """A week of the person's history; ``pk`` where it can be removed."""

    period: Period
    last: date | None
    words: str
    minutes: int
    is_now: bool
    is_planned: bool
    pk: int | None


@require_safe
@for_members
def person_page(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    """A person's days, and the weeks behind them: what was, is and will be."""
    return show_hours(request, actor, find_person(actor, person_id))


@require_POST
@for_members
def set_hours(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    person = find_person(actor, person_id)
    timetable = timetable_of(person)
    form = HoursForm(request.POST, timetable=timetable, valid_from=person.today())
    done = attempt(
        request,
        actor,
        form,
        lambda said: actions.set_hours(person.pk, by=actor, **said),
        _("The hours of %s are kept.") % person,
        page_of(person, actor),
    )
    return done or show_hours(request, actor, person, hours=form)


@require_POST
@for_members
def remove_hours(request: HtmxRequest, actor: Actor, schedule_id: int) -> HttpResponse:
    schedule = WorkSchedule.objects.select_related("person__actor")
    person = schedule.get_for_read(schedule_id, by=actor).person
    return change(
        request,
        actor,
        lambda: actions.remove_hours(schedule_id, by=actor),
        _("The hours of %s stay as before.") % person,
        page_of(person, actor),
    )


@require_POST
@for_members
def set_place(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    """Say where a person works."""
    person = find_person(actor, person_id)
    form = PlaceForm(request.POST, person=person, by=actor)
    done = attempt(
        request,
        actor,
        form,
        lambda said: actions.edit_person(person.pk, by=actor, **said),
        _("It is known where %s works.") % person,
        page_of(person, actor),
    )
    return done or show_hours(request, actor, person, place=form)


@require_POST
@for_members
def set_ways(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    """Say how much a person does at once and how often they are interrupted."""
    person = find_person(actor, person_id)
    form = WaysForm(request.POST, person=person, by=actor)
    done = attempt(
        request,
        actor,
        form,
        lambda said: actions.edit_person(person.pk, by=actor, **said),
        _("It is known how %s works.") % person,
        page_of(person, actor),
    )
    return done or show_hours(request, actor, person, ways=form)


@require_safe
@for_members
def person_history(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    """Show all that happened to a person; ``?before=`` an event pages on."""
    person = find_person(actor, person_id)
    start = asked_page(request.GET.get("before", ""))
    context = {
        "actor": actor,
        "person": person,
        "about": person.actor.name,
        "history": history_of(("people.person", person.pk), by=actor, before=start),
        "is_later": start,
        "can_undo": Person.objects.editable_by(actor).filter(pk=person.pk).exists(),
    }
    return render(request, "people/history.html", context)


def show_hours(
    request: HtmxRequest,
    actor: Actor,
    person: Person,
    *,
    hours: HoursForm | None = None,
    place: PlaceForm | None = None,
    ways: WaysForm | None = None,
) -> HttpResponse:
    timetable, today = timetable_of(person), person.today()
    weeks = _weeks(timetable, today)
    since = _asked(request.GET.get("from", ""), default=today)
    can_join = actor.is_administrator and person.user_id is None
    forms = {
        "hours": hours or HoursForm(timetable=timetable, valid_from=since),
        "place": place or PlaceForm(person=person, by=actor),
        "ways": ways or WaysForm(person=person, by=actor),
    }
    return show(
        request,
        "people/person.html",
        actor,
        person,
        tab=HOURS,
        forms=forms,
        weeks=weeks,
        special=[day for week in weeks for day in week.days if day.exception],
        now=timetable.period_on(today),
        next=next((p for p in timetable.periods if p.first > today), None),
        away=next((a for a in timetable.absences if a.last >= today), None),
        periods=list(_periods(actor, person, timetable)),
        others=others_than(person, by=actor) if can_join else (),
    )


def _asked(day: str, *, default: date) -> date:
    try:
        return check_day(date.fromisoformat(day))
    except ValueError:
        return default


def _weeks(timetable: Timetable, today: date) -> list[ShownWeek]:
    """Return the days of the next weeks, a list for each, with its sum."""
    days = timetable.days(week_of(today), WEEKS * 7)
    weeks = [days[n : n + 7] for n in range(0, len(days), 7)]
    return [ShownWeek(week, sum(day.minutes for day in week)) for week in weeks]


def _periods(
    actor: Actor, person: Person, timetable: Timetable
) -> Iterator[ShownPeriod]:
    """Yield the person's weeks, the last one first.

    What was assumed before somebody said how it was from the beginning is no week.
    """
    today = person.today()
    removable = WorkSchedule.objects.editable_by(actor).filter(person=person)
    if not actor.is_administrator:
        removable = removable.filter(valid_from__gte=today)
    ids = dict(removable.values_list("valid_from", "pk"))
    last = None
    for period in reversed(timetable.periods):
        if last is not None and last < BEGINNING:
            return
        yield ShownPeriod(
            period=period,
            last=last,
            words=week_words(period.week),
            minutes=period.minutes,
            is_now=period == timetable.period_on(today),
            is_planned=period.first > today,
            pk=ids.get(period.first),
        )
        last = period.first - timedelta(days=1) if period.first > date.min else None
