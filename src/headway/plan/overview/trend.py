"""How the forecast of a project moved, week by week, as a drawing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.plan.models import ForecastHistory
from headway.ui.strip import days_of, end_of
from headway.ui.words import date_words
from headway.work.models import Project, ProjectOutlook

WEEKS = 9
WEEK = timedelta(days=7)
WIDTH, TOP, BASE = 216, 10, 104
GAP = 6
LINE = 12
"""Pixels between labels, at least."""


class Said(NamedTuple):
    """What was forecast at the end of a day."""

    day: date
    p50: datetime
    p85: datetime
    p95: datetime


@dataclass(frozen=True, kw_only=True)
class Label:
    y: float
    text: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class Trend:
    """Paths of the bands and the line; days on the axis, and what stands at the end."""

    outer: str
    inner: str
    line: str
    due_y: float | None
    labels: Sequence[Label]
    ticks: Sequence[tuple[float, str, str]]
    sentence: str


def said_of(project: Project, outlook: ProjectOutlook, today: date) -> list[Said]:
    """Return what was forecast a week apart, and now; one query."""
    rows = ForecastHistory.objects.filter(
        workspace_id=project.workspace_id, project_id=project.pk, item_id=0
    )
    kept = [
        Said(*row)
        for row in rows.exclude(p50=None)
        .filter(day__gte=today - (WEEKS + 1) * WEEK)
        .order_by("day")
        .values_list(*Said._fields)
    ]
    now = (outlook.p50, outlook.p85, outlook.p95)
    return [*_weekly(kept, today), Said(today, *(m for m in now if m is not None))]


def _weekly(kept: Sequence[Said], today: date) -> Iterator[Said]:
    for n in range(WEEKS, 0, -1):
        day = today - n * WEEK
        known = [said for said in kept if said.day <= day]
        if known:
            yield known[-1]._replace(day=day)


def trend(said: Sequence[Said], target: date | None) -> Trend | None:
    """Draw it; None before there are two weeks to compare."""
    if len(said) < 2:
        return None
    due = None if target is None else end_of(target)
    values = [days_of(m) for each in said for m in each[1:]]
    low = min([*values, *filter(None, [due])])
    high = max([*values, *filter(None, [due])])
    first, last = said[0].day, said[-1].day

    def x(day: date) -> float:
        return round(WIDTH * (day - first).days / (last - first).days, 1)

    def y(days: float) -> float:
        return round(BASE - (BASE - TOP) * (days - low) / max(high - low, 1), 1)

    xs = [x(each.day) for each in said]
    lines = [
        [y(days_of(m)) for m in ms] for ms in zip(*(s[1:] for s in said), strict=True)
    ]
    likely, sure, latest = lines
    due_y = None if due is None else y(due)
    return Trend(
        outer=_band(xs, sure, latest),
        inner=_band(xs, likely, sure),
        line="M" + "L".join(f"{a} {b}" for a, b in zip(xs, likely, strict=True)),
        due_y=due_y,
        labels=_labels(said[-1], (likely[-1], sure[-1], latest[-1]), target, due_y),
        ticks=[
            (0, date_words(first), "start"),
            (WIDTH, _("today"), "end"),
        ],
        sentence=moved_words(said),
    )


def _band(xs: Sequence[float], low: Sequence[float], high: Sequence[float]) -> str:
    there = [f"{a} {b}" for a, b in zip(xs, low, strict=True)]
    back = [f"{a} {b}" for a, b in zip(xs, high, strict=True)][::-1]
    return "M" + "L".join([*there, *back]) + "z"


def _labels(
    now: Said, ys: tuple[float, ...], target: date | None, due_y: float | None
) -> list[Label]:
    """Spread the labels so that none covers another, the latest on top."""
    texts = (
        (_("50 %%  %s"), "is-accent"),
        (_("85 %%  %s"), ""),
        (_("95 %%  %s"), "axis"),
    )
    found = [
        (y, text % date_words(moment), tone)
        for y, (text, tone), moment in zip(ys, texts, now[1:], strict=True)
    ]
    if target is not None and due_y is not None:
        found.append((due_y, _("target %s") % date_words(target), "say"))
    found.sort(reverse=True)
    placed: list[Label] = []
    for y, text, tone in found:
        lowest = placed[-1].y - LINE if placed else BASE + 4
        placed.append(Label(y=round(min(y + 4, lowest), 1), text=text, tone=tone))
    return placed


def moved_words(said: Sequence[Said]) -> str:
    """Say how far the likely end has moved since the first day."""
    first, last = said[0], said[-1]
    days = round(days_of(last.p50) - days_of(first.p50))
    values = {"days": abs(days), "since": date_words(first.day)}
    if not days:
        return _("The likely end is where it was on %(since)s.") % values
    if days > 0:
        text = ngettext(
            "The likely end moved %(days)d day later since %(since)s.",
            "The likely end moved %(days)d days later since %(since)s.",
            days,
        )
    else:
        text = ngettext(
            "The likely end moved %(days)d day earlier since %(since)s.",
            "The likely end moved %(days)d days earlier since %(since)s.",
            -days,
        )
    return text % values
