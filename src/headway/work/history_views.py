"""What happens to saved views, told as sentences."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from headway.events.models import Event
from headway.events.ports import Names, Telling
from headway.work.facts_views import ViewEdited, ViewRemoved, ViewRestored, ViewSaved

TOLD: Mapping[str, Promise] = {
    ViewEdited.kind: gettext_lazy("%(who)s changed the saved view"),
    ViewRemoved.kind: gettext_lazy("%(who)s removed the saved view"),
    ViewRestored.kind: gettext_lazy("%(who)s restored the saved view"),
    ViewSaved.kind: gettext_lazy("%(who)s saved the view"),
}


def tell(event: Event, names: Names) -> list[str]:
    return [str(TOLD[event.kind]) % {"who": names.who(event)}]


TELLINGS: Mapping[str, Telling] = dict.fromkeys(TOLD, Telling(sentences=tell))
