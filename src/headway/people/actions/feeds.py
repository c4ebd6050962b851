"""Follow people's calendars elsewhere."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from headway.actors.models import Actor
from headway.base import outbound
from headway.base.errors import Refused
from headway.events.actions import record
from headway.people.facts import FeedAdded, FeedRead, FeedRemoved
from headway.people.ical.reading import (
    MOST_BYTES,
    Event,
    Events,
    read_events,
    too_large,
)
from headway.people.models import Busy, BusyFeed, Person
from headway.people.speaking import language_of_person

if TYPE_CHECKING:
    from procrastinate.types import JSONDict

READER = "calendar feeds"
MOST_FEEDS = 20
EVERY = timedelta(minutes=30)
RAREST = timedelta(days=1)
AHEAD = timedelta(days=400)
BEHIND = timedelta(days=1)
KEPT = timedelta(days=90)
SAID = ("ends_at", "title", "counts")


@transaction.atomic
def add_feed(
    person_id: int, *, by: Actor, url: str, name: str = "", counts: bool = True
) -> BusyFeed:
    """Follow the calendar at an address; a worker reads it within moments.

    For the person alone: an address of a calendar is a key to it.  The same again
    changes nothing.  Records :class:`FeedAdded`.  Raises :class:`Refused` for what is
    no address and for more than 20 calendars.
    """
    person = _themself(person_id, by=by)
    url = url.strip()
    if url.lower().startswith("webcal://"):
        url = "https://" + url[len("webcal://") :]
    host = outbound.checked(url).hostname or ""
    mine = BusyFeed.objects.visible_to(by).active()
    known = mine.filter(url=url).first()
    if known is not None:
        return known
    _check_count(by)
    feed = BusyFeed.objects.create(
        workspace_id=by.workspace_id,
        person=person,
        name=name[:100] or host[:100],
        url=url,
        counts=counts,
    )
    record(FeedAdded(subject_id=person.pk, feed_id=feed.pk), by=by)
    ask_for([feed.pk])
    return feed


def read_calendar(person_id: int, file: File[bytes], *, by: Actor) -> Events:
    """Return the events of a person's own iCalendar file.

    Changes nothing, and takes seconds: call it outside of transactions.  Raises
    :class:`Refused` when it cannot be read.
    """
    person = Person.objects.get_for_read(person_id, by=by)
    _check_own(person, by=by)
    if file.size > MOST_BYTES:
        raise too_large()
    return _expand(person, file.read())


@transaction.atomic
def take_calendar(
    person_id: int, events: Events, *, by: Actor, name: str, counts: bool = True
) -> BusyFeed:
    """Take over the events of a file, as they are now; :func:`read_calendar` read it.

    A file of the same name replaces the one before.  Records :class:`FeedAdded` or
    :class:`FeedRead`.
    """
    person = _themself(person_id, by=by)
    mine = BusyFeed.objects.visible_to(by).active()
    feed = mine.filter(url="", name=name[:100]).first()
    is_new = feed is None
    if feed is None:
        _check_count(by)
        feed = BusyFeed.objects.create(
            workspace_id=by.workspace_id, person=person, name=name[:100], counts=counts
        )
    changed = _store(feed, events)
    if is_new:
        record(FeedAdded(subject_id=person.pk, feed_id=feed.pk), by=by)
    elif changed:
        record(FeedRead(subject_id=person.pk, feed_id=feed.pk, changed=changed), by=by)
    return feed


@transaction.atomic
def remove_feed(feed_id: int, *, by: Actor) -> None:
    """Follow a calendar no longer, and forget its events.

    Records :class:`FeedRemoved`.
    """
    feed = BusyFeed.objects.active().get_for_change(feed_id, by=by)
    feed.removed_at = timezone.now()
    feed.save(update_fields=["removed_at"])
    feed.busy.all().delete()
    record(FeedRemoved(subject_id=feed.person_id, feed_id=feed.pk), by=by)


@transaction.atomic
def restore_feed(feed_id: int, *, by: Actor) -> None:
    """Follow a calendar again; it is read anew.  Records :class:`FeedAdded`.

    Raises :class:`Refused` for what came as a file: its events are forgotten.
    """
    feed = BusyFeed.objects.get_for_change(feed_id, by=by)
    if feed.removed_at is None or not feed.url:
        raise Refused(_("A file that was removed has to be uploaded again."))
    feed.removed_at, feed.next_at = None, timezone.now()
    feed.save(update_fields=["removed_at", "next_at"])
    record(FeedAdded(subject_id=feed.person_id, feed_id=feed.pk), by=by)
    ask_for([feed.pk])


def refresh_feed(feed_id: int, *, by: Actor) -> BusyFeed:
    """Have a calendar read now."""
    feed = BusyFeed.objects.active().get_for_read(feed_id, by=by)
    ask_for([feed.pk])
    return feed


def ask_for(feeds: Iterable[int]) -> None:
    """Have a worker read these calendars."""
    jobs: list[JSONDict] = [{"feed_id": pk} for pk in feeds]
    app.configure_task("people.read_feed").batch_defer(*jobs)


def read_feed(feed_id: int) -> None:
    """Ask for a calendar and keep its events: what failed is kept in words.

    Its owner reads those words.  Asks and reads outside of any transaction.  Failures
    in a row are tried ever less often, once a day at least.  Records :class:`FeedRead`
    when anything changed.
    """
    feeds = BusyFeed.objects.active().exclude(url="")
    whose = feeds.select_related("person__workspace", "person__user")
    feed = whose.filter(pk=feed_id).first()
    if feed is None:
        return
    try:
        with translation.override(language_of_person(feed.person)):
            events = _fetched(feed)
    except Refused as refused:
        _keep_failure(feed_id, str(refused))
        return
    _keep(
        feed_id, events, by=Actor.objects.system(READER, workspace_id=feed.workspace_id)
    )


def _fetched(feed: BusyFeed) -> Events:
    reply = outbound.fetch(feed.url, headers={"Accept": "text/calendar"})
    if reply.status != 200:
        raise Refused(_("The calendar's server answered %d.") % reply.status)
    return _expand(feed.person, reply.body)


@transaction.atomic
def _keep(feed_id: int, events: Events, *, by: Actor) -> None:
    feed = BusyFeed.objects.active().locked().filter(pk=feed_id).first()
    if feed is None:
        return  # removed while it was read
    changed = _store(feed, events)
    if changed:
        record(
            FeedRead(subject_id=feed.person_id, feed_id=feed.pk, changed=changed), by=by
        )


@transaction.atomic
def _keep_failure(feed_id: int, why: str) -> None:
    feed = BusyFeed.objects.active().locked().filter(pk=feed_id).first()
    if feed is None:
        return
    now = timezone.now()
    feed.failures = min(feed.failures + 1, 30)
    feed.tried_at, feed.error = now, why[:500]
    feed.next_at = now + min(EVERY * 2**feed.failures, RAREST)
    feed.save(update_fields=["failures", "tried_at", "error", "next_at"])


def _expand(person: Person, content: bytes) -> Events:
    now = timezone.now()
    return read_events(
        content,
        since=now - BEHIND,
        until=now + AHEAD,
        zone=str(person.local_zone),
    )


def _store(feed: BusyFeed, events: Events) -> int:
    """Let the feed's rows be these events; return how many rows changed."""
    now = timezone.now()
    feed.tried_at = feed.succeeded_at = now
    feed.error, feed.failures, feed.left_out = "", 0, events.left_out
    feed.next_at = now + EVERY
    feed.save()
    feed.busy.filter(ends_at__lt=now - KEPT).delete()
    present = {
        (row.uid, row.starts_at): row
        for row in feed.busy.filter(ends_at__gte=now - BEHIND)
    }
    wanted = {(e.uid, e.starts_at): e for e in events.events if e.starts_at < e.ends_at}
    gone = [row.pk for key, row in present.items() if key not in wanted]
    feed.busy.filter(pk__in=gone).delete()
    new = [_row(feed, event) for key, event in wanted.items() if key not in present]
    Busy.objects.bulk_create(new, batch_size=1000, ignore_conflicts=True)
    moved = [
        row
        for key, row in present.items()
        if key in wanted and _differs(row, _row(feed, wanted[key]))
    ]
    Busy.objects.bulk_update(moved, SAID, batch_size=1000)
    return len(gone) + len(new) + len(moved)


def _row(feed: BusyFeed, event: Event) -> Busy:
    return Busy(
        workspace_id=feed.workspace_id,
        person_id=feed.person_id,
        feed=feed,
        uid=event.uid,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        title=event.title,
        counts=feed.counts and event.is_busy,
    )


def _differs(row: Busy, wanted: Busy) -> bool:
    """Make the row say what is wanted; return whether it said something else."""
    changed = [n for n in SAID if getattr(row, n) != getattr(wanted, n)]
    for name in changed:
        setattr(row, name, getattr(wanted, name))
    return bool(changed)


def _themself(person_id: int, *, by: Actor) -> Person:
    """Return the person locked; calendars are followed by whose they are alone."""
    person = Person.objects.get_for_change(person_id, by=by)
    _check_own(person, by=by)
    return person


def _check_own(person: Person, *, by: Actor) -> None:
    if person.actor_id != by.pk:
        raise PermissionDenied


def _check_count(by: Actor) -> None:
    if BusyFeed.objects.visible_to(by).active().count() >= MOST_FEEDS:
        raise Refused(_("You follow %d calendars; remove one first.") % MOST_FEEDS)


def due_feeds(now: datetime) -> list[int]:
    """Return the feeds that should be asked for again, of all workspaces."""
    due = BusyFeed.objects.active().exclude(url="").filter(next_at__lte=now)
    return list(due.order_by("next_at").values_list("pk", flat=True))
