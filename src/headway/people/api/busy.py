"""What takes people's time, over REST."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Path, Router
from ninja.files import UploadedFile
from pydantic import AwareDatetime

from headway.base.errors import Refused
from headway.people import actions
from headway.people.api.asking import Key, acting, asked, created
from headway.people.ical.reading import MOST_BYTES
from headway.people.models import Busy, BusyFeed
from headway.people.schemas.busy import BusyIn, BusyOut, FeedIn, FeedOut

router = Router()

DAYS = 14
MOST = 1000


@router.get("/people/{person}/busy", operation_id="listBusy", response=list[BusyOut])
def list_busy(
    request: HttpRequest,
    workspace: Path[str],
    person: int,
    since: AwareDatetime | None = None,
    until: AwareDatetime | None = None,
) -> list[BusyOut]:
    """List what takes a person's time: 1,000 spans at most, by their start.

    From now on, for 14 days, unless the times are said.
    """
    actor, found = asked(request, workspace, person)
    first = since or timezone.now()
    last = until or first + timedelta(days=DAYS)
    told = Busy.objects.told_to(actor).filter(person=found)
    rows = told.filter(ends_at__gt=first, starts_at__lt=last)
    return [BusyOut.of(row) for row in rows.order_by("starts_at", "pk")[:MOST]]


@router.post("/people/{person}/busy", operation_id="addBusy", response={201: BusyOut})
def add_busy(
    request: HttpRequest,
    workspace: Path[str],
    person: int,
    body: BusyIn,
    key: Key = None,
) -> HttpResponse:
    """Take a span of a person's time."""
    actor, found = asked(request, workspace, person)

    def act() -> BusyOut:
        block = actions.add_busy(found.pk, by=actor, **body.dict())
        return BusyOut.of(Busy.objects.told_to(actor).get(pk=block.pk))

    return created(request, act, by=actor, key=key)


@router.delete("/busy/{busy}", operation_id="removeBusy", response={204: None})
def remove_busy(request: HttpRequest, workspace: Path[str], busy: int) -> HttpResponse:
    """Give a span back that was taken by hand."""
    actions.remove_busy(busy, by=acting(request, workspace))
    return HttpResponse(status=204)


@router.get("/feeds", operation_id="listFeeds", response=list[FeedOut])
def list_feeds(request: HttpRequest, workspace: Path[str]) -> Any:
    """List the calendars that you follow; nobody else's are shown to anyone."""
    actor = acting(request, workspace)
    return BusyFeed.objects.visible_to(actor).active().order_by("name", "pk")


@router.post("/feeds", operation_id="addFeed", response={201: FeedOut})
def add_feed(
    request: HttpRequest, workspace: Path[str], body: FeedIn, key: Key = None
) -> HttpResponse:
    """Follow a calendar of yours elsewhere."""
    actor = acting(request, workspace)

    def act() -> FeedOut:
        feed = actions.add_feed(actor.person.pk, by=actor, **body.dict())
        return FeedOut.from_orm(feed)

    return created(request, act, by=actor, key=key)


@router.post("/feeds/file", operation_id="takeCalendar", response=FeedOut)
def take_calendar(
    request: HttpRequest,
    workspace: Path[str],
    file: File[UploadedFile],
) -> Any:
    """Take over the events of an iCalendar file, as they are now."""
    actor = acting(request, workspace)
    if (file.size or 0) > MOST_BYTES:
        raise Refused("A calendar has 5 MB at most.")
    name = file.name or "calendar.ics"
    return actions.take_calendar(actor.person.pk, file.read(), by=actor, name=name)


@router.post("/feeds/{feed}/reading", operation_id="readFeed", response={202: FeedOut})
def refresh_feed(request: HttpRequest, workspace: Path[str], feed: int) -> HttpResponse:
    """Have a calendar read now, by a worker."""
    found = actions.refresh_feed(feed, by=acting(request, workspace))
    body = FeedOut.from_orm(found).model_dump_json()
    return HttpResponse(body, status=202, content_type="application/json")


@router.delete("/feeds/{feed}", operation_id="removeFeed", response={204: None})
def remove_feed(request: HttpRequest, workspace: Path[str], feed: int) -> HttpResponse:
    """Follow a calendar no longer."""
    actions.remove_feed(feed, by=acting(request, workspace))
    return HttpResponse(status=204)
