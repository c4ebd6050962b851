"""What others said and changed in the reader's items since yesterday."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from headway.actors.models import Actor, Kind
from headway.events.history import Entry, told
from headway.events.models import Event
from headway.work.facts import ItemEdited, ItemMoved, PeopleAssigned
from headway.work.facts_comments import ItemCommented
from headway.work.reading import Row

SINCE = timedelta(hours=24)
MOST_NEWS = 6
KINDS = (
    ItemCommented.kind,
    ItemEdited.kind,
    ItemMoved.kind,
    PeopleAssigned.kind,
)


@dataclass(frozen=True, kw_only=True)
class News:
    """A sentence about one of the reader's items."""

    row: Row
    entry: Entry


def news_of(rows: Mapping[int, Row], *, by: Actor) -> Sequence[News]:
    """Return what other people did to these items, newest first."""
    events = (
        Event.objects.visible_to(by)
        .filter(subject_type="work.item", subject_id__in=rows, kind__in=KINDS)
        .filter(at__gte=timezone.now() - SINCE, actor__kind=Kind.PERSON)
        .exclude(actor_id=by.pk)
        .select_related("actor")
        .order_by("-pk")
    )
    return [
        News(row=rows[event.subject_id], entry=entry)
        for event, entry in told(list(events[:MOST_NEWS]), by=by)
    ][:MOST_NEWS]
