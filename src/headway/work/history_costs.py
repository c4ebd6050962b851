"""How it is told what delay costs."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from headway.events.models import Event
from headway.events.ports import Names, Telling
from headway.work.costs import delay_words
from headway.work.facts_costs import DelayCosted


def tell_costing(event: Event, names: Names) -> list[str]:
    said = {
        side: delay_words(**event.data[side]) if event.data[side] else _("nothing")
        for side in ("before", "after")
    }
    text = _("%(who)s changed what its delay costs: %(before)s → %(after)s")
    return [text % {"who": names.who(event), **said}]


TELLINGS: Mapping[str, Telling] = {DelayCosted.kind: Telling(sentences=tell_costing)}
