"""What happens to the labels of a workspace, told as sentences."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from headway.events.models import Event
from headway.events.ports import Names, Telling
from headway.work.facts_labels import LabelEdited, LabelRemoved, LabelRestored
from headway.work.history_edits import told_edits
from headway.work.models import Colour

EDITED: Mapping[str, Promise] = {
    "name": gettext_lazy("%(who)s renamed the label “%(before)s” to “%(after)s”"),
    "colour": gettext_lazy("%(who)s made the label “%(name)s” %(after)s"),
}
REMOVED = gettext_lazy("%(who)s removed the label “%(name)s”")
MERGED = gettext_lazy("%(who)s merged the label “%(name)s” into “%(into)s”")
RESTORED = gettext_lazy("%(who)s restored the label “%(name)s”")


def tell_edit(event: Event, names: Names) -> list[str]:
    return told_edits(event, names, EDITED, _value)


def _value(name: str, value: str) -> str:
    return str(Colour(value).label).lower() if name == "colour" else value


def tell(event: Event, names: Names) -> list[str]:
    text = MERGED if event.data.get("into") else REMOVED
    if event.kind == LabelRestored.kind:
        text = RESTORED
    values = {"name": event.data["name"], "into": event.data.get("into", "")}
    return [str(text) % {"who": names.who(event), **values}]


TELLINGS: Mapping[str, Telling] = {
    LabelEdited.kind: Telling(sentences=tell_edit),
    LabelRemoved.kind: Telling(sentences=tell),
    LabelRestored.kind: Telling(sentences=tell),
}
