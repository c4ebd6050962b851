"""What happened, as sentences: who, when, what, and what caused it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from headway.actors.models import Actor, Kind
from headway.events import ports
from headway.events.models import Event, EventQuerySet
from headway.events.ports import Named, Thing
from headway.ui.words import time_words

PAGE_EVENTS = 20
UNDO_DAYS = 30


def when(moment: datetime) -> str:
    """Say the time of a moment today, the day of any other."""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return time_words(local)
    if local.year == timezone.localdate().year:
        return date_format(local, pgettext("date pattern", "j M"))
    return date_format(local, pgettext("date pattern with year", "j M Y"))


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One sentence; ``operation`` where it can still be taken back.

    ``subject`` is what it happened to, with its page.  ``because`` says what caused
    it, or what it took back; empty where nothing did.
    """

    at: datetime
    text: str
    subject: str
    url: str
    operation: UUID | None
    because: str = ""

    @property
    def when(self) -> str:
        return when(self.at)


@dataclass(frozen=True, kw_only=True)
class History:
    """A page of entries, newest first; ``older`` is where the next begins, or 0."""

    entries: Sequence[Entry]
    older: int


@dataclass(frozen=True, kw_only=True)
class KnownNames:
    """The names that ``by`` may know; see :class:`ports.Names`."""

    by: Actor
    things: Mapping[Thing, Named]
    silent: Set[Thing] = frozenset()

    @classmethod
    def of_events(cls, events: Sequence[Event], *, by: Actor) -> "KnownNames":
        """Load the names of all that the events mention: a query or two a type."""
        ids: defaultdict[str, set[int]] = defaultdict(set)
        tellings = ports.tellings()
        for event in events:
            ids[event.subject_type].add(event.subject_id)
            if event.other_id is not None:
                ids[event.other_type].add(event.other_id)
            if event.kind in tellings:
                for kind, pk in tellings[event.kind].mentions(event):
                    ids[kind].add(pk)
        subjects = ports.subjects()
        return cls(
            by=by,
            things={
                (kind, pk): named
                for kind, wanted in ids.items()
                if kind in subjects
                for pk, named in subjects[kind].named(wanted, by).items()
            },
            silent={
                (kind, pk)
                for kind, wanted in ids.items()
                if kind in subjects
                for pk in subjects[kind].silent(wanted, by)
            },
        )

    def who(self, event: Event) -> str:
        """Name who did it; guests know nobody of the workspace but themselves."""
        if event.actor.kind == Kind.SYSTEM:
            return _("Headway")
        if self.by.is_guest and event.actor_id != self.by.pk:
            return _("Someone")
        return event.author

    def of(self, kind: str, pk: int) -> str:
        named = self.things.get((kind, pk))
        return named.label if named else _("something")

    def has(self, kind: str, pk: int) -> bool:
        return (kind, pk) in self.things

    def knows(self, event: Event) -> bool:
        """Whether the reader may know what happened to the subject of an event."""
        thing = (event.subject_type, event.subject_id)
        return thing in self.things and thing not in self.silent

    def is_silent(self, event: Event) -> bool:
        """Whether the reader sees parts only of what the event is about."""
        things = {
            (event.subject_type, event.subject_id),
            (event.other_type, event.other_id),
        }
        return bool(things & self.silent)

    def url_of(self, event: Event) -> str:
        named = self.things.get((event.subject_type, event.subject_id))
        return named.url if named else ""


def history_of(
    thing: Thing,
    *,
    by: Actor,
    before: int | None = None,
    most: int = PAGE_EVENTS,
) -> History:
    """Return what happened to a thing, newest first, before the event ``before``.

    The caller has made sure that ``by`` may see the thing.
    """
    return page_of(
        Event.objects.visible_to(by).about(*thing), by=by, before=before, most=most
    )


def page_of(
    events: EventQuerySet, *, by: Actor, before: int | None = None, most: int
) -> History:
    """Return a page of the events that have something to tell, newest first."""
    tellings = ports.tellings()
    rows = events.filter(kind__in=tellings).select_related("actor")
    if not by.is_administrator:
        private = [kind for kind, telling in tellings.items() if telling.is_private]
        rows = rows.exclude(~Q(actor=by), kind__in=private)
    if before:
        rows = rows.filter(pk__lt=before)
    page = list(rows.order_by("-pk")[: most + 1])
    entries = [entry for _event, entry in told(page[:most], by=by)]
    older = page[most - 1].pk if len(page) > most else 0
    return History(entries=entries, older=older)


def told(events: Sequence[Event], *, by: Actor) -> Iterator[tuple[Event, Entry]]:
    """Yield each event with its sentences, in order."""
    causes = _causes(events)
    undone = _undone(events)
    names = KnownNames.of_events([*events, *causes.values()], by=by)
    for event in events:
        if names.is_silent(event):
            continue
        because = _because(event, causes, undone, names)
        is_recent = timezone.now() - event.at < timedelta(days=UNDO_DAYS)
        can_undo = is_recent and is_undoable(event.kind)
        for text in sentences_of(event, names):
            yield (
                event,
                Entry(
                    at=event.at,
                    text=text,
                    subject=names.of(event.subject_type, event.subject_id),
                    url=names.url_of(event),
                    operation=event.operation if can_undo else None,
                    because=because,
                ),
            )


def is_undoable(kind: str) -> bool:
    return isinstance(ports.undos().get(kind), Callable)  # type: ignore[arg-type]


def asked_page(given: str) -> int | None:
    """Read ``?before=``; what is no id of an event does not count."""
    is_id = given.isascii() and given.isdecimal() and len(given) < 19
    return int(given) if is_id else None


def sentences_of(event: Event, names: KnownNames) -> Sequence[str]:
    telling = ports.tellings().get(event.kind)
    return telling.sentences(event, names) if telling else ()


def _causes(events: Sequence[Event]) -> Mapping[int, Event]:
    ids = {event.cause_id for event in events if event.cause_id}
    if not ids:
        return {}
    rows = Event.objects.filter(workspace_id=events[0].workspace_id, pk__in=ids)
    return {event.pk: event for event in rows.select_related("actor")}


def _undone(events: Sequence[Event]) -> Mapping[UUID, Event]:
    """Return the first event of each operation that one of the events took back."""
    ids = {event.undoes for event in events if event.undoes}
    if not ids:
        return {}
    rows = Event.objects.filter(
        workspace_id=events[0].workspace_id, operation__in=ids
    ).select_related("actor")
    first = rows.order_by("operation", "pk").distinct("operation")
    return {event.operation: event for event in first}


def _because(
    event: Event,
    causes: Mapping[int, Event],
    undone: Mapping[UUID, Event],
    names: KnownNames,
) -> str:
    """Say what caused an event, unless it is of something that is not to be known."""
    before = undone.get(event.undoes) if event.undoes else None
    if before is not None:
        return _("This took back what %(who)s did, %(when)s.") % {
            "who": names.who(before),
            "when": when(before.at),
        }
    cause = causes.get(event.cause_id or 0)
    if cause is None or not names.knows(cause):
        return ""
    said = sentences_of(cause, names)
    return _("Because: %s.") % said[0] if said else ""
