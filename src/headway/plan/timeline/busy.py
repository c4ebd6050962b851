"""One person's load: a bar for each day, what they could do, and until when."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.html import escape
from django.utils.translation import gettext as _

from headway.plan.busy import Busy
from headway.plan.timeline.bars import GAP, text_width
from headway.plan.timeline.drawing import number
from headway.plan.timeline.scale import Scale

LOAD_ROW = 24
"""Pixels from person to person."""
BASE, TALL = 21, 14
"""Pixels from the top of a row to the feet of its bars, and their height on a day on
which somebody can do most."""
SOON_DAYS = 7


def soon_percent(busy: Busy, today: date) -> int | None:
    """How much of the next seven days is booked; None where nothing could be."""
    begin = max((today - busy.first).days, 0)
    able = sum(busy.able[begin : begin + SOON_DAYS])
    booked = sum(busy.booked[begin : begin + SOON_DAYS])
    return round(100 * booked / able) if able else None


def draw_load(busy: Busy, top: int, scale: Scale) -> str:
    """Draw the row of one person, so many pixels from the top."""
    width = scale.pixels_per_day
    tall = TALL / (max(busy.able, default=0) or 1)
    load, over, able = "", "", []
    last = last_booked(busy)
    for n, x in _days_shown(busy, scale):
        usual = min(busy.booked[n], busy.able[n])
        more = busy.booked[n] - usual
        load += _column(x, 0, usual * tall, top, width)
        over += _column(x, usual * tall, more * tall, top, width)
        if last is not None and busy.first + timedelta(days=n) <= last:
            able.append((x, busy.able[n] * tall))
    away = "".join(_column(x, 0, TALL, top, width) for x in _away(busy, scale))
    limits = "".join(_limits(able, top, width))
    drawn = (("away", away), ("load", load), ("load-over", over), ("cap", limits))
    paths = "".join(f'<path class="{name}" d="{d}"/>' for name, d in drawn if d)
    label = sentence(busy, scale)
    return f'<g role="img" aria-label="{label}">{paths}{_until(busy, top, scale)}</g>'


def _days_shown(busy: Busy, scale: Scale) -> Iterator[tuple[int, float]]:
    """Number and pixel of the days from today that are on the axis."""
    begin = max((scale.today - busy.first).days, 0)
    for n in range(begin, len(busy.able)):
        x = scale.at(busy.first + timedelta(days=n))
        if 0 <= x < scale.width:
            yield n, x


def _away(busy: Busy, scale: Scale) -> Iterator[float]:
    """Pixels of the days of absence on which they would have worked."""
    worked = {
        (busy.first + timedelta(days=n)).weekday() for n, m in enumerate(busy.able) if m
    }
    for n, x in _days_shown(busy, scale):
        day = busy.first + timedelta(days=n)
        is_away = any(first <= day <= last for first, last in busy.away)
        if is_away and day.weekday() in worked:
            yield x


def _column(x: float, foot: float, height: float, top: int, width: float) -> str:
    """A bar that stands on another of height ``foot``, with air on either side."""
    if height < 0.05:
        return ""
    air = min(width / 10, 1.2)
    return (
        f"M{number(x + air)} {number(top + BASE - foot)}v-{number(height)}"
        f"h{number(width - 2 * air)}v{number(height)}z"
    )


def _limits(able: list[tuple[float, float]], top: int, width: float) -> Iterator[str]:
    """One line over neighbouring days on which they can do the same."""
    begin, end, level = 0.0, -1.0, 0.0
    for x, height in [*able, (-1.0, 0.0)]:
        if height == level and abs(x - end) < 0.2:
            end = x + width
            continue
        if level:
            y = number(round(top + BASE - level) - 0.5)
            yield f"M{number(begin)} {y}H{number(end)}"
        begin, end, level = x, x + width, height


def last_booked(busy: Busy) -> date | None:
    """The last day on which something is planned; None where nothing is."""
    days = [n for n, minutes in enumerate(busy.booked) if minutes]
    return busy.first + timedelta(days=days[-1]) if days else None


def _until(busy: Busy, top: int, scale: Scale) -> str:
    """Say behind the last bar until when they have something to do."""
    last = last_booked(busy)
    text = _("nothing planned")
    if last is not None:
        text = _("booked until %s") % scale.words(last)
    behind = scale.today if last is None else last + timedelta(days=1)
    x = scale.at(behind) + GAP
    if not 0 <= x < scale.width - text_width(text):
        return ""
    return f'<text class="axis halo" x="{x:.0f}" y="{top + 16}">{escape(text)}</text>'


def sentence(busy: Busy, scale: Scale) -> str:
    """What the row shows, in words, escaped."""
    percent, last = soon_percent(busy, scale.today), last_booked(busy)
    values = {"name": busy.name, "percent": percent}
    if last is None:
        return escape(_("%(name)s: nothing planned") % values)
    values["last"] = scale.words(last)
    if percent is None:
        return escape(_("%(name)s: away; booked until %(last)s") % values)
    said = _("%(name)s: %(percent)s %% of the next 7 days, booked until %(last)s")
    return escape(said % values)
