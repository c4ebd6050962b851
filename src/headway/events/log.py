"""The log as administrators read it: filtered, told, and as a file."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.events.history import told
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
