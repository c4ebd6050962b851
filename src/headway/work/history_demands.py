"""How it is told what work is expected."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.events.models import Event
from headway.events.ports import Names, Telling
from headway.work.facts_demands import DemandAdded, DemandEdited, DemandRemoved

SAID: Mapping[str, Promise] = {
    DemandAdded.kind: gettext_lazy("%(who)s expects “%(title)s”"),
    DemandRemoved.kind: gettext_lazy("%(who)s no longer expects “%(title)s”"),
}


def demand_of(event: Event) -> tuple[str, int]:
    return "work.demand", event.data["demand_id"]


def mentioned(event: Event) -> list[tuple[str, int]]:
    return [demand_of(event)]


def tell(event: Event, names: Names) -> list[str]:
    """Nothing to guests, who are not told what is expected."""
    if not names.has(*demand_of(event)):
        return []
    said = {"who": names.who(event), "title": names.of(*demand_of(event))}
    return [str(SAID[event.kind]) % said]


def tell_edit(event: Event, names: Names) -> list[str]:
    if not names.has(*demand_of(event)):
        return []
    said = {"who": names.who(event), "title": names.of(*demand_of(event))}
    before, after = event.data["before"], event.data["after"]
    if "probability_percent" in after:
        text = _(
            "%(who)s expects “%(title)s” with %(after)d %% instead of %(before)d %%"
        )
        both = (before["probability_percent"], after["probability_percent"])
        return [text % {**said, "before": both[0], "after": both[1]}]
    return [_("%(who)s changed what is expected: “%(title)s”") % said]


TELLINGS: Mapping[str, Telling] = {
    **dict.fromkeys(SAID, Telling(sentences=tell, mentions=mentioned)),
    DemandEdited.kind: Telling(sentences=tell_edit, mentions=mentioned),
}
