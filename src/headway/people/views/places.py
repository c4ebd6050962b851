"""Places of work and their holidays."""

from itertools import groupby

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.people import actions
from headway.people.forms import HolidayForm, HolidayImportForm, LocationForm
from headway.people.http import for_members
from headway.people.models import Holiday, HolidayCalendar, Location
from headway.people.views.frame import attempt, change, people_tabs
from headway.ui.http import HtmxRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def places_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Where people work, and whose holidays are known; POST adds a place."""
    form = LocationForm(request.POST or None, by=actor)
    done = attempt(
        request,
        actor,
        form,
        lambda said: actions.add_location(by=actor, **said),
        _("There is a new place."),
        _places(actor),
    )
    return done or show_places(request, actor, adding=form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def location_page(request: HtmxRequest, actor: Actor, location_id: int) -> HttpResponse:
    """A place; POST changes it."""
    locations = Location.objects.select_related("holidays")
    location = locations.get_for_read(location_id, by=actor)
    form = LocationForm(request.POST or None, by=actor, location=location)
    done = attempt(
        request,
        actor,
        form,
        lambda said: actions.edit_location(location.pk, by=actor, **said),
        _("“%s” is changed.") % location,
        _places(actor),
    )
    people = location.people.select_related("actor").order_by("actor__name")
    context = {
        "actor": actor,
        "location": location,
        "form": form,
        "people": people,
    }
    status = 422 if form.is_bound else 200
    return done or render(request, "people/location.html", context, status=status)


@require_POST
@for_members
def remove_location(
    request: HtmxRequest, actor: Actor, location_id: int
) -> HttpResponse:
    location = Location.objects.get_for_read(location_id, by=actor)
    return change(
        request,
        actor,
        lambda: actions.remove_location(location.pk, by=actor),
        _("“%s” is removed.") % location,
        _places(actor),
    )


@require_POST
@for_members
def import_holidays(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Take over a country's holidays, or bring them up to date."""
    form = HolidayImportForm(request.POST)
    if not form.is_valid():
        return show_places(request, actor, importing=form)
    country, region = form.cleaned_data["country"], form.cleaned_data["region"]
    try:
        calendar, changed = actions.import_holidays(country, region, by=actor)
    except Refused as refused:
        form.add_error("region", str(refused))
        return show_places(request, actor, importing=form)
    said = ngettext(
        "%(name)s: one day is new or different.",
        "%(name)s: %(count)d days are new or different.",
        changed,
    )
    messages.success(request, said % {"name": calendar, "count": changed})
    return redirect(_holidays(calendar.pk, actor))


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def holidays_page(request: HtmxRequest, actor: Actor, calendar_id: int) -> HttpResponse:
    """The days of a holiday calendar by year; POST says what is different here."""
    calendar = HolidayCalendar.objects.get_for_read(calendar_id, by=actor)
    form = HolidayForm(request.POST or None)
    done = attempt(
        request,
        actor,
        form,
        lambda said: actions.set_holiday(calendar.pk, by=actor, **said),
        _("That day is changed."),
        _holidays(calendar.pk, actor),
    )
    days = calendar.holidays.order_by("on")
    context = {
        "actor": actor,
        "calendar": calendar,
        "form": form,
        "years": [
            (y, list(rows)) for y, rows in groupby(days, lambda day: day.on.year)
        ],
    }
    status = 422 if form.is_bound else 200
    return done or render(request, "people/holidays.html", context, status=status)


@require_POST
@for_members
def remove_holiday(request: HtmxRequest, actor: Actor, holiday_id: int) -> HttpResponse:
    day = Holiday.objects.get_for_read(holiday_id, by=actor)
    return change(
        request,
        actor,
        lambda: actions.remove_holiday(day.calendar_id, day.on, by=actor),
        _("That day is an ordinary one."),
        _holidays(day.calendar_id, actor),
    )


def show_places(
    request: HtmxRequest,
    actor: Actor,
    *,
    adding: LocationForm | None = None,
    importing: HolidayImportForm | None = None,
) -> HttpResponse:
    locations = Location.objects.visible_to(actor).select_related("holidays")
    calendars = HolidayCalendar.objects.visible_to(actor)
    context = {
        "actor": actor,
        "tabs": people_tabs(request, actor),
        "locations": locations.annotate(count=Count("people")).order_by("name"),
        "calendars": calendars.annotate(count=Count("holidays")).order_by("name"),
        "adding": adding or LocationForm(by=actor),
        "importing": importing or HolidayImportForm(),
    }
    is_bound = any(form is not None and form.is_bound for form in (adding, importing))
    status = 422 if is_bound else 200
    return render(request, "people/places.html", context, status=status)


def _places(actor: Actor) -> str:
    return reverse("people:places", args=[actor.workspace.slug])


def _holidays(calendar_id: int, actor: Actor) -> str:
    return reverse("people:holidays", args=[actor.workspace.slug, calendar_id])
