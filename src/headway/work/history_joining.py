"""How it is told that a placeholder was found to be somebody."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from headway.events.models import Event
from headway.events.ports import Names, Telling
from headway.work.facts_joining import PersonJoined, PersonParted

TOLD: Mapping[str, Promise] = {
    PersonJoined.kind: gettext_lazy(
        "%(who)s said that the placeholder “%(name)s” is %(person)s"
    ),
    PersonParted.kind: gettext_lazy(
        "%(who)s said that the placeholder “%(name)s” is not %(person)s"
    ),
}


def tell(event: Event, names: Names) -> list[str]:
    said = {
        "who": names.who(event),
        "name": event.data["name"],
        "person": names.of("people.person", event.data["person_id"]),
    }
    return [str(TOLD[event.kind]) % said]


TELLINGS: Mapping[str, Telling] = dict.fromkeys(TOLD, Telling(sentences=tell))
