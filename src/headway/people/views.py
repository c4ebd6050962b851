"""Pages of people: who they are and when they work."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.history import asked_page, history_of
from headway.people import actions
from headway.people.forms import AbsenceForm, HoursForm, PersonForm
from headway.people.http import for_members
from headway.people.models import Absence, CalendarException, Person
from headway.people.reading import people_rows
from headway.people.week import days_of
from headway.ui.http import HtmxRequest

WEEKS = 8
"""How far a person's page shows their days."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def people_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Everyone, and their hours; POST adds somebody."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = actions.add_person(by=actor, name=form.cleaned_data["name"])
        messages.success(request, _("%s is one of you now.") % person)
        return redirect(page_of(person.pk, actor))
    context = {"actor": actor, "rows": people_rows(actor), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "people/people.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def person_page(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    """A person's week, days and absences; POST changes the week."""
    person = _person(actor, person_id)
    form = HoursForm(request.POST or None, person=person)
    if request.method != "POST" or not form.is_valid():
        return _show(request, actor, person, hours=form)

    def act() -> object:
        return actions.edit_hours(
            person.pk,
            by=actor,
            week=form.week(),
            zone=form.cleaned_data["zone"],
            availability_percent=form.cleaned_data["availability_percent"],
        )

    return _change(request, actor, person, act, _("The hours of %s are kept."), form)


@require_POST
@for_members
def add_absence(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    person = _person(actor, person_id)
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        return _show(request, actor, person, absence=form)

    def act() -> object:
        return actions.add_absence(person.pk, by=actor, **form.cleaned_data)

    return _change(
        request, actor, person, act, _("%s is away then; plans know."), absence=form
    )


@require_POST
@for_members
def remove_absence(request: HtmxRequest, actor: Actor, absence_id: int) -> HttpResponse:
    person = actions.remove_absence(absence_id, by=actor)
    messages.success(request, _("%s is not away then.") % person)
    return redirect(page_of(person.pk, actor))


@require_GET
@for_members
def person_history(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    """Show all that happened to a person's time; ``?before=`` an event pages on."""
    person = _person(actor, person_id)
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


def page_of(person_id: int, actor: Actor) -> str:
    return reverse("people:person", args=[actor.workspace.slug, person_id])


def _person(actor: Actor, person_id: int) -> Person:
    people = Person.objects.select_related("actor", "workspace", "calendar")
    return people.get_for_read(person_id, by=actor)


def _change(
    request: HtmxRequest,
    actor: Actor,
    person: Person,
    act: Callable[[], object],
    said: str,
    hours: HoursForm | None = None,
    absence: AbsenceForm | None = None,
) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        form = hours or absence
        if form is not None:
            form.add_error(None, str(refused))
        return _show(request, actor, person, hours=hours, absence=absence)
    messages.success(request, said % person)
    return redirect(page_of(person.pk, actor))


def _show(
    request: HtmxRequest,
    actor: Actor,
    person: Person,
    *,
    hours: HoursForm | None = None,
    absence: AbsenceForm | None = None,
) -> HttpResponse:
    forms = [form for form in (hours, absence) if form is not None]
    is_mine = Person.objects.editable_by(actor).filter(pk=person.pk).exists()
    today = timezone.now().astimezone(actions.zone_of(person)).date()
    absences = Absence.objects.visible_to(actor).filter(person=person)
    context = {
        "actor": actor,
        "person": person,
        "zone": actions.zone_of(person),
        "is_mine": is_mine,
        "hours": hours or HoursForm(person=person),
        "absence": absence or AbsenceForm(),
        "absences": absences.filter(last_on__gte=today).order_by("first_on"),
        "weeks": _weeks(actor, person, today),
        "today": today,
    }
    invalid = any(form.is_bound and not form.is_valid() for form in forms)
    status = 422 if invalid else 200
    return render(request, "people/person.html", context, status=status)


def _weeks(actor: Actor, person: Person, today: date) -> list[dict[str, object]]:
    """Return the days of the next weeks, a list for each, with its sum."""
    monday = today - timedelta(days=today.weekday())
    exceptions: defaultdict[int, list[CalendarException]] = defaultdict(list)
    rows = CalendarException.objects.visible_to(actor).filter(last_on__gte=monday)
    for row in rows.order_by("pk"):
        exceptions[row.calendar_id].append(row)
    absences = list(Absence.objects.visible_to(actor).filter(person=person))
    calendar = actions.calendar_of(person)
    days = days_of(calendar, exceptions, absences, first=monday, count=WEEKS * 7)
    weeks = [days[n : n + 7] for n in range(0, len(days), 7)]
    return [
        {"days": week, "minutes": sum(day.minutes for day in week)} for week in weeks
    ]
