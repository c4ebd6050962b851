"""How it is told what items are planned to cost: to administrators."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from headway.events.models import Event
from headway.events.ports import Names, Telling
from headway.work.actions.planning_costs import costs_in
from headway.work.facts_planned_costs import CostsPlanned
from headway.work.planned_costs import total_words


def tell_costs(event: Event, names: Names) -> list[str]:
    said = {side: _words(event.data[side]) for side in ("before", "after")}
    text = _("%(who)s changed what it is planned to cost: %(before)s → %(after)s")
    return [text % {"who": names.who(event), **said}]


def _words(rows: Iterable[Mapping[str, Any]]) -> str:
    return total_words(costs_in(rows)) or _("nothing")


TELLINGS: Mapping[str, Telling] = {
    CostsPlanned.kind: Telling(sentences=tell_costs, is_private=True)
}
