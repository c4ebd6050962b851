"""Judgements in words: as people type them, as they are kept, and as they are told.

Each way is written so that a text says which one it is: ``must``, ``4 stars``,
``500 x 2 x 80%``, ``8 + 5 + 3``, ``urgent``.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Protocol

from django.conf import settings
from django.db.models import Count, Q
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from headway.base.durations import format_minutes, roughly
from headway.base.errors import Malformed
from headway.base.text import fold, shown
from headway.ui.words import language_spoken
from headway.work.models import Front, Importance, Item, Moscow, Project, Quadrant
from headway.work.models.judged import BOUNDS, MOST_STARS

Said = Mapping[str, Any]
"""Columns of :class:`headway.work.models.judged.Judged`, as they are kept."""


class Points(Protocol):
    """What holds the numbers of a judgement: an item, or the row of one."""

    @property
    def rice_reach(self) -> int | None: ...
    @property
    def rice_impact_percent(self) -> int | None: ...
    @property
    def rice_confidence_percent(self) -> int | None: ...
    @property
    def wsjf_value(self) -> int | None: ...
    @property
    def wsjf_criticality(self) -> int | None: ...
    @property
    def wsjf_reduction(self) -> int | None: ...


HOUR: Final = 60
STAR: Final = "★"
STARS: Final = re.compile(r"([1-5])(?: ?(?:stars?|sterne?))?")
TIMES: Final = re.compile(
    r"(\d{1,10}) ?[x\xd7*] ?(\d{1,2}(?:[.,]\d{1,2})?) ?[x\xd7*] ?(\d{1,3}) ?%?"
)
PLUS: Final = re.compile(r"(\d{1,3}) ?\+ ?(\d{1,3}) ?\+ ?(\d{1,3})")


@dataclass(frozen=True, kw_only=True)
class Scale:
    """How one front is written; ``nothing`` is what its columns hold of no judgement.

    ``read`` returns the columns, or None for what is written in another way.
    """

    nothing: Said
    example: str
    read: Callable[[str], Said | None]
    typed: Callable[[Item], str]
    told: Callable[[Item], str]
    choices: Sequence[tuple[Any, Any]] = ()

    def is_said(self, item: Points | Item) -> bool:
        return any(getattr(item, name) != no for name, no in self.nothing.items())


def _words_of(choices: Any) -> Mapping[str, str]:
    """Return codes by all that they are called, in English and as the reader reads."""
    names = {fold(str(label)): code for code, label in choices}
    with translation.override(settings.LANGUAGE_CODE):
        names |= {fold(str(label)): code for code, label in choices}
    return names | {code: code for code, _label in choices}


def _chosen(column: str, kinds: Any, example: str) -> Scale:
    """Return the scale of one of a few words."""

    def read(text: str) -> Said | None:
        code = _words_of(kinds.choices).get(fold(text))
        return None if code is None else {column: code}

    def told(item: Item) -> str:
        return str(kinds(getattr(item, column)).label)

    return Scale(
        nothing={column: ""},
        example=example,
        read=read,
        typed=lambda item: str(getattr(item, column)),
        told=told,
        choices=kinds.choices,
    )


def _read_stars(text: str) -> Said | None:
    if text and set(text) <= {STAR, "*"} and len(text) <= MOST_STARS:
        return {"stars": len(text)}
    found = STARS.fullmatch(text.lower())
    return {"stars": int(found[1])} if found else None


def star_words(count: int) -> str:
    return ngettext("%d star", "%d stars", count) % count


def _read_rice(text: str) -> Said | None:
    found = TIMES.fullmatch(text.lower())
    if found is None:
        return None
    return _bounded(
        {
            "rice_reach": int(found[1]),
            "rice_impact_percent": round(100 * float(found[2].replace(",", "."))),
            "rice_confidence_percent": int(found[3]),
        },
        text,
    )


def _read_wsjf(text: str) -> Said | None:
    found = PLUS.fullmatch(text)
    names = ("wsjf_value", "wsjf_criticality", "wsjf_reduction")
    if found is None:
        return None
    return _bounded(dict(zip(names, map(int, found.groups()), strict=True)), text)


def _bounded(said: Said, text: str) -> Said:
    for name, number in said.items():
        least, most = BOUNDS[name]
        if not least <= number <= most:
            message = _("“%(text)s” says no judgement: %(number)d is not %(range)s.")
            bounds = f"{least} \N{EN DASH} {most}"
            values = {"text": shown(text), "number": number, "range": bounds}
            raise Malformed(message % values)
    return said


def rice_of(item: Points) -> tuple[int, float, int]:
    """Return reach a week, impact, and confidence in per cent, as they count."""
    impact = item.rice_impact_percent
    confidence = item.rice_confidence_percent
    return (
        item.rice_reach or 0,
        1.0 if impact is None else impact / 100,
        100 if confidence is None else confidence,
    )


def wsjf_of(item: Points) -> tuple[int, int, int]:
    """Return value, time criticality and what it reduces or opens, as they count."""
    return item.wsjf_value or 1, item.wsjf_criticality or 1, item.wsjf_reduction or 1


def _typed_rice(item: Item) -> str:
    reach, impact, confidence = rice_of(item)
    return f"{reach} x {impact:g} x {confidence}%"


def _told_rice(item: Item) -> str:
    reach, impact, confidence = rice_of(item)
    text = _("reach %(reach)s × impact %(impact)s × confidence %(confidence)d %%")  # noqa: RUF001
    values = {"reach": _number(reach), "impact": number_format(f"{impact:g}")}
    return text % (values | {"confidence": confidence})


def _told_wsjf(item: Item) -> str:
    value, criticality, reduction = wsjf_of(item)
    text = _("value %(value)d + criticality %(criticality)d + reduction %(reduction)d")
    values = {"value": value, "criticality": criticality, "reduction": reduction}
    return text % values


def _typed_wsjf(item: Item) -> str:
    return " + ".join(map(str, wsjf_of(item)))


def _number(amount: int) -> str:
    return number_format(amount, force_grouping=True)


SCALES: Mapping[str, Scale] = {
    Front.STARS: Scale(
        nothing={"stars": None},
        example="4 stars",
        read=_read_stars,
        typed=lambda item: str(item.stars),
        told=lambda item: star_words(item.stars or 0),
        choices=[(n, STAR * n) for n in range(MOST_STARS, 0, -1)],
    ),
    Front.MOSCOW: _chosen("moscow", Moscow, "must"),
    Front.RICE: Scale(
        nothing=dict.fromkeys(
            ("rice_reach", "rice_impact_percent", "rice_confidence_percent")
        ),
        example="500 x 2 x 80%",
        read=_read_rice,
        typed=_typed_rice,
        told=_told_rice,
    ),
    Front.WSJF: Scale(
        nothing=dict.fromkeys(("wsjf_value", "wsjf_criticality", "wsjf_reduction")),
        example="8 + 5 + 3",
        read=_read_wsjf,
        typed=_typed_wsjf,
        told=_told_wsjf,
    ),
    Front.EISENHOWER: _chosen("quadrant", Quadrant, "important"),
}
"""The fronts that have columns of their own: the others are importance and cost."""

ASKED: Mapping[str, Any] = {
    Front.RICE: gettext_lazy("People reached a week x impact x confidence"),
    Front.WSJF: gettext_lazy("Value + time criticality + risk reduction, 1 to 20 each"),
}
"""What a field says that takes numbers."""


def read_judgement(text: str) -> Said:
    """Read a judgement of whichever front, as columns; empty takes nothing away.

    Raises :class:`Malformed` for what is none, with examples.
    """
    asked = " ".join(text.split())
    for scale in SCALES.values():
        if (said := scale.read(asked)) is not None:
            return said
    examples = ", ".join(scale.example for scale in SCALES.values())
    message = _("“%(text)s” is no judgement; write one of these ways: %(examples)s.")
    raise Malformed(message % {"text": shown(text), "examples": examples})


def is_judged(item: Points | Item, front: str) -> bool:
    """Whether somebody judged it in that way; of RICE its reach has to be said."""
    if front == Front.RICE:
        return item.rice_reach is not None
    scale = SCALES.get(front)
    return scale is not None and scale.is_said(item)


def front_of(said: Said) -> Front:
    """Return the front whose columns these are."""
    return next(Front(n) for n, s in SCALES.items() if said.keys() <= s.nothing.keys())


def said_words(said: Said) -> str:
    """Say in words what :func:`read_judgement` read: ``MoSCoW: must``."""
    front = front_of(said)
    return f"{front.label}: {SCALES[front].told(Item(**said))}"


def judged_words(item: Item) -> str:
    """Say how people judge the item in the way of its project; nothing if nobody did.

    Costs a query unless the project is loaded.
    """
    front = item.project.front
    return SCALES[front].told(item) if is_judged(item, front) else ""


def badge_words(item: Item) -> str:
    """Say the same where there is little room: ``RICE 800``, ``Must``."""
    told, front = judged_words(item), Front(item.project.front)
    if not told:
        return ""
    if front == Front.STARS:
        return STAR * (item.stars or 0)
    product = _product(item, front)
    return told if product is None else f"{front.label} {_number(round(product))}"


def importance_note(word: Importance) -> str:
    """Say how important something is; looked up once for each language."""
    return _importance_note(language_spoken(), word)


@lru_cache(maxsize=128)
def _importance_note(_language: str | None, word: Importance) -> str:
    return _("importance: %s") % str(word.label).lower()


def typed_judgement(item: Item) -> str:
    """Write what :func:`read_judgement` reads; nothing if nobody judged it."""
    front = item.project.front
    if not is_judged(item, front):
        return ""
    if front == Front.STARS:
        return star_words(item.stars or 0)
    return SCALES[front].typed(item)


def explained_words(item: Item, minutes: float | None) -> str:
    """Say what its judgement comes to for each hour: ``RICE 67: … / effort 12 h``.

    Empty where nobody judged it; ``minutes`` is None where its effort is not told.
    """
    told, front = judged_words(item), Front(item.project.front)
    if not told:
        return ""
    product = _product(item, front)
    if product is None or not minutes:
        return f"{front.label}: {told}"
    text = _("%(front)s %(number)s: %(judgement)s / effort %(effort)s")
    number = number_format(f"{product * HOUR / minutes:.3g}")
    effort = format_minutes(roughly(round(minutes)))
    values = {"front": front.label, "number": number, "judgement": told}
    return text % (values | {"effort": effort})


def _product(item: Item, front: Front) -> float | None:
    """Return what effort divides, of the fronts that people know as a quotient."""
    if front == Front.RICE:
        reach, impact, confidence = rice_of(item)
        return reach * impact * confidence / 100
    return float(sum(wsjf_of(item))) if front == Front.WSJF else None


def judged_counts(project: Project) -> dict[Front, int]:
    """Count the open items that are judged in each way; one query."""
    counts = {
        front: Count("pk", filter=~Q(**scale.nothing))
        for front, scale in SCALES.items()
    }
    found = Item.objects.filter(project=project).open().aggregate(**counts)
    return {Front(name): count for name, count in found.items() if count}
