"""How it is told that items have to do with each other."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from headway.events.models import Event
from headway.events.ports import Names, Telling
from headway.work.facts import ItemsRelated, ItemsUnrelated
from headway.work.models import RelationKind

SAID: Mapping[str, Promise] = {
    ItemsRelated.kind: gettext_lazy("%(who)s said: %(source)s %(verb)s %(target)s"),
    ItemsUnrelated.kind: gettext_lazy(
        "%(who)s no longer says: %(source)s %(verb)s %(target)s"
    ),
}


def tell_relation(event: Event, names: Names) -> list[str]:
    said = {
        "who": names.who(event),
        "verb": RelationKind(event.data["relation"]).label,
        "source": names.of("work.item", event.subject_id),
        "target": names.of("work.item", event.data["target_id"]),
    }
    return [str(SAID[event.kind]) % said]


TELLINGS: Mapping[str, Telling] = dict.fromkeys(SAID, Telling(sentences=tell_relation))
