"""What happens to types and their states, told as sentences."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from headway.events.models import Event
from headway.events.ports import Names, Telling, Thing
from headway.work.facts_types import (
    ItemRanked,
    StateAdded,
    StateEdited,
    StateMadeDefault,
    StateRemoved,
    StateRestored,
    StatesOrdered,
    TypeAdded,
    TypeRemoved,
    TypeRenamed,
    TypeRestored,
)

RETYPED = gettext_lazy("%(who)s made it a “%(type)s”")

TOLD: Mapping[str, Promise] = {
    ItemRanked.kind: gettext_lazy("%(who)s gave it another place on the board"),
    StateAdded.kind: gettext_lazy("%(who)s added the state “%(name)s”"),
    StateEdited.kind: gettext_lazy("%(who)s changed the state “%(name)s”"),
    StateMadeDefault.kind: gettext_lazy(
        "%(who)s made “%(name)s” the state into which items come"
    ),
    StateRemoved.kind: gettext_lazy("%(who)s removed the state “%(name)s”"),
    StateRestored.kind: gettext_lazy("%(who)s restored the state “%(name)s”"),
    StatesOrdered.kind: gettext_lazy("%(who)s put the states of “%(name)s” in order"),
    TypeAdded.kind: gettext_lazy("%(who)s added the type “%(name)s”"),
    TypeRemoved.kind: gettext_lazy("%(who)s removed the type “%(name)s”"),
    TypeRenamed.kind: gettext_lazy(
        "%(who)s renamed the type: “%(before)s” → “%(name)s”"
    ),
    TypeRestored.kind: gettext_lazy("%(who)s restored the type “%(name)s”"),
}


def type_of(event: Event) -> list[Thing]:
    """The type that an item got in place of another one."""
    before, after = (event.data[side].get("type_id") for side in ("before", "after"))
    is_other = None not in (before, after) and before != after
    return [("work.itemtype", after)] if is_other else []


def tell(event: Event, names: Names) -> list[str]:
    return [str(TOLD[event.kind]) % {**event.data, "who": names.who(event)}]


TELLINGS: Mapping[str, Telling] = dict.fromkeys(TOLD, Telling(sentences=tell))
