"""How it is told that work is judged otherwise, or in another way."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.events.models import Event
from headway.events.ports import Names, Telling
from headway.work.facts_judging import FrontChosen
from headway.work.judgements import star_words
from headway.work.models import Front, Moscow, Quadrant

JUDGED_WORDS: Final[Mapping[str, Promise]] = {
    "stars": gettext_lazy("%(who)s changed the stars: %(before)s → %(after)s"),
    "moscow": gettext_lazy("%(who)s changed MoSCoW: %(before)s → %(after)s"),
    "rice_reach": gettext_lazy("%(who)s changed the reach: %(before)s → %(after)s"),
    "rice_impact_percent": gettext_lazy(
        "%(who)s changed the impact: %(before)s → %(after)s"
    ),
    "rice_confidence_percent": gettext_lazy(
        "%(who)s changed the confidence: %(before)s → %(after)s"
    ),
    "wsjf_value": gettext_lazy("%(who)s changed the value: %(before)s → %(after)s"),
    "wsjf_criticality": gettext_lazy(
        "%(who)s changed the time criticality: %(before)s → %(after)s"
    ),
    "wsjf_reduction": gettext_lazy(
        "%(who)s changed the risk reduction: %(before)s → %(after)s"
    ),
    "quadrant": gettext_lazy(
        "%(who)s changed what it is in the matrix of Eisenhower: %(before)s → %(after)s"
    ),
}
FRONT_WORDS: Final[Mapping[str, Promise]] = {
    "front": gettext_lazy("%(who)s changed how work is judged: %(before)s → %(after)s"),
    "usual_reach": gettext_lazy(
        "%(who)s changed the reach of normal work: %(before)s → %(after)s"
    ),
}
NAMED: Final[Mapping[str, Any]] = {
    "moscow": Moscow,
    "quadrant": Quadrant,
    "front": Front,
}


def judged_value(name: str, value: Any) -> str | None:
    """Write a value of these that is not empty; None of any other."""
    if name in NAMED:
        return str(NAMED[name](value).label)
    if name == "stars":
        return star_words(int(value))
    if name == "rice_impact_percent":
        return f"{value / 100:g}"
    if name == "rice_confidence_percent":
        return str(_("%d %%") % value)
    return None


def tell_default(event: Event, names: Names) -> list[str]:
    said = {side: Front(event.data[side]).label for side in ("before", "after")}
    text = _("%(who)s changed how new projects judge work: %(before)s → %(after)s")
    return [text % {"who": names.who(event), **said}]


TELLINGS: Mapping[str, Telling] = {FrontChosen.kind: Telling(sentences=tell_default)}
