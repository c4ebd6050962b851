"""Answers what is asked of a pace: pages and programs are told the same."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import exp, inf, log
from typing import Final, Literal

from django.utils import timezone

from headway.actors.models import Actor
from headway.plan.models import Pace
from headway.plan.pace.history import finished_items, start_of_today
from headway.work.models import Project
from headway.work.models.projects import end_of_day

LEAST: Final = 5
"""Finished items, before anything is said of a pace."""

LEAST_DAYS: Final = 14
"""Since the first of them, likewise."""

USUAL_ITEMS: Final = 10
USUAL_DAYS: Final = 28
"""What is answered where nobody asked: so many items, and the end of such a day."""

MOST_ASKED: Final = 100_000
"""Items of a question; more is a slip of the hand."""

SHORTEST: Final = 1e-3
"""Days, so that all have a logarithm."""


Unknown = Literal["few", "young", "soon"]
"""Why nothing is said of a pace: fewer than ``LEAST`` items were finished before today;
the first of them less than ``LEAST_DAYS`` ago; it is learnt next.
"""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """When the next ``items`` are finished, and how many are by the end of ``until``.

    ``p50`` and ``p85`` are None where ``items`` are more than ``most``, which is the
    most that the history speaks of; the counts end there.
    """

    pace: Pace
    items: int
    until: date
    p50: datetime | None
    p85: datetime | None
    likely: int
    sure: int

    @property
    def most(self) -> int:
        return self.pace.items[-1]


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Nothing is known, and why; ``finished`` items were counted."""

    why: Unknown
    finished: int


def ask_pace(
    project: Project, *, by: Actor, items: int | None, until: date | None
) -> Answer | Silence:
    """Answer from what was learnt last; a query, and one more where nothing was.

    Without ``items``, of ten, or as many as can be said; without ``until``, by the day
    four weeks from now, whose end is that in the workspace's zone.  Whoever asks has
    seen to it that forecasts of the project are not hidden from ``by``.
    """
    pace = Pace.objects.visible_to(by).filter(project=project).first()
    if pace is None or not pace.items:
        return _silence(project, pace)
    day = until or timezone.localdate() + timedelta(days=USUAL_DAYS)
    asked = items or min(USUAL_ITEMS, pace.items[-1])
    end = end_of_day(day, project.workspace.zone)
    left = (end - pace.learned_at) / timedelta(days=1) if end else 0.0
    return Answer(
        pace=pace,
        items=asked,
        until=day,
        p50=_instant(pace, pace.likely_days, asked),
        p85=_instant(pace, pace.sure_days, asked),
        likely=items_within(left, pace.items, pace.likely_days),
        sure=items_within(left, pace.items, pace.sure_days),
    )


def _silence(project: Project, pace: Pace | None) -> Silence:
    if pace is not None:
        is_few = pace.finished < LEAST
        return Silence(why="few" if is_few else "young", finished=pace.finished)
    done = finished_items(project, before=start_of_today()).count()
    return Silence(why="few" if done < LEAST else "soon", finished=done)


def _instant(pace: Pace, days: Sequence[float], items: int) -> datetime | None:
    found = days_until(items, pace.items, days)
    return None if found is None else pace.learned_at + timedelta(days=found)


def days_until(items: int, known: Sequence[int], days: Sequence[float]) -> float | None:
    """Draw through what is known: straight in logarithms; None beyond it."""
    if items > known[-1]:
        return None
    at = bisect_right(known, items) - 1
    if items == known[at]:
        return days[at]
    part = log(items / known[at]) / log(known[at + 1] / known[at])
    low, high = (max(each, SHORTEST) for each in days[at : at + 2])
    return exp(log(low) + part * log(high / low))


def items_within(left: float, known: Sequence[int], days: Sequence[float]) -> int:
    """Count how many are finished within days: the same line, read the other way."""
    low, high = 0, known[-1]
    while low < high:
        middle = (low + high + 1) // 2
        if (days_until(middle, known, days) or inf) <= left:
            low = middle
        else:
            high = middle - 1
    return low
