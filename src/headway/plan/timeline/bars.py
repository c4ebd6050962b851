"""Bars: what a row draws, clipped to the axis, and where its label stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from headway.plan.timeline.rows import Row
from headway.plan.timeline.scale import Scale
from headway.ui.words import Tone, chance_words, tone_of
from headway.ui.words import said as _
from headway.work.unplaced import undated_words, unplaced_words

Kind = Literal["none", "done", "forecast", "summary", "milestone"]
Often = Literal["", "seldom", "often", "mostly"]
"""In how many scenarios the end of a project hangs on an item, in thirds."""

SELDOM = 5
"""Per cent of the scenarios below which an item counts as never critical."""

LEAST = 3.0
"""Pixels; what takes no time at all is still seen."""
GAP = 7.0
"""Pixels between a bar and its label."""
FLAG = 9.0
"""Pixels that a flag is wide."""
DIAMOND = 6.0
"""Pixels from the middle of a milestone to its tips."""

WIDE, NARROW = "mwMW%@ÄÖÜ", "iljtfrI.,:;'|! 1-"


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A label: ``x`` is its start, or its end where ``is_before`` the bar."""

    text: str
    x: float
    width: float
    is_before: bool = False
    tone: Tone | Literal[""] = ""

    def moved(self, pixels: float) -> "Text":
        """Return the same so far to the right."""
        return Text(
            text=self.text,
            x=self.x + pixels,
            width=self.width,
            is_before=self.is_before,
            tone=self.tone,
        )

    @property
    def box(self) -> tuple[float, float]:
        """Its first and last pixel."""
        if self.is_before:
            return self.x - self.width, self.x
        return self.x, self.x + self.width


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """Pixels of one row's bar, clipped to the axis; ``none`` has only a label.

    ``begin`` to ``likely`` is solid, from there it fades to ``latest``; ``sure`` is the
    tick at P85, None where that is off the axis or past; so are ``due`` and ``pin``.
    ``is_critical``: on the chain at median durations; ``hangs`` is how often it is.
    """

    kind: Kind
    begin: float = 0.0
    likely: float = 0.0
    latest: float = 0.0
    sure: float | None = None
    due: float | None = None
    pin: float | None = None
    tone: Tone | Literal[""] = ""
    is_critical: bool = False
    hangs: Often = ""
    label: Text | None = None

    @property
    def is_drawn(self) -> bool:
        return self.kind != "none"

    @property
    def left(self) -> float:
        """Where it begins; a milestone is drawn where it likely is."""
        return _left(self.kind, self.begin, self.likely)

    @property
    def right(self) -> float:
        """The last pixel drawn."""
        return _right(self.kind, self.likely, self.latest, self.due)


def _left(kind: Kind, begin: float, likely: float) -> float:
    return likely - DIAMOND if kind == "milestone" else begin


def _right(kind: Kind, likely: float, latest: float, due: float | None) -> float:
    tip = likely + DIAMOND if kind == "milestone" else latest
    return max(tip, 0 if due is None else due + FLAG)


def lay_out(row: Row, scale: Scale, *, now: datetime) -> Bar:
    """Place the bar of a row; :func:`date_words` are in the reader's zone."""
    start, p50, p85, p95 = row.dates
    if start is None or p50 is None or p85 is None or p95 is None:
        return _without_dates(row, scale, now)
    start = min(start, p50)
    begin, likely, latest = scale.at(start), scale.at(p50), scale.at(p95)
    due, tone = _deadline(row, scale)
    pin = _pin(row, scale)
    if latest < 0 or begin > scale.width:
        return Bar(
            kind="none",
            due=due,
            tone=tone,
            pin=pin,
            label=_beyond(p85, latest < 0, scale),
        )
    begin, latest = scale.clip(begin), scale.clip(latest)
    likely = scale.clip(likely)
    kind = _kind(row)
    if kind != "milestone" and likely - begin < LEAST:
        likely = min(begin + LEAST, scale.width)
        begin = likely - LEAST
    is_done = kind == "done" or (row.item is not None and row.item.is_done)
    sure = scale.at(p85)
    is_apart = kind != "milestone" or sure - likely >= DIAMOND
    is_ticked = is_apart and not is_done and scale.shows(sure)
    latest = max(latest, likely)
    ends = _left(kind, begin, likely), _right(kind, likely, latest, due)
    return Bar(
        kind=kind,
        begin=begin,
        likely=likely,
        latest=latest,
        sure=max(sure, likely) if is_ticked else None,
        due=due,
        pin=pin,
        tone=tone,
        is_critical=bool(row.item is not None and row.item.is_critical and not is_done),
        hangs="" if is_done else _hangs(row),
        label=_placed(_label(row, p85, scale), ends, scale),
    )


def _hangs(row: Row) -> Often:
    """What is hardly ever critical is not; what was not traced goes by the chain."""
    item = row.item
    if item is None:
        return ""
    percent = item.critical_percent
    if percent is None:
        return "mostly" if item.is_critical else ""
    if percent < SELDOM:
        return ""
    return "seldom" if percent < 34 else "often" if percent < 67 else "mostly"


def _kind(row: Row) -> Kind:
    if row.is_summary:
        return "summary"
    item = row.item
    if item is not None and item.is_milestone:
        return "milestone"
    return "done" if item is not None and item.is_done else "forecast"


def _deadline(row: Row, scale: Scale) -> tuple[float | None, Tone | Literal[""]]:
    item = row.item
    if item is None or item.deadline is None:
        return None, ""
    chance = item.chance_percent
    if item.is_done:
        kept = item.finished_at is not None and item.finished_at <= item.deadline
        tone: Tone | Literal[""] = "good" if kept else "late"
    else:
        tone = tone_of(None if chance is None else chance / 100)
    x = scale.at(item.deadline)
    return (x if scale.shows(x) else None), tone


def _pin(row: Row, scale: Scale) -> float | None:
    item = row.item
    if item is None or item.starts_no_earlier is None or item.started_at is not None:
        return None
    x = scale.at(item.starts_no_earlier)
    return x if scale.shows(x) else None


def _label(row: Row, p85: datetime, scale: Scale) -> tuple[str, Tone | Literal[""]]:
    """The chance of a deadline, else the date that is 85 % sure."""
    item = row.item
    if item is None or item.is_done or item.deadline is None:
        return scale.words(p85), ""
    if item.chance_percent is None:
        return scale.words(p85), ""
    chance = item.chance_percent / 100
    if not row.is_summary:
        return chance_words(chance), tone_of(chance)
    values = {"date": scale.words(item.deadline), "chance": chance_words(chance)}
    return _("%(date)s, %(chance)s") % values, tone_of(chance)


def _placed(
    said: tuple[str, Tone | Literal[""]], ends: tuple[float, float], scale: Scale
) -> Text:
    """Put a label behind a bar or, where the axis ends there, before it."""
    (text, tone), (left, right) = said, ends
    width = text_width(text)
    x = right + GAP
    is_before = x + width > scale.width
    if is_before:
        x = max(left - GAP, width)
    return Text(text=text, x=round(x, 1), width=width, is_before=is_before, tone=tone)


def _beyond(p85: datetime, is_past: bool, scale: Scale) -> Text:  # noqa: FBT001
    """Say at the edge of the axis where the bar is to be found."""
    words = scale.words(p85)
    text = f"← {words}" if is_past else f"{words} →"
    x = 4.0 if is_past else scale.width - 4
    return Text(text=text, x=x, width=text_width(text), is_before=not is_past)


def _without_dates(row: Row, scale: Scale, now: datetime) -> Bar:
    """Say at today why nothing is drawn; nothing at all for what is empty."""
    item = row.item
    due, tone = _deadline(row, scale)
    if item is None or row.is_summary:
        return Bar(kind="none", due=due, tone=tone)
    reason = item.unplaced
    undated = undated_words(is_archived=row.project.archived_at is not None)
    text = unplaced_words(reason) if reason else undated
    x = round(scale.clip(scale.at(now)) + GAP, 1)
    label = Text(text=text, x=x, width=text_width(text), tone="late" if reason else "")
    return Bar(kind="none", due=due, tone=tone, pin=_pin(row, scale), label=label)


def text_width(text: str) -> float:
    """Estimate pixels of a label in 11 px Inter, rather too many than too few."""
    return round(
        sum(9.6 if c in WIDE else 3.6 if c in NARROW else 6.6 for c in text) + 2, 1
    )
