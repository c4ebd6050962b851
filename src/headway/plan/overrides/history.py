"""How it is told that an item was put before others."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from headway.events.models import Event
from headway.events.ports import Names, Telling, Thing
from headway.plan.overrides.facts import OverrideRemoved, OverrideSet


def tell_setting(event: Event, names: Names) -> list[str]:
    who = names.who(event)
    for thing in others(event):
        values = {"who": who, "other": names.of(*thing)}
        return [_("%(who)s put it before %(other)s, whatever it is worth") % values]
    return [_("%s put it before all others, whatever it is worth") % who]


def others(event: Event) -> list[Thing]:
    other = event.data["ahead_of_id"]
    return [] if other is None else [("work.item", other)]


def tell_removal(event: Event, names: Names) -> list[str]:
    return [_("%s gave it the place again that it is worth") % names.who(event)]


TELLINGS: Mapping[str, Telling] = {
    OverrideSet.kind: Telling(sentences=tell_setting, mentions=others),
    OverrideRemoved.kind: Telling(sentences=tell_removal),
}
