"""What happens to fields of the workspace, and is said in them, told as sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.events.models import Event
from headway.events.ports import Names, Telling, Thing
from headway.work.facts_fields import (
    FieldAdded,
    FieldArchived,
    FieldEdited,
    FieldRemoved,
    FieldRestored,
    FieldsFilled,
    FieldUnarchived,
)
from headway.work.field_values import PERSON, plain_words
from headway.work.history_edits import told_edits
from headway.work.models import FieldKind

TOLD: Mapping[str, Promise] = {
    FieldAdded.kind: gettext_lazy("%(who)s added the field “%(name)s”"),
    FieldArchived.kind: gettext_lazy("%(who)s archived the field “%(name)s”"),
    FieldUnarchived.kind: gettext_lazy(
        "%(who)s took the field “%(name)s” out of the archive"
    ),
    FieldRemoved.kind: gettext_lazy("%(who)s removed the field “%(name)s”"),
    FieldRestored.kind: gettext_lazy("%(who)s restored the field “%(name)s”"),
}
EDITED: Mapping[str, Promise] = {
    "name": gettext_lazy("%(who)s renamed the field “%(before)s” to “%(after)s”"),
    "options": gettext_lazy(
        "%(who)s changed the options of the field “%(name)s”: %(before)s → %(after)s"
    ),
    "type_ids": gettext_lazy("%(who)s changed for which types “%(name)s” is"),
    "is_shown_to_guests": gettext_lazy(
        "%(who)s changed whether guests see “%(name)s”: %(before)s → %(after)s"
    ),
}
FILLED = gettext_lazy("%(who)s changed “%(name)s”: %(before)s → %(after)s")


def tell(event: Event, names: Names) -> list[str]:
    said = {"who": names.who(event), "name": event.data["name"]}
    return [str(TOLD[event.kind]) % said]


def tell_edit(event: Event, names: Names) -> list[str]:
    return told_edits(event, names, EDITED, _value)


def _value(name: str, value: Any) -> str:
    if name == "options":
        return ", ".join(row["name"] for row in value) or _("none")
    if name == "is_shown_to_guests":
        return _("yes") if value else _("no")
    return str(value)


def tell_filling(event: Event, names: Names) -> list[str]:
    """One sentence for each field of which the reader may know."""
    before = {row["field_id"]: row for row in event.data["before"]}
    return [
        str(FILLED)
        % {
            "who": names.who(event),
            "name": row["name"],
            "before": _words(before[row["field_id"]], names),
            "after": _words(row, names),
        }
        for row in event.data["after"]
        if names.has("work.customfield", row["field_id"])
    ]


def _words(row: Mapping[str, Any], names: Names) -> str:
    """Say a logged value in the reader's language."""
    value = row["value"]
    if value is None:
        return _("nothing")
    kind = FieldKind(row["kind"])
    if kind is FieldKind.PERSON:
        return names.of("people.person", value[PERSON])
    said = plain_words(kind, value)
    return Truncator(row["words"]).chars(80) if said is None else said


def mentioned(event: Event) -> Iterator[Thing]:
    for row in (*event.data["before"], *event.data["after"]):
        yield ("work.customfield", row["field_id"])
        if isinstance(row["value"], dict):
            yield ("people.person", row["value"][PERSON])


TELLINGS: Mapping[str, Telling] = {
    **dict.fromkeys(TOLD, Telling(sentences=tell)),
    FieldEdited.kind: Telling(sentences=tell_edit),
    FieldsFilled.kind: Telling(sentences=tell_filling, mentions=mentioned),
}
