"""How pauses are told."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from headway.events.models import Event
from headway.events.ports import Names, Telling
from headway.work.actions.pausing import spans_of
from headway.work.facts_pauses import ItemPaused
from headway.work.pauses import pauses_words


def tell_pauses(event: Event, names: Names) -> list[str]:
    said = {
        side: pauses_words(spans_of(event.data[side])) or _("none")
        for side in ("before", "after")
    }
    text = _("%(who)s changed its pauses: %(before)s → %(after)s")
    return [text % {"who": names.who(event), **said}]


TELLINGS: Mapping[str, Telling] = {ItemPaused.kind: Telling(sentences=tell_pauses)}
