"""What happened to an item, as sentences."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base.durations import format_minutes
from headway.events.models import Event
from headway.people.models import Person
from headway.ui.words import date_words
from headway.work.facts import (
    ItemCreated,
    ItemEdited,
    ItemMoved,
    ItemsLinked,
    ItemsUnlinked,
    PeopleAssigned,
)
from headway.work.models import Item, Link, State
from headway.work.undo import UNDOS

PAGE_EVENTS = 20
UNDO_DAYS = 30

EDITED: Mapping[str, Promise] = {
    "title": gettext_lazy("%(who)s changed the title: “%(before)s” → “%(after)s”"),
    "description": gettext_lazy("%(who)s changed the description"),
    "drive": gettext_lazy("%(who)s changed what drives it: %(before)s → %(after)s"),
    "effort_minutes": gettext_lazy(
        "%(who)s changed the estimate: %(before)s → %(after)s"
    ),
    "duration_minutes": gettext_lazy(
        "%(who)s changed the duration: %(before)s → %(after)s"
    ),
    "remaining_minutes": gettext_lazy(
        "%(who)s changed what is left: %(before)s → %(after)s"
    ),
    "spent_minutes": gettext_lazy(
        "%(who)s changed the time spent: %(before)s → %(after)s"
    ),
    "priority": gettext_lazy("%(who)s changed the priority: %(before)s → %(after)s"),
    "starts_no_earlier": gettext_lazy(
        "%(who)s changed the earliest start: %(before)s → %(after)s"
    ),
    "finishes_no_earlier": gettext_lazy(
        "%(who)s changed the earliest finish: %(before)s → %(after)s"
    ),
    "deadline": gettext_lazy("%(who)s changed the deadline: %(before)s → %(after)s"),
}
MOVED: Mapping[str, Promise] = {
    State.TODO: gettext_lazy("%(who)s put it back to do"),
    State.DOING: gettext_lazy("%(who)s started it"),
    State.WAITING: gettext_lazy("%(who)s set it to waiting"),
    State.DONE: gettext_lazy("%(who)s finished it"),
    State.CANCELLED: gettext_lazy("%(who)s cancelled it"),
}
REOPENED = gettext_lazy("%(who)s opened it again")
LINKED: Mapping[str, Promise] = {
    ItemsLinked.kind: gettext_lazy("%(who)s let %(after)s wait for %(before)s"),
    ItemsUnlinked.kind: gettext_lazy(
        "%(who)s no longer lets %(after)s wait for %(before)s"
    ),
}


def when(moment: datetime) -> str:
    """Say the time of a moment today, the day of any other."""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return local.strftime("%H:%M")
    pattern = "j M" if local.year == timezone.localdate().year else "j M Y"
    return date_format(local, pattern)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One sentence; ``operation`` where it can still be taken back."""

    at: datetime
    text: str
    operation: UUID | None

    @property
    def when(self) -> str:
        return when(self.at)


@dataclass(frozen=True, kw_only=True)
class History:
    """A page of entries, newest first; ``older`` is where the next begins, or 0."""

    entries: Sequence[Entry]
    older: int


def history_of(
    item: Item, *, by: Actor, before: int | None = None, most: int = PAGE_EVENTS
) -> History:
    """Return what happened to the item, newest first, before the event ``before``."""
    waits_for = Link.objects.filter(after=item).values("before_id")
    about = Q(subject_id=item.pk) | Q(
        subject_id__in=waits_for, kind__in=LINKED, data__after_id=item.pk
    )
    events = (
        Event.objects.visible_to(by)
        .filter(about, subject_type="work.item")
        .select_related("actor")
        .order_by("-pk")
    )
    if before:
        events = events.filter(pk__lt=before)
    page = list(events[: most + 1])
    shown = page[:most]
    names = Names.of(shown, by=by)
    entries = [entry for event in shown for entry in _entries(event, names)]
    return History(entries=entries, older=shown[-1].pk if len(page) > most else 0)


def told(events: Sequence[Event], *, by: Actor) -> Iterator[tuple[Event, Entry]]:
    """Yield each event with its sentences, in order; two queries for all."""
    names = Names.of(events, by=by)
    for event in events:
        for entry in _entries(event, names):
            yield event, entry


def last_change(item: Item) -> tuple[str, datetime] | None:
    """Return who changed the item last, and when."""
    event = (
        Event.objects.filter(workspace_id=item.workspace_id)
        .filter(subject_type="work.item", subject_id=item.pk)
        .select_related("actor")
        .order_by("-pk")
        .first()
    )
    return (event.author, event.at) if event else None


@dataclass(frozen=True, kw_only=True)
class Names:
    """What the ids in events are called; items that ``by`` may not see have no name."""

    people: Mapping[int, str]
    items: Mapping[int, str]

    @classmethod
    def of(cls, events: Iterable[Event], *, by: Actor) -> "Names":
        person_ids: set[int] = set()
        item_ids: set[int] = set()
        for event in events:
            if event.kind == PeopleAssigned.kind:
                rows = event.data["before"] + event.data["after"]
                person_ids |= {row["person_id"] for row in rows}
            elif event.kind in LINKED:
                item_ids |= {event.subject_id, event.data["after_id"]}
        people = Person.objects.visible_to(by).filter(pk__in=person_ids)
        items = Item.objects.visible_to(by).filter(pk__in=item_ids)
        return cls(
            people=dict(people.values_list("pk", "actor__name")),
            items={i.pk: i.key for i in items.select_related("project")},
        )


def _entries(event: Event, names: Names) -> Iterable[Entry]:
    is_recent = timezone.now() - event.at < timedelta(days=UNDO_DAYS)
    can_undo = is_recent and event.kind in UNDOS
    for text in _sentences(event, names):
        yield Entry(
            at=event.at, text=text, operation=event.operation if can_undo else None
        )


def _sentences(event: Event, names: Names) -> list[str]:
    who, data = event.author, event.data
    if event.kind == ItemCreated.kind:
        return [_("%(who)s created “%(title)s”") % {"who": who, "title": data["title"]}]
    if event.kind == ItemEdited.kind:
        return [_edited(who, name, data) for name in data["after"]]
    if event.kind == ItemMoved.kind:
        return [_moved(who, data)]
    if event.kind == PeopleAssigned.kind:
        said = {name: _people(data[name], names) for name in ("before", "after")}
        text = _("%(who)s changed who does it: %(before)s → %(after)s")
        return [text % {"who": who, **said}]
    if event.kind in LINKED:
        ends = {
            "before": names.items.get(event.subject_id, _("another item")),
            "after": names.items.get(data["after_id"], _("another item")),
        }
        return [str(LINKED[event.kind]) % {"who": who, **ends}]
    return []


def _edited(who: str, name: str, data: Mapping[str, Any]) -> str:
    text = EDITED.get(name, gettext_lazy("%(who)s changed it"))
    values = {side: _value(name, data[side][name]) for side in ("before", "after")}
    return str(text) % {"who": who, **values}


def _moved(who: str, data: Mapping[str, Any]) -> str:
    closed = {State.DONE, State.CANCELLED}
    before, after = data["before"]["state"], data["after"]["state"]
    is_reopened = before in closed and after not in closed
    text = REOPENED if is_reopened else MOVED[after]
    return str(text) % {"who": who}


def _people(rows: Iterable[Mapping[str, Any]], names: Names) -> str:
    called = [names.people.get(row["person_id"], _("someone")) for row in rows]
    return ", ".join(called) or _("nobody")


def _value(name: str, value: Any) -> str:
    """Write a logged value for people."""
    if value is None and name.endswith("_minutes"):
        return _("not said")
    if value is None or value == "":
        return _("nothing")
    if name.endswith("_minutes"):
        return format_minutes(value)
    if name in ("starts_no_earlier", "finishes_no_earlier", "deadline"):
        moment = parse_datetime(value)
        return date_words(moment) if moment else str(value)
    return Truncator(str(value)).chars(80)
