"""The spread of an item's end as a drawing: the curve, its bands, the deadline.

The plan publishes four quantiles.  The curve is the density of a distribution that
has exactly these: its standard score is interpolated by a monotone cubic (Fritsch and
Carlson 1980) and goes on straight at both ends.  What is finer, such as week-ends, is
smoothed away.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from statistics import NormalDist

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from headway.ui.markup import strip_sentence
from headway.ui.strip import days_of
from headway.ui.words import chance_words, date_words, tone_of
from headway.work.models import Outlook, ProjectOutlook

WIDTH, BASE, TOP, BELOW_LABEL = 300, 66, 8, 22
LABEL_WIDTH = 76.0
LETTER = 5.9
"""Pixels of a letter of the deadline's label, about."""
LEAST = 4.0
"""Pixels between two quantiles: what comes at one moment is still seen as an area."""
STEP = 2.0
TAIL = 0.25
"""How far the drawing goes on at both ends, as a part of P5 to P95."""
WEEK = timedelta(days=6)

NORMAL = NormalDist()
SCORES = [NORMAL.inv_cdf(part) for part in (0.05, 0.5, 0.85, 0.95)]
LIKELY, SURE, LATEST = 1, 2, 3
"""Which of the quantiles are P50, P85 and P95."""


@dataclass(frozen=True)
class Curve:
    """A distribution by where it has each of ``SCORES``; the places rise."""

    at: Sequence[float]

    @cached_property
    def rises(self) -> list[float]:
        """How fast the score rises from each place to the next."""
        pairs = zip(self.at, self.at[1:], SCORES, SCORES[1:], strict=False)
        return [(high - low) / (right - left) for left, right, low, high in pairs]

    @cached_property
    def slopes(self) -> list[float]:
        """How fast it rises at each place: the harmonic mean of both sides."""
        sides = zip(self.rises, self.rises[1:], strict=False)
        inner = [2 * left * right / (left + right) for left, right in sides]
        return [self.rises[0], *inner, self.rises[-1]]

    def score(self, x: float) -> tuple[float, float]:
        """Return the standard score at ``x``, and its slope there."""
        k = bisect_right(self.at, x) - 1
        if k < 0:
            return SCORES[0] + (x - self.at[0]) * self.slopes[0], self.slopes[0]
        if k == len(self.at) - 1:
            return SCORES[k] + (x - self.at[k]) * self.slopes[k], self.slopes[k]
        width = self.at[k + 1] - self.at[k]
        s = (x - self.at[k]) / width
        low, high = SCORES[k], SCORES[k + 1]
        begin, end = self.slopes[k] * width, self.slopes[k + 1] * width
        bend, drift = 2 * (low - high) + begin + end, 3 * (high - low) - 2 * begin - end
        score = ((bend * s + drift) * s + begin) * s + low
        return score, ((3 * bend * s + 2 * drift) * s + begin) / width

    def density(self, x: float) -> float:
        score, slope = self.score(x)
        return NORMAL.pdf(score) * slope


@dataclass(frozen=True, kw_only=True)
class Label:
    """A date below the curve: its tick, and where its text is centred."""

    x: float
    text_x: float
    text: str
    percent: str

    @property
    def is_moved(self) -> bool:
        return self.x != self.text_x


@dataclass(frozen=True, kw_only=True)
class Flag:
    """The deadline: where it is, and its label beside it."""

    x: float
    text: str
    tone: str

    @property
    def is_left(self) -> bool:
        """Whether the label stands before the flag, as it has no room behind."""
        return self.x + 13 + len(self.text) * LETTER > WIDTH


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """Paths of the bands up to P50, P85 and the end, and what is written at them."""

    bands: Sequence[tuple[str, str]]
    labels: Sequence[Label]
    flag: Flag | None
    sentence: str


def distribution(
    outlook: Outlook | ProjectOutlook, deadline: datetime | None
) -> Distribution | None:
    """Draw when an item or a project will be done; None where that is not known.

    What is called the deadline of an item is the target of a project.
    """
    found = (outlook.p5, outlook.p50, outlook.p85, outlook.p95)
    moments = [moment for moment in found if moment is not None]
    if len(moments) < len(SCORES):
        return None
    days = [days_of(moment) for moment in moments]
    due = None if deadline is None else days_of(deadline)
    first, last = _axis(days, due)
    scale = WIDTH / (last - first)
    curve = Curve(_apart([(day - first) * scale for day in days]))
    _p5, p50, p85, p95 = moments
    marked = [(moments[k], curve.at[k]) for k in (LIKELY, SURE, LATEST)]
    flag = None
    if deadline is not None and due is not None:
        flag = _flag(
            deadline,
            (due - first) * scale,
            outlook.chance_percent,
            is_target=isinstance(outlook, ProjectOutlook),
        )
    return Distribution(
        bands=_bands(curve, BELOW_LABEL if flag else TOP),
        labels=_labels(marked),
        flag=flag,
        sentence=strip_sentence(p50, p85, p95, deadline),
    )


def _axis(days: Sequence[float], due: float | None) -> tuple[float, float]:
    """Return the days that are drawn: the curve from now on, a deadline near it."""
    tail = TAIL * max(days[-1] - days[0], 1 / 24)
    now = min(days_of(timezone.now()), days[0])
    first, last = max(days[0] - tail, now), days[-1] + tail
    span = last - first
    if due is not None and first - span / 2 <= due <= last + span:
        first, last = min(first, due), max(last, due + span / 50)
    return first, last


def _apart(places: Sequence[float]) -> list[float]:
    """Return the places with at least ``LEAST`` between each and the next."""
    found = [places[0]]
    for place in places[1:]:
        found.append(max(place, found[-1] + LEAST))
    return found


def _bands(curve: Curve, top: int) -> list[tuple[str, str]]:
    """Return class and path of each band; the highest point is at ``top``."""
    steps = [n * STEP for n in range(int(WIDTH / STEP) + 1)]
    highest = max(map(curve.density, [*steps, *curve.at]))
    scale = (BASE - top) / highest
    edges = [0.0, curve.at[LIKELY], curve.at[SURE], float(WIDTH)]
    bands = []
    for name, left, right in zip(("d1", "d2", "d3"), edges, edges[1:], strict=False):
        inner = [x for x in sorted({*steps, *curve.at}) if left < x < right]
        line = "".join(
            f"L{x:.1f} {BASE - curve.density(x) * scale:.1f}"
            for x in (left, *inner, right)
        )
        bands.append((name, f"M{left:.1f} {BASE}{line}L{right:.1f} {BASE}z"))
    return bands


def _labels(marked: Sequence[tuple[datetime, float]]) -> list[Label]:
    """Spread the texts so that none covers another or leaves the drawing."""
    half = LABEL_WIDTH / 2
    places: list[float] = []
    for _moment, x in marked:
        least = places[-1] + LABEL_WIDTH if places else half
        places.append(max(x, least))
    most = WIDTH - half
    for k in reversed(range(len(places))):
        places[k] = min(places[k], most)
        most = places[k] - LABEL_WIDTH
    return [
        Label(x=round(x, 1), text_x=round(place, 1), text=_said(m), percent=percent)
        for (m, x), place, percent in zip(
            marked, places, ("50 %", "85 %", "95 %"), strict=True
        )
    ]


def _said(moment: datetime) -> str:
    """``Wed 16:00`` within a week, else ``18 Nov``."""
    ahead = timezone.localdate(moment) - timezone.localdate()
    if not timedelta(0) <= ahead <= WEEK:
        return date_words(moment)
    pattern = pgettext("day of this week and time", "D H:i")
    return date_format(timezone.localtime(moment), pattern).replace(
        " ", "\N{NO-BREAK SPACE}"
    )


def _flag(
    deadline: datetime, x: float, percent: int | None, *, is_target: bool
) -> Flag:
    chance = None if percent is None else percent / 100
    said = {"date": _said(deadline)}
    if chance is None:
        text = (_("target %(date)s") if is_target else _("deadline %(date)s")) % said
    else:
        said["chance"] = chance_words(chance)
        pattern = (
            _("target %(date)s, %(chance)s")
            if is_target
            else _("deadline %(date)s, %(chance)s")
        )
        text = pattern % said
    if x > WIDTH:
        text = _("%s \N{RIGHTWARDS ARROW}") % text
    return Flag(
        x=round(min(max(x, 1.0), WIDTH - 1.0), 1), text=text, tone=tone_of(chance)
    )
