"""The reader's items that others hold up: who, and since when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.events.models import Event
from headway.ui.words import date_words
from headway.work.facts import ItemMoved
from headway.work.models import Item, State
from headway.work.reading import Row
from headway.work.today.network import Network


@dataclass(frozen=True, kw_only=True)
class Waiting:
    row: Row
    text: str

    @property
    def can_resume(self) -> bool:
        return self.row.can_change and self.row.item.state == State.WAITING


def is_waiting(row: Row, network: Network) -> bool:
    """Whether the reader can do nothing about it: set so, or after others' work."""
    if row.item.state == State.WAITING:
        return True
    is_held = row.tile == "later" and row.item.state == State.TODO
    return is_held and bool(network.others_before(row.item.pk))


def set_to_wait(ids: Collection[int], *, by: Actor) -> Mapping[int, Event]:
    """Return, by item, the event that set it to waiting last; one query."""
    events = (
        Event.objects.visible_to(by)
        .filter(subject_type="work.item", subject_id__in=ids, kind=ItemMoved.kind)
        .filter(data__after__state=State.WAITING)
        .select_related("actor")
        .order_by("subject_id", "-pk")
        .distinct("subject_id")
    )
    return {event.subject_id: event for event in events}


def waiting_of(
    row: Row, network: Network, events: Mapping[int, Event], *, by: Actor
) -> Waiting:
    """Say who holds the item up, and since when where that is known.

    Guests are not told who set it so: histories do not tell them either.
    """
    event = events.get(row.item.pk)
    blocker = network.blocker(row.item.pk)
    names = network.others_before(row.item.pk)
    if blocker is not None and names:
        text = _behind(blocker, names)
    elif event is not None and by.is_guest:
        text = _("set to waiting on %(date)s") % {"date": date_words(event.at)}
    elif event is not None:
        said = {"date": date_words(event.at), "who": event.actor.name}
        text = _("set to waiting by %(who)s on %(date)s") % said
    else:
        text = _("set to waiting")
    return Waiting(row=row, text=text)


def _behind(blocker: Item, names: Collection[str]) -> str:
    first, *rest = names
    who = first
    if rest:
        more = ngettext(
            "%(who)s and %(n)d other", "%(who)s and %(n)d others", len(rest)
        )
        who = more % {"who": first, "n": len(rest)}
    said = {"who": who, "key": blocker.key}
    if blocker.started_at is not None:
        said["since"] = date_words(blocker.started_at)
    outlook = getattr(blocker, "outlook", None)
    if outlook is not None and outlook.p50 is not None:
        said["likely"] = date_words(outlook.p50)
    if "since" in said:
        text = _at_work(is_dated="likely" in said)
    else:
        text = _not_started(len(names), is_dated="likely" in said)
    return text % said


def _at_work(*, is_dated: bool) -> str:
    if is_dated:
        return _("%(who)s, at %(key)s since %(since)s, likely done %(likely)s")
    return _("%(who)s, at %(key)s since %(since)s")


def _not_started(people: int, *, is_dated: bool) -> str:
    if is_dated:
        return ngettext(
            "%(who)s has not started %(key)s, likely done %(likely)s",
            "%(who)s have not started %(key)s, likely done %(likely)s",
            people,
        )
    return ngettext(
        "%(who)s has not started %(key)s", "%(who)s have not started %(key)s", people
    )
