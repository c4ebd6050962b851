"""The head of the axis, and the days off that all rows lie on."""

from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from headway.plan.timeline.days_off import dated_days_off, runs, weekend_runs
from headway.plan.timeline.drawing import HEAD_HEIGHT, TODAY_WIDTH, number
from headway.plan.timeline.scale import Scale
from headway.work.models import Zoom
from headway_engine.calendars import WorkingTime

TALL = 8000
"""Pixels: higher than any group of rows that is drawn in one piece."""
MONTH_BASE, TICK_BASE = 13, 31
HALF = TODAY_WIDTH / 2


def head(scale: Scale, *, now_x: float | None) -> SafeString:
    """Months over weeks (or their like), and the tag of today."""
    ticks = scale.ticks()
    marks = "".join(f"M{number(t.x)} 26v8" for t in ticks)
    texts = "".join(
        f'<text class="axis" x="{number(t.x + 4)}" y="{TICK_BASE}">{t.text}</text>'
        for t in ticks
        if now_x is None or not now_x - HALF - 20 < t.x + 4 < now_x + HALF + 4
    )
    periods = "".join(
        f'<text class="say" x="{number(p.x + 4)}" y="{MONTH_BASE}">'
        f"{escape(p.text)}</text>"
        for p in scale.periods()
    )
    width = number(scale.width)
    return SafeString(
        f'<svg class="chart" width="{width}" height="{HEAD_HEIGHT}" aria-hidden="true">'
        f'<path class="base" d="{marks}"/>{texts}{periods}{_today(scale, now_x)}</svg>'
    )


def _today(scale: Scale, now_x: float | None) -> str:
    if now_x is None:
        return ""
    x = min(max(now_x, HALF), scale.width - HALF)
    return (
        f'<rect class="now-tag" x="{number(x - HALF)}" y="17" width="{TODAY_WIDTH}" '
        f'height="16" rx="3"/><text class="now-text" text-anchor="middle" '
        f'x="{number(x)}" y="29">{escape(_("Today"))}</text>'
    )


def days_off(working_time: WorkingTime | None, scale: Scale) -> SafeString:
    """What ``<use href="#days-off">`` shows in every group of rows."""
    if working_time is None:
        return SafeString('<g id="days-off"></g>')
    is_far = scale.zoom is Zoom.QUARTER  # weekends would be mere stripes
    weekends = "" if is_far else _columns(weekend_runs(working_time, scale), scale)
    holidays = _columns(runs(dated_days_off(working_time, scale)), scale)
    return SafeString(
        f'<g id="days-off"><path class="weekend" d="{weekends}"/>'
        f'<path class="weekend is-holiday" d="{holidays}"/></g>'
    )


def _columns(found: list[tuple[date, int]], scale: Scale) -> str:
    return "".join(
        f"M{number(scale.at(first))} 0h{number(days * scale.pixels_per_day)}"
        f"v{TALL}h-{number(days * scale.pixels_per_day)}z"
        for first, days in found
    )
