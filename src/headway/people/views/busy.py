"""What takes a person's time, and their calendars elsewhere."""

from datetime import timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from headway.actors.models import Actor
from headway.base.forms import Form
from headway.people import actions
from headway.people.forms import BusyForm, CalendarFileForm, FeedForm
from headway.people.http import for_members
from headway.people.models import Busy, BusyFeed, Person
from headway.people.views.frame import BUSY, attempt, change, find_person, page_of, show
from headway.ui.http import HtmxRequest

SHOWN_DAYS = 14
MOST_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def person_busy(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    """What takes a person's time in the next days; POST sets a block."""
    person = find_person(actor, person_id)
    form = BusyForm(request.POST or None)
    done = attempt(
        request,
        actor,
        form,
        lambda said: actions.add_busy(person.pk, by=actor, **said),
        _("%s is busy then; plans know.") % person,
        page_of(person, actor, BUSY),
    )
    return done or _show(request, actor, person, form=form)


@require_POST
@for_members
def remove_busy(request: HtmxRequest, actor: Actor, busy_id: int) -> HttpResponse:
    blocks = Busy.objects.select_related("person__actor", "person__workspace")
    person = blocks.get_for_read(busy_id, by=actor).person
    return change(
        request,
        actor,
        lambda: actions.remove_busy(busy_id, by=actor),
        _("%s has that time again.") % person,
        page_of(person, actor, BUSY),
    )


@require_POST
@for_members
def add_feed(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    person = find_person(actor, person_id)
    form = FeedForm(request.POST)
    done = attempt(
        request,
        actor,
        form,
        lambda said: actions.add_feed(person.pk, by=actor, **said),
        _("Your calendar is read in a moment, and every half hour from then on."),
        page_of(person, actor, BUSY),
    )
    return done or _show(request, actor, person, feed=form)


@require_POST
@for_members
def take_calendar(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    person = find_person(actor, person_id)
    form = CalendarFileForm(request.POST, request.FILES, person=person, by=actor)
    done = attempt(
        request,
        actor,
        form,
        lambda said: actions.take_calendar(person.pk, by=actor, **said),
        _("The events of your file are taken over."),
        page_of(person, actor, BUSY),
    )
    return done or _show(request, actor, person, file=form)


@require_POST
@for_members
def refresh_feed(request: HtmxRequest, actor: Actor, feed_id: int) -> HttpResponse:
    return change(
        request,
        actor,
        lambda: actions.refresh_feed(feed_id, by=actor),
        "",
        page_of(actor.person, actor, BUSY),
    )


@require_POST
@for_members
def remove_feed(request: HtmxRequest, actor: Actor, feed_id: int) -> HttpResponse:
    feed = BusyFeed.objects.get_for_read(feed_id, by=actor)
    return change(
        request,
        actor,
        lambda: actions.remove_feed(feed_id, by=actor),
        _("“%s” is no longer read.") % feed,
        page_of(actor.person, actor, BUSY),
    )


def _show(
    request: HtmxRequest, actor: Actor, person: Person, **forms: Form
) -> HttpResponse:
    now = timezone.now()
    told = Busy.objects.told_to(actor).filter(person=person).select_related("feed")
    near = told.filter(ends_at__gt=now, starts_at__lt=now + timedelta(days=SHOWN_DAYS))
    feeds = BusyFeed.objects.visible_to(actor).active().filter(person=person)
    blank = {
        "form": BusyForm(),
        "feed": FeedForm(),
        "file": CalendarFileForm(person=person, by=actor),
    }
    return show(
        request,
        "people/person_busy.html",
        actor,
        person,
        tab=BUSY,
        forms=blank | forms,
        spans=near.order_by("starts_at", "pk")[:MOST_SHOWN],
        feeds=feeds.order_by("name", "pk"),
        is_me=person.actor_id == actor.pk,
    )
