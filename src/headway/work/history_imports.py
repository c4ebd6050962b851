"""How it is told what happened to items elsewhere: by whom and when it was there."""

from collections.abc import Iterable, Mapping

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.events.models import Event
from headway.events.ports import Names, Telling, Thing
from headway.ui.words import date_words
from headway.work.facts_imports import CREATED, TOLD, ItemChangedElsewhere

FIELDS: Mapping[str, Promise] = {
    "state": gettext_lazy("the state"),
    "title": gettext_lazy("the title"),
    "description": gettext_lazy("the description"),
    "assignee": gettext_lazy("who works on it"),
    "label": gettext_lazy("the labels"),
    "deadline": gettext_lazy("the deadline"),
    "project": gettext_lazy("the project"),
    "parent": gettext_lazy("what it is part of"),
    "importance": gettext_lazy("the importance"),
    "estimate": gettext_lazy("the estimate"),
}
LONGEST = 80


def tell_change(event: Event, names: Names) -> list[str]:
    data = event.data
    person = data["person_id"]
    who = names.of("people.person", person) if person else ""
    said = {
        "who": who or data["author"] or _("Somebody"),
        "field": FIELDS.get(data["field"], data["field"]),
        "before": Truncator(data["before"]).chars(LONGEST),
        "after": Truncator(data["after"]).chars(LONGEST),
    }
    if data["field"] == CREATED:
        text = _("%(who)s created it") % said
    elif data["field"] == TOLD:
        text = data["after"]
    elif not data["before"] and not data["after"]:
        text = _("%(who)s changed %(field)s") % said
    else:
        text = _("%(who)s changed %(field)s: “%(before)s” → “%(after)s”") % said
    at = parse_datetime(data["happened_at"] or "")
    if at is None:
        return [_("%(text)s, before it was imported") % {"text": text}]
    day = {"text": text, "day": date_words(at)}
    return [_("%(text)s on %(day)s, before it was imported") % day]


def authors(event: Event) -> Iterable[Thing]:
    person = event.data["person_id"]
    return [("people.person", person)] if person else []


TELLINGS: Mapping[str, Telling] = {
    ItemChangedElsewhere.kind: Telling(sentences=tell_change, mentions=authors)
}
