"""The log as administrators read it: filtered, told, and as a file."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.events.history import Entry, told
from headway.events.models import Event, EventQuerySet

TOLD_AT_ONCE = 500
MARKS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def log_of(asked: Mapping[str, Any], *, by: Actor) -> EventQuerySet:
    """Return the events of the workspace that match what was asked."""
    events = Event.objects.visible_to(by)
    if person := asked.get("person"):
        events = events.filter(actor_id=person)
    if kind := asked.get("kind"):
        events = events.filter(kind=kind)
    if subject := asked.get("subject"):
        events = events.filter(subject_type=subject)
    if first_on := asked.get("first_on"):
        events = events.filter(at__gte=_midnight(first_on))
    if last_on := asked.get("last_on"):
        events = events.filter(at__lt=_midnight(last_on + timedelta(days=1)))
    return events


def page_of_log(
    events: EventQuerySet, *, by: Actor, before: int, most: int
) -> tuple[list[tuple[Event, list[Entry]]], int | None]:
    """Return a page of events with their sentences, newest first, and the next one.

    Of kinds that have no words, too.
    """
    rows = events.select_related("actor").order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    page = list(rows[: most + 1])
    said: dict[int, list[Entry]] = {event.pk: [] for event in page[:most]}
    for event, entry in told(page[:most], by=by):
        said[event.pk].append(entry)
    older = page[most - 1].pk if len(page) > most else None
    return [(event, said[event.pk]) for event in page[:most]], older


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def rows_of(events: EventQuerySet, *, by: Actor) -> Iterator[list[str]]:
    """Yield the events as rows of a table, oldest first, with a heading."""
    yield [_("Time (UTC)"), _("Who"), _("What"), _("To what"), _("Text"), _("IP")]
    rows = events.select_related("actor").order_by("pk").iterator(TOLD_AT_ONCE)
    while batch := list(islice(rows, TOLD_AT_ONCE)):
        for event, entry in told(batch, by=by):
            yield [
                safe_cell(text)
                for text in (
                    event.at.strftime("%Y-%m-%d %H:%M:%S"),
                    event.author,
                    event.kind,
                    entry.subject,
                    entry.text,
                    str(event.data.get("ip", "")),
                )
            ]


def safe_cell(text: str) -> str:
    """Keep a spreadsheet from running what somebody wrote (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(MARKS) else text
