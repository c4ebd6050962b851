"""What would help a date, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from headway.ui.words import chance_words, date_words, tone_of
from headway.work.models import Item

if TYPE_CHECKING:
    from headway.plan.levers import Cut, Help, Levers


@dataclass(frozen=True, kw_only=True)
class ShownHelp:
    """A change in words; ``items`` are named in it, and linked behind it."""

    text: str
    items: Sequence[Item]
    chance: str
    tone: str
    p85: datetime | None


@dataclass(frozen=True, kw_only=True)
class ShownCut:
    """An item of the order; the line is below the last that ``fits``."""

    item: Item
    chance: str
    tone: str
    is_last: bool


@dataclass(frozen=True, kw_only=True)
class ShownLevers:
    """All of it as a page shows it; ``lead`` says how things are."""

    lead: str
    helps: Sequence[ShownHelp]
    cut: Sequence[ShownCut]
    fits: int
    due: datetime
    runs: int


def shown_levers(found: "Levers") -> ShownLevers:
    return ShownLevers(
        lead=_lead(found),
        helps=[_help(each) for each in found.helps],
        cut=[_cut(n, each, found.fits) for n, each in enumerate(found.cut, 1)],
        fits=found.fits,
        due=found.due,
        runs=found.runs,
    )


def told_levers(found: "Levers | None") -> dict[str, Any]:
    """Return it as programs are told."""
    if found is None:
        return {"due": None, "now": None, "helps": [], "cut": [], "fits": 0}
    return {
        "due": found.due if found.is_set else None,
        "now": _told(found.now.chance, found.now.p85),
        "helps": [
            {
                "kind": each.kind,
                "items": [item.key for item in each.items],
                "person_id": each.person and each.person.pk,
                "due": each.due,
                **_told(each.outcome.chance, each.outcome.p85),
            }
            for each in found.helps
        ],
        "cut": [
            {"item": each.item.key, "chance_percent": _percent(each.chance)}
            for each in found.cut
        ],
        "fits": found.fits,
    }


def _told(chance: float, p85: datetime | None) -> dict[str, Any]:
    return {"chance_percent": _percent(chance), "p85": p85}


def _percent(chance: float) -> int:
    return int(chance * 100 + 0.5)


def _lead(found: "Levers") -> str:
    sure = date_words(found.now.p85) if found.now.p85 else _("no date")
    said = {"due": date_words(found.due), "sure": sure}
    if not found.is_set:
        return _("There is no date to keep; it is done by %(sure)s at 85 %%.") % said
    chance = chance_words(found.now.chance)
    text = _("It is done by %(due)s with %(chance)s; by %(sure)s at 85 %%.")
    return text % (said | {"chance": chance})


def _help(found: "Help") -> ShownHelp:
    return ShownHelp(
        text=_text(found),
        items=found.items,
        chance=chance_words(found.outcome.chance),
        tone=tone_of(found.outcome.chance),
        p85=found.outcome.p85,
    )


def _text(found: "Help") -> str:
    if found.kind == "due":
        return _("Move the date to %s") % (date_words(found.due) if found.due else "")
    if found.kind == "help" and found.person:
        text = _("One more like %s for four weeks")
        return text % found.person.actor.name
    keys = [item.key for item in found.items]
    if found.kind == "link":
        said = {"before": keys[0], "after": keys[1]}
        return _("%(after)s no longer waits for %(before)s") % said
    if found.kind == "drop":
        return _("Do without %s") % keys[0]
    return _("Do %s first") % keys[0]


def _cut(place: int, found: "Cut", fits: int) -> ShownCut:
    return ShownCut(
        item=found.item,
        chance=chance_words(found.chance),
        tone=tone_of(found.chance),
        is_last=place == fits,
    )
