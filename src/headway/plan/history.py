"""What happens to plans, told as sentences."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.events.models import Event
from headway.events.ports import Names, Telling
from headway.plan.baselines.history import TELLINGS as BASELINE_TELLINGS
from headway.plan.facts import (
    ConflictsProven,
    OrderFound,
    PlanAsked,
    PlanningChanged,
    ProjectReplanned,
)
from headway.plan.overrides.history import TELLINGS as OVERRIDE_TELLINGS


def tell_plan(event: Event, names: Names) -> list[str]:
    count = event.data["items"]
    text = ngettext("Dates of %d item moved", "Dates of %d items moved", count)
    return [text % count]


def tell_proof(event: Event, names: Names) -> list[str]:
    return [_("Which dates cannot all be kept has changed")]


def tell_asking(event: Event, names: Names) -> list[str]:
    return [_("%s asked for a new plan") % names.who(event)]


def tell_planning(event: Event, names: Names) -> list[str]:
    if event.data["is_by_hand"]:
        return [_("%s let plans wait until somebody asks") % names.who(event)]
    return [_("%s let plans follow every change") % names.who(event)]


def tell_order(event: Event, names: Names) -> list[str]:
    moves = event.data["moves"]
    text = ngettext(
        "A better order was found: %(percent)d %% less delay is expected; %(moves)d "
        "item starts at another time in the next two weeks",
        "A better order was found: %(percent)d %% less delay is expected; %(moves)d "
        "items start at another time in the next two weeks",
        moves,
    )
    return [text % {"percent": event.data["saved_percent"], "moves": moves}]


TELLINGS: Mapping[str, Telling] = {
    **BASELINE_TELLINGS,
    **OVERRIDE_TELLINGS,
    ConflictsProven.kind: Telling(sentences=tell_proof),
    OrderFound.kind: Telling(sentences=tell_order),
    PlanAsked.kind: Telling(sentences=tell_asking),
    PlanningChanged.kind: Telling(sentences=tell_planning),
    ProjectReplanned.kind: Telling(sentences=tell_plan),
}
