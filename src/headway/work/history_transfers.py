"""How it is told that items moved from project to project, and were copied."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from headway.events.models import Event
from headway.events.ports import Names, Telling, Thing
from headway.work.facts import ItemDuplicated, ItemLeft, ItemTransferred


def tell_transfer(event: Event, names: Names) -> list[str]:
    text = _("%(who)s moved “%(title)s” from %(old)s to %(new)s")
    said = {
        "who": names.who(event),
        "title": event.data["title"],
        "old": names.of("work.project", event.data["old_project_id"]),
        "new": names.of("work.project", event.data["project_id"]),
    }
    return [text % said]


def tell_leaving(event: Event, names: Names) -> list[str]:
    text = _("%(who)s moved “%(title)s” to %(new)s")
    said = {
        "who": names.who(event),
        "title": event.data["title"],
        "new": names.of("work.project", event.data["new_project_id"]),
    }
    return [text % said]


def tell_copy(event: Event, names: Names) -> list[str]:
    text = _("%(who)s created “%(title)s” as a copy of %(original)s")
    said = {
        "who": names.who(event),
        "title": event.data["title"],
        "original": names.of("work.item", event.data["original_id"]),
    }
    return [text % said]


def original_of(event: Event) -> Iterable[Thing]:
    return [("work.item", event.data["original_id"])]


def projects_of(event: Event) -> Iterable[Thing]:
    names = ("project_id", "old_project_id", "new_project_id")
    return [("work.project", event.data[n]) for n in names if n in event.data]


TELLINGS: Mapping[str, Telling] = {
    ItemTransferred.kind: Telling(sentences=tell_transfer, mentions=projects_of),
    ItemDuplicated.kind: Telling(sentences=tell_copy, mentions=original_of),
    ItemLeft.kind: Telling(sentences=tell_leaving, mentions=projects_of),
}
