"""What takes people's time, over REST."""

from datetime import timedelta
from typing import Annotated, Any

from django.core.files import File
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.files import Draft
from headway.base.parameters import PathId
from headway.base.schemas import Clean, Instant
from headway.events.rest import (
    answer_done,
    for_programs,
    for_programs_once,
    for_uploads_once,
    sparse,
)
from headway.people import actions
from headway.people.api.asking import asked, changed, listed
from headway.people.models import Busy, BusyFeed
from headway.people.schemas.busy import (
    BusyIn,
    BusyList,
    BusyOut,
    FeedIn,
    FeedList,
    FeedOut,
)

router = Router()

SENT: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"text/calendar": {"schema": {"type": "string"}}},
    }
}
Name = Annotated[
    str,
    Clean,
    Query(
        min_length=1,
        max_length=100,
        pattern=r"\S",
        description="A file of the same name takes the place of the one before.",
    ),
]

DAYS = 14
MOST = 1000


@router.get("/people/{person}/busy", operation_id="listBusy", response=BusyList)
@for_programs
@sparse(BusyList)
def list_busy(
    request: HttpRequest,
    actor: Actor,
    person: PathId,
    since: Instant | None = None,
    until: Instant | None = None,
) -> HttpResponse:
    """List what takes a person's time: 1,000 spans at most, by their start.

    From now on, for 14 days, unless the times are said.
    """
    found = asked(person, by=actor)
    first = since or timezone.now()
    last = until or first + timedelta(days=DAYS)
    told = Busy.objects.told_to(actor).filter(person=found)
    rows = told.filter(ends_at__gt=first, starts_at__lt=last)
    return listed(BusyOut.of(row) for row in rows.order_by("starts_at", "pk")[:MOST])


@router.post("/people/{person}/busy", operation_id="addBusy", response={201: BusyOut})
@for_programs_once
def add_busy(
    request: HttpRequest,
    actor: Actor,
    person: PathId,
    body: BusyIn,
) -> HttpResponse:
    """Take a span of a person's time."""
    found = asked(person, by=actor)
    told = Busy.objects.told_to(actor)
    return changed(
        lambda: actions.add_busy(found.pk, by=actor, **body.dict()),
        lambda block: BusyOut.of(told.get(pk=block.pk)),
        status=201,
    )


@router.delete("/busy/{busy}", operation_id="removeBusy", response={204: None})
@for_programs
def remove_busy(request: HttpRequest, actor: Actor, busy: PathId) -> HttpResponse:
    """Give a span back that was taken by hand."""
    return answer_done(lambda: actions.remove_busy(busy, by=actor))


@router.get("/feeds", operation_id="listFeeds", response=FeedList)
@for_programs
@sparse(FeedList)
def list_feeds(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the calendars that you follow; nobody else's are shown to anyone."""
    rows = BusyFeed.objects.visible_to(actor).active().order_by("name", "pk")
    return listed(map(FeedOut.from_orm, rows))


@router.post("/feeds", operation_id="addFeed", response={201: FeedOut})
@for_programs_once
def add_feed(request: HttpRequest, actor: Actor, body: FeedIn) -> HttpResponse:
    """Follow a calendar of yours elsewhere."""
    return changed(
        lambda: actions.add_feed(actor.person.pk, by=actor, **body.dict()),
        FeedOut.from_orm,
        status=201,
    )


def _check_upload(request: HttpRequest, actor: Actor, *, name: str) -> str:
    return name


@router.post(
    "/feeds/file",
    operation_id="takeCalendar",
    response=FeedOut,
    openapi_extra=SENT,
)
@for_uploads_once(_check_upload)
def take_calendar(
    request: HttpRequest, actor: Actor, draft: Draft, name: Name
) -> HttpResponse:
    """Take over the events of an iCalendar file, as they are now."""
    me = actor.person.pk
    with draft.path.open("rb") as file:
        events = actions.read_calendar(me, File(file), by=actor)
    return changed(
        lambda: actions.take_calendar(me, events, by=actor, name=name),
        FeedOut.from_orm,
    )


@router.post("/feeds/{feed}/reading", operation_id="readFeed", response={202: FeedOut})
@for_programs_once
def refresh_feed(request: HttpRequest, actor: Actor, feed: PathId) -> HttpResponse:
    """Have a calendar read now, by a worker."""
    return changed(
        lambda: actions.refresh_feed(feed, by=actor), FeedOut.from_orm, status=202
    )


@router.delete("/feeds/{feed}", operation_id="removeFeed", response={204: None})
@for_programs
def remove_feed(request: HttpRequest, actor: Actor, feed: PathId) -> HttpResponse:
    """Follow a calendar no longer."""
    return answer_done(lambda: actions.remove_feed(feed, by=actor))
