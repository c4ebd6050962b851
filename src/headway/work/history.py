"""What happens to work, told as sentences."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
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
from headway.work.estimates import ENDS, told_at_once
from headway.work.facts import (
    ChecklistChanged,
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
    LabelsChanged,
    PeopleAssigned,
    ProjectCreated,
    ProjectDeleted,
    ProjectEdited,
    ProjectPurged,
    ProjectRestored,
    SampleAdded,
    SampleRemoved,
    SkillsNeeded,
)
from headway.work.history_comments import TELLINGS as COMMENT_TELLINGS
from headway.work.history_costs import TELLINGS as COST_TELLINGS
from headway.work.history_demands import TELLINGS as DEMAND_TELLINGS
from headway.work.history_fields import TELLINGS as FIELD_TELLINGS
from headway.work.history_imports import TELLINGS as IMPORT_TELLINGS
from headway.work.history_joining import TELLINGS as JOINING_TELLINGS
from headway.work.history_judging import FRONT_WORDS, JUDGED_WORDS, judged_value
from headway.work.history_judging import TELLINGS as JUDGING_TELLINGS
from headway.work.history_labels import TELLINGS as LABEL_TELLINGS
from headway.work.history_pauses import TELLINGS as PAUSE_TELLINGS
from headway.work.history_planned_costs import TELLINGS as PLANNED_COST_TELLINGS
from headway.work.history_projects import TELLINGS as PROJECT_TELLINGS
from headway.work.history_relations import TELLINGS as RELATION_TELLINGS
from headway.work.history_starts import MUST_START, STARTS, told_as_one_day
from headway.work.history_transfers import TELLINGS as TRANSFER_TELLINGS
from headway.work.history_types import RETYPED, type_of
from headway.work.history_types import TELLINGS as TYPE_TELLINGS
from headway.work.history_views import TELLINGS as VIEW_TELLINGS
from headway.work.lags import logged_lag
from headway.work.models import GrantRole, Item, State
from headway.work.models.importance import importance_words
from headway.work.models.masks import hidden_words
from headway.work.needs import logged_words

EDITED: Mapping[str, Promise] = {
    "title": gettext_lazy("%(who)s changed the title: “%(before)s” → “%(after)s”"),
    "is_joint": gettext_lazy(
        "%(who)s changed how they share it: %(before)s → %(after)s"
    ),
    "description": gettext_lazy("%(who)s changed the description"),
    "drive": gettext_lazy("%(who)s changed what drives it: %(before)s → %(after)s"),
    "effort_minutes": gettext_lazy(
        "%(who)s changed the estimate: %(before)s → %(after)s"
    ),
    "duration_minutes": gettext_lazy(
        "%(who)s changed the duration: %(before)s → %(after)s"
    ),
    "low_minutes": gettext_lazy(
        "%(who)s changed the least it takes: %(before)s → %(after)s"
    ),
    "high_minutes": gettext_lazy(
        "%(who)s changed the most it takes: %(before)s → %(after)s"
    ),
    "remaining_minutes": gettext_lazy(
        "%(who)s changed what is left: %(before)s → %(after)s"
    ),
    "chunk_minutes": gettext_lazy(
        "%(who)s changed the least at a time: %(before)s → %(after)s"
    ),
    "spent_minutes": gettext_lazy(
        "%(who)s changed the time spent: %(before)s → %(after)s"
    ),
    "priority": gettext_lazy("%(who)s changed the importance: %(before)s → %(after)s"),
    **JUDGED_WORDS,
    "starts_no_earlier": gettext_lazy(
        "%(who)s changed the earliest start: %(before)s → %(after)s"
    ),
    "starts_no_later": gettext_lazy(
        "%(who)s changed the latest start: %(before)s → %(after)s"
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
TAKEN_OVER = gettext_lazy("%(who)s took over “%(name)s” from “%(source)s”")
PROJECT_EDITED: Mapping[str, Promise] = {
    "name": gettext_lazy("%(who)s renamed the project: “%(before)s” → “%(after)s”"),
    "calendar": gettext_lazy("%(who)s gave the project another calendar"),
    "priority": gettext_lazy(
        "%(who)s changed the priority of the project: %(before)s → %(after)s"
    ),
    **FRONT_WORDS,
    "starts_no_earlier": gettext_lazy(
        "%(who)s changed the start of the project: %(before)s → %(after)s"
    ),
    "target_on": gettext_lazy(
        "%(who)s changed the target of the project: %(before)s → %(after)s"
    ),
}
CHECKED: Mapping[str, Promise] = {
    "added": gettext_lazy("%(who)s put “%(text)s” on the checklist"),
    "removed": gettext_lazy("%(who)s took “%(text)s” off the checklist"),
    "ticked": gettext_lazy("%(who)s ticked “%(text)s”"),
    "unticked": gettext_lazy("%(who)s took the tick off “%(text)s”"),
    "said": gettext_lazy("%(who)s changed the checklist: “%(before)s” → “%(text)s”"),
    "moved": gettext_lazy("%(who)s moved “%(text)s” on the checklist"),
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
    events = Event.objects.filter(workspace_id=item.workspace_id)
    events = events.filter(subject_type="work.item", subject_id=item.pk)
    event = events.select_related("actor").order_by("-pk").first()
    return (event.author, event.at) if event else None


def tell_coming_and_going(event: Event, names: Names) -> list[str]:
    data = event.data
    name = data.get("title") or data.get("name")
    said = {"who": names.who(event), "name": name, "source": data.get("source")}
    text = str(TAKEN_OVER if said["source"] else CAME[event.kind]) % said
    count = data.get("items", 1) - 1
    if count < 1:
        return [text]
    more = ngettext("with %d item in it", "with %d items in it", count) % count
    return [_("%(text)s, %(more)s") % {"text": text, "more": more}]


def tell_edit(event: Event, names: Names) -> list[str]:
    said: list[str] = []
    told: set[str] = set()
    who = {"who": names.who(event)}
    if at_once := told_at_once(event.data):
        name, before, after = at_once
        said.append(str(EDITED[name]) % {**who, "before": before, "after": after})
        told = {name, *ENDS}
    if days := told_as_one_day(event.data):
        said.append(str(MUST_START) % {**who, **days})
        told |= {*STARTS}
    return [*said, *_changes(event, names, EDITED, told=told)]


def tell_project_edit(event: Event, names: Names) -> list[str]:
    return _changes(event, names, PROJECT_EDITED)


def _changes(
    event: Event,
    names: Names,
    texts: Mapping[str, Promise],
    told: Collection[str] = (),
) -> list[str]:
    """One sentence for each field; what has no text of its own is told as one."""
    who, data = names.who(event), event.data
    said = []
    for name in (name for name in data["after"] if name not in told):
        text = texts.get(name, gettext_lazy("%(who)s changed it"))
        sides = {side: _value(name, data[side][name]) for side in ("before", "after")}
        said.append(str(text) % {"who": who, **sides})
    return list(dict.fromkeys(said))


def tell_move(event: Event, names: Names) -> list[str]:
    for thing in type_of(event):
        return [str(RETYPED) % {"who": names.who(event), "type": names.of(*thing)}]
    before, after = (event.data[side].get("state") for side in ("before", "after"))
    is_reopened = before in CLOSED and after not in CLOSED
    text = REOPENED if is_reopened else MOVED.get(after, PROGRESSED)
    said = {"who": names.who(event)}
    for kind, pk in status_of(event):
        text = INTO
        said["state"] = names.of(kind, pk)
    return [str(text) % said]


def status_of(event: Event) -> list[Thing]:
    """The type that an item got, or the state into which it came within a category."""
    if retyped := type_of(event):
        return retyped
    before, after = event.data["before"], event.data["after"]
    is_named = "status_id" in after and before.get("state") == after.get("state")
    return [("work.workflowstate", after["status_id"])] if is_named else []


def tell_assignment(event: Event, names: Names) -> list[str]:
    said = {side: _people(event.data[side], names) for side in ("before", "after")}
    text = _("%(who)s changed who does it: %(before)s → %(after)s")
    return [text % {"who": names.who(event), **said}]


def tell_needs(event: Event, names: Names) -> list[str]:
    said = {side: logged_words(event.data[side]) for side in ("before", "after")}
    text = _("%(who)s changed the skills that it needs: %(before)s → %(after)s")
    return [text % {"who": names.who(event), **said}]


def tell_checklist(event: Event, names: Names) -> list[str]:
    after = event.data["after"]
    if "is_here" in after:
        name = "added" if after["is_here"] else "removed"
    elif "done_at" in after:
        name = "ticked" if after["done_at"] else "unticked"
    else:
        name = "said" if "text" in after else "moved"
    before = event.data["before"].get("text", "")
    said = {"who": names.who(event), "text": event.data["text"], "before": before}
    return [str(CHECKED[name]) % said]


def tell_labels(event: Event, names: Names) -> list[str]:
    texts = {
        "added": _("%(who)s put on: %(labels)s"),
        "removed": _("%(who)s took off: %(labels)s"),
    }
    return [
        text
        % {
            "who": names.who(event),
            "labels": ", ".join(row["name"] for row in event.data[side]),
        }
        for side, text in texts.items()
        if event.data[side]
    ]


def people_of(event: Event) -> list[Thing]:
    rows = event.data["before"] + event.data["after"]
    return [("people.person", row["person_id"]) for row in rows]


def tell_link(event: Event, names: Names) -> list[str]:
    ends = {
        "before": names.of("work.item", event.subject_id),
        "after": names.of("work.item", event.data["after_id"]),
    }
    text = str(LINKED[event.kind]) % {"who": names.who(event), **ends}
    lag = logged_lag(event.data) if event.kind == ItemsLinked.kind else ""
    return [_("%(text)s, %(more)s") % {"text": text, "more": lag}] if lag else [text]


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


def tell_sample(event: Event, names: Names) -> list[str]:
    said = {"who": names.who(event), **event.data}
    if event.kind == SampleAdded.kind:
        return [_("%(who)s filled the workspace with sample data") % said]
    text = _(
        "%(who)s removed the sample data: %(projects)d projects with %(items)d items, "
        "and %(people)d people"
    )
    return [text % said]


def granted_to(event: Event) -> list[Thing]:
    if event.data.get("team_id") is not None:
        return [("people.team", event.data["team_id"])]
    return [("actors.actor", event.data["actor_id"])]


TELLINGS: Mapping[str, Telling] = {
    **TYPE_TELLINGS,
    **IMPORT_TELLINGS,
    **JOINING_TELLINGS,
    **JUDGING_TELLINGS,
    **dict.fromkeys(CAME, Telling(sentences=tell_coming_and_going)),
    **dict.fromkeys(FILES, Telling(sentences=tell_file)),
    **COMMENT_TELLINGS,
    **COST_TELLINGS,
    **FIELD_TELLINGS,
    **DEMAND_TELLINGS,
    **PAUSE_TELLINGS,
    **PLANNED_COST_TELLINGS,
    **VIEW_TELLINGS,
    **LABEL_TELLINGS,
    **dict.fromkeys(LINKED, Telling(sentences=tell_link)),
    **PROJECT_TELLINGS,
    **RELATION_TELLINGS,
    **TRANSFER_TELLINGS,
    ChecklistChanged.kind: Telling(sentences=tell_checklist),
    GrantGiven.kind: Telling(sentences=tell_grant, mentions=granted_to),
    ItemEdited.kind: Telling(sentences=tell_edit),
    LabelsChanged.kind: Telling(sentences=tell_labels),
    ItemMoved.kind: Telling(sentences=tell_move, mentions=status_of),
    PeopleAssigned.kind: Telling(sentences=tell_assignment, mentions=people_of),
    ProjectEdited.kind: Telling(sentences=tell_project_edit),
    SampleAdded.kind: Telling(sentences=tell_sample),
    SampleRemoved.kind: Telling(sentences=tell_sample),
    SkillsNeeded.kind: Telling(sentences=tell_needs),
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
    if name == "is_joint":
        return _("all at the same time") if value else _("each on their own part")
    if name == "priority":
        return importance_words(value)
    if name == "deadline" or name.startswith(("starts_no_", "finishes_no_")):
        moment = parse_datetime(value)
        return date_words(moment) if moment else str(value)
    if name == "target_on":
        return date_words(date.fromisoformat(value))
    return judged_value(name, value) or Truncator(str(value)).chars(80)
