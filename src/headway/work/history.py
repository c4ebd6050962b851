"""What happens to work, told as sentences."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from headway.base.durations import format_minutes
from headway.events.models import Event
from headway.events.ports import Names, Telling, Thing
from headway.ui.words import date_words
from headway.work.facts import (
    FileAdded,
    FilePurged,
    FileRemoved,
    FileReplaced,
    FileRestored,
    GrantGiven,
    ItemCreated,
    ItemDeleted,
    ItemEdited,
    ItemMoved,
    ItemPurged,
    ItemRestored,
    ItemsLinked,
    ItemsUnlinked,
    PeopleAssigned,
    ProjectCreated,
    ProjectDeleted,
    ProjectEdited,
    ProjectPurged,
    ProjectRestored,
)
from headway.work.history_types import TELLINGS as TYPE_TELLINGS
from headway.work.models import GrantRole, Item, State
from headway.work.models.masks import hidden_words

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
CLOSED = frozenset({State.DONE, State.CANCELLED})
REOPENED = gettext_lazy("%(who)s opened it again")
INTO = gettext_lazy("%(who)s moved it into “%(state)s”")
PROGRESSED = gettext_lazy("%(who)s changed how far it is")
LINKED: Mapping[str, Promise] = {
    ItemsLinked.kind: gettext_lazy("%(who)s let %(after)s wait for %(before)s"),
    ItemsUnlinked.kind: gettext_lazy(
        "%(who)s no longer lets %(after)s wait for %(before)s"
    ),
}


CAME: Mapping[str, Promise] = {
    ItemCreated.kind: gettext_lazy("%(who)s created “%(name)s”"),
    ItemDeleted.kind: gettext_lazy("%(who)s put “%(name)s” into the bin"),
    ItemRestored.kind: gettext_lazy("%(who)s restored “%(name)s” from the bin"),
    ItemPurged.kind: gettext_lazy("“%(name)s” left the bin for good"),
    ProjectCreated.kind: gettext_lazy("%(who)s created the project “%(name)s”"),
    ProjectDeleted.kind: gettext_lazy("%(who)s put the project into the bin"),
    ProjectRestored.kind: gettext_lazy("%(who)s restored the project from the bin"),
    ProjectPurged.kind: gettext_lazy("The project “%(name)s” left the bin for good"),
}
PROJECT_EDITED: Mapping[str, Promise] = {
    "name": gettext_lazy("%(who)s renamed the project: “%(before)s” → “%(after)s”"),
    "calendar": gettext_lazy("%(who)s gave the project another calendar"),
    "priority": gettext_lazy(
        "%(who)s changed the priority of the project: %(before)s → %(after)s"
    ),
    "starts_no_earlier": gettext_lazy(
        "%(who)s changed the start of the project: %(before)s → %(after)s"
    ),
}


FILES: Mapping[str, Promise] = {
    FileAdded.kind: gettext_lazy("%(who)s added the file “%(name)s”"),
    FileReplaced.kind: gettext_lazy(
        "%(who)s replaced the file “%(name)s”: it is version %(version)s now"
    ),
    FileRemoved.kind: gettext_lazy("%(who)s put the file “%(name)s” into the bin"),
    FileRestored.kind: gettext_lazy(
        "%(who)s restored the file “%(name)s” from the bin"
    ),
    FilePurged.kind: gettext_lazy("The file “%(name)s” left the bin for good"),
}


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


def tell_coming_and_going(event: Event, names: Names) -> list[str]:
    data = event.data
    name = data.get("title") or data.get("name")
    text = str(CAME[event.kind]) % {"who": names.who(event), "name": name}
    count = data.get("items", 1) - 1
    if count < 1:
        return [text]
    more = ngettext("with %d item in it", "with %d items in it", count) % count
    return [_("%(text)s, %(more)s") % {"text": text, "more": more}]


def tell_edit(event: Event, names: Names) -> list[str]:
    return _changes(event, names, EDITED)


def tell_project_edit(event: Event, names: Names) -> list[str]:
    return _changes(event, names, PROJECT_EDITED)


def _changes(event: Event, names: Names, texts: Mapping[str, Promise]) -> list[str]:
    """One sentence for each field; what has no text of its own is told as one."""
    who, data = names.who(event), event.data
    said = []
    for name in data["after"]:
        text = texts.get(name, gettext_lazy("%(who)s changed it"))
        sides = {side: _value(name, data[side][name]) for side in ("before", "after")}
        said.append(str(text) % {"who": who, **sides})
    return list(dict.fromkeys(said))


def tell_move(event: Event, names: Names) -> list[str]:
    before, after = (event.data[side].get("state") for side in ("before", "after"))
    is_reopened = before in CLOSED and after not in CLOSED
    text = REOPENED if is_reopened else MOVED.get(after, PROGRESSED)
    said = {"who": names.who(event)}
    for kind, pk in status_of(event):
        text = INTO
        said["state"] = names.of(kind, pk)
    return [str(text) % said]


def status_of(event: Event) -> list[Thing]:
    """The state into which an item came from another one of the same category."""
    before, after = event.data["before"], event.data["after"]
    is_named = "status_id" in after and before.get("state") == after.get("state")
    return [("work.workflowstate", after["status_id"])] if is_named else []


def tell_assignment(event: Event, names: Names) -> list[str]:
    said = {side: _people(event.data[side], names) for side in ("before", "after")}
    text = _("%(who)s changed who does it: %(before)s → %(after)s")
    return [text % {"who": names.who(event), **said}]


def people_of(event: Event) -> list[Thing]:
    rows = event.data["before"] + event.data["after"]
    return [("people.person", row["person_id"]) for row in rows]


def tell_link(event: Event, names: Names) -> list[str]:
    ends = {
        "before": names.of("work.item", event.subject_id),
        "after": names.of("work.item", event.data["after_id"]),
    }
    return [str(LINKED[event.kind]) % {"who": names.who(event), **ends}]


def tell_file(event: Event, names: Names) -> list[str]:
    return [
        str(FILES[event.kind]) % {"version": "", **event.data, "who": names.who(event)}
    ]


def tell_grant(event: Event, names: Names) -> list[str]:
    [holder] = granted_to(event)
    said = {"who": names.who(event), "whom": names.of(*holder)}
    if event.data["role"] is None:
        return [_("%(who)s took access away from %(whom)s") % said]
    role = GrantRole(event.data["role"]).label
    text = _("%(who)s made %(whom)s: %(role)s") % {**said, "role": role}
    if end := parse_datetime(event.data.get("ends_at") or ""):
        text = _("%(text)s, until %(day)s") % {"text": text, "day": date_words(end)}
    if hides := hidden_words(event.data.get("hides", [])):
        text = _("%(text)s, without %(hidden)s") % {"text": text, "hidden": hides}
    return [text]


def granted_to(event: Event) -> list[Thing]:
    if event.data.get("team_id") is not None:
        return [("people.team", event.data["team_id"])]
    return [("actors.actor", event.data["actor_id"])]


TELLINGS: Mapping[str, Telling] = {
    **TYPE_TELLINGS,
    **dict.fromkeys(CAME, Telling(sentences=tell_coming_and_going)),
    **dict.fromkeys(FILES, Telling(sentences=tell_file)),
    **dict.fromkeys(LINKED, Telling(sentences=tell_link)),
    GrantGiven.kind: Telling(sentences=tell_grant, mentions=granted_to),
    ItemEdited.kind: Telling(sentences=tell_edit),
    ItemMoved.kind: Telling(sentences=tell_move, mentions=status_of),
    PeopleAssigned.kind: Telling(sentences=tell_assignment, mentions=people_of),
    ProjectEdited.kind: Telling(sentences=tell_project_edit),
}


def _people(rows: Iterable[Mapping[str, Any]], names: Names) -> str:
    called = [names.of("people.person", row["person_id"]) for row in rows]
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
