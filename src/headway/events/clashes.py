"""What stands in the way of an undo: who changed it since, and when."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from headway.actors.models import Kind
from headway.base.errors import Refused
from headway.events.models import Event, EventQuerySet
from headway.ui.words import time_words


def later_changes(
    events: Sequence[Event], *, fields: Collection[str] = (), **conditions: Any
) -> Mapping[int, Event]:
    """Return the last thing that happened to each subject after an operation.

    ``events`` are of the operation and of one type of subject.  With ``fields`` only
    what changed one of them counts.
    """
    rows = _since(events).filter(
        subject_type=events[0].subject_type,
        subject_id__in={event.subject_id for event in events},
        **conditions,
    )
    if fields:
        rows = rows.filter(data__after__has_any_keys=sorted(fields))
    latest = rows.order_by("subject_id", "-pk").distinct("subject_id")
    return {event.subject_id: event for event in latest}


def changes_by_others(events: Sequence[Event]) -> Mapping[int, Event]:
    """Return what other people did, after an operation, to each of its subjects."""
    kind = events[0].subject_type
    ids = {event.subject_id for event in events}
    theirs = _since(events).exclude(actor=events[0].actor_id)
    rows = theirs.filter(
        Q(subject_type=kind, subject_id__in=ids) | Q(other_type=kind, other_id__in=ids),
        actor__kind=Kind.PERSON,
    )
    found: dict[int, Event] = {}
    for event in rows.order_by("pk"):
        is_subject = event.subject_type == kind and event.subject_id in ids
        found[event.subject_id if is_subject else event.other_id or 0] = event
    return found


def _since(events: Sequence[Event]) -> EventQuerySet:
    first = min(event.pk for event in events)
    return (
        Event.objects.filter(workspace_id=events[0].workspace_id, pk__gt=first)
        .exclude(operation=events[0].operation)
        .select_related("actor")
    )


def changed_since(name: str, later: Event | None) -> Refused:
    """Say who changed the thing called ``name``, and when."""
    if later is None:
        return Refused(_("“%s” is no longer as it was then.") % name)
    moment = timezone.localtime(later.at)
    return Refused(
        _("%(who)s changed “%(what)s” since, on %(day)s at %(time)s.")
        % {
            "who": later.author,
            "what": name,
            "day": date_format(moment, pgettext("date pattern with year", "j M Y")),
            "time": time_words(moment),
        }
    )
